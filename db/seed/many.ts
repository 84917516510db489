import { createHash, randomUUID } from 'node:crypto'
import type { Insertable } from 'kysely'
import { addDays, addWorkingDays, isWorkingDay, loadCalendar, startOfDay } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { auditHash, chainStart } from '#db/audit-chain.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, CaseState, Database, Field, Place, StaffRow } from '#db/schema.ts'
import { comments } from './content/index.ts'
import { seededRandom } from './random.ts'

/** How a school's cases are spread once the years have passed: almost all are done. */
const states: [CaseState, number][] = [
  ['closed', 0.5],
  ['published', 0.34],
  ['answered', 0.05],
  ['transferred', 0.02],
  ['ineligible', 0.02],
  ['in_progress', 0.03],
  ['awaiting_approval', 0.01],
  ['more_info', 0.01],
  ['acknowledged', 0.01],
  ['submitted', 0.01],
]
const kinds: [CaseKind, number][] = [
  ['feedback', 0.62],
  ['suggestion', 0.14],
  ['question', 0.12],
  ['praise', 0.09],
  ['complaint', 0.025],
  ['denunciation', 0.005],
]
const subjects = [
  'Bữa trưa canh bị nguội', 'Cổng sau mở muộn', 'Xin thêm ghế ngồi chờ đón bé', 'Học phí tháng này tính thế nào', 'Cô giáo rất tận tâm', 'Nhà vệ sinh lầu hai bị nghẹt',
  'Lịch tiêm chủng của lớp', 'Bé bị bạn cắn ở lớp', 'Đề nghị che nắng sân chơi', 'Thực đơn chưa có rau', 'Xe đưa rước đến trễ', 'Thu quỹ lớp không có biên nhận',
]
const places = ['ở cổng trước', 'ở lớp Mầm 2', 'trên lầu hai', 'trong giờ đón bé', 'buổi sáng thứ Hai', 'trong bếp', 'ở sân chơi', 'khi trời mưa']

type Row<T extends keyof Database> = Insertable<Database[T]>

/**
 * Fills a school with so many cases, each with history, messages, mail and lines of the log as the product would have written them, over
 * three years up to `today` (a day), less what would have been removed since: mail, fingerprints, contact data of the past. For
 * measuring: the rows are right, but no rule was asked. The same for the same number.
 */
export async function addManyCases(db: Db, school: { id: string }, count: number, today: string): Promise<void> {
  const random = seededRandom(count)
  const calendar = await loadCalendar(db, school)
  const staff = await db.selectFrom('staff').selectAll().where('school_id', '=', school.id).where('status', '=', 'active').orderBy('email').execute()
  const fields = await db.selectFrom('fields').selectAll().where('school_id', '=', school.id).orderBy('position').execute()
  const codes = await db.selectFrom('places').selectAll().where('school_id', '=', school.id).orderBy('code').execute()
  const people = { all: staff, leads: staff.filter(({ role }) => role === 'principal' || role === 'coordinator'), workers: staff.filter(({ role }) => role !== 'viewer') }
  const numbers = new Map<string, number>()

  await db.transaction().execute(async (tx) => {
    const log = await openLog(tx, school)
    for (let start = 0; start < count; start += batch) {
      const stack = emptyStack()
      for (let index = start; index < Math.min(count, start + batch); index += 1) {
        addCase(stack, { school, calendar, random, people, fields, codes, numbers, today, age: 1 - index / count, log })
      }
      await write(tx, stack)
    }
    await log.close()
  })
}

const batch = 100

interface World {
  school: { id: string }
  calendar: Calendar
  random: () => number
  people: { all: StaffRow[]; leads: StaffRow[]; workers: StaffRow[] }
  fields: Field[]
  codes: Place[]
  numbers: Map<string, number>
  today: string
  /** 1 for the oldest, 0 for the newest. */
  age: number
  log: Log
}

function addCase(stack: Stack, world: World): void {
  const { school, calendar, random, people, numbers, today, log } = world
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const daysOld = Math.floor(world.age * 1095)
  const day = addDays(today, -daysOld)
  // What is open still came in lately; what is old has long been answered.
  const isRecent = world.age < 0.06
  const state = isRecent ? drawn(states.filter(([name]) => name !== 'closed').map(([name, share]): [CaseState, number] => [name, name === 'published' || name === 'answered' ? share / 4 : share]), random) : drawn(states.slice(0, 5), random)
  const kind = drawn(kinds, random)
  const isRestricted = kind === 'complaint' || kind === 'denunciation'
  const last = (numbers.get(day) ?? 0) + 1
  numbers.set(day, last)
  const number = `PAKN.${day.replaceAll('-', '')}.${String(last).padStart(4, '0')}`
  const id = randomUUID()
  const received = isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, 1)
  const acknowledgeDue = addWorkingDays(calendar, received, 3)
  const answerDue = addWorkingDays(calendar, received, isRestricted ? 30 : 10)
  const acknowledgedOn = state === 'submitted' ? null : addWorkingDays(calendar, received, Math.floor(random() * 4))
  const isAnswered = ['answered', 'published', 'closed'].includes(state)
  const answeredOn = isAnswered ? earlier(today, addWorkingDays(calendar, received, 2 + Math.floor(random() * 10))) : null
  const isPublished = (state === 'published' || (state === 'closed' && random() < 0.6)) && !isRestricted
  const publishedOn = isPublished && answeredOn ? earlier(today, addDays(answeredOn, 2)) : null
  const subject = `${pick(subjects)} ${pick(places)}`
  const body = Array.from({ length: 3 + Math.floor(random() * 4) }, () => pick(comments).text).join(' ')
  const sender = pick(['anonymous', 'anonymous', 'named', 'protected'] as const)
  const lead = pick(people.leads)
  const worker = kind === 'denunciation' ? people.leads.find(({ role }) => role === 'principal')! : pick(people.workers)
  const field = pick(world.fields)
  let version = 1
  let clock = Date.parse(startOfDay(day)) + 3_600_000
  const at = () => new Date((clock += 600_000)).toISOString()

  stack.case_events.push({ case_id: id, type: 'submitted', actor: 'parent', staff_id: null, from_state: null, to_state: 'submitted', note: null, at: day, case_version: 1 })
  mail('case-new', lead.email)
  const step = (type: string, person: StaffRow, from: CaseState, to: CaseState, note: string | null = null) => {
    version += 1
    stack.case_events.push({ case_id: id, type, actor: 'staff', staff_id: person.id, from_state: from, to_state: to, note, at: at(), case_version: version })
    log.add(person.id, 'case:open', number, at())
    log.add(person.id, `case:${type}`, number, at())
  }
  if (acknowledgedOn !== null) {
    step('acknowledge', lead, 'submitted', 'in_progress', `Giao ${worker.name}.`)
    mail('case-assigned', worker.email)
    if (random() < 0.3) {
      step('note', worker, 'in_progress', 'in_progress')
      stack.case_messages.push({ case_id: id, direction: 'internal', staff_id: worker.id, body: pick(comments).text, at: at() })
    }
  }
  if (state === 'more_info') step('ask', worker, 'in_progress', 'more_info')
  if (isAnswered || state === 'awaiting_approval') {
    step('submitReply', worker, 'in_progress', 'awaiting_approval')
    mail('case-to-approve', lead.email)
    const reply = `Kính gửi quý phụ huynh,\n${pick(comments).text} ${pick(comments).text}`
    stack.case_replies.push({ case_id: id, body: reply, state: isAnswered ? 'approved' : 'awaiting_approval', drafted_by: worker.id, decided_by: isAnswered ? lead.id : null, decision_note: null, updated_at: at() })
    if (isAnswered) {
      step('approveReply', lead, 'awaiting_approval', 'answered')
      stack.case_messages.push({ case_id: id, direction: 'school', staff_id: lead.id, body: reply, at: at() })
      if (random() < 0.3) stack.case_ratings.push({ case_id: id, level: 1 + Math.floor(random() * 5), rated_on: answeredOn! })
    }
    if (publishedOn !== null) {
      step('publish', lead, 'answered', 'published')
      stack.publications.push({
        id: randomUUID(), school_id: school.id, number, kind, field_code: field.code, field_name_vi: field.name_vi, field_name_en: field.name_en, sent_on: day, received_on: received,
        answered_on: answeredOn!, published_on: publishedOn, days_taken: 5, days_waited: 0, on_time: answeredOn! <= answerDue ? 1 : 0, reopened_on: null, summary: subject, answer: reply,
        search_text: foldDiacritics(`${number} ${subject} ${reply}`),
      })
    }
  }
  if (state === 'transferred') step('transfer', lead, 'in_progress', 'transferred')
  if (state === 'ineligible') step('declareIneligible', lead, 'in_progress', 'ineligible')
  if (state === 'closed') step('close', lead, 'answered', 'closed')
  const isOld = daysOld > 365
  if (sender !== 'anonymous' && !isOld) {
    stack.case_contacts.push({ case_id: id, name: `Phụ huynh ${number}`, phone: '0900 000 000', email: `ph.${id.slice(0, 8)}@example.vn` })
    stack.case_consents.push({ id: randomUUID(), case_id: id, purpose: 'contact', text_version: 'contact-1-vi', given_on: day, withdrawn_on: null })
    mail('case-acknowledged', `ph.${id.slice(0, 8)}@example.vn`)
  }
  if (random() < 0.005) {
    stack.data_requests.push({
      id: randomUUID(), school_id: school.id, case_id: id, kind: 'see', body: 'Xin bản sao dữ liệu.', state: 'done', received_on: received, acknowledge_due: acknowledgeDue,
      due: answerDue, acknowledged_on: received, ended_on: received, outcome: 'Đã gửi.', handled_by: lead.id,
    })
  }
  stack.cases.push({
    id, school_id: school.id, number, kind, field_id: field.id, place_id: random() < 0.5 ? pick(world.codes).id : null, subject, body, sender_mode: sender, state,
    child_safety: random() < 0.005 ? 1 : 0, consent_publish: isRestricted ? 0 : 1, key_hash: hash(`key ${number} ${school.id}`), ...(daysOld > 30 ? { idempotency_hash: id, body_hash: '' } : { idempotency_hash: hash(`once ${number} ${school.id}`), body_hash: hash(body) }),
    submitted_on: day, received_on: received, acknowledge_due: acknowledgeDue, answer_due: answerDue, acknowledged_on: acknowledgedOn, answered_on: answeredOn, published_on: publishedOn,
    closed_on: state === 'closed' ? (publishedOn ?? answeredOn) : null, paused_on: state === 'more_info' ? acknowledgedOn : null, assignee_id: acknowledgedOn === null ? null : worker.id,
    search_text: foldDiacritics(`${number} ${subject} ${body}`), updated_at: at(), version, anonymised_on: isOld ? addDays(day, 380) : null,
  })

  function mail(purpose: string, recipient: string): void {
    if (daysOld > 90) return
    const time = new Date(clock).toISOString()
    stack.outbox.push({
      school_id: school.id, case_id: id, recipient, subject: `[${number}] ${subjects[0]!}`, body: `Kính gửi,\n\nHồ sơ: ${number}. Mở hồ sơ: https://truong.example.vn/office/phan-anh/${number}`,
      purpose, dedupe_key: null, created_at: time, next_attempt_at: time, attempts: 1, last_error: null, sent_at: time,
    })
  }
}

const tables = ['cases', 'case_contacts', 'case_consents', 'case_events', 'case_messages', 'case_replies', 'case_ratings', 'publications', 'data_requests', 'outbox'] as const
type Stack = { [T in (typeof tables)[number]]: Row<T>[] }

function emptyStack(): Stack {
  return { cases: [], case_contacts: [], case_consents: [], case_events: [], case_messages: [], case_replies: [], case_ratings: [], publications: [], data_requests: [], outbox: [] }
}

async function write(tx: Tx, stack: Stack): Promise<void> {
  for (const table of tables) {
    if (stack[table].length > 0) await tx.insertInto(table).values(stack[table]).execute()
  }
}

interface Log {
  add(staffId: string, action: string, target: string, at: string): void
  close(): Promise<void>
}

/** Lines of the log, chained as `recordAudit` chains them, but many at once. */
async function openLog(tx: Tx, school: { id: string }): Promise<Log> {
  const head = await tx.selectFrom('audit_heads').selectAll().where('school_id', '=', school.id).executeTakeFirst()
  let previous = head?.hash ?? chainStart
  const lines: Row<'audit'>[] = []
  return {
    add(staffId, action, target, at) {
      const line = { school_id: school.id, staff_id: staffId, action, target, detail: null, at }
      const hash = auditHash(previous, line)
      lines.push({ ...line, prev_hash: previous, hash })
      previous = hash
    },
    async close() {
      for (let start = 0; start < lines.length; start += 500) await tx.insertInto('audit').values(lines.slice(start, start + 500)).execute()
      const values = { hash: previous, lines: Number(head?.lines ?? 0) + lines.length }
      await tx.insertInto('audit_heads').values({ school_id: school.id, ...values }).onConflict((oc) => oc.column('school_id').doUpdateSet(values)).execute()
    },
  }
}

function drawn<T>(shares: readonly (readonly [T, number])[], random: () => number): T {
  let left = random() * shares.reduce((sum, [, share]) => sum + share, 0)
  for (const [value, share] of shares) {
    left -= share
    if (left < 0) return value
  }
  return shares.at(-1)![0]
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
