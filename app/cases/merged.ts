import type { Updateable } from 'kysely'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow, CasesTable, CaseState } from '#db/schema.ts'
import { applyChange, changeCase, recordEvent, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { knownNames } from './known-names.ts'
import { clockGoesOn } from './pause.ts'
import { findPersonalData } from './redaction.ts'
import { tellSender } from './tell-sender.ts'
import { isRestricted, mayOpen, mayViewIdentity, openStates } from './transitions.ts'
import type { Person } from './transitions.ts'

/**
 * Reports of the same thing are answered together: each keeps its own key, number, dates and sender, and points to the one case (`merged_into`) whose
 * answer, transfer or refusal goes to all of them in the same transaction. Nobody learns anything of the other senders, not even a number.
 */

/** Whether other cases are answered together with this one. */
export async function hasFollowers(db: Db | Tx, row: Pick<CaseRow, 'id'>): Promise<boolean> {
  return (await db.selectFrom('cases').select('id').where('merged_into', '=', row.id).executeTakeFirst()) !== undefined
}

/** Merges a case into the one it repeats. The reason stays inside; the sender is told that like reports are handled together. */
export function merge(desk: CaseDesk, act: StaffAct, input: { mainNumber: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'merge', 'in_progress', async (tx, row) => {
    const main = await tx.selectFrom('cases').selectAll().where('school_id', '=', desk.school.id).where('number', '=', input.mainNumber).executeTakeFirst()
    if (!main || !mayOpen(act.staff, main)) return new Refused('bad-input', 'Không có hồ sơ nào mang số này.')
    const problem = mergeProblem(row, main)
    if (problem !== null) return new Refused('bad-input', problem)

    const followers = await tx.selectFrom('cases').selectAll().where('merged_into', '=', row.id).execute()
    for (const follower of followers) await changeWith(tx, follower, { event: 'merge', set: { merged_into: main.id, assignee_id: main.assignee_id } }, act.staff.id, act.now)
    await changeWith(tx, main, { event: 'joined', set: {} }, act.staff.id, act.now)

    const clock = clockGoesOn(desk.calendar, row, dayOf(act.now))
    await tellSender(
      tx, desk, row, act,
      `Ý kiến của ông/bà được xử lý cùng với các ý kiến giống nhau. Ông/bà vẫn dùng mã tra cứu của mình và nhận câu trả lời ở đây, chậm nhất ngày ${formatDate(clock.answer_due ?? row.answer_due)}.`,
    )
    return {
      set: {
        merged_into: main.id,
        assignee_id: main.assignee_id,
        state: main.assignee_id === null ? 'acknowledged' : 'in_progress',
        acknowledged_on: row.acknowledged_on ?? dayOf(act.now),
        ...clock,
      },
      note: `Gộp vào ${main.number}. Lý do: ${input.reason}`,
    }
  })
}

/** Why the first case cannot be answered together with the second, in words; null where it can. */
export function mergeProblem(row: CaseRow, main: CaseRow): string | null {
  if (main.id === row.id) return 'Một hồ sơ không thể gộp vào chính nó.'
  if (main.merged_into !== null) return 'Hồ sơ đó đã được gộp vào một hồ sơ khác: hãy gộp vào hồ sơ chung.'
  if (!openStates.includes(main.state)) return 'Hồ sơ đó đã kết thúc. Chỉ gộp vào hồ sơ đang xử lý.'
  if (main.outgoing_at !== null || main.frozen_on !== null) return 'Hồ sơ đó đang chờ gửi câu trả lời hoặc chỉ được lưu giữ, nên chưa gộp được.'
  if (procedureOf(row) !== procedureOf(main)) return 'Chỉ gộp các hồ sơ cùng trình tự: khiếu nại với khiếu nại, tố cáo với tố cáo, ý kiến thường với ý kiến thường.'
  if (isRestricted(row.kind) && (!isAccepted(row) || !isAccepted(main))) return 'Chỉ gộp khiếu nại, tố cáo sau khi cả hai đã được thụ lý.'
  if (row.reopened_on !== null) return 'Phụ huynh chưa đồng ý với câu trả lời trước, nên hồ sơ này cần câu trả lời riêng.'
  if (row.child_safety === 1 && main.child_safety === 0) return 'Hồ sơ báo trẻ gặp nguy hiểm không gộp vào hồ sơ thường. Hãy gộp theo chiều ngược lại.'
  if (people(row) !== people(main)) return 'Hai hồ sơ nêu những người khác nhau, nên không được trả lời chung.'
  return null
}

function procedureOf({ kind }: Pick<CaseRow, 'kind'>): string {
  return isRestricted(kind) ? kind : 'ordinary'
}

function isAccepted({ formal_stage }: Pick<CaseRow, 'formal_stage'>): boolean {
  return formal_stage === 'accepted' || formal_stage === 'complex'
}

/** Whom a case is about, in one order: who must not know of one would learn of it through the other. */
function people({ barred }: Pick<CaseRow, 'barred'>): string {
  return barred.split(' ').filter((id) => id !== '').sort().join(' ')
}

/** Takes a case out again: it is answered by itself, by the day it was promised. */
export function unmerge(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'unmerge', null, async (tx, row) => {
    const main = await tx.selectFrom('cases').selectAll().where('id', '=', row.merged_into).executeTakeFirst()
    if (!main) return new Refused('bad-input', 'Hồ sơ này không gộp với hồ sơ nào.')
    await changeWith(tx, main, { event: 'parted', set: {} }, act.staff.id, act.now)
    await tellSender(tx, desk, row, act, `Ý kiến của ông/bà được xử lý riêng, và được trả lời chậm nhất ngày ${formatDate(row.answer_due)}.`)
    return { set: { merged_into: null }, note: `Lý do: ${input.reason}` }
  })
}

/** What happens to the cases that are answered together with one, as it happens to that one. */
export interface SharedDeed {
  /** How the history of each names it. */
  event: string
  set: Updateable<CasesTable>
  note?: string | null
  /** The states in which it concerns a case; left out: while an answer is owed. */
  from?: readonly CaseState[]
  /** Which of them it concerns; left out: all. */
  only?: (row: CaseRow) => boolean
  /** What its sender is told, in the same transaction. */
  tell?: (row: CaseRow) => Promise<void>
}

/** Does the same to every case that is answered together with this one. Those whose sender wants them only kept are left alone. */
export async function withFollowers(tx: Tx, main: Pick<CaseRow, 'id'>, staffId: string, now: string, deed: SharedDeed): Promise<void> {
  const followers = await tx
    .selectFrom('cases')
    .selectAll()
    .where('merged_into', '=', main.id)
    .where('state', 'in', [...(deed.from ?? openStates)])
    .where('frozen_on', 'is', null)
    .orderBy('number')
    .execute()
  for (const follower of followers.filter((row) => deed.only?.(row) ?? true)) {
    await deed.tell?.(follower)
    await changeWith(tx, follower, deed, staffId, now)
  }
}

/** A change of a case that comes with the change of another: saved with its own line in history and log. */
async function changeWith(tx: Tx, row: CaseRow, { event, set, note = null }: SharedDeed, staffId: string, now: string): Promise<void> {
  await applyChange(tx, row, set, now)
  await recordEvent(tx, row, { type: event, staffId, to: set.state ?? row.state, note, at: now })
  await recordAudit(tx, { schoolId: row.school_id, staffId, action: `case:${event}`, target: row.number, at: now })
}

/**
 * A text that would go to several senders must name none of them to the others. Checked are the case numbers, and the names and addresses that this
 * person may know: who the others are could otherwise be found out by trying names. Null where nothing was found or nothing is merged.
 */
export async function sharedTextProblem(tx: Tx, person: Person, main: CaseRow, text: string): Promise<string | null> {
  const followers = await tx.selectFrom('cases').selectAll().where('merged_into', '=', main.id).execute()
  if (followers.length === 0) return null
  const found = new Set<string>()
  for (const row of [main, ...followers]) {
    if (text.includes(row.number)) found.add(row.number)
    if (!mayViewIdentity(person, row)) continue
    const { contact } = await knownNames(tx, row)
    for (const finding of findPersonalData(text, { contact, staff: [] })) if (finding.kind === 'contact') found.add(finding.text)
  }
  if (found.size === 0) return null
  return `Nội dung này được gửi cho ${followers.length + 1} phụ huynh, nên không nêu tên, cách liên lạc hoặc số hồ sơ của ai: ${[...found].join(', ')}.`
}

/** A case answered together with another, as the office lists it. */
export interface MergedCase {
  number: string
  subject: string
  state: CaseState
  receivedOn: string
  answerDue: string
}

/** The cases answered together with this one, as far as this person may know of them; the earliest promise first. */
export async function followersOf(db: Db, person: Person, row: Pick<CaseRow, 'id'>): Promise<MergedCase[]> {
  const rows = await db.selectFrom('cases').selectAll().where('merged_into', '=', row.id).orderBy('answer_due').orderBy('number').execute()
  return rows.filter((one) => mayOpen(person, one)).map(({ number, subject, state, received_on, answer_due }) => ({ number, subject, state, receivedOn: received_on, answerDue: answer_due }))
}
