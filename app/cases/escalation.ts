import { dayOf, loadCalendar, workingDaysBetween } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { isNight, queueMail } from '#app/mail/index.ts'
import { listSchools } from '#app/schools/index.ts'
import { absencesOn, deputiesOf } from '#app/staff/index.ts'
import type { Absence } from '#app/staff/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import { caseLetter } from './case-letter.ts'
import { activeStaff, decidersAmong, workersAmong } from './recipients.ts'
import type { Colleague } from './recipients.ts'
import { nextDueOf, openStates } from './transitions.ts'
import { kindLabels } from './words.ts'

/** What is late goes to those above, so that no case can lie with one person unseen. The days are ours: docs/decisions/0017-escalation.md. */

export type EscalationLevel = NonNullable<CaseRow['escalated_to']>

/** Working days after which a step that is late goes to the coordinators, and to the principal. */
const coordinatorAfter = 1
const principalAfter = 3

type LateCase = Parameters<typeof nextDueOf>[0] & Pick<CaseRow, 'kind' | 'frozen_on' | 'merged_into'>

/** Whom a case is late enough for today; null where nothing is late, or the clock stands still. `today` is a day. */
export function escalationFor(row: LateCase, calendar: Calendar, today: string): EscalationLevel | null {
  if (row.frozen_on !== null || row.merged_into !== null) return null
  const due = nextDueOf(row)
  if (due === null || due >= today) return null
  // It lies with those who approve already: above them there is only the principal.
  if (row.state === 'awaiting_approval') return 'principal'
  const late = workingDaysBetween(calendar, due, today)
  if (late < coordinatorAfter) return null
  // Nobody else may even know of it.
  if (row.kind === 'denunciation') return 'principal'
  return late >= principalAfter ? 'principal' : 'coordinator'
}

/**
 * Who is told at that level, and at which level that is: never whom the case is about. Where no coordinator is left but those who work on it, the
 * principal; where the principal may not know, the coordinators. Whoever is away is told together with their deputies. Null where nobody is left.
 */
export function toldOf(
  row: Pick<CaseRow, 'kind' | 'barred' | 'assignee_id'>,
  wanted: EscalationLevel,
  { people, absences }: Staff,
): { level: EscalationLevel; people: Colleague[] } | null {
  const atWork = row.assignee_id === null ? [] : [row.assignee_id, ...deputiesOf(absences, row.assignee_id)]
  const deciders = decidersAmong(people, row)
  const principals = deciders.filter(({ role }) => role === 'principal')
  const coordinators = deciders.filter(({ id, role }) => role === 'coordinator' && !atWork.includes(id))
  const order = wanted === 'principal' ? ([['principal', principals], ['coordinator', coordinators]] as const) : ([['coordinator', coordinators], ['principal', principals]] as const)
  const [level, found] = order.find(([, some]) => some.length > 0) ?? [null, []]
  if (level === null) return null
  const deputies = found.flatMap(({ id }) => workersAmong(people, absences, row, id)).filter(({ id }) => !atWork.includes(id))
  return { level, people: [...new Set([...found, ...deputies])] }
}

interface Staff {
  people: readonly Colleague[]
  /** Of the day. */
  absences: readonly Absence[]
}

/**
 * Brings every step that is late before those above, once for each level, and forgets it once the step is done or the clock stands still. Writes at
 * night only what is forgotten. Safe to call as often as one likes. Returns how many were brought higher. `now` is an instant.
 */
export async function escalateLateSteps(db: Db, { publicOrigin }: { publicOrigin: string }, now: string): Promise<number> {
  let escalated = 0
  for (const school of await listSchools(db)) escalated += await escalateSchool(db, publicOrigin, school, now)
  return escalated
}

async function escalateSchool(db: Db, publicOrigin: string, school: School, now: string): Promise<number> {
  const today = dayOf(now)
  const rows = await db
    .selectFrom('cases')
    .select(['id', 'kind', 'state', 'acknowledge_due', 'answer_due', 'frozen_on', 'merged_into', 'outgoing_at', 'escalated_to', 'assignee_id', 'barred', 'formal_stage', 'intake_due'])
    .where('school_id', '=', school.id)
    // It goes out within the hour, or is taken back and looked at then.
    .where('outgoing_at', 'is', null)
    .where((eb) => eb.or([eb('escalated_to', 'is not', null), eb.and([eb('state', 'in', [...openStates]), eb.or([eb('acknowledge_due', '<', today), eb('answer_due', '<', today), eb.and([eb('formal_stage', '=', 'awaiting'), eb('intake_due', '<', today)])])])]))
    .execute()
  if (rows.length === 0) return 0
  const calendar = await loadCalendar(db, school)
  const staff = { people: await activeStaff(db, school), absences: await absencesOn(db, school, today) }
  // A transaction takes the lock of the whole database: only for what there is to change.
  const waiting = rows.filter((row) => changeFor(row, calendar, staff, now) !== null)
  let escalated = 0
  for (const { id } of waiting) {
    const isHigher = await db.transaction().execute(async (tx) => {
      const row = await tx.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
      const change = changeFor(row, calendar, staff, now)
      if (change === null) return false
      // Not a new version: whoever is writing the answer just then must not be told to begin again.
      await tx.updateTable('cases').set(change === 'over' ? { escalated_to: null, escalated_on: null } : { escalated_to: change.level, escalated_on: today }).where('id', '=', id).execute()
      if (change === 'over') return false
      await tell(tx, school, publicOrigin, row, change, now)
      return true
    })
    if (isHigher) escalated += 1
  }
  return escalated
}

type Told = NonNullable<ReturnType<typeof toldOf>>

/** What there is to change of the case now: whom to tell, that it is over, or null. */
function changeFor(row: LateCase & Pick<CaseRow, 'outgoing_at' | 'escalated_to' | 'assignee_id' | 'barred'>, calendar: Calendar, staff: Staff, now: string): Told | 'over' | null {
  if (row.outgoing_at !== null) return null
  const wanted = escalationFor(row, calendar, dayOf(now))
  if (wanted === null) return row.escalated_to === null ? null : 'over'
  if (row.escalated_to === 'principal' || isNight(now)) return null
  const told = toldOf(row, wanted, staff)
  return told === null || told.level === row.escalated_to ? null : told
}

async function tell(tx: Tx, school: School, publicOrigin: string, row: CaseRow, { level, people }: Told, now: string): Promise<void> {
  const step = stepOf(row)
  const due = nextDueOf(row)!
  const line = `${step}: quá hạn từ ngày ${formatDate(due)}.`
  await tx
    .insertInto('case_events')
    .values({ case_id: row.id, type: 'escalate', actor: 'system', from_state: row.state, to_state: row.state, note: `Báo ${levelWords[level]}. ${line}`, at: now, case_version: row.version })
    .execute()
  const body = caseLetter(publicOrigin, row, `Hồ sơ dưới đây đã quá hạn nên được báo lên ${levelWords[level]}. ${line}`, [`Loại: ${kindLabels[row.kind]}`])
  for (const { id, email } of people) {
    await queueMail(
      tx,
      { schoolId: school.id, caseId: row.id, recipient: email, subject: `[${row.number}] Quá hạn, báo ${levelWords[level]}`, body, purpose: 'case-escalated', dedupeKey: `escalation:${row.id}:${level}:${step}:${due}:${id}` },
      now,
    )
  }
}

const levelWords: Record<EscalationLevel, string> = { coordinator: 'người điều phối', principal: 'hiệu trưởng' }

function stepOf(row: Pick<CaseRow, 'state' | 'formal_stage'>): string {
  if (row.state === 'submitted') return 'Tiếp nhận'
  if (row.formal_stage === 'awaiting') return 'Thụ lý'
  return row.state === 'awaiting_approval' ? 'Duyệt câu trả lời' : 'Trả lời'
}
