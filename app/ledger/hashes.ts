import { hash } from 'node:crypto'

/**
 * The four hashes of the ledger, as docs/ledger.md describes them for anybody who wants to check it with other means. All are SHA-256
 * over UTF-8 text, written as lower-case hexadecimal.
 */

/** What a parent answered, as the commitment covers it. The place is left out: the parent cannot know its id. */
export interface SealedAnswer {
  roundId: string
  form: string
  /** Day of the answer, `YYYY-MM-DD`. */
  day: string
  answers: readonly { item: string; level: number }[]
  expectation: number | null
  comment: string | null
  relation: string | null
  ageGroup: string | null
}

/** Finds the line of a receipt in the ledger. The code (59 random bits) opens nothing else. */
export function tagOf(receiptCode: string): string {
  return sha256(`lang-nghe:bien-nhan:${receiptCode}`)
}

/** The answer in one text, always the same for the same answer. */
export function contentOf(answer: SealedAnswer): string {
  const answers = answer.answers.map(({ item, level }) => [item, level] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
  return JSON.stringify([1, answer.roundId, answer.form, answer.day, answers, answer.expectation, answer.comment, answer.relation, answer.ageGroup])
}

/** Binds the school to the answer without telling it: without the salt (256 bits) nobody can try out the few likely answers. */
export function commitmentOf(salt: string, content: string): string {
  return sha256(`lang-nghe:phieu:${salt}:${content}`)
}

/** The line of one answer in the published ledger; sorted, these lines are the leaves of the day's tree. */
export function lineOf(entry: { roundId: string; tag: string; commitment: string }): string {
  return `${entry.roundId} ${entry.tag} ${entry.commitment}`
}

export interface SealContent {
  schoolId: string
  /** 1, 2, 3 … without gaps. */
  number: number
  day: string
  count: number
  root: string
  /** Hash of the seal before; 64 zeros for the first. */
  previous: string
}

/** Chains a day to all days before it. */
export function sealHash(seal: SealContent): string {
  return sha256(`lang-nghe:niem-phong:${seal.schoolId}:${seal.number}:${seal.day}:${seal.count}:${seal.root}:${seal.previous}`)
}

export const firstPrevious = '0'.repeat(64)

function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}
