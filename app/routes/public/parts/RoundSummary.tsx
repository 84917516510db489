import type { PublicSummary } from '#app/comments/summary.ts'
import { formatDate } from '#app/i18n/format.ts'
import { summaryText as m } from '#app/i18n/messages/summary.ts'
import { useText } from '#app/i18n/text.tsx'
import { Card } from '#app/ui/Card.tsx'
import { Notice } from '#app/ui/Notice.tsx'

/** What parents said in a round and what the school answers, in the school's words. */
export function RoundSummary({ summary }: { summary: PublicSummary }) {
  const t = useText()
  return (
    <section className="stack" id="phu-huynh-noi-gi">
      <h2>{t(m.title)}</h2>
      {summary.entries === null || summary.withdrawal !== null ? (
        <Notice title={t(m.withdrawn(formatDate(summary.withdrawal?.on ?? summary.publishedOn)))}>
          <p lang="vi">{summary.withdrawal?.reason}</p>
        </Notice>
      ) : (
        <>
          <p className="muted measure">{t(m.lead)}</p>
          {summary.entries.map(({ theme, vi, en, said, answer }) => {
            const count = summary.counts[theme] ?? null
            return (
              <Card key={theme} title={t({ vi, en })} level={3}>
                {count === null ? null : <p className="muted">{t(m.count(count))}</p>}
                <div className="said-answer">
                  <div className="stack-s">
                    <h4>{t(m.said)}</h4>
                    <p className="pre-line" lang="vi">
                      {said}
                    </p>
                  </div>
                  <div className="stack-s">
                    <h4>{t(m.answer)}</h4>
                    <p className="pre-line" lang="vi">
                      {answer}
                    </p>
                  </div>
                </div>
              </Card>
            )
          })}
          <p className="muted measure">{t(m.counts)}</p>
        </>
      )}
      <p className="muted">{t(m.published(formatDate(summary.publishedOn)))}</p>
      {summary.corrections.map(({ on, note }) => (
        <p key={on + note} className="muted">
          {t(m.corrected(formatDate(on)))} <span lang="vi">{note}</span>
        </p>
      ))}
    </section>
  )
}
