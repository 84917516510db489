import { caseDeadlines, dayOf, limitsOf } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { higherAuthority, nextRemedy } from './formal.ts'
import type { FormalFile } from './formal-words.ts'
import { tellSender } from './tell-sender.ts'

/** The steps of the formal procedure, in the order of the law. Each tells the sender; `recordDecision` stands with the other answers. */

/** "Thụ lý": opens the procedure and starts the clock of the law (Luật Khiếu nại 2011, Điều 27 and 28; Luật Tố cáo 2018, Điều 29 and 30). */
export function acceptFormal(desk: CaseDesk, act: StaffAct): Promise<Outcome> {
  return changeCase(desk, act, 'acceptFormal', null, async (tx, row) => {
    const today = dayOf(act.now)
    const resolveDue = resolutionDay(desk, row, today, false)
    await tx.updateTable('case_formal').set({ accepted_on: today, resolve_due: resolveDue }).where('case_id', '=', row.id).execute()
    const matter = row.kind === 'complaint' ? 'khiếu nại' : 'tố cáo'
    await tellSender(tx, desk, row, act, `Nhà trường thụ lý ${matter} của ông/bà từ ngày ${formatDate(today)} và giải quyết chậm nhất ngày ${formatDate(resolveDue)}.`)
    return {
      set: {
        formal_stage: 'accepted',
        answer_due: resolveDue,
        ...(row.state === 'submitted' ? { state: 'acknowledged' as const, acknowledged_on: today } : {}),
      },
      note: `Hạn giải quyết ${formatDate(resolveDue)}.`,
    }
  })
}

/** "Không thụ lý": ends the case with a reason and with what the sender can do next. */
export function refuseFormal(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'refuseFormal', 'ineligible', async (tx, row) => {
    const today = dayOf(act.now)
    await tx.updateTable('case_formal').set({ refused_on: today, refusal_reason: input.reason }).where('case_id', '=', row.id).execute()
    const matter = row.kind === 'complaint' ? 'khiếu nại' : 'tố cáo'
    const remedy = nextRemedy(row.kind, await higherAuthority(tx, desk.school, today))
    await tellSender(tx, desk, row, act, `Nhà trường không thụ lý ${matter} của ông/bà. Lý do: ${input.reason}\n\n${remedy}`)
    return { set: { formal_stage: 'refused', paused_on: null }, note: input.reason }
  })
}

/** Declares the case complex, once and before its day has passed: the law's longer limit, counted from the same day of acceptance. */
export function declareComplex(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'declareComplex', null, async (tx, row) => {
    const file = await formalFile(tx, row)
    if (!file || file.accepted_on === null) return new Refused('not-allowed')
    if (row.answer_due < dayOf(act.now)) return new Refused('bad-input', `Đã quá hạn giải quyết ngày ${formatDate(row.answer_due)} nên không kéo dài được nữa.`)
    const resolveDue = resolutionDay(desk, row, file.accepted_on, true)
    await tx.updateTable('case_formal').set({ is_complex: 1, complex_reason: input.reason, resolve_due: resolveDue }).where('case_id', '=', row.id).execute()
    await tellSender(tx, desk, row, act, `Vụ việc phức tạp nên hạn giải quyết theo luật là ngày ${formatDate(resolveDue)}. Lý do: ${input.reason}`)
    return { set: { formal_stage: 'complex', answer_due: resolveDue }, note: `Hạn mới ${formatDate(resolveDue)}. Lý do: ${input.reason}` }
  })
}

/**
 * "Đối thoại" (Luật Khiếu nại 2011, Điều 30). A day to come invites the sender; of a day that has passed the record is written down. `heldOn` is a
 * day. The sender sees day and place; the record is for the file.
 */
export function recordDialogue(desk: CaseDesk, act: StaffAct, input: { heldOn: string; place: string; record: string | null }): Promise<Outcome> {
  return changeCase(desk, act, 'recordDialogue', null, async (tx, row) => {
    const isAhead = input.heldOn > dayOf(act.now)
    if (isAhead && input.record !== null) return new Refused('bad-input', 'Buổi đối thoại chưa diễn ra nên chưa có biên bản.')
    const before = await formalFile(tx, row)
    const moved = before?.dialogue_on !== input.heldOn || before.dialogue_place !== input.place
    await tx
      .updateTable('case_formal')
      .set({ dialogue_on: input.heldOn, dialogue_place: input.place, dialogue_record: input.record })
      .where('case_id', '=', row.id)
      .execute()
    if (isAhead && moved) await tellSender(tx, desk, row, act, `Nhà trường mời ông/bà đối thoại ngày ${formatDate(input.heldOn)} tại ${input.place}.`)
    return { note: `Ngày ${formatDate(input.heldOn)}, ${input.place}.${input.record === null ? '' : ' Đã có biên bản.'}` }
  })
}

/** The formal file of a case, or undefined where it has none. */
function formalFile(tx: Tx, row: Pick<CaseRow, 'id'>): Promise<FormalFile | undefined> {
  return tx.selectFrom('case_formal').selectAll().where('case_id', '=', row.id).executeTakeFirst()
}

function resolutionDay(desk: CaseDesk, row: CaseRow, acceptedOn: string, complex: boolean): string {
  const { calendar, school } = desk
  return caseDeadlines({ kind: row.kind, receivedOn: row.received_on, submittedAt: `${row.received_on}T00:00:00Z`, childSafety: false, calendar, acceptedOn, complex, limits: limitsOf(school) }).answerDue
}
