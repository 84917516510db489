import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { addParentMessage, disagree, parentTransitions, rateAnswer, reachable, transitions } from '#app/cases/index.ts'
import type { CaseAction, CaseDesk } from '#app/cases/index.ts'
import { beginCaseVisit } from '#app/http/case-visit.ts'
import { agreeToPublication, carryOutRequest, liftFreeze, submitRequest, withdrawContact, withdrawPublication } from '#app/privacy/index.ts'
import { serverJobs } from '#app/scheduler.ts'
import type { CaseKind, CaseRow, CaseState, StaffRow } from '#db/schema.ts'
import type { TestApp } from './app.ts'
import { answerFields, confirmedFields, sendCase } from './cases.ts'
import type { SeededSchool } from './school.ts'
import { slowAdd, slowClock, slowCount, slowDays, slowMove, slowReceived, slowRoll } from './slow-calendar.ts'
import type { SlowDay } from './slow-calendar.ts'

/**
 * A school in which anybody tries anything at any time, through the real routes, with the scheduler run in between. After each step the rules of a case are
 * checked by what is written down here once more; only the table of transitions itself is shared with the product.
 */

/** One thing that somebody tries. The numbers choose among whom and what there is. */
export interface WalkStep {
  who: number
  what: number
  which: number
  pick: number
  minutes: number
}

export interface Walk {
  step(given: WalkStep): Promise<void>
  /** How often each action was accepted and refused. */
  tally: Map<string, { done: number; refused: number }>
  seeded: SeededSchool
  slow: SlowDay[]
}

/** Files come to an address of their own. */
const actions = (Object.keys(transitions) as CaseAction[]).filter((action) => action !== 'addFiles')
const kinds: CaseKind[] = ['feedback', 'feedback', 'question', 'praise', 'complaint', 'complaint', 'denunciation']
const parentDeeds = ['parentMessage', 'disagree', 'liftFreeze', 'rate', 'parentMessage', 'agreeToPublication', 'liftFreeze', 'requestData', 'disagree', 'restrict', 'withdrawPublication', 'withdrawContact'] as const

/** What staff write for themselves; no sender may ever read it. */
const inside = 'nội bộ trường'

/**
 * Allowed by the table, yet not offered: the page leads to one next step, and these stay possible for whoever had the page open before. Their actions
 * check by themselves what else is needed.
 */
const unoffered: readonly CaseAction[] = ['acceptFormal', 'refuseFormal', 'submitReply', 'draft', 'recordDecision', 'proposePublication', 'returnPublication', 'returnReply', 'close', 'assign', 'acknowledge', 'coverPicture']

const forward: readonly CaseAction[] = ['acknowledge', 'acceptFormal', 'assign', 'submitReply', 'recordDecision', 'approveReply', 'sendNow', 'proposePublication', 'publish', 'stateMeasure', 'verifyMeasure', 'ask', 'resume']
const ending: readonly CaseAction[] = ['passOutside', 'transfer', 'declareIneligible', 'refuseFormal', 'close', 'addConflict']

/** What may be refused although the form is offered, because it depends on what is chosen in it. */
const dependsOnInput: readonly CaseAction[] = ['reclassify', 'merge', 'passOutside']

export async function startWalk(app: TestApp, { undoMinutes, lighter, away, kindsFrom }: { undoMinutes: number; lighter: boolean; away: boolean; kindsFrom: number }): Promise<Walk> {
  const seeded = await app.seedSchool({ undo_minutes: undoMinutes, lighter_approval: lighter ? 1 : 0 })
  const { school, staff } = seeded
  const outside = await app.seedSchool()
  const deputy: StaffRow = { ...staff.handler, id: randomUUID(), email: `thay@${school.slug}.example.vn`, name: 'Ngô Thị Thanh Thúy' }
  await app.db.insertInto('staff').values(deputy).execute()
  if (away) {
    await app.db
      .insertInto('staff_absences')
      .values({ id: randomUUID(), school_id: school.id, staff_id: staff.handler.id, deputy_id: deputy.id, from_day: '2026-11-20', to_day: '2027-06-30', created_at: app.now() })
      .execute()
  }
  const people = [staff.coordinator, staff.principal, staff.handler, seeded.secondCoordinator, staff.principal, staff.coordinator, staff.handler, deputy, staff.viewer, outside.staff.principal]
  const calendarRows = await app.db.selectFrom('calendar_days').selectAll().where('school_id', '=', school.id).execute()
  const slow = slowDays(calendarRows.map(({ day, kind, closes_minute }) => ({ day, kind, ...(closes_minute === null ? {} : { closesMinute: closes_minute }) })), school.closes_minute)
  const desk: CaseDesk = { db: app.db, files: app.files, calendar: await loadCalendar(app.db, school), school, publicOrigin: app.origin }
  const jobs = serverJobs(app.services)
  const tally: Walk['tally'] = new Map()
  const prefix = school.is_default === 1 ? '' : `/${school.slug}`

  const ids: string[] = []
  for (let n = 0; n < 3; n += 1) {
    const kind = kinds[(kindsFrom + n * 3) % kinds.length]!
    const named = n === 1
    const { id } = await sendCase(app, seeded, {
      kind, body: `Mái che ở cổng sau bị dột, mưa xuống gạch trơn lắm. Lần ${n}.`, childSafety: false, consentPublish: n !== 2,
      ...(named ? { sender: 'named' as const, contact: { name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }, consentContact: true } : {}),
    })
    ids.push(id)
  }

  const rowOf = (id: string): Promise<CaseRow> => app.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const all = () => Promise.all(ids.map(rowOf))

  async function step({ who, what, which, pick, minutes }: WalkStep): Promise<void> {
    await pass(minutes)
    // One case is led far, the others give it company.
    const id = ids[[0, 0, 0, 1, 1, 2][which % 6]!]!
    const before = await all()
    const waiting = await outgoing()
    const isAsked = (await rowOf(id)).state === 'more_info'
    const label = isAsked && what % 2 === 0 ? await parentDoes(id, 'parentMessage') : what % 5 === 3 ? await parentDoes(id, parentDeeds[pick % parentDeeds.length]!) : await staffDoes(id, people[who % people.length]!, what, pick)
    await settle(before, waiting, label)
    // Dear, and of little news where nothing has changed.
    if (label.startsWith('refused')) return
    await checkReaders(id, who)
    await checkParentPage(id)
  }

  /** The clock moves on in one leap, and what the server does by itself is done. */
  async function pass(minutes: number): Promise<void> {
    if (minutes === 0) return
    const before = await all()
    const waiting = await outgoing()
    app.setNow(new Date(Date.parse(app.now()) + minutes * 60_000).toISOString())
    const signal = new AbortController().signal
    for (const job of ['outgoing messages', 'late steps', 'reminders', 'reminders of data requests']) await jobs[job]!(signal)
    await settle(before, waiting, 'the clock')
  }

  async function staffDoes(id: string, person: StaffRow, what: number, pick: number): Promise<string> {
    const row = await rowOf(id)
    const address = `/office/phan-anh/${row.number}`
    const cookie = await app.signInAs(person)
    const page = await app.get(address, { cookie })
    const html = await page.text()
    const offered = [...new Set([...html.matchAll(/name="viec"[^>]*value="(\w+)"|value="(\w+)"[^>]*name="viec"/g)].map((found) => (found[1] ?? found[2]) as CaseAction))]
    const mayReadIt = await mayRead(person, row)
    expect(page.status).toBe(mayReadIt ? 200 : 404)
    const action = choose(offered, what, pick)
    const isOffered = offered.includes(action)
    const fields = await fill(action, row, person, html, pick)
    const shot = await fingerprint()
    const response = await app.post(address, { viec: action, version: row.version, ...fields }, { cookie })
    const label = `${action} by ${person.role}${person.school_id === school.id ? '' : ' of another school'} in ${row.state}: ${response.status}`
    const count = tally.get(action) ?? { done: 0, refused: 0 }
    tally.set(action, count)
    if (response.status === 303) {
      count.done += 1
      if (!isOffered) expect(unoffered, label).toContain(action)
      expect(mayReadIt, label).toBe(true)
      expect((await rowOf(id)).version, label).toBe(row.version + 1)
    } else {
      count.refused += 1
      expect(response.status, label).toBeGreaterThanOrEqual(400)
      expect(response.status, label).toBeLessThan(500)
      if (isOffered) expect(dependsOnInput, `offered, yet ${label} ${problemsIn(await response.text())}`).toContain(action)
      expect(await fingerprint(), label).toEqual(shot)
    }
    return response.status === 303 ? label : `refused: ${label}`
  }

  /** Mostly the step that leads on, else whatever the page offers, now and then anything at all. What ends a case is tried seldom, or no walk would get far. */
  function choose(offered: CaseAction[], what: number, pick: number): CaseAction {
    const onward = offered.filter((action) => forward.includes(action))
    const among = what % 7 === 6 || offered.length === 0 ? actions : what % 2 === 0 && onward.length > 0 ? onward : pick % 6 === 0 ? offered : offered.filter((action) => !ending.includes(action) && (action !== 'note' || pick % 5 === 0))
    return among[pick % among.length] ?? 'note'
  }

  /** Fields with which the action must be accepted wherever the page offers it. */
  async function fill(action: CaseAction, row: CaseRow, person: StaffRow, html: string, pick: number): Promise<Record<string, string>> {
    const reason = `Lý do ${inside} ${pick}.`
    const toSender = `Nhà trường trả lời lần ${row.version}.`
    const option = (form: string, name: string): string => {
      const select = new RegExp(`<select[^>]*id="${form}-${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1] ?? ''
      const values = [...select.matchAll(/<option[^>]*value="([^"]+)"/g)].map((found) => found[1]!)
      return values[pick % Math.max(1, values.length)] ?? people[pick % people.length]!.id
    }
    const measure = /name="measureId"[^>]*value="([^"]+)"/.exec(new RegExp(`<form[^>]*id="${action}.*?</form>`, 's').exec(html)?.[0] ?? '')?.[1] ?? randomUUID()
    switch (action) {
      case 'acknowledge': return { assigneeId: pick % 3 === 0 ? '' : option(action, 'assigneeId'), text: row.child_safety === 1 ? toSender : '' }
      case 'assign': return { assigneeId: option(action, 'assigneeId') }
      case 'reclassify': return { kind: kinds[pick % kinds.length]!, fieldId: seeded.fields[pick % 2]!.id, reason: toSender }
      case 'acceptFormal': case 'recallReply': case 'resume': case 'undoSend': case 'sendNow': case 'close': return {}
      case 'refuseFormal': case 'declareComplex': case 'declareIneligible': return { reason: toSender }
      case 'extend': return { workingDays: String(1 + (pick % 10)), reason: toSender }
      case 'recordDialogue': return { heldOn: slowClock(new Date(app.now())).day, place: 'Phòng họp', record: pick % 2 === 0 ? '' : reason }
      case 'recordDecision': return { decisionNumber: '07/QĐ-MNHP', decidedOn: slowClock(new Date(app.now())).day, body: toSender }
      case 'passOutside': return { authority: 'Ủy ban nhân dân phường', confirmed: 'on' }
      case 'merge': return { mainNumber: (await rowOf(ids[pick % ids.length]!)).number, reason }
      case 'unmerge': case 'returnReply': case 'returnPublication': case 'raiseAlarm': case 'clearAlarm': return { reason }
      case 'ask': case 'message': return { text: toSender }
      case 'draft': return { ...answerFields(`Dự thảo ${inside} ${pick}.`) }
      case 'submitReply': return { ...answerFields(toSender), ...confirmedFields }
      case 'approveReply': return confirmedFields
      case 'proposePublication': return { summary: `Mái che bị dột, lần ${row.version}.`, answer: 'Đã sửa mái che.', correctionNote: 'Viết rõ hơn.' }
      case 'takeDown': return { reason: toSender }
      case 'stateMeasure': return { statement: 'Đã thay mái che ở cổng sau.', doneOn: slowClock(new Date(app.now())).day }
      case 'verifyMeasure': return { measureId: measure, seen: 'on', note: `Đã xem tận nơi, ${inside}.` }
      case 'rejectMeasure': case 'withdrawMeasure': return { measureId: measure, reason: `Lý do ${pick}.` }
      case 'publish': return { confirmed: 'on', picturesChecked: 'on' }
      case 'removeFile': return { fileId: randomUUID() }
      case 'addFiles': return {}
      case 'coverPicture': return { fileId: randomUUID(), covers: '[]' }
      case 'transfer': return { authority: 'Ủy ban nhân dân phường', reason: toSender }
      case 'note': return { text: `Ghi chú ${inside} ${pick}.` }
      case 'addConflict': return { staffId: option(action, 'staffId') === person.id ? staff.viewer.id : option(action, 'staffId'), reason }
      case 'clearConflict': return { conflictId: option(action, 'conflictId'), reason }
    }
  }

  async function parentDoes(id: string, deed: (typeof parentDeeds)[number]): Promise<string> {
    const row = await rowOf(id)
    const shot = await fingerprint()
    const now = app.now()
    const outcome = await (async () => {
      switch (deed) {
        case 'parentMessage': return addParentMessage(desk, id, 'Chúng tôi viết thêm.', now)
        case 'disagree': return disagree(desk, id, 'Vẫn còn dột.', now)
        case 'rate': return rateAnswer(desk, id, 1 + (row.version % 5), now)
        case 'withdrawPublication': return withdrawPublication(desk, id, now)
        case 'withdrawContact': return withdrawContact(desk, id, now)
        case 'agreeToPublication': return agreeToPublication(desk, id, { version: '1', lang: 'vi' }, now)
        case 'requestData': return submitRequest(desk, id, { id: randomUUID(), kind: 'see', body: '' }, now)
        case 'liftFreeze': return liftFreeze(desk, id, now)
        case 'restrict': {
          const request = { id: randomUUID(), kind: 'restrict' as const, body: '' }
          const asked = await submitRequest(desk, id, request, now)
          if (asked.ok) await carryOutRequest(desk, { staff: staff.principal, id: request.id, version: 1, now }, { answer: 'Nhà trường chỉ lưu giữ hồ sơ.' })
          return asked
        }
      }
    })()
    if (!outcome.ok) expect(await fingerprint(), `${deed} was refused`).toEqual(shot)
    return outcome.ok ? `${deed} in ${row.state}` : `refused: ${deed} in ${row.state}`
  }

  /** Everything that a refused act must leave as it was. */
  async function fingerprint(): Promise<unknown> {
    const of = (table: 'case_events' | 'case_messages' | 'case_replies' | 'case_conflicts' | 'case_outgoing' | 'case_publication_drafts' | 'case_formal') =>
      app.db.selectFrom(table).selectAll().where('case_id', 'in', ids).orderBy('case_id').execute()
    const [events, messages, replies, conflicts, out, drafts, formal, publications, mail] = await Promise.all([
      of('case_events'), of('case_messages'), of('case_replies'), of('case_conflicts'), of('case_outgoing'), of('case_publication_drafts'), of('case_formal'),
      app.db.selectFrom('publications').selectAll().where('school_id', '=', school.id).orderBy('id').execute(),
      app.db.selectFrom('outbox').select((eb) => eb.fn.countAll().as('count')).where('school_id', '=', school.id).executeTakeFirstOrThrow(),
    ])
    return [await all(), events, messages, replies, conflicts, out, drafts, formal, publications, mail]
  }

  const outgoing = () => app.db.selectFrom('case_outgoing').selectAll().where('case_id', 'in', ids).execute()

  /** What must hold of every case after each step. */
  async function settle(before: CaseRow[], waitingBefore: Awaited<ReturnType<typeof outgoing>>, label: string): Promise<void> {
    const waiting = await outgoing()
    for (const [index, old] of before.entries()) {
      const row = await rowOf(old.id)
      const events = await app.db.selectFrom('case_events').selectAll().where('case_id', '=', row.id).orderBy('id').execute()
      expect(historyProblems(row, events), label).toEqual([])
      const formal = await app.db.selectFrom('case_formal').select('accepted_on').where('case_id', '=', row.id).executeTakeFirst()
      const since = events.filter((event) => event.case_version !== null && event.case_version > old.version && event.case_version <= row.version)
      expect(row.answer_due, `answer due of case ${index} after ${label} (${since.map(({ type }) => type).join(', ')})`).toBe(dueAfter(old, row, formal?.accepted_on ?? null, since))
      expect([row.received_on, row.submitted_on, row.number, row.key_hash], label).toEqual([old.received_on, old.submitted_on, old.number, old.key_hash])
      // An answer day stands for as long as the answer does.
      expect(row.answered_on !== null, label).toBe(['answered', 'published'].includes(row.state) || (row.state === 'closed' && row.answered_on !== null))
      if (row.extended_on !== null && old.extended_on !== null) expect(row.extended_on, label).toBe(old.extended_on)

      const held = waiting.find(({ case_id }) => case_id === row.id)
      expect(row.outgoing_at, label).toBe(held?.send_at ?? null)
      if (held) {
        expect(Date.parse(held.send_at) > Date.parse(app.now()), `${label}: still held though its time has come`).toBe(true)
        const said = await app.db.selectFrom('case_messages').select('id').where('case_id', '=', row.id).where('direction', '=', 'school').where('at', '>=', held.created_at).where('body', '=', held.body).execute()
        expect(said, `${label}: held, yet the sender reads it`).toEqual([])
        const mailed = await app.db.selectFrom('outbox').select('id').where('case_id', '=', row.id).where('created_at', '>=', held.created_at).where('body', 'like', `%${held.body}%`).execute()
        expect(mailed, `${label}: held, yet mailed`).toEqual([])
      }
      const gone = waitingBefore.find(({ case_id }) => case_id === row.id)
      const wentOut = since.some(({ type, note }) => ['answer', 'ask', 'message'].includes(type) && note === null)
      if (gone && !held && wentOut) expect(Date.parse(gone.send_at) <= Date.parse(app.now()), `${label}: left before its time`).toBe(true)
      // Merged: to an open case once, never in a chain.
      if (row.merged_into !== null) expect((await rowOf(row.merged_into)).merged_into, label).toBe(null)
      if (row.merged_into !== null && old.merged_into !== null) expect(since.map(({ type }) => type).filter((type) => ['submitReply', 'approveReply', 'transfer', 'publish', 'ask', 'reclassify'].includes(type) && !label.startsWith('transfer')), label).toEqual([])
      // That another case is no longer answered together with it is no work on what is only kept.
      const byStaff = since.filter(({ actor }) => actor === 'staff').map(({ type }) => type)
      if (old.frozen_on !== null && row.frozen_on !== null) expect(byStaff.filter((type) => !type.startsWith('data') && type !== 'parted' && type !== 'takeDown'), label).toEqual([])
    }
  }

  type Event = { type: string; actor: string; from_state: CaseState | null; to_state: CaseState | null; note: string | null }

  /** Where the history does not lead to where the case stands, or took a step that is in no row of the table. */
  function historyProblems(row: CaseRow, events: Event[]): string[] {
    const problems: string[] = []
    let at: CaseState = 'submitted'
    for (const { type, from_state, to_state } of events.slice(1)) {
      if (type !== 'route' && from_state !== at) problems.push(`${type}: begins in ${from_state}, but the case stood in ${at}`)
      const to: CaseState = to_state ?? at
      if (type !== 'route' && from_state !== null && !mayLead(type, from_state, to)) problems.push(`${type}: ${from_state} to ${to} is not in the table`)
      at = to
    }
    if (at !== row.state) problems.push(`the history ends in ${at}, the case stands in ${row.state}`)
    return problems
  }

  /** The day the answer is due by after these events, from the day before them. */
  function dueAfter(old: CaseRow, row: CaseRow, acceptedOn: string | null, events: readonly { type: string; note: string | null }[]): string {
    const today = slowClock(new Date(app.now())).day
    const received = slowReceived(slow, new Date(app.now()))
    const later = (day: string, count: number) => (count === 0 ? day : slowAdd(slow, day, count))
    let due = old.answer_due
    for (const { type, note } of events) {
      // What is late stays late.
      if (type === 'extend' || type === 'declareComplex') expect(due >= today, `${type} on ${today}, after the case was due on ${due}`).toBe(true)
      if (type === 'extend') due = later(due, Number(row.extended_on === null ? 0 : workingDaysIn(note, due)))
      else if (type === 'parentMessage' && old.paused_on !== null) due = later(due, slowCount(slow, old.paused_on, received))
      else if ((type === 'merge' || type === 'resume') && old.paused_on !== null && row.paused_on === null) due = later(due, slowCount(slow, old.paused_on, today))
      else if (type === 'disagree') due = slowAdd(slow, received, 10)
      else if (type === 'acceptFormal') due = slowRoll(slow, slowMove(slow, today, 30))
      else if (type === 'declareComplex') due = slowRoll(slow, slowMove(slow, acceptedOn ?? '', row.kind === 'complaint' ? 45 : 60))
      else if (type === 'reclassify' && old.kind !== row.kind && isRestricted(row.kind)) {
        const accepted = row.kind === 'complaint' ? slowRoll(slow, slowMove(slow, row.received_on, 10)) : slowAdd(slow, row.received_on, 7)
        due = slowRoll(slow, slowMove(slow, accepted, 30))
      } else if (type === 'reclassify' && isRestricted(old.kind) && !isRestricted(row.kind)) due = [slowAdd(slow, today, 10), due].sort()[0]!
      else if ((type === 'liftFreeze' || type === 'dataUnfrozen') && old.frozen_on !== null && old.state !== 'more_info' && old.answered_on === null) due = later(due, slowCount(slow, old.frozen_on, received))
    }
    return due
  }

  /** How far an extension led, by the days named in its own line of the history. */
  function workingDaysIn(note: string | null, due: string): number {
    const [, day, month, year] = /(\d{2})\/(\d{2})\/(\d{4})/.exec(note ?? '') ?? []
    const count = slowCount(slow, due, `${year}-${month}-${day}`)
    return count >= 1 && count <= 10 ? count : Number.NaN
  }

  /** Who may read a case, by the conflicts that stand against it, its kind, and who holds it. */
  async function mayRead(person: StaffRow, row: CaseRow): Promise<boolean> {
    if (person.school_id !== row.school_id) return false
    const against = await app.db.selectFrom('case_conflicts').select('id').where('case_id', '=', row.id).where('staff_id', '=', person.id).where('cleared_on', 'is', null).execute()
    if (against.length > 0) return false
    if (row.kind === 'denunciation') return person.role === 'principal'
    if (row.kind !== 'complaint') return true
    const isHolder = row.assignee_id === person.id || (away && row.assignee_id === staff.handler.id && person.id === deputy.id)
    return person.role === 'principal' || person.role === 'coordinator' || (person.role === 'handler' && isHolder)
  }

  /** Somebody else tries to open the case, and its printed file: both or neither, with a line in the log or without. */
  async function checkReaders(id: string, who: number): Promise<void> {
    const row = await rowOf(id)
    const person = people[(who + 3) % people.length]!
    const opened = () => app.db.selectFrom('audit').select('id').where('staff_id', '=', person.id).where('action', '=', 'case:open').where('target', '=', row.number).execute()
    const before = (await opened()).length
    const { status } = await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(person) })
    const may = await mayRead(person, row)
    expect(status, `${person.role} reads a ${row.kind}`).toBe(may ? 200 : 404)
    expect((await opened()).length - before).toBe(may ? 1 : 0)
  }

  /** The sender reads what was sent to them and nothing that staff wrote for themselves, and no name of anybody. */
  async function checkParentPage(id: string): Promise<void> {
    const visit = beginCaseVisit({ ...app.services, nonce: '', clientKey: '', reference: '', sent: { form: null } }, school, { caseId: id }).split(';')[0]!
    const page = await app.get(`${prefix}/ho-so`, { cookie: visit })
    expect(page.status).toBe(200)
    const html = await page.text()
    expect(html).toContain('Mái che ở cổng sau')
    expect(html).not.toContain(inside)
    for (const { name } of people) expect(html).not.toContain(name)
    const unsent = await app.db.selectFrom('case_replies').select('body').where('case_id', '=', id).where('state', 'in', ['draft', 'awaiting_approval', 'returned']).execute()
    const said = await app.db.selectFrom('case_messages').select('body').where('case_id', '=', id).where('direction', '=', 'school').execute()
    for (const { body } of unsent) if (!said.some((message) => message.body.includes(body))) expect(html).not.toContain(body)
  }

  return { step, tally, seeded, slow }
}

const isRestricted = (kind: CaseKind) => kind === 'complaint' || kind === 'denunciation'

/** The rows of the table by the names that the history uses. */
function mayLead(type: string, from: CaseState, to: CaseState): boolean {
  const byRow = (name: CaseAction) => reachable(transitions[name]).some(([start, end]) => start === from && end === to)
  if (type in transitions) return byRow(type as CaseAction)
  if (type in parentTransitions) return reachable(parentTransitions[type as keyof typeof parentTransitions]).some(([start, end]) => start === from && end === to)
  if (type === 'answer') return byRow('approveReply') || byRow('submitReply') || byRow('recordDecision')
  if (type === 'answerTogether') return to === 'answered' && (transitions.submitReply.from as readonly string[]).concat('awaiting_approval', 'more_info').includes(from)
  // A publication goes with the request that takes its consent back.
  return from === to || (type === 'dataDone' && from === 'published' && to === 'answered')
}

function problemsIn(html: string): string {
  return [...html.matchAll(/class="[^"]*(?:error|notice)[^"]*"[^>]*>(.*?)<\/(?:p|li|div)>/gs)].map((found) => found[1]!.replace(/<[^>]+>/g, ' ').trim()).slice(0, 4).join(' | ')
}
