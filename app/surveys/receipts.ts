import { answerState, contentOf, ledgerPlace, saltOf, storedAnswers } from '#app/ledger/index.ts'
import type { LedgerPlace } from '#app/ledger/index.ts'
import type { Db } from '#db/connect.ts'
import type { QuestionnaireCode } from '#db/schema.ts'
import type { FormCode } from './questionnaires.ts'

/** Without 0 O, 1 I L and U: nothing in it is misread, and no code spells a word. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const length = 12

interface Hasher {
  hash(purpose: string, value: string): string
}

export interface CheckedReceipt {
  questionnaire: QuestionnaireCode
  form: FormCode
  /** The day on which the form was counted, `YYYY-MM-DD`. */
  answeredOn: string
  round: { nameVi: string; nameEn: string; closesOn: string; closedOn: string | null }
  /** Where it stands in the sealed ledger; null where it has no line. */
  ledger: LedgerPlace | null
  /** Whether it is still what was sent: worked out anew from the answer itself each time. */
  state: 'as-sent' | 'altered' | 'line-missing' | 'before-ledger'
}

/**
 * The code that belongs to a page's key: twelve letters and digits (about 59 bits) made from the key, so that a retry
 * gets the same code although nobody stores it.
 */
export function receiptCode(secrets: Hasher, idempotencyKey: string): string {
  const bytes = Buffer.from(secrets.hash('survey receipt code', idempotencyKey), 'base64url')
  let number = BigInt(`0x${bytes.toString('hex')}`)
  let code = ''
  for (let i = 0; i < length; i += 1) {
    code += alphabet[Number(number % BigInt(alphabet.length))]
    number /= BigInt(alphabet.length)
  }
  return code
}

/** As it is shown and printed: `K7QM-2HXD-9RTA`. */
export function formatReceipt(code: string): string {
  return code.match(/.{1,4}/g)?.join('-') ?? ''
}

/** What somebody typed, as a code; null where it cannot be one. Spaces, dashes and small letters do not matter. */
export function readReceipt(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null
}

/** What is stored of a code. */
export function receiptHash(secrets: Hasher, code: string): string {
  return secrets.hash('survey receipt', code)
}

/**
 * Says that a form was counted, in which round and on which day, under which seal, and whether it is still as it was sent; never what was answered. `gone` where the ledger
 * knows the receipt and the answer is no longer there; null where neither does.
 */
export async function checkReceipt(db: Db, secrets: Hasher, school: { id: string }, code: string): Promise<CheckedReceipt | 'gone' | null> {
  const row = await db
    .selectFrom('responses')
    .innerJoin('rounds', 'rounds.id', 'responses.round_id')
    .select(['responses.id', 'rounds.questionnaire', 'responses.form', 'responses.answered_on', 'rounds.name_vi', 'rounds.name_en', 'rounds.closes_on', 'rounds.closed_on'])
    .where('responses.school_id', '=', school.id)
    .where('responses.receipt_hash', '=', receiptHash(secrets, code))
    .executeTakeFirst()
  const ledger = await ledgerPlace(db, school, code)
  const state = row && (await answerState(db, secrets, row.id))
  if (!row || !state) return ledger === null ? null : 'gone'
  return {
    questionnaire: row.questionnaire,
    form: row.form,
    answeredOn: row.answered_on,
    round: { nameVi: row.name_vi, nameEn: row.name_en, closesOn: row.closes_on, closedOn: row.closed_on },
    ledger,
    // A line that was put under another receipt is as good as none.
    state: state === 'as-sent' && ledger === null ? 'line-missing' : state,
  }
}

/** The parent's own proof: the answer as it is stored, with the salt that binds it to its line in the ledger. Only right after sending, for whoever sent it. */
export async function ownProof(db: Db, secrets: Hasher, school: { id: string }, code: string): Promise<{ content: string; salt: string } | null> {
  const row = await db.selectFrom('responses').select('id').where('school_id', '=', school.id).where('receipt_hash', '=', receiptHash(secrets, code)).executeTakeFirst()
  if (!row || (await ledgerPlace(db, school, code)) === null) return null
  const [answer] = await storedAnswers(db, row.id)
  return answer ? { content: contentOf(answer), salt: saltOf(secrets, row.id) } : null
}
