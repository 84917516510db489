import { daysBetween } from '#app/calendar/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow, CaseState } from '#db/schema.ts'
import { mergeProblem } from './merged.ts'
import { mayOpen, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'

/** What likeness is reckoned from. */
export interface Report {
  fieldId: string
  /** A day. */
  receivedOn: string
  text: string
}

/** From here on two reports are shown as like each other. */
export const likeEnough = 0.35
/** Reports further apart in days than this are not compared. */
const nearDays = 30

/**
 * How like two reports are, 0 to 1: shared pairs of syllables count most (a Vietnamese word is often two syllables, so pairs tell more than single
 * ones), then the field, then how near the days are. Diacritics, case and punctuation do not matter. Without a shared pair it is 0.
 */
export function likeness(a: Report, b: Report): number {
  const apart = Math.abs(daysBetween(a.receivedOn, b.receivedOn))
  if (apart > nearDays) return 0
  const [few, many] = [pairsOf(a.text), pairsOf(b.text)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>]
  const shared = [...few].filter((pair) => many.has(pair)).length
  if (shared === 0) return 0
  // Against the shorter one: a long story holds the short one whole. Very short ones share a phrase by chance.
  const words = Math.min(1, shared / Math.max(few.size, 8) / 0.4)
  return 0.65 * words + (a.fieldId === b.fieldId ? 0.25 : 0) + 0.1 * (1 - apart / nearDays)
}

/** Syllables that stand in every letter and say nothing of what it is about. */
const common = new Set(
  'toi em anh chi con chau be cac nhung mot cua cho va la thi ma khong co duoc voi nha truong xin mong thay co giao phu huynh hom nay ngay luc nay nay o tai tu den ra vao rat qua roi da dang se bi ve nhu nen vi de'.split(' '),
)

function pairsOf(text: string): Set<string> {
  const syllables = foldDiacritics(text).split(/[^\p{L}\d]+/u).filter((syllable) => syllable !== '')
  const pairs = new Set<string>()
  for (let at = 0; at + 1 < syllables.length; at += 1) {
    const [first, second] = [syllables[at]!, syllables[at + 1]!]
    if (!(common.has(first) && common.has(second))) pairs.add(`${first} ${second}`)
  }
  return pairs
}

export interface SimilarCase {
  number: string
  subject: string
  state: CaseState
  receivedOn: string
  /** 0 to 1. */
  likeness: number
}

/** The open cases that this one may repeat and could be merged into, as far as this person may know of them, the likest first. */
export async function similarCases(db: Db, person: Person, row: CaseRow, limit = 5): Promise<SimilarCase[]> {
  const rows = await db
    .selectFrom('cases')
    .selectAll()
    .where('school_id', '=', row.school_id)
    .where('id', '!=', row.id)
    .where('state', 'in', [...openStates])
    .where('merged_into', 'is', null)
    .orderBy('received_on', 'desc')
    .limit(500)
    .execute()
  return rows
    .filter((other) => mayOpen(person, other) && mergeProblem(row, other) === null)
    .map((other) => ({ number: other.number, subject: other.subject, state: other.state, receivedOn: other.received_on, likeness: likeness(reportOf(row), reportOf(other)) }))
    .filter((other) => other.likeness >= likeEnough)
    .sort((a, b) => b.likeness - a.likeness || a.number.localeCompare(b.number))
    .slice(0, limit)
}

function reportOf(row: Pick<CaseRow, 'field_id' | 'received_on' | 'subject' | 'body'>): Report {
  return { fieldId: row.field_id, receivedOn: row.received_on, text: `${row.subject} ${row.body}` }
}
