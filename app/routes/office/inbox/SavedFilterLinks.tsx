import { hasConditions, writeFilter } from '#app/cases/inbox-filter.ts'
import type { InboxFilter } from '#app/cases/inbox-filter.ts'
import type { SavedFilter } from '#app/cases/index.ts'
import { Button } from '#app/ui/Button.tsx'
import { Disclosure } from '#app/ui/Disclosure.tsx'
import { HiddenField, TextField } from '#app/ui/TextField.tsx'
import { inboxPath } from '../list-place.ts'

const savedFiltersPath = '/office/phan-anh/bo-loc'

/** The person's own filters as links, and a way to keep the one that is on. */
export function SavedFilterLinks({ filter, saved, isFull }: { filter: InboxFilter; saved: SavedFilter[]; isFull: boolean }) {
  const here = writeFilter({ ...filter, page: 1 })
  const isKept = saved.some(({ query }) => query === here)
  return (
    <>
      {saved.length > 0 ? (
        <nav className="saved-filters no-print" aria-label="Bộ lọc của tôi">
          <ul>
            {saved.map(({ id, name, query }) => (
              <li key={id}>
                <a href={query === '' ? inboxPath : `${inboxPath}?${query}`} className="saved-filter" aria-current={query === here ? 'page' : undefined}>
                  {name}
                </a>
              </li>
            ))}
            <li>
              <a href={savedFiltersPath} className="saved-filter-edit">
                Sửa bộ lọc đã lưu
              </a>
            </li>
          </ul>
        </nav>
      ) : null}
      {hasConditions(filter) && !isKept && !isFull ? (
        <Disclosure summary="Lưu bộ lọc này">
          <form method="post" action={savedFiltersPath} className="cluster-end">
            <HiddenField name="viec" value="luu" />
            <HiddenField name="query" value={here} />
            <TextField name="name" label="Tên bộ lọc" hint="Ví dụ “Bữa ăn quá hạn”. Chỉ mình thầy/cô thấy." maxLength={40} autoComplete="off" required />
            <Button variant="secondary">Lưu</Button>
          </form>
        </Disclosure>
      ) : null}
    </>
  )
}
