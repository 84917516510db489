import { useText } from '#app/i18n/text.tsx'
import { uiText } from '#app/i18n/messages/ui.ts'
import { Icon } from './Icon.tsx'

export type PaginationProps = {
  /** From 1. */
  page: number
  pageCount: number
  /** True where more pages follow than were counted: then nothing is said about how many there are. */
  isOpenEnded?: boolean | undefined
  hrefFor: (page: number) => string
  label?: string | undefined
}

/** The way through a long list. Shows nothing when there is one page. */
export function Pagination({ page, pageCount, isOpenEnded = false, hrefFor, label }: PaginationProps) {
  const t = useText()
  if (pageCount <= 1) return null
  return (
    <nav className="pagination" aria-label={label ?? t(uiText.pages)}>
      {page > 1 ? (
        <a href={hrefFor(page - 1)} rel="prev" className="pagination-step">
          <Icon name="arrow-left" />
          {t(uiText.previousPage)}
        </a>
      ) : null}
      <p className="pagination-now">{t(isOpenEnded ? uiText.page(page) : uiText.pageOf(page, pageCount))}</p>
      <ol className="pagination-pages">
        {nearby(page, pageCount).map((number, index) =>
          number === null ? (
            <li key={`gap-${index}`} className="pagination-gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li key={number}>
              <a href={hrefFor(number)} aria-label={t(uiText.page(number))} aria-current={number === page ? 'page' : undefined}>
                {number}
              </a>
            </li>
          ),
        )}
      </ol>
      {page < pageCount ? (
        <a href={hrefFor(page + 1)} rel="next" className="pagination-step pagination-next">
          {t(uiText.nextPage)}
          <Icon name="arrow-right" />
        </a>
      ) : null}
    </nav>
  )
}

/** The first, the last and the pages around the current one; null stands for a gap. */
function nearby(page: number, pageCount: number): (number | null)[] {
  const shown = [1, page - 1, page, page + 1, pageCount].filter((n, i, all) => n >= 1 && n <= pageCount && all.indexOf(n) === i).sort((a, b) => a - b)
  return shown.flatMap((n, i) => {
    const before = shown[i - 1]
    return before !== undefined && n - before > 1 ? [null, n] : [n]
  })
}
