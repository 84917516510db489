import { formatDate } from '#app/i18n/format.ts'
import { answersText as m } from '#app/i18n/messages/answers.ts'
import { kindText } from '#app/i18n/messages/public.ts'
import { useLang, useText } from '#app/i18n/text.tsx'
import type { PublishedAnswer } from '#app/publication/index.ts'
import { Badge } from '#app/ui/Badge.tsx'
import { Card } from '#app/ui/Card.tsx'
import { usePaths } from './page.ts'

/** Late or on time, in words and in colour; neither where the answer does not stand. */
export function TimeBadge({ answer }: { answer: PublishedAnswer }) {
  const t = useText()
  if (answer.withdrawn_on !== null) {
    return (
      <Badge tone="neutral" icon="cross">
        {t(m.takenDown)}
      </Badge>
    )
  }
  if (answer.reopened_on !== null) {
    return (
      <Badge tone="warning" icon="clock">
        {t(m.reopened)}
      </Badge>
    )
  }
  return answer.on_time === 1 ? (
    <Badge tone="success" icon="check">
      {t(m.onTime)}
    </Badge>
  ) : (
    <Badge tone="danger" icon="clock">
      {t(m.late)}
    </Badge>
  )
}

/** One answered case in a list: what was asked, the beginning of the answer, how long it took. */
export function PublishedCard({ answer }: { answer: PublishedAnswer }) {
  const t = useText()
  const lang = useLang()
  const { to } = usePaths()
  const isDown = answer.withdrawn_on !== null
  return (
    <Card
      level={3}
      title={isDown ? t(m.caseTitle(answer.number)) : <span lang="vi">{answer.summary}</span>}
      href={to(`/tra-loi/${answer.number}`)}
      meta={
        <>
          <Badge>{t(kindText[answer.kind])}</Badge>
          <span>{lang === 'vi' ? answer.field_name_vi : answer.field_name_en}</span>
          <TimeBadge answer={answer} />
        </>
      }
    >
      {isDown ? (
        <p>
          {t(m.takenDownOn(answer.withdrawn_on ?? ''))}. <span lang="vi">{t(m.takenDownReason(answer.withdrawal_reason ?? ''))}</span>
        </p>
      ) : (
        <p className="answer-beginning" lang="vi">
          {answer.answer}
        </p>
      )}
      {answer.reopened_on === null ? null : (
        <p>
          <strong>{t(m.reopenedSince(answer.reopened_on))}</strong>
        </p>
      )}
      <p className="muted small">
        {t(m.sentOn)} {formatDate(answer.sent_on)} · {t(m.answeredOn)} {formatDate(answer.answered_on)} ({t(m.timeTaken(answer))}) · {answer.number}
      </p>
    </Card>
  )
}
