import { addWorkingDays, dayOf, loadCalendar } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { isNight, queueMail, staffLetter } from '#app/mail/index.ts'
import { listSchools } from '#app/schools/index.ts'
import type { Db } from '#db/connect.ts'
import { requestHandlers } from './requests.ts'
import type { DataRequest } from './requests.ts'
import { requestKindLabels, requestPath } from './words.ts'

/** What there is to remind of now: the working day before a due date, on it, or when it has passed. `today` is a day. */
function requestReminder(request: Pick<DataRequest, 'state' | 'acknowledge_due' | 'due'>, calendar: Calendar, today: string): { key: string; line: string } | null {
  if (request.state !== 'new' && request.state !== 'acknowledged') return null
  const isNew = request.state === 'new'
  const day = isNew ? request.acknowledge_due : request.due
  const what = isNew ? 'Xác nhận đã nhận yêu cầu' : 'Thực hiện yêu cầu'
  if (day < today) return { key: `${request.state}-overdue:${day}`, line: `${what}: đã quá hạn ngày ${formatDate(day)}.` }
  if (addWorkingDays(calendar, day, -1) <= today) return { key: `${request.state}-1:${day}`, line: `${what} chậm nhất ngày ${formatDate(day)}.` }
  return null
}

/** Writes the reminders that are due into the outbox, each to each person once. Safe to call as often as one likes. `now` is an instant. */
export async function remindOfRequests(db: Db, { publicOrigin }: { publicOrigin: string }, now: string): Promise<number> {
  if (isNight(now)) return 0
  const today = dayOf(now)
  let queued = 0
  for (const school of await listSchools(db)) {
    const requests = await db.selectFrom('data_requests').selectAll().where('school_id', '=', school.id).where('state', 'in', ['new', 'acknowledged']).execute()
    if (requests.length === 0) continue
    const calendar = await loadCalendar(db, school)
    for (const request of requests) {
      const reminder = requestReminder(request, calendar, today)
      if (!reminder) continue
      const row = await db.selectFrom('cases').selectAll().where('id', '=', request.case_id).executeTakeFirstOrThrow()
      for (const person of await requestHandlers(db, row)) {
        const dedupeKey = `data-request:${request.id}:${reminder.key}:${person.id}`
        // Asked first, because a write that changes nothing would still take the database's lock every minute.
        if (await db.selectFrom('outbox').select('id').where('dedupe_key', '=', dedupeKey).executeTakeFirst()) continue
        const body = staffLetter({ says: reminder.line, facts: [`Yêu cầu: ${requestKindLabels[request.kind]}`, `Số hồ sơ: ${row.number}`], open: `Mở yêu cầu: ${publicOrigin}${requestPath(request.id)}` })
        await queueMail(db, { schoolId: school.id, caseId: row.id, recipient: person.email, subject: `[${row.number}] Yêu cầu về dữ liệu cá nhân đến hạn`, body, purpose: 'data-request-reminder', dedupeKey }, now)
        queued += 1
      }
    }
  }
  return queued
}
