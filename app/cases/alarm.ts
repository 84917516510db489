import { caseDeadlines, dayOf, limitsOf } from '#app/calendar/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { queueMail } from '#app/mail/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { changeCase } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { deciders, workersOf } from './notices.ts'

/**
 * The alarm for a child's safety, where staff see what neither the sender said nor the words of the report: raised by whoever handles the case, cleared by
 * those who decide. What the sender flagged themselves only the principal clears. [ours]
 */

/** Starts the school's hours from now and tells all who decide and whoever holds the case, but for the person who has just raised it. */
export function raiseAlarm(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'raiseAlarm', null, async (tx, row) => {
    const due = datesOf(desk, row, act.now, true)
    const respondBy = due.childSafetyDue!
    await alert(tx, desk, row, respondBy, act)
    return {
      set: { child_safety: 1, safety_source: 'staff', respond_by: respondBy, ...acknowledgeBy(row, dayOf(respondBy) < row.acknowledge_due ? dayOf(respondBy) : row.acknowledge_due) },
      note: `Cần có biện pháp trước ${formatDateTime(respondBy)}. Lý do: ${input.reason}`,
    }
  })
}

/** Takes the alarm back; what has not been acknowledged yet gets the day it would have had without one. */
export function clearAlarm(desk: CaseDesk, act: StaffAct, input: { reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'clearAlarm', null, async (_tx, row) => {
    const set = acknowledgeBy(row, datesOf(desk, row, act.now, false).acknowledgeDue)
    const dates = set.acknowledge_due === undefined ? '' : `Hạn tiếp nhận ${formatDate(set.acknowledge_due)}. `
    return { set: { child_safety: 0, safety_source: null, respond_by: null, ...set }, note: `${dates}Lý do: ${input.reason}` }
  })
}

function datesOf(desk: CaseDesk, row: CaseRow, now: string, childSafety: boolean) {
  return caseDeadlines({ kind: row.kind, receivedOn: row.received_on, submittedAt: now, childSafety, calendar: desk.calendar, limits: limitsOf(desk.school) })
}

/** Only while it is still owed: what has been acknowledged keeps the day it was promised for. */
function acknowledgeBy(row: CaseRow, day: string): { acknowledge_due?: string } {
  return row.state === 'submitted' ? { acknowledge_due: day } : {}
}

/** Number and hour alone: mail is not a safe place for a case. */
async function alert(tx: Tx, desk: CaseDesk, row: CaseRow, respondBy: string, act: StaffAct): Promise<void> {
  const people = [...(await deciders(tx, desk.school, row)), ...(row.assignee_id === null ? [] : await workersOf(tx, row, row.assignee_id, dayOf(act.now)))]
  const body = [
    'Kính gửi thầy/cô,',
    '',
    `Đồng nghiệp vừa báo động: trẻ đang hoặc có thể gặp nguy hiểm. Cần liên hệ và có biện pháp trước ${formatDateTime(respondBy)}.`,
    '',
    `Số hồ sơ: ${row.number}`,
    '',
    `Mở hồ sơ: ${desk.publicOrigin}/office/phan-anh/${row.number}`,
  ].join('\n')
  for (const recipient of new Set(people.filter(({ id }) => id !== act.staff.id).map(({ email }) => email))) {
    await queueMail(tx, { schoolId: desk.school.id, caseId: row.id, recipient, subject: `[${row.number}] KHẨN: an toàn của trẻ`, body, purpose: 'child-safety' }, act.now)
  }
}
