import { formatNumber, formatPercent } from '#app/i18n/format.ts'
import { translate } from '#app/i18n/index.ts'
import type { Lang } from '#app/i18n/index.ts'
import { figuresText } from '#app/i18n/messages/figures.ts'
import { shareText } from '#app/i18n/messages/share.ts'
import { outlined, widthOf } from '#app/print/letters.ts'
import { levelLabels } from '#app/surveys/index.ts'
import type { ReleasedResults } from '#app/surveys/index.ts'

/**
 * What travels beyond the school's own pages: a picture per round for chats, a badge and a card for the school's official site. Each carries n and
 * the interval: a rate that travels alone is believed by nobody.
 */

/** The figures of a released round in a few words. */
export interface Summary {
  label: string
  /** Null where there are too few answers. */
  rate: string | null
  n: string | null
  interval: string | null
  round: string
  released: string
  responded: string | null
}

export function summaryOf(results: ReleasedResults, lang: Lang): Summary {
  const t = (message: { vi: string; en: string }) => translate(lang, message)
  const { statistics } = results.overall
  const known = statistics !== null && statistics.rate !== null && statistics.interval !== null ? { ...statistics, rate: statistics.rate, interval: statistics.interval } : null
  return {
    label: t(figuresText.headline[results.round.questionnaire]),
    rate: known ? formatPercent(known.rate, lang) : null,
    n: known ? `n = ${formatNumber(known.nValid, lang)}` : null,
    interval: known ? t(shareText.interval(known.interval.low, known.interval.high)) : null,
    round: t(results.round.name),
    released: t(shareText.released(results.releasedOn)),
    responded: results.responseRate === null ? null : t(shareText.responded(results.responseRate)),
  }
}

const colours = { ink: '#211c1a', soft: '#62554b', flame: '#98200f', accent: '#bd2e1b', paper: '#fffaf5', blush: '#fce8e2', /** Those of the pages (app/ui/tokens.css). */ levels: ['#b3402b', '#e59a62', '#dccfb8', '#83bda4', '#24745a'] }

/** The picture that a chat shows beside a link to the round: PNG, 1200 × 630. */
export async function shareImage(results: ReleasedResults, schoolName: string, address: string, lang: Lang): Promise<Buffer> {
  const summary = summaryOf(results, lang)
  const parts: string[] = [`<rect width="1200" height="630" fill="${colours.paper}"/>`, `<rect y="540" width="1200" height="90" fill="${colours.blush}"/>`]
  const line = (text: string, y: number, size: number, colour: string, weight: 'regular' | 'bold' = 'regular') => parts.push(outlined(text, { x: 64, y, size: fitted(text, size, 1072, weight), weight, colour }))
  line(schoolName, 92, 40, colours.ink, 'bold')
  line(`${summary.label} · ${summary.round}`, 144, 30, colours.soft)
  if (summary.rate === null) line(translate(lang, figuresText.hidden), 300, 84, colours.flame, 'bold')
  else {
    line(summary.rate, 312, 150, colours.flame, 'bold')
    line([summary.n, summary.interval].filter((part) => part !== null).join(' · '), 372, 32, colours.ink)
    parts.push(distributionBar(results, 64, 400, 1072, 44))
    const [worst, best] = [levelLabels[0]!, levelLabels.at(-1)!].map(({ label }) => translate(lang, label)) as [string, string]
    parts.push(outlined(best, { x: 64, y: 472, size: 22, colour: colours.soft }), outlined(worst, { x: 1136 - widthOf(worst, 22), y: 472, size: 22, colour: colours.soft }))
  }
  line([summary.responded, summary.released].filter((part) => part !== null).join(' · '), 518, 26, colours.soft)
  line(address, 596, 30, colours.ink, 'bold')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" viewBox="0 0 1200 630">${parts.join('')}</svg>`
  const { default: sharp } = await import('sharp')
  return sharp(Buffer.from(svg)).png({ compressionLevel: 9, palette: true }).toBuffer()
}

/** From the best level to the worst, as on the pages. */
function distributionBar(results: ReleasedResults, x: number, y: number, width: number, height: number): string {
  const counts = results.overall.statistics?.distribution ?? []
  const all = counts.reduce((sum, count) => sum + count, 0)
  let at = x
  return [...counts.entries()]
    .reverse()
    .map(([index, count]) => {
      const part = (count / all) * width
      const rectangle = `<rect x="${at.toFixed(1)}" y="${y}" width="${part.toFixed(1)}" height="${height}" fill="${colours.levels[index]}"/>`
      at += part
      return rectangle
    })
    .join('')
}

/** A badge for another site's page, as SVG: label and figure, and always n. */
export function badge(results: ReleasedResults | null, lang: Lang): string {
  const summary = results && summaryOf(results, lang)
  const left = translate(lang, shareText.badge)
  const right = summary?.rate ? `${summary.rate} (${summary.n})` : translate(lang, summary ? figuresText.hidden : shareText.noRound)
  const size = 13
  const pad = 10
  const leftWidth = Math.ceil(widthOf(left, size)) + 2 * pad
  const rightWidth = Math.ceil(widthOf(right, size, 'bold')) + 2 * pad
  const title = escapeXml(`${left}: ${right}${summary ? `. ${summary.round}. ${summary.released}.` : ''}`)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${leftWidth + rightWidth}" height="28" role="img" aria-label="${title}"><title>${title}</title>` +
    `<rect width="${leftWidth}" height="28" fill="#4a3f38"/><rect x="${leftWidth}" width="${rightWidth}" height="28" fill="${colours.accent}"/>` +
    outlined(left, { x: pad, y: 18.6, size, colour: '#fff' }) +
    outlined(right, { x: leftWidth + pad, y: 18.6, size, weight: 'bold', colour: '#fff' }) +
    '</svg>'
  )
}

/** The framed card for the school's official site: a page of its own without any script, whose links open outside the frame. */
export function embeddedCard({ results, schoolName, href, lang }: { results: ReleasedResults | null; schoolName: string; href: string; lang: Lang }): string {
  const t = (message: { vi: string; en: string }) => escapeXml(translate(lang, message))
  const summary = results && summaryOf(results, lang)
  const facts = summary ? [summary.n, summary.interval, summary.responded, summary.released].filter((part) => part !== null) : []
  return [
    `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeXml(schoolName)}</title><link rel="stylesheet" href="/embed.css"></head><body><main>`,
    `<p class="school">${escapeXml(schoolName)}</p>`,
    summary
      ? `<p class="label">${escapeXml(summary.label)}<br><span class="round">${escapeXml(summary.round)}</span></p><p class="rate${summary.rate ? '' : ' hidden-rate'}">${summary.rate ? escapeXml(summary.rate) : t(figuresText.hidden)}</p>`
      : `<p class="label">${t(shareText.noRound)}</p>`,
    ...(facts.length > 0 ? [`<ul>${facts.map((fact) => `<li>${escapeXml(fact)}</li>`).join('')}</ul>`] : []),
    `<p><a href="${escapeXml(href)}" target="_blank" rel="noopener">${t(shareText.more)}</a></p>`,
    '</main></body></html>',
  ].join('')
}

/** Small enough for its room, never cut off. */
function fitted(text: string, size: number, width: number, weight: 'regular' | 'bold'): number {
  const wanted = widthOf(text, size, weight)
  return wanted <= width ? size : (size * width) / wanted
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

