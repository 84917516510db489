import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import type { Lang, Message } from '#app/i18n/index.ts'
import { figuresText } from '#app/i18n/messages/figures.ts'
import { shareText } from '#app/i18n/messages/share.ts'
import { levelLabels } from '#app/surveys/questionnaires.ts'
import type { ReleasedResults } from '#app/surveys/index.ts'
import { summaryOf } from './share.ts'

/** A released round as a sheet for the notice board. `made` is the instant that stands in the file. */
export async function noticeBoard(results: ReleasedResults, { schoolName, link, lang }: { schoolName: string; link: string; lang: Lang }, made: string): Promise<Uint8Array> {
  const t = (message: Message) => translate(lang, message)
  const summary = summaryOf(results, lang)
  const { statistics } = results.overall
  const { boardPdf } = await import('#app/print/index.ts')
  return boardPdf(
    {
      title: t(shareText.boardTitle),
      schoolName,
      label: summary.label,
      round: summary.round,
      rate: summary.rate,
      hidden: t(figuresText.hidden),
      facts: [summary.n, summary.interval, summary.responded, results.channels === null ? null : t(figuresText.channelCounts(results.channels)), summary.released].filter((fact) => fact !== null),
      levels:
        statistics === null
          ? []
          : [...levelLabels].reverse().map(({ level, label }) => {
              const count = statistics.distribution[level - 1] ?? 0
              const share = statistics.nValid === 0 ? 0 : count / statistics.nValid
              return { name: t(label), count, share, text: `${formatNumber(count, lang)} (${formatPercent(share, lang, 1)})` }
            }),
      areasTitle: t(shareText.areas),
      areas: results.areas.map((area) => {
        const rate = area.statistics?.rate ?? null
        return { name: t(area.name), rate, text: rate === null ? t(figuresText.hidden) : formatPercent(rate, lang) }
      }),
      limitsTitle: t(figuresText.limits.title),
      limits: [figuresText.limits.silent(results.responseRate, results.round.questionnaire), figuresText.limits.open, figuresText.limits.compare].map(t),
      moreAt: t(shareText.moreAt),
      link,
      address: link.replace(/^https:\/\//, '').split('?', 1)[0]!,
    },
    made,
  )
}
