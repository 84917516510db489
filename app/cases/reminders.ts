import { addDays, dayOf, limitsOf, loadCalendar, workingDaysBetween } from '#app/calendar/index.ts'
import type { Calendar, Limits } from '#app/calendar/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { isNight, queueMail } from '#app/mail/index.ts'
import { listSchools } from '#app/schools/index.ts'
import { absencesOn } from '#app/staff/index.ts'
import type { Absence } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import { caseLetter } from './case-letter.ts'
import { patienceDays } from './pause.ts'
import { activeStaff, decidersAmong, workersAmong } from './recipients.ts'
import type { Colleague } from './recipients.ts'
import { isRestricted, openStates } from './transitions.ts'
import { isAlarmUnread } from './unread-alarm.ts'
import { kindLabels } from './words.ts'

const hourMs = 3_600_000
/** A child in danger: told again so many hours after that became known if nobody has seen to it. */
const childSafetySilenceHours = 4

type DueCase = Pick<
  CaseRow,
  'id' | 'number' | 'kind' | 'state' | 'assignee_id' | 'acknowledge_due' | 'answer_due' | 'respond_by' | 'formal_stage' | 'intake_due' | 'paused_on' | 'barred'
> & {
  /** 1 while nobody has seen to an alarm for a child. */
  alarmUnread: number
}

interface Reminder {
  /** What is reminded of, with the date it stands for: a date that moves is reminded of anew. */
  key: string
  subject: string
  line: string
  /** Also those who decide, besides whoever holds the case. */
  toDeciders: boolean
}

/**
 * Writes the reminders that are due into the outbox: an answer owed within three working days, within one, or overdue; an
 * acknowledgement owed today or overdue; a child in danger whom nobody has seen to. Each goes to each person once.
 * While the school waits for the sender nothing is due but to go on without them after two weeks. Safe to call as often as one likes. `now` is an instant.
 */
export async function queueReminders(db: Db, { publicOrigin }: { publicOrigin: string }, now: string): Promise<number> {
  let queued = 0
  for (const school of await listSchools(db)) queued += await remindSchool(db, publicOrigin, school, now)
  return queued
}

async function remindSchool(db: Db, publicOrigin: string, school: School, now: string): Promise<number> {
  const cases = await db
    .selectFrom('cases')
    .select(['id', 'number', 'kind', 'state', 'assignee_id', 'acknowledge_due', 'answer_due', 'respond_by', 'formal_stage', 'intake_due', 'paused_on', 'barred'])
    .select(isAlarmUnread.as('alarmUnread'))
    .where('school_id', '=', school.id)
    .where('state', 'in', [...openStates])
    // What the sender wants only kept waits for nobody.
    .where('frozen_on', 'is', null)
    // At most an hour: it goes out by itself, or is taken back and reminded of then.
    .where('outgoing_at', 'is', null)
    .orderBy('answer_due')
    .execute()
  if (cases.length === 0) return 0
  const people = await activeStaff(db, school)
  const absences = await absencesOn(db, school, dayOf(now))
  const calendar = await loadCalendar(db, school)

  let queued = 0
  for (const row of cases) {
    for (const reminder of remindersFor(row, calendar, now, limitsOf(school))) {
      for (const person of recipients(row, people, absences, reminder.toDeciders)) {
        const dedupeKey = `reminder:${row.id}:${reminder.key}:${person.id}`
        if (await isQueued(db, dedupeKey)) continue
        await queueMail(
          db,
          {
            schoolId: school.id,
            caseId: row.id,
            recipient: person.email,
            subject: `[${row.number}] ${reminder.subject}`,
            body: caseLetter(publicOrigin, row, reminder.line, [`Loại: ${kindLabels[row.kind]}`]),
            purpose: 'case-reminder',
            dedupeKey,
          },
          now,
        )
        queued += 1
      }
    }
  }
  return queued
}

/** What there is to remind of now, at most one for each date. */
function remindersFor(row: DueCase, calendar: Calendar, now: string, limits: Limits): Reminder[] {
  const reminders: Reminder[] = []
  if (row.alarmUnread === 1 && row.respond_by !== null) {
    const urgent = childSafetyReminder(row.respond_by, limits.childSafetyHours, now)
    if (urgent) reminders.push(urgent)
  }
  if (isNight(now)) return reminders
  const today = dayOf(now)
  if (row.state === 'more_info') {
    const silent = silenceReminder(row, today)
    return silent ? [...reminders, silent] : reminders
  }
  if (row.state === 'submitted' && row.acknowledge_due <= today) {
    reminders.push(
      row.acknowledge_due < today
        ? { key: `acknowledge-overdue:${row.acknowledge_due}`, subject: 'Quá hạn tiếp nhận', line: `Hồ sơ chưa được tiếp nhận. Hạn tiếp nhận là ngày ${formatDate(row.acknowledge_due)}.`, toDeciders: true }
        : { key: `acknowledge-today:${row.acknowledge_due}`, subject: 'Hôm nay là hạn tiếp nhận', line: 'Hồ sơ cần được tiếp nhận trong hôm nay.', toDeciders: true },
    )
  }
  const accept = acceptReminder(row, calendar, today)
  if (accept) reminders.push(accept)
  // Until it is accepted, its day of resolution is not known.
  const answer = row.formal_stage === 'awaiting' ? null : answerReminder(row, calendar, today)
  if (answer) reminders.push(answer)
  return reminders
}

function childSafetyReminder(respondBy: string, promisedHours: number, now: string): Reminder | null {
  if (now >= respondBy) {
    return {
      key: `child-safety-overdue:${respondBy}`,
      subject: 'KHẨN: đã quá hạn phản hồi, an toàn của trẻ',
      line: `Hồ sơ báo trẻ đang hoặc có thể gặp nguy hiểm vẫn chưa có ai xử lý, trong khi hạn phản hồi là ${formatDateTime(respondBy)}.`,
      toDeciders: true,
    }
  }
  const silentFrom = Date.parse(respondBy) - (promisedHours - childSafetySilenceHours) * hourMs
  if (Date.parse(now) < silentFrom) return null
  return {
    key: `child-safety-silent:${respondBy}`,
    subject: 'KHẨN: chưa ai xử lý, an toàn của trẻ',
    line: `Hồ sơ báo trẻ đang hoặc có thể gặp nguy hiểm đã hơn ${childSafetySilenceHours} giờ mà chưa có ai xử lý. Cần có biện pháp trước ${formatDateTime(respondBy)}.`,
    toDeciders: true,
  }
}

/** The sender has not answered a question, so that the case would wait for ever. */
function silenceReminder({ paused_on }: DueCase, today: string): Reminder | null {
  if (paused_on === null || paused_on > addDays(today, -patienceDays)) return null
  return {
    key: `silence:${paused_on}`,
    subject: 'Phụ huynh chưa bổ sung',
    line: `Nhà trường hỏi thêm ngày ${formatDate(paused_on)} và phụ huynh chưa viết. Xử lý tiếp với những gì đã có, hoặc kết thúc hồ sơ kèm lý do.`,
    toDeciders: false,
  }
}

/** A complaint or denunciation that nobody has accepted or refused yet: the law's day for it. */
function acceptReminder(row: DueCase, calendar: Calendar, today: string): Reminder | null {
  if (row.formal_stage !== 'awaiting' || row.intake_due === null) return null
  const due = row.intake_due
  if (due < today) return { key: `accept-overdue:${due}`, subject: 'Quá hạn thụ lý', line: `Hồ sơ chưa được thụ lý hoặc từ chối thụ lý. Hạn theo luật là ngày ${formatDate(due)}.`, toDeciders: true }
  if (workingDaysBetween(calendar, today, due) > 1) return null
  return { key: `accept-1:${due}`, subject: 'Sắp hết hạn thụ lý', line: `Cần báo có thụ lý hay không chậm nhất ngày ${formatDate(due)}.`, toDeciders: true }
}

function answerReminder(row: DueCase, calendar: Calendar, today: string): Reminder | null {
  // What waits for approval is in the hands of those who approve.
  const toDeciders = row.state === 'awaiting_approval'
  const due = row.answer_due
  if (due < today) return { key: `answer-overdue:${due}`, subject: 'Quá hạn trả lời', line: `Hồ sơ đã quá hạn trả lời ngày ${formatDate(due)}.`, toDeciders }
  const left = workingDaysBetween(calendar, today, due)
  if (left <= 1) {
    const subject = due === today ? 'Hôm nay là hạn trả lời' : 'Còn 1 ngày làm việc để trả lời'
    return { key: `answer-1:${due}`, subject, line: `Hạn trả lời là ngày ${formatDate(due)}.`, toDeciders }
  }
  if (left <= 3) return { key: `answer-3:${due}`, subject: `Còn ${left} ngày làm việc để trả lời`, line: `Hạn trả lời là ngày ${formatDate(due)}.`, toDeciders }
  return null
}

/** Whoever holds the case, with their deputies; those who decide where nobody does, and of a complaint or denunciation always. */
function recipients(row: DueCase, people: readonly Colleague[], absences: readonly Absence[], toDeciders: boolean): Colleague[] {
  const workers = row.assignee_id === null ? [] : workersAmong(people, absences, row, row.assignee_id)
  if (workers.length > 0 && !toDeciders && !isRestricted(row.kind)) return workers
  return [...new Set([...decidersAmong(people, row), ...workers])]
}

/** Asked first, because a write that changes nothing would still take the database's lock every minute. */
async function isQueued(db: Db, dedupeKey: string): Promise<boolean> {
  return (await db.selectFrom('outbox').select('id').where('dedupe_key', '=', dedupeKey).executeTakeFirst()) !== undefined
}
