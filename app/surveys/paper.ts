import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { Round } from '#db/schema.ts'
import { newCode, readCode } from './codes.ts'
import { agreement, cleanReading, paperFields } from './paper-agreement.ts'
import type { Reading } from './paper-agreement.ts'
import { loadQuestionnaire } from './questionnaire-store.ts'
import { askedForm, askedLevels } from './questionnaires.ts'
import type { AskedForm, FormCode } from './questionnaires.ts'
import { receiptCode } from './receipts.ts'
import { responseFormSchema } from './response-form.ts'
import { submitWithin } from './responses.ts'
import { findRound, openRound } from './rounds.ts'
import type { Actor } from './rounds.ts'

/**
 * Paper forms. Staff see the paper anyway, so what has to be proven is another thing: that what is counted is what stands on it. Two people read every sheet,
 * neither sees what the other typed, and it is counted by itself as soon as they agree (docs/decisions/0025).
 */

interface Secrets {
  hash(purpose: string, value: string): string
  seal(purpose: string, value: string): string
  unseal(purpose: string, sealed: string): string | null
}

/** 30 random bits: nobody types in a sheet that they do not hold. */
const codeLength = 6
/** Of one print: more is a slip of the finger. */
export const mostSheets = 300

/** What somebody typed, as the code of a sheet; null where it cannot be one. */
export function readSheetCode(typed: string): string | null {
  return readCode(typed, codeLength)
}

function sheetHash(secrets: Secrets, round: { id: string }, code: string): string {
  return secrets.hash('paper sheet', `${round.id} ${code}`)
}

/** A sheet's own page key: however often it is sent, it counts once, and its receipt is known before it is answered. */
function sheetKey(secrets: Secrets, round: { id: string }, code: string): string {
  return secrets.hash('paper sheet key', `${round.id} ${code}`).slice(0, 22)
}

export interface PrintedSheet {
  serial: number
  code: string
  /** Under which the answer can be looked up once it is counted. */
  receipt: string
}

/** Makes sheets for a round that is not closed. Their codes are returned this once, to be printed: only hashes are kept. Throws RangeError for a count out of range. */
export async function printSheets(tx: Tx, secrets: Secrets, round: Pick<Round, 'id' | 'state'>, form: FormCode, count: number): Promise<PrintedSheet[]> {
  if (!Number.isInteger(count) || count < 1 || count > mostSheets) throw new RangeError(`1 to ${mostSheets} sheets, not ${count}`)
  if (round.state === 'closed') throw new RangeError('A closed round takes no paper')
  const before = await tx.selectFrom('paper_sheets').select(['hash', 'serial']).where('round_id', '=', round.id).execute()
  const taken = new Set(before.map((row) => row.hash))
  let serial = Math.max(0, ...before.map((row) => row.serial))
  const sheets: PrintedSheet[] = []
  while (sheets.length < count) {
    const code = newCode(codeLength)
    const hash = sheetHash(secrets, round, code)
    if (taken.has(hash)) continue
    taken.add(hash)
    serial += 1
    await tx.insertInto('paper_sheets').values({ hash, round_id: round.id, serial, form, reason: null }).execute()
    sheets.push({ serial, code, receipt: receiptCode(secrets, sheetKey(secrets, round, code)) })
  }
  return sheets
}

export interface PaperCounts {
  printed: number
  /** As staff counted them; null where nobody did. */
  returned: number | null
  /** Read by at least one person, or counted. */
  entered: number
  accepted: number
  withdrawn: number
  /** Numbers of the sheets that wait for a second person. */
  waiting: number[]
  /** Numbers of the sheets that two people read differently. */
  differing: number[]
}

/** How far the paper of a round has come. Says nothing of what stands on it. */
export async function paperCounts(db: Db, round: Pick<Round, 'id' | 'paper_returned'>): Promise<PaperCounts> {
  const states = await db
    .selectFrom('paper_sheets')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('round_id', '=', round.id)
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(states.find((row) => row.state === state)?.count ?? 0)
  const read = await readSheets(db, round.id)
  return {
    printed: of('printed') + of('accepted') + of('withdrawn'),
    returned: round.paper_returned,
    entered: of('accepted') + read.length,
    accepted: of('accepted'),
    withdrawn: of('withdrawn'),
    waiting: read.filter((row) => row.readings === 1).map((row) => row.serial),
    differing: read.filter((row) => row.readings > 1).map((row) => row.serial),
  }
}

/** The sheets of a round that somebody has read and that are not counted yet: where two had agreed, they would be. */
async function readSheets(db: Db, roundId: string): Promise<{ serial: number; readings: number }[]> {
  const rows = await db
    .selectFrom('paper_readings')
    .innerJoin('paper_sheets', 'paper_sheets.hash', 'paper_readings.sheet')
    .select((eb) => ['paper_sheets.serial', eb.fn.countAll<number>().as('readings')])
    .where('paper_sheets.round_id', '=', roundId)
    .groupBy('paper_sheets.serial')
    .orderBy('paper_sheets.serial')
    .execute()
  return rows.map((row) => ({ serial: row.serial, readings: Number(row.readings) }))
}

/** What a person is asked to read on a sheet. */
export interface SheetToRead {
  status: 'read'
  serial: number
  asked: AskedForm
  /** `again`: this person read it before, and nobody else has. */
  turn: 'first' | 'again' | 'second' | 'differing'
  /** All fields, or the ones in which no two people agree. */
  fields: string[]
  /** What was read of the words so far, to hold against the paper: spelling is not worth typing twice. Nothing else of another's reading is shown. */
  comment: string
}

export type SheetResult = SheetToRead | { status: 'unknown' | 'closed' } | { status: 'counted-before' | 'withdrawn'; serial: number }

/** The sheet with this code, as this person is to read it now. */
export async function sheetToRead(db: Db, secrets: Secrets, school: { id: string }, round: Round, code: string, actor: Actor, now: string): Promise<SheetResult> {
  const sheet = await db.selectFrom('paper_sheets').selectAll().where('hash', '=', sheetHash(secrets, round, code)).where('round_id', '=', round.id).executeTakeFirst()
  if (!sheet) return { status: 'unknown' }
  if (sheet.state !== 'printed') return { status: sheet.state === 'accepted' ? 'counted-before' : 'withdrawn', serial: sheet.serial }
  if ((await openRound(db, school, round.questionnaire, dayOf(now)))?.id !== round.id) return { status: 'closed' }

  const asked = askedForm(await loadQuestionnaire(db, round), sheet.form, 'vi')
  const fields = paperFields(asked)
  const readings = await readingsOf(db, secrets, sheet.hash)
  const others = readings.filter((one) => one.staffId !== actor.staffId)
  const mine = readings.find((one) => one.staffId === actor.staffId)
  const { differing } = agreement(fields, readings.map((one) => one.reading))
  const turn = readings.length > 1 ? 'differing' : others.length === 1 ? 'second' : mine ? 'again' : 'first'
  return {
    status: 'read',
    serial: sheet.serial,
    asked,
    turn,
    fields: turn === 'differing' ? differing : fields,
    comment: others.at(-1)?.reading[asked.comment.code] ?? '',
  }
}

async function readingsOf(db: Db, secrets: Secrets, sheet: string): Promise<{ staffId: string; reading: Reading }[]> {
  const rows = await db.selectFrom('paper_readings').selectAll().where('sheet', '=', sheet).orderBy('staff_id').execute()
  return rows.map((row) => ({ staffId: row.staff_id, reading: JSON.parse(secrets.unseal('paper reading', row.content) ?? '{}') as Reading }))
}

export type ReadingResult =
  /** Counted: two people agree. */
  | { status: 'accepted'; serial: number }
  /** Kept until a second person has read it. */
  | { status: 'waiting'; serial: number }
  | { status: 'differing'; serial: number; count: number }
  | { status: 'invalid'; errors: { field: string; message: string }[] }
  | Exclude<SheetResult, SheetToRead>

/**
 * Keeps what this person read, and counts the sheet as soon as every field was read alike by two people. Reading the same sheet once more replaces one's own
 * reading: nobody agrees with themselves. Sheet, answer, counters, ledger and log are one commit.
 */
export async function saveReading(
  db: Db, secrets: Secrets, school: { id: string }, round: Round, code: string, typed: Reading, actor: Actor, now: string,
): Promise<ReadingResult> {
  return db.transaction().execute(async (tx): Promise<ReadingResult> => {
    const sheet = await sheetToRead(tx, secrets, school, round, code, actor, now)
    if (sheet.status !== 'read') return sheet
    const { asked, serial } = sheet
    const hash = sheetHash(secrets, round, code)
    const fields = paperFields(asked)
    const before = await readingsOf(tx, secrets, hash)
    const others = before.filter((one) => one.staffId !== actor.staffId).map((one) => one.reading)
    const mine = before.find((one) => one.staffId === actor.staffId)?.reading
    const clean = cleanReading(asked, typed)
    const reading =
      sheet.turn === 'differing'
        ? { ...agreement(fields, before.map((one) => one.reading)).agreed, ...mine, ...Object.fromEntries(sheet.fields.map((field) => [field, clean[field] ?? ''])) }
        : clean
    if (isBlank(asked, reading)) return { status: 'invalid', errors: [{ field: sheet.fields[0] ?? '', message: blankSheet }] }
    const checked = v.safeParse(responseFormSchema(asked, 'vi'), reading)
    if (!checked.success) return { status: 'invalid', errors: checked.issues.map((issue) => ({ field: v.getDotPath(issue) ?? '', message: issue.message })) }

    const audit = (action: string) => recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action, target: round.id, detail: `Phiếu số ${serial}`, at: now })
    const { agreed, differing } = agreement(fields, [...others, reading])
    if (differing.length > 0) {
      const content = secrets.seal('paper reading', JSON.stringify(reading))
      await tx
        .insertInto('paper_readings')
        .values({ sheet: hash, staff_id: actor.staffId, content })
        .onConflict((oc) => oc.columns(['sheet', 'staff_id']).doUpdateSet({ content }))
        .execute()
      await audit('round:enter-paper')
      return others.length === 0 ? { status: 'waiting', serial } : { status: 'differing', serial, count: differing.length }
    }

    if (isBlank(asked, agreed)) return { status: 'invalid', errors: [{ field: sheet.fields[0] ?? '', message: blankSheet }] }
    const whole = v.parse(responseFormSchema(asked, 'vi'), agreed)
    const idempotencyKey = sheetKey(secrets, round, code)
    const result = await submitWithin(tx, secrets, school, { questionnaire: round.questionnaire, roundId: round.id, form: asked.form, ...whole, placeCode: null, idempotencyKey, channel: 'paper' }, now)
    if (result.status === 'closed') return { status: 'closed' }
    await tx.deleteFrom('paper_readings').where('sheet', '=', hash).execute()
    await tx.updateTable('paper_sheets').set({ state: 'accepted' }).where('hash', '=', hash).execute()
    await audit('round:accept-paper')
    return { status: 'accepted', serial }
  })
}

const blankSheet = 'Chưa có câu nào được chọn. Phiếu trắng thì loại ở trang Phiếu giấy, có ghi lý do.'

function isBlank(asked: AskedForm, reading: Reading): boolean {
  return askedLevels(asked).every((item) => (reading[item] ?? '') === '')
}

/** Takes a sheet out before it is counted: it is blank, torn, or was never handed out. False where the round has no such sheet that could go. */
export function withdrawSheet(db: Db, school: { id: string }, roundId: string, serial: number, reason: string, actor: Actor, now: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, school, roundId)
    if (!round || round.state === 'closed') return false
    const sheet = await tx.selectFrom('paper_sheets').select('hash').where('round_id', '=', round.id).where('serial', '=', serial).where('state', '=', 'printed').executeTakeFirst()
    if (!sheet) return false
    await tx.deleteFrom('paper_readings').where('sheet', '=', sheet.hash).execute()
    await tx.updateTable('paper_sheets').set({ state: 'withdrawn', reason }).where('hash', '=', sheet.hash).execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'round:withdraw-paper', target: round.id, detail: `Phiếu số ${serial}: ${reason}`, at: now })
    return true
  })
}

/** Notes how many sheets came back. False where this school has no such round that is not closed. */
export function countReturned(db: Db, school: { id: string }, roundId: string, returned: number, actor: Actor, now: string): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const round = await findRound(tx, school, roundId)
    if (!round || round.state === 'closed') return false
    await tx.updateTable('rounds').set({ paper_returned: returned }).where('id', '=', round.id).execute()
    await recordAudit(tx, { schoolId: school.id, staffId: actor.staffId, action: 'round:count-paper', target: round.id, detail: String(returned), at: now })
    return true
  })
}

/** At the end of a round, in the transaction that closes it: what was not agreed on goes, and its number stays for the public. Null where nothing was printed. */
export async function leavePaper(tx: Tx, roundId: string): Promise<number | null> {
  const printed = await tx.selectFrom('paper_sheets').select('hash').where('round_id', '=', roundId).limit(1).executeTakeFirst()
  if (!printed) return null
  const left = (await readSheets(tx, roundId)).length
  await tx.deleteFrom('paper_readings').where('sheet', 'in', tx.selectFrom('paper_sheets').select('hash').where('round_id', '=', roundId)).execute()
  return left
}

/** Printed, withdrawn and left-over sheets of closed rounds, by round; a round without paper is missing. */
export async function paperOf(db: Db, rounds: readonly Round[]): Promise<Map<string, { printed: number; returned: number | null; withdrawn: number; left: number }>> {
  if (rounds.length === 0) return new Map()
  const rows = await db
    .selectFrom('paper_sheets')
    .select((eb) => ['round_id', 'state', eb.fn.countAll<number>().as('count')])
    .where('round_id', 'in', rounds.map((round) => round.id))
    .groupBy(['round_id', 'state'])
    .execute()
  const paper = new Map<string, { printed: number; returned: number | null; withdrawn: number; left: number }>()
  for (const row of rows) {
    const round = rounds.find((one) => one.id === row.round_id)!
    const sum = paper.get(round.id) ?? { printed: 0, returned: round.paper_returned, withdrawn: 0, left: round.paper_left ?? 0 }
    paper.set(round.id, { ...sum, printed: sum.printed + Number(row.count), withdrawn: sum.withdrawn + (row.state === 'withdrawn' ? Number(row.count) : 0) })
  }
  return paper
}
