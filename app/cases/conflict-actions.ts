import { randomUUID } from 'node:crypto'
import { dayOf } from '#app/calendar/index.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Change, Outcome, StaffAct } from './change.ts'
import { mayClear, notCleared, setBarred } from './conflicts.ts'
import { reroute } from './routing.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'

/** Keeps the case from a member of staff whom it is about, and takes from them whatever they hold of it. Refused to the person themselves. */
export function addConflict(desk: CaseDesk, act: StaffAct, input: { staffId: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'addConflict', null, async (tx, row) => {
    if (input.staffId === act.staff.id) return new Refused('own-work', 'Thầy/cô không tự ghi mình; xin nhờ hiệu trưởng hoặc người điều phối khác.')
    const person = await tx.selectFrom('staff').select(['id', 'name']).where('id', '=', input.staffId).where('school_id', '=', desk.school.id).executeTakeFirst()
    if (!person) return new Refused('bad-input', 'Người này không có trong danh sách nhân viên.')
    if (row.barred.includes(person.id)) return new Refused('bad-input', 'Người này đã không được xem hồ sơ.')
    await tx
      .insertInto('case_conflicts')
      .values({ id: randomUUID(), case_id: row.id, staff_id: person.id, name: person.name, source: 'staff', reason: input.reason, noted_on: dayOf(act.now), ...notCleared })
      .execute()
    return barAnew(tx, desk, row, act)
  })
}

/** Lets somebody see the case again who was named by mistake. What the sender asked for only the principal clears, and never where it is a principal. */
export function clearConflict(desk: CaseDesk, act: StaffAct, input: { conflictId: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'clearConflict', null, async (tx, row) => {
    const conflict = await tx
      .selectFrom('case_conflicts')
      .leftJoin('staff', 'staff.id', 'case_conflicts.staff_id')
      .select(['case_conflicts.id', 'source', 'staff_id', 'cleared_on', 'staff.role'])
      .where('case_conflicts.id', '=', input.conflictId)
      .where('case_id', '=', row.id)
      .executeTakeFirst()
    if (!conflict || conflict.cleared_on !== null) return new Refused('bad-input', 'Mục này không còn hiệu lực.')
    if (!mayClear(act.staff, { ...conflict, isPrincipal: conflict.role === 'principal' })) {
      return new Refused('not-allowed', 'Người gửi đã yêu cầu; chỉ hiệu trưởng bỏ được, và không ai bỏ được nếu người bị nêu là hiệu trưởng.')
    }
    await tx
      .updateTable('case_conflicts')
      .set({ cleared_by: act.staff.id, cleared_on: dayOf(act.now), cleared_reason: input.reason })
      .where('id', '=', conflict.id)
      .execute()
    return barAnew(tx, desk, row, act)
  })
}

/** The names stay in the list of conflicts: the history is read by more people than route. */
async function barAnew(tx: Tx, desk: CaseDesk, row: CaseRow, act: StaffAct): Promise<Change> {
  const set = await setBarred(tx, row.id)
  return { set: { ...set, ...(await reroute(tx, desk.school, { ...row, ...set }, dayOf(act.now))) } }
}
