import { dropFiles } from '#app/attachments/index.ts'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf, pausedWorkingDays, receivedOn, resumedDue, startOfDay } from '#app/calendar/index.ts'
import { applyChange, recordEvent, Refused } from '#app/cases/change.ts'
import type { CaseDesk, Change, Outcome } from '#app/cases/change.ts'
import { isRestricted, mayOpen, mayViewIdentity, parentChange } from '#app/cases/index.ts'
import { notifyParent } from '#app/cases/notices.ts'
import { searchTextOf, subjectOf } from '#app/cases/subject.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Message } from '#app/i18n/index.ts'
import { deleteParentMail } from '#app/mail/index.ts'
import { may } from '#app/staff/index.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseKind, CaseRow, DataRequestsTable, SenderMode, StaffRow } from '#db/schema.ts'
import type { Selectable } from 'kysely'
import { byParent, deleteContact, takeBackContact, takeBackPublication } from './consents.ts'
import { requestDue } from './clocks.ts'
import { tellHandlers } from './notices.ts'
import { eraseCase } from './texts.ts'
import { requestKindLabels } from './words.ts'
import type { DataRequestKind, DataRequestState } from './words.ts'

export type DataRequest = Selectable<DataRequestsTable>

/** Open requests of one case at a time: each of them is work for the school. */
const mostOpenRequests = 5

/**
 * Takes in a request of whoever holds the case key. `id` is made from the page's idempotency key, so that a second tap finds the first one's row.
 * `now` is an instant, of which the day is kept.
 */
export function submitRequest(desk: CaseDesk, caseId: string, input: { id: string; kind: DataRequestKind; body: string }, now: string): Promise<Outcome> {
  return parentChange(desk.db, caseId, now, 'requestData', async (tx, row) => {
    const earlier = await tx.selectFrom('data_requests').select('id').where('id', '=', input.id).executeTakeFirst()
    if (earlier) return 'already done'
    const open = await tx.selectFrom('data_requests').select('id').where('case_id', '=', row.id).where('state', 'in', ['new', 'acknowledged']).execute()
    if (open.length >= mostOpenRequests) return new Refused('not-allowed')
    const received = receivedOn(now, desk.calendar, { closesAt: desk.school.closes_minute })
    const { acknowledgeDue, due } = requestDue(input.kind, received, desk.calendar)
    const request = { id: input.id, school_id: row.school_id, case_id: row.id, kind: input.kind, body: input.body, state: 'new' as const, received_on: received, acknowledge_due: acknowledgeDue, due }
    await tx
      .insertInto('data_requests')
      .values({ ...request, acknowledged_on: null, ended_on: null, outcome: null, handled_by: null })
      .execute()
    await byParent(tx, row, 'data:request', now)
    await tellHandlers(tx, desk, row, request, now)
    return {}
  })
}

/** The sender lets a case that was only kept be handled again: the answer is due as many working days later as it rested. */
export function liftFreeze(desk: CaseDesk, caseId: string, now: string): Promise<Outcome> {
  return parentChange(desk.db, caseId, now, 'liftFreeze', async (tx, row) => {
    if (row.frozen_on === null) return 'already done'
    await byParent(tx, row, 'data:unfreeze', now)
    return { set: unfrozen(desk, row, now) }
  })
}

function unfrozen(desk: CaseDesk, row: CaseRow, now: string): NonNullable<Change['set']> {
  const on = receivedOn(now, desk.calendar, { closesAt: desk.school.closes_minute })
  // While the school waits for the sender anyway the clock stands still already.
  if (row.frozen_on === null || row.state === 'more_info' || row.answered_on !== null) return { frozen_on: null }
  return {
    frozen_on: null,
    ...(row.state === 'submitted' ? { acknowledge_due: resumedDue({ due: row.acknowledge_due, pausedOn: row.frozen_on, resumedOn: on, calendar: desk.calendar }) } : {}),
    paused_days: row.paused_days + pausedWorkingDays(desk.calendar, row.frozen_on, on),
    answer_due: resumedDue({ due: row.answer_due, pausedOn: row.frozen_on, resumedOn: on, calendar: desk.calendar }),
  }
}

/** All requests of one case, the newest first: what its sender sees. */
export function requestsOf(db: Db, caseId: string): Promise<DataRequest[]> {
  return db.selectFrom('data_requests').selectAll().where('case_id', '=', caseId).orderBy('received_on', 'desc').orderBy('id').execute()
}

/**
 * Who deals with requests about this case: whoever may open it among principals and coordinators. A sender whose identity is protected may have written it
 * into the request, so then the principal alone, unless the case is about the principal.
 */
export async function requestHandlers(db: Db, row: Pick<CaseRow, 'school_id' | 'kind' | 'assignee_id' | 'barred' | 'sender_mode'>): Promise<StaffRow[]> {
  const staff = await db.selectFrom('staff').selectAll().where('school_id', '=', row.school_id).where('status', '=', 'active').orderBy('id').execute()
  const allowed = staff.filter((person) => may(person.role, 'privacy:manage') && mayOpen(person, row))
  const principals = allowed.filter((person) => person.role === 'principal')
  return row.sender_mode === 'protected' && principals.length > 0 ? principals : allowed
}

export interface RequestLine {
  id: string
  kind: DataRequestKind
  state: DataRequestState
  number: string
  caseKind: CaseKind
  receivedOn: string
  /** The next day by which something must be done; null once it is ended. */
  due: string | null
  endedOn: string | null
}

/** The school's requests as far as this person deals with them: open ones by due date, then ended ones, the newest first. */
export async function listRequests(db: Db, school: { id: string }, person: ActingStaff): Promise<RequestLine[]> {
  const rows = await joined(db).where('data_requests.school_id', '=', school.id).orderBy('data_requests.due').execute()
  const lines: RequestLine[] = []
  for (const row of rows) {
    if (!(await isHandler(db, person, row))) continue
    const { id, request_kind, request_state, number, kind, received_on, acknowledge_due, due, ended_on } = row
    lines.push({
      id,
      kind: request_kind,
      state: request_state,
      number,
      caseKind: kind,
      receivedOn: received_on,
      due: request_state === 'new' ? acknowledge_due : request_state === 'acknowledged' ? due : null,
      endedOn: ended_on,
    })
  }
  const isOpen = (line: RequestLine) => line.due !== null
  return [...lines.filter(isOpen).sort((a, b) => a.due!.localeCompare(b.due!)), ...lines.filter((line) => !isOpen(line)).sort((a, b) => b.endedOn!.localeCompare(a.endedOn!))]
}

/** Requests about one case that wait for this person. */
export async function openRequestsOf(db: Db, school: { id: string }, person: ActingStaff, number: string): Promise<{ id: string; kind: DataRequestKind; due: string }[]> {
  const rows = await joined(db).where('data_requests.school_id', '=', school.id).where('cases.number', '=', number).where('data_requests.state', 'in', ['new', 'acknowledged']).orderBy('data_requests.due').execute()
  const waiting: { id: string; kind: DataRequestKind; due: string }[] = []
  for (const row of rows) if (await isHandler(db, person, row)) waiting.push({ id: row.id, kind: row.request_kind, due: row.request_state === 'new' ? row.acknowledge_due : row.due })
  return waiting
}

/** The columns of a request beside those of its case that decide who may read it. */
function joined(db: Db) {
  return db
    .selectFrom('data_requests')
    .innerJoin('cases', 'cases.id', 'data_requests.case_id')
    .select(['cases.school_id', 'cases.number', 'cases.kind', 'cases.assignee_id', 'cases.barred', 'cases.sender_mode'])
    .select(['data_requests.id', 'data_requests.kind as request_kind', 'data_requests.state as request_state', 'data_requests.received_on', 'data_requests.acknowledge_due', 'data_requests.due', 'data_requests.ended_on'])
}

async function isHandler(db: Db, person: ActingStaff, row: Parameters<typeof requestHandlers>[1]): Promise<boolean> {
  if (!may(person.role, 'privacy:manage') || !mayOpen(person, row)) return false
  if (row.sender_mode !== 'protected' || person.role === 'principal') return true
  return (await requestHandlers(db, row)).some(({ id }) => id === person.id)
}

/** One request with what is needed to carry it out. */
export interface RequestFile {
  request: DataRequest
  number: string
  caseKind: CaseKind
  subject: string
  /** The report, for a correction; null where the request is about something else. */
  body: string | null
  senderMode: SenderMode
  hasContact: boolean
  /** May change the contact data, that is: may know them. */
  mayCorrectContact: boolean
  consentPublish: boolean
  isFrozen: boolean
  /** Why it cannot be carried out whole, in words; null where it can. */
  obstacle: string | null
  handledByName: string | null
}

/** Opens a request and writes down who did; null where there is none for this person's eyes. `now` is an instant. */
export async function openRequest(db: Db, school: { id: string }, person: ActingStaff, id: string, now: string): Promise<RequestFile | null> {
  const found = await load(db, school, person, id)
  if (!found) return null
  const { request, row } = found
  await recordAudit(db, { schoolId: school.id, staffId: person.id, action: 'data:open', target: row.number, at: now })
  const contact = await db.selectFrom('case_contacts').select('case_id').where('case_id', '=', row.id).executeTakeFirst()
  const handler = request.handled_by === null ? undefined : await db.selectFrom('staff').select('name').where('id', '=', request.handled_by).executeTakeFirst()
  return {
    request,
    number: row.number,
    caseKind: row.kind,
    subject: row.subject,
    body: request.kind === 'correct' ? row.body : null,
    senderMode: row.sender_mode,
    hasContact: contact !== undefined,
    mayCorrectContact: mayViewIdentity(person, row) && contact !== undefined,
    consentPublish: row.consent_publish === 1,
    isFrozen: row.frozen_on !== null,
    obstacle: obstacleTo(request.kind, row),
    handledByName: handler?.name ?? null,
  }
}

/** Luật Khiếu nại 2011 (Điều 34) and Luật Tố cáo 2018 (Điều 39) have the file of a complaint or denunciation kept. */
function obstacleTo(kind: DataRequestKind, row: CaseRow): string | null {
  if (kind === 'delete' && isRestricted(row.kind)) return 'Hồ sơ khiếu nại, tố cáo phải được lưu giữ theo luật nên không xóa được. Thầy/cô từ chối và nêu lý do để người gửi biết.'
  if (row.outgoing_at !== null && (kind === 'restrict' || kind === 'delete')) return 'Hồ sơ đang có nội dung chờ gửi cho phụ huynh. Vui lòng thu hồi hoặc chờ gửi xong rồi thực hiện.'
  return null
}

interface RequestAct {
  staff: ActingStaff
  /** The request's id. */
  id: string
  /** The version of the request that was shown. */
  version: number
  /** Instant. */
  now: string
}

/** Tells the sender that the request has arrived and by when it is carried out. */
export function acknowledgeRequest(desk: CaseDesk, act: RequestAct): Promise<Outcome> {
  return changeRequest(desk, act, ['new'], 'data:acknowledge', async (tx, row, request) => {
    await notifyParent(tx, desk, row, { purpose: 'data-request', text: received(request) }, act.now)
    return { request: { state: 'acknowledged', acknowledged_on: dayOf(act.now) } }
  })
}

function received(request: DataRequest): Message {
  return {
    vi: `Nhà trường đã nhận yêu cầu và sẽ thực hiện chậm nhất ngày ${formatDate(request.due)}.`,
    en: `The school has received your request and will carry it out by ${formatDate(request.due)}.`,
  }
}

export interface Correction {
  /** Left out or empty: as it was. */
  name?: string | undefined
  phone?: string | undefined
  email?: string | undefined
  /** The whole report as it should read. */
  body?: string | undefined
}

export interface CarryOut {
  /** What the sender is told. */
  answer: string
  correction?: Correction
  /** For a request to take consent back: which. */
  purposes?: readonly ('contact' | 'publish')[]
}

/** Carries a request out and tells the sender. What is replaced or deleted is gone, also from the search and from mail. */
export function carryOutRequest(desk: CaseDesk, act: RequestAct, input: CarryOut): Promise<Outcome> {
  return changeRequest(desk, act, ['new', 'acknowledged'], 'data:carry-out', async (tx, row, request) => {
    const obstacle = obstacleTo(request.kind, row)
    if (obstacle !== null) return new Refused('not-allowed', obstacle)
    const day = dayOf(act.now)
    const change = await carryOut(desk, tx, row, request, input, act)
    if (change instanceof Refused) return change
    // To the address as it is now: a corrected one, or none any more.
    await notifyParent(tx, desk, row, { purpose: 'data-request', text: input.answer }, act.now)
    return {
      request: { state: 'done', acknowledged_on: request.acknowledged_on ?? day, ended_on: day, outcome: input.answer, handled_by: act.staff.id },
      case: change,
      event: 'dataDone',
      note: requestKindLabels[request.kind],
    }
  })
}

async function carryOut(desk: CaseDesk, tx: Tx, row: CaseRow, request: DataRequest, input: CarryOut, act: RequestAct): Promise<Change | Refused> {
  const day = dayOf(act.now)
  switch (request.kind) {
    case 'see':
      return {}
    case 'correct':
      return correct(tx, row, input.correction ?? {}, act.staff)
    case 'withdraw': {
      const purposes = input.purposes ?? []
      if (purposes.length === 0) return new Refused('bad-input', 'Chọn sự đồng ý mà phụ huynh rút lại.')
      const change = purposes.includes('publish') ? await takeBackPublication(tx, row, day, 'request') : {}
      if (purposes.includes('contact')) await takeBackContact(tx, row, day, 'request')
      return change
    }
    case 'restrict':
      return { set: { frozen_on: receivedOn(act.now, desk.calendar, { closesAt: desk.school.closes_minute }) } }
    case 'delete': {
      const change = await takeBackPublication(tx, row, day, 'request')
      await takeBackContact(tx, row, day, 'request')
      await eraseCase(tx, { ...row, ...(await texts(tx, row)) }, day)
      await deleteContact(tx, row)
      await dropFiles(tx, row.id, day)
      return { set: { ...change.set, anonymised_on: day } }
    }
  }
}

/** The texts as the transaction has them by now: an earlier step may have masked some. */
function texts(tx: Tx, row: CaseRow): Promise<Pick<CaseRow, 'subject' | 'body'>> {
  return tx.selectFrom('cases').select(['subject', 'body']).where('id', '=', row.id).executeTakeFirstOrThrow()
}

/** Overwrites: the wrong data are nowhere afterwards. */
async function correct(tx: Tx, row: CaseRow, { name, phone, email, body }: Correction, staff: ActingStaff): Promise<Change | Refused> {
  const contact = { ...(name ? { name } : {}), ...(phone ? { phone } : {}), ...(email ? { email } : {}) }
  if (Object.keys(contact).length > 0) {
    if (!mayViewIdentity(staff, row)) return new Refused('not-allowed', 'Thông tin liên lạc của người gửi này do hiệu trưởng sửa.')
    const { numUpdatedRows } = await tx.updateTable('case_contacts').set(contact).where('case_id', '=', row.id).executeTakeFirst()
    if (numUpdatedRows === 0n) return new Refused('bad-input', 'Hồ sơ không còn thông tin liên lạc để sửa.')
    // Mail to a wrong address has reached a stranger, or nobody.
    if (email) await deleteParentMail(tx, row.id)
  }
  if (!body || body === row.body) return {}
  // The title was made from the wrong words.
  const subject = subjectOf(body)
  return { set: { subject, body, body_hash: '', search_text: searchTextOf({ number: row.number, subject, body }) } }
}

/** Refuses with a reason, which goes to the sender. */
export function refuseRequest(desk: CaseDesk, act: RequestAct, input: { reason: string }): Promise<Outcome> {
  return changeRequest(desk, act, ['new', 'acknowledged'], 'data:refuse', async (tx, row, request) => {
    const day = dayOf(act.now)
    await notifyParent(tx, desk, row, { purpose: 'data-request', text: input.reason }, act.now)
    return {
      request: { state: 'refused', acknowledged_on: request.acknowledged_on ?? day, ended_on: day, outcome: input.reason, handled_by: act.staff.id },
      case: {},
      event: 'dataRefused',
      note: requestKindLabels[request.kind],
    }
  })
}

/** Handles a case again that was only kept; the reason goes to the sender. */
export function unfreezeCase(desk: CaseDesk, act: RequestAct, input: { reason: string }): Promise<Outcome> {
  return changeRequest(desk, act, ['done'], 'data:unfreeze', async (tx, row, request) => {
    if (request.kind !== 'restrict' || row.frozen_on === null) return new Refused('not-allowed')
    await notifyParent(tx, desk, row, { purpose: 'data-request', text: input.reason }, act.now)
    return {
      request: { outcome: `${request.outcome ?? ''}\n\n${formatDate(dayOf(act.now))}: ${input.reason}`.trim() },
      case: { set: unfrozen(desk, row, act.now) },
      event: 'dataUnfrozen',
      note: null,
    }
  })
}

type RequestChange = { request: Partial<Pick<DataRequest, 'state' | 'acknowledged_on' | 'ended_on' | 'outcome' | 'handled_by'>> } & ({ case?: never } | { case: Change; event: string; note: string | null })

/**
 * The one way in which staff change a request: checks who and which version, then writes the request, the case, its history and the audit line in
 * one transaction.
 */
async function changeRequest(
  desk: CaseDesk, act: RequestAct, from: readonly DataRequestState[], action: string, step: (tx: Tx, row: CaseRow, request: DataRequest) => Promise<RequestChange | Refused>,
): Promise<Outcome> {
  try {
    return await desk.db.transaction().execute(async (tx): Promise<Outcome> => {
      const found = await load(tx, desk.school, act.staff, act.id)
      if (!found) return { ok: false, reason: 'not-found' }
      const { request, row } = found
      if (request.version !== act.version) return { ok: false, reason: 'changed' }
      if (!from.includes(request.state)) return { ok: false, reason: 'not-allowed' }
      const change = await step(tx, row, request)
      if (change instanceof Refused) throw change
      await tx.updateTable('data_requests').set({ ...change.request, version: request.version + 1 }).where('id', '=', request.id).execute()
      if (change.case !== undefined) {
        await applyChange(tx, row, change.case.set ?? {}, isAnonymous(row) ? startOfDay(dayOf(act.now)) : act.now)
        await recordEvent(tx, row, { type: change.event, staffId: act.staff.id, to: change.case.set?.state ?? row.state, note: change.note, at: act.now })
      }
      await recordAudit(tx, { schoolId: desk.school.id, staffId: act.staff.id, action, target: row.number, detail: requestKindLabels[request.kind], at: act.now })
      return { ok: true }
    })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return { ok: false, reason: error.reason, ...(error.detail === undefined ? {} : { detail: error.detail }) }
  }
}

function isAnonymous(row: CaseRow): boolean {
  return row.sender_mode === 'anonymous'
}

async function load(db: Db, school: { id: string }, person: ActingStaff, id: string): Promise<{ request: DataRequest; row: CaseRow } | null> {
  const request = await db.selectFrom('data_requests').selectAll().where('id', '=', id).where('school_id', '=', school.id).executeTakeFirst()
  if (!request) return null
  const row = await db.selectFrom('cases').selectAll().where('id', '=', request.case_id).executeTakeFirstOrThrow()
  return (await isHandler(db, person, row)) ? { request, row } : null
}
