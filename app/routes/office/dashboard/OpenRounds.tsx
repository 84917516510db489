import { formatDate, formatNumber, formatPercent } from '#app/i18n/format.ts'
import { audienceLabels } from '#app/surveys/labels.ts'
import type { QuestionnaireCode } from '#db/schema.ts'
import { Card } from '#app/ui/Card.tsx'
import { RateMeter } from '#app/ui/RateMeter.tsx'

interface OpenRound {
  id: string
  name: string
  questionnaire: QuestionnaireCode
  closesOn: string
  audience: number | null
  collected: number
}

/** The rounds that take answers now: how many have come in, never what they say before the round is closed. */
export function OpenRounds({ rounds }: { rounds: readonly OpenRound[] }) {
  if (rounds.length === 0) return null
  return (
    <section className="stack" aria-labelledby="dot-dang-mo">
      <h2 id="dot-dang-mo">Đợt khảo sát đang mở</h2>
      <div className="grid-2">
        {rounds.map((round) => (
          <Card key={round.id} title={round.name} level={3} href={`/office/dot-khao-sat/${round.id}`}>
            <p>
              <strong>{formatNumber(round.collected)}</strong> phiếu đã nhận
              {round.audience === null ? null : ` trên ${formatNumber(round.audience)} ${audienceLabels[round.questionnaire]} (${formatPercent(round.collected / round.audience, 'vi', 1)})`}
            </p>
            {round.audience === null ? null : (
              <RateMeter rate={round.collected / round.audience} label={`Đã nhận ${formatPercent(round.collected / round.audience, 'vi', 1)} số phiếu`} />
            )}
            <p className="muted">Mở đến hết ngày {formatDate(round.closesOn)}. Tỷ lệ hài lòng chỉ có sau khi đóng đợt.</p>
          </Card>
        ))}
      </div>
    </section>
  )
}
