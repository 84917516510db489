import { rgb } from '@cantoo/pdf-lib'
import { blush, flame, ink, pdf, soft } from './sheet.ts'
import type { Sheet } from './sheet.ts'

/** A released round as it hangs on the notice board. All words arrive ready in one language. */
export interface BoardFacts {
  title: string
  schoolName: string
  label: string
  round: string
  /** Null where too few answered. */
  rate: string | null
  hidden: string
  facts: readonly string[]
  /** From very satisfied to very dissatisfied. */
  levels: readonly { name: string; count: number; share: number; text: string }[]
  areasTitle: string
  areas: readonly { name: string; rate: number | null; text: string }[]
  limitsTitle: string
  limits: readonly string[]
  moreAt: string
  link: string
  address: string
}

const levelColours = [rgb(0.18, 0.49, 0.31), rgb(0.5, 0.68, 0.42), rgb(0.79, 0.71, 0.35), rgb(0.79, 0.39, 0.26), rgb(0.55, 0.11, 0.09)]

/** One A4 sheet: the headline with its uncertainty, the spread, the areas, and what the number cannot tell. `made` is the instant that stands in the file. */
export function boardPdf(facts: BoardFacts, made: string): Promise<Uint8Array> {
  return pdf(`${facts.label} – ${facts.round} – ${facts.schoolName}`, { width: 210, height: 297 }, [(sheet) => board(sheet, facts)], made)
}

function board(sheet: Sheet, facts: BoardFacts): void {
  const left = 18
  const width = sheet.width - 2 * left
  sheet.blossom({ x: sheet.width - 34, y: -8, width: 38 }, 30)
  let y = sheet.text(facts.schoolName, { x: left, y: 16, width: width - 24 }, { size: 5.4, weight: 'bold', lines: 2 })
  y = sheet.text(facts.title, { x: left, y: y + 1, width: width - 24 }, { size: 9, weight: 'bold', colour: flame, lines: 1 })
  y = sheet.text(`${facts.label} · ${facts.round}`, { x: left, y: y + 0.5, width }, { size: 4.4, colour: soft, lines: 2 })

  y = sheet.text(facts.rate ?? facts.hidden, { x: left, y: y + 3, width: 88 }, { size: facts.rate === null ? 8 : 20, weight: 'bold', colour: flame, lines: 2 })
  let beside = y - (facts.rate === null ? 12 : 25)
  for (const fact of facts.facts) beside = sheet.text(fact, { x: left + 92, y: beside, width: width - 92 }, { size: 3.9, lines: 2, leading: 1.35 })
  y = Math.max(y, beside) + 2

  for (const [index, level] of facts.levels.entries()) {
    sheet.text(level.name, { x: left, y: y + 0.6, width: 48 }, { size: 3.9, lines: 1 })
    sheet.rectangle({ x: left + 50, y, width: Math.max(0.3, level.share * (width - 88)), height: 5 }, levelColours[index] ?? flame)
    sheet.text(level.text, { x: left + width - 36, y: y + 0.6, width: 36 }, { size: 3.9, align: 'right', lines: 1 })
    y += 7
  }

  y = sheet.text(facts.areasTitle, { x: left, y: y + 4, width }, { size: 5.2, weight: 'bold' }) + 1
  for (const area of facts.areas) {
    sheet.text(area.name, { x: left, y: y + 0.6, width: 74 }, { size: 3.7, lines: 1 })
    sheet.rectangle({ x: left + 76, y, width: 56, height: 5 }, blush)
    if (area.rate !== null) sheet.rectangle({ x: left + 76, y, width: 56 * area.rate, height: 5 }, flame)
    sheet.text(area.text, { x: left + 134, y: y + 0.6, width: width - 134 }, { size: 3.7, align: 'right', lines: 1 })
    y += 7.4
  }

  y = sheet.text(facts.limitsTitle, { x: left, y: y + 4, width }, { size: 5.2, weight: 'bold' }) + 1
  for (const limit of facts.limits) y = sheet.text(`• ${limit}`, { x: left, y, width }, { size: 3.7, leading: 1.4 })

  const qr = 34
  const top = sheet.height - qr - 8
  sheet.rectangle({ x: 0, y: top - 4, width: sheet.width, height: sheet.height - top + 4 }, blush)
  sheet.qr(facts.link, { x: left, y: top, width: qr })
  const words = { x: left + qr + 6, y: top + 8, width: width - qr - 6 }
  const below = sheet.text(facts.moreAt, words, { size: 4.4, colour: ink })
  sheet.text(facts.address, { ...words, y: below + 1 }, { size: 5.4, weight: 'bold', lines: 2 })
}
