import { randomBytes, randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { receiveFile, waitingFiles } from '#app/attachments/index.ts'
import type { FileStore } from '#app/attachments/index.ts'
import { addDays, dayOf, dayOfWeek, loadCalendar } from '#app/calendar/index.ts'
import { addCalendarDay } from '#app/calendar/edit.ts'
import {
  acceptFormal, acknowledge, addNote, addParentMessage, approveReply, ask, assign, close, declareIneligible, disagree, extend, merge, proposePublication, publish, rateAnswer, recordDecision, recordDialogue,
  returnReply, saveDraft, saveFilter, stateMeasure, submitCase, submitReply, takeDown, transfer, verifyMeasure,
} from '#app/cases/index.ts'
import { answerChecks, questionCheck } from '#app/cases/answer-checklist.ts'
import { addRoutingRule } from '#app/cases/routing-rules.ts'
import { suggestQuestions } from '#app/cases/questions.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { approveSummary, attendComments, saveSummary, submitSummary, themesToSumUp } from '#app/comments/index.ts'
import { submitRequest, withdrawPublication } from '#app/privacy/index.ts'
import { createSchool } from '#app/schools/index.ts'
import type { Secrets } from '#app/secrets.ts'
import { addAbsence } from '#app/staff/absences.ts'
import { disableStaff } from '#app/staff/index.ts'
import { addKiosk, closeRound, countReturned, createRound, findRound, issueSlips, printSheets, relations, saveReading, startRound, submitResponse, templates } from '#app/surveys/index.ts'
import type { Db } from '#db/connect.ts'
import type { Round, School, StaffRow } from '#db/schema.ts'
import { demoForms } from './answers.ts'
import { comments, hoaPhuongContent, rounds, senHongContent, summaries } from './content/index.ts'
import { pictures } from './content/pictures.ts'
import type { DemoAuthority, DemoCase, DemoDesk, DemoPlace, DemoRound, DemoSchoolContent, DemoStep } from './content/index.ts'
import { seededRandom } from './random.ts'

/** The day on which the demo's story stands: its newest cases came in that morning. */
const storyDay = '2026-11-23'

export interface DemoServices {
  db: Db
  files: FileStore
  secrets: Secrets
  publicOrigin: string
}

export interface Demo {
  /** The key of a published case, to look up as its sender. */
  caseKey: string
  /** Opens a device of the school, once. */
  kioskCode: string
  /** Stands on a paper form that waits for a second person. */
  paperCode: string
}

/** One thing that happened in the story, at an instant. */
interface Happening {
  at: string
  run: () => Promise<void>
}

/**
 * Tells the demo's story through the same functions as the real screens, each with the time at which it happened, in the order in which it happened: so the
 * numbers, due dates, counters, history and publications are what the product makes of them. `now` is an instant; a demo loaded later than its
 * story is moved by whole weeks, so that the open round is open and the newest cases are new.
 */
export async function loadDemo(services: DemoServices, now: string): Promise<Demo> {
  const shift = 7 * Math.floor((Date.parse(dayOf(now)) - Date.parse(storyDay)) / (7 * 86_400_000))
  const story = createStory(shift)
  const keys = new Map<string, string>()
  const justNow = [await addSchool(services, story, hoaPhuongContent, rounds, keys), await addSchool(services, story, senHongContent, [], keys)]

  // Sorting is stable: what happened at the same minute stays in the order of the content.
  for (const { run } of story.happenings.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) await run()
  for (const deed of justNow) await deed(now)

  // A school whose mail works has sent the old messages long ago; what is left shows what a waiting message looks like.
  await services.db
    .updateTable('outbox')
    .set((eb) => ({ sent_at: eb.ref('created_at'), attempts: 1 }))
    .where('created_at', '<', story.at(`${storyDay}T00:00`))
    .execute()
  const key = (name: string): string => keys.get(name) ?? fail(`The story has no ${name}`)
  return { caseKey: key('canh-nguoi'), kioskCode: key('kiosk'), paperCode: key('paper') }
}

type Story = ReturnType<typeof createStory>

function createStory(shiftDays: number) {
  const happenings: Happening[] = []
  const day = (local: string): string => addDays(local, shiftDays)
  return {
    happenings,
    day,
    /** The instant of a local time of the content. */
    at: (local: string): string => new Date(`${day(local.slice(0, 10))}${local.slice(10)}:00+07:00`).toISOString(),
    tell(at: string, run: () => Promise<void>): void {
      happenings.push({ at, run })
    },
  }
}

/** Adds a school and what happens in it to the story. Returns what its office does last, at the instant at which the demo is loaded. */
async function addSchool(services: DemoServices, story: Story, content: DemoSchoolContent, demoRounds: DemoRound[], keys: Map<string, string>): Promise<(now: string) => Promise<void>> {
  const { db, secrets, publicOrigin } = services
  const start = story.at('2025-11-03T08:00')
  const { school: facts } = content
  const school = await db.transaction().execute((trx) =>
    createSchool(
      trx,
      {
        slug: facts.slug,
        name: facts.name.vi,
        address: facts.address,
        phone: facts.phone,
        email: facts.email,
        principalName: facts.principalName,
        introVi: facts.intro.vi,
        introEn: facts.intro.en,
        authorities: content.authorities.map(({ kind, name, address, phone, effectiveFrom, effectiveTo }) => ({
          kind,
          name: name.vi,
          address,
          phone,
          effective_from: effectiveFrom,
          effective_to: effectiveTo,
        })),
        fields: content.fields.map((field) => ({ code: field.code, vi: field.name.vi, en: field.name.en })),
      },
      start,
    ),
  )

  const staff = new Map<string, StaffRow>()
  for (const [index, person] of content.staff.entries()) {
    const row = await db
      .insertInto('staff')
      .values({
        id: randomUUID(),
        school_id: school.id,
        email: person.email,
        name: person.name,
        job_title: person.jobTitle,
        role: person.role,
        status: 'active',
        password_hash: null,
        invite_hash: null,
        invite_expires_at: null,
        // One after the other, so that the list has an order.
        created_at: new Date(Date.parse(start) + index * 60_000).toISOString(),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    staff.set(person.key, row)
    if (person.disabledOn !== undefined) {
      const lastDay = story.at(`${person.disabledOn}T17:00`)
      story.tell(lastDay, async () => {
        const result = await disableStaff(db, school, row.id, row.version, principal, lastDay)
        if (result !== 'done') throw new Error(`The account of ${person.name} could not be disabled: ${result}`)
      })
    }
  }
  const person = (key: string): StaffRow => staff.get(key) ?? fail(`The demo has no member of staff ${key}`)
  const principal = [...staff.values()].find((row) => row.role === 'principal') ?? fail('The demo school has no principal')

  for (const [code, key] of Object.entries(content.handlerByField)) {
    await db.updateTable('fields').set({ default_handler_id: person(key).id }).where('school_id', '=', school.id).where('code', '=', code).execute()
  }
  for (const place of content.places) {
    await db
      .insertInto('places')
      .values({ id: randomUUID(), school_id: school.id, code: place.code, name: place.name.vi, kind: place.kind, active: 1, created_at: start })
      .execute()
  }
  for (const [index, target] of content.targets.entries()) {
    await db
      .insertInto('targets')
      .values({
        id: randomUUID(),
        school_id: school.id,
        year: Number(story.day(storyDay).slice(0, 4)),
        section: target.section,
        indicator: target.indicator,
        statement_vi: target.statementVi,
        statement_en: target.statementEn,
        target_percent: target.targetPercent,
        position: index + 1,
      })
      .execute()
  }

  const coordinator = [...staff.values()].find(({ role }) => role === 'coordinator') ?? fail('No coordinator')
  demoRounds.forEach((round, index) =>
    tellRound(services, story, school, { principal, coordinator }, content.places, round, index + 1, (current) => layOutPaper(services, school, current, person, keys)))

  const calendar = await loadCalendar(db, school)
  // The story is told in hindsight: what was sent went out when it was sent. The school itself keeps the half hour.
  const desk: CaseDesk = { db, calendar, school: { ...school, undo_minutes: 0 }, publicOrigin }
  const numbers = new Map<string, string>()
  for (const demoCase of content.cases) {
    const submittedAt = story.at(demoCase.submittedAt)
    let id = ''
    let number = ''
    story.tell(submittedAt, async () => {
      const result = await submitCase(db, { secrets, calendar, publicOrigin }, school, { ...caseInput(demoCase), files: await sendPictures(services, school, demoCase, submittedAt.slice(0, 10)) }, submittedAt)
      if (result.status !== 'created') throw new Error(`Case ${demoCase.key} was not taken: ${result.status}`)
      ;({ caseId: id, number } = result)
      keys.set(demoCase.key, result.key)
      numbers.set(demoCase.key, number)
    })
    for (const step of demoCase.conversation) {
      const at = story.at(step.at)
      story.tell(at, async () => {
        const outcome =
          step.by === 'parent'
            ? await parentStep(desk, id, step, at)
            : await staffStep(desk, { staff: person(step.by), number, version: await currentVersion(db, id), now: at }, demoCase, step, { person, authorities: content.authorities, story, numbers })
        if (!outcome.ok) throw new Error(`${demoCase.key}, ${step.type} by ${step.by} at ${step.at}: ${outcome.reason} ${outcome.detail ?? ''}`)
      })
    }
  }

  const office = content.desk
  if (!office) return async () => {}
  const arrangedAt = story.at(office.arrangedAt)
  story.tell(arrangedAt, () => arrangeDesk(db, school, principal, office, person, story.day, arrangedAt))
  return async (now) => {
    const demoCase = content.cases.find(({ key }) => key === office.approvedJustNow.case) ?? fail(`No case ${office.approvedJustNow.case}`)
    const number = numbers.get(demoCase.key)!
    const { version } = await db.selectFrom('cases').select('version').where('school_id', '=', school.id).where('number', '=', number).executeTakeFirstOrThrow()
    const outcome = await approveReply({ ...desk, school }, { staff: person(office.approvedJustNow.by), number, version, now }, { ticked: everyCheck(demoCase) })
    if (!outcome.ok) throw new Error(`${demoCase.key} could not be approved: ${outcome.reason} ${outcome.detail ?? ''}`)
  }
}

/** Who gets what, who is away, when the office closes early, and the lists that people keep for themselves. */
async function arrangeDesk(db: Db, school: { id: string }, principal: StaffRow, office: DemoDesk, person: (key: string) => StaffRow, day: (local: string) => string, now: string): Promise<void> {
  const by = { staff: principal, now }
  const idOf = async (table: 'fields' | 'places', code: string | undefined): Promise<string | null> =>
    code === undefined ? null : (await db.selectFrom(table).select('id').where('school_id', '=', school.id).where('code', '=', code).executeTakeFirstOrThrow()).id
  const did = (what: string, done: boolean) => done || fail(`The demo could not ${what}`)
  for (const { name, kind = null, field, place, words = [], handler } of office.rules) {
    const rule = { name, kind, fieldId: await idOf('fields', field), placeId: await idOf('places', place), words: words.join('\n'), urgentOnly: false, handlerId: person(handler).id, assignAtOnce: false }
    did(`add the rule ${name}`, (await addRoutingRule(db, school, rule, by)) === 'done')
  }
  for (const { person: away, deputy, from, to } of office.absences) {
    const absence = { staffId: person(away).id, deputyId: person(deputy).id, from: day(from), to: day(to) }
    did(`note that ${away} is away`, (await addAbsence(db, school, absence, principal, dayOf(now), now)) === 'done')
  }
  for (const { day: local, closesMinute, name, legalBasis } of office.shortDays) {
    const shown = day(local)
    // Moved with the story it may meet a day off, which needs no early end.
    if (dayOfWeek(shown) % 6 === 0) continue
    await addCalendarDay(db, school, { day: shown, kind: 'short', closesMinute, name, legalBasis, confirmed: true }, by)
  }
  for (const { person: owner, name, query } of office.filters) did(`keep the list ${name}`, (await saveFilter(db, person(owner), { name, query })) === 'saved')
}

const printedSlips = [
  { batch: 'Lớp Lá 1', count: 28 },
  { batch: 'Lớp Lá 2', count: 27 },
]

function tellRound(
  { db, secrets, publicOrigin }: DemoServices, story: Story, school: Pick<School, 'id' | 'comment_themes'>, { principal, coordinator }: { principal: StaffRow; coordinator: StaffRow }, places: DemoPlace[], round: DemoRound, seed: number,
  layOut: (round: Round) => Promise<void>,
): void {
  const actor = { staffId: principal.id }
  let id = ''
  const current = async () => (await findRound(db, school, id)) ?? fail(`Round ${round.key} is gone`)
  const plannedAt = story.at(`${addDays(round.opensOn, -4)}T09:30`)
  const opensAt = story.at(`${round.opensOn}T06:30`)
  const closesAt = round.state === 'closed' ? story.at(`${round.closesOn}T17:30`) : story.at(`${storyDay}T09:00`)

  story.tell(plannedAt, async () => {
    const input = {
      questionnaire: round.questionnaire,
      nameVi: round.name.vi,
      nameEn: round.name.en,
      opensOn: story.day(round.opensOn),
      closesOn: story.day(round.closesOn),
      audienceSize: round.audienceSize,
    }
    id = await createRound(db, school, input, actor, plannedAt)
  })
  story.tell(opensAt, async () => {
    const { status } = await startRound(db, school, await current(), actor, opensAt)
    if (status !== 'done') throw new Error(`Round ${round.key} could not be opened: ${status}`)
    if (round.state !== 'open' || round.questionnaire !== 'education') return
    // Printed and about to be handed out: none has been used yet.
    const opened = await current()
    for (const { batch, count } of printedSlips) await db.transaction().execute((tx) => issueSlips(tx, secrets, opened, batch, count))
  })

  const random = seededRandom(seed * 1000)
  const childGroups = templates.preschool.groups?.options ?? []
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const own = roundComments(round, seed)
  const [from, to] = [Date.parse(opensAt) + 60_000, Date.parse(closesAt) - 60_000]
  for (const form of demoForms(round, own, seed)) {
    const at = new Date(from + Math.floor(form.moment * (to - from))).toISOString()
    // Most come by a QR code, and not everybody says who they are.
    const placeCode = random() < 0.7 ? pick(places).code : null
    const relation = random() < 0.8 ? pick(relations).code : null
    const childGroup = random() < 0.7 ? pick(childGroups).code : null
    const ageGroup = round.questionnaire === 'education' ? childGroup : null
    story.tell(at, async () => {
      const result = await submitResponse(
        db, secrets, school,
        {
          questionnaire: round.questionnaire,
          form: form.form,
          answers: form.levels,
          expectation: form.expectation,
          comment: form.comment,
          relation,
          ageGroup,
          placeCode,
          idempotencyKey: randomBytes(16).toString('base64url'),
        },
        at,
      )
      if (result.status !== 'saved') throw new Error(`A form of ${round.key} was not counted: ${result.status}`)
    })
  }

  if (round.state !== 'closed') {
    if (round.questionnaire === 'education') story.tell(closesAt, async () => layOut(await current()))
    return
  }
  story.tell(closesAt, async () => {
    const { status } = await closeRound(db, school, await current(), actor, closesAt)
    if (status !== 'done') throw new Error(`Round ${round.key} could not be closed: ${status}`)
    await attendComments(db, { secrets, publicOrigin }, closesAt)
  })

  const summary = summaries[round.key]
  if (!summary) return
  const publishedAt = story.at(`${summary.publishedOn}T15:00`)
  story.tell(publishedAt, async () => {
    const named = await themesToSumUp(db, school, coordinator, { id }, [])
    const entries = Object.entries(summary.entries).map(([theme, texts]) => {
      const { vi, en } = named.find(({ code }) => code === theme) ?? fail(`No comment on ${theme}`)
      return { theme, vi, en, ...texts }
    })
    const by = (staff: StaffRow) => ({ school, round: { id }, staff, now: publishedAt })
    const results = [
      await saveSummary(db, by(coordinator), 0, { entries, correction: '' }),
      await submitSummary(db, by(coordinator), 1),
      await approveSummary(db, by(principal), 2, { quotesSeen: false }),
    ]
    if (results.some((result) => result !== 'done')) throw new Error(`The summary of ${round.key} could not be published: ${results.join(', ')}`)
  })
}

/** Paper on its way: some sheets wait for a second person, one was read differently by two; and a code that opens a tablet. */
async function layOutPaper({ db, secrets }: DemoServices, school: { id: string }, round: Round, person: (key: string) => StaffRow, keys: Map<string, string>): Promise<void> {
  const now = new Date(Date.parse(`${round.opens_on}T09:00:00+07:00`) + 7 * 86_400_000).toISOString()
  const read = async (code: string, who: string, answers: Record<string, string>) => {
    const { status } = await saveReading(db, secrets, school, round, code, answers, { staffId: person(who).id }, now)
    if (status !== 'waiting' && status !== 'differing') throw new Error(`A sheet could not be read: ${status}`)
  }
  const sheets = await db.transaction().execute((tx) => printSheets(tx, secrets, round, 'quick', 24))
  const [first, second, third, fourth] = sheets.map((sheet) => sheet.code) as [string, string, string, string]
  await read(first, 'clerk', { A0: '4', B0: '3', C0: '5', D0: '4', E0: '5', F1: '4', quan_he: 'grandparent', F3: 'Ông bà không dùng điện thoại, cảm ơn cô phát phiếu giấy.' })
  await read(second, 'clerk', { A0: '5', B0: '4', C0: '4', D0: '3', E0: '4', F1: '4', quan_he: 'grandparent' })
  await read(third, 'teacher', { A0: '3', B0: '2', C0: '4', D0: '4', E0: '4', F1: '3' })
  await read(fourth, 'clerk', { A0: '4', B0: '1', C0: '4', D0: '4', E0: '5', F1: '4' })
  await read(fourth, 'teacher', { A0: '4', B0: '4', C0: '4', D0: '4', E0: '5', F1: '4' })
  await countReturned(db, school, round.id, 9, { staffId: person('vice').id }, now)
  keys.set('paper', first)

  const place = await db.selectFrom('places').select('id').where('school_id', '=', school.id).where('kind', '=', 'office').orderBy('code').executeTakeFirstOrThrow()
  const kiosk = (await addKiosk(db, secrets, school, round, place.id, { staffId: person('vice').id }, now)) ?? fail('The demo has no place for a tablet')
  keys.set('kiosk', kiosk.code)
}

/** Each comment is made once: the rounds of a questionnaire share the list between them. */
function roundComments(round: DemoRound, seed: number) {
  const sharing = rounds.filter((other) => other.questionnaire === round.questionnaire)
  const own = sharing.findIndex((other) => other.key === round.key)
  return comments.filter((comment) => comment.questionnaire === round.questionnaire).filter((_, index) => (index + seed) % sharing.length === own)
}

/** Sends the case's pictures as a parent's phone would; what comes of it waits for the case. */
async function sendPictures({ db, files, secrets }: DemoServices, school: { id: string }, { pictures: names = [] }: DemoCase, today: string) {
  const tokens: string[] = []
  for (const name of names) {
    const taken = await sharp(Buffer.from(pictures[name])).jpeg().toBuffer()
    const received = await receiveFile({ db, files, secrets }, school, Readable.from([taken]), today)
    tokens.push('token' in received ? received.token : fail(`${name}: ${received.problem}`))
  }
  return (await waitingFiles({ db, secrets }, school, tokens)).files
}

function caseInput(demoCase: DemoCase) {
  const { sender } = demoCase
  return {
    idempotencyKey: randomBytes(16).toString('base64url'),
    lang: 'vi' as const,
    kind: demoCase.kind,
    fieldCode: demoCase.fieldCode,
    placeCode: demoCase.placeCode ?? null,
    subject: demoCase.subject,
    body: demoCase.body,
    childSafety: demoCase.childSafety ?? false,
    aboutPrincipal: false,
    sender: sender.mode,
    contact: { name: sender.name ?? null, phone: sender.phone ?? null, email: sender.email ?? null },
    consentContact: demoCase.consentContact,
    consentPublish: demoCase.consentPublish,
    keepFrom: demoCase.keepFrom ?? '',
  }
}

function parentStep(desk: CaseDesk, id: string, step: DemoStep, at: string): Promise<Outcome> {
  switch (step.type) {
    case 'parent_message':
      return addParentMessage(desk, id, step.text, at)
    case 'reopen':
      return disagree(desk, id, step.text, at)
    case 'rate':
      return rateAnswer(desk, id, step.level, at)
    case 'withdraw_publication':
      return withdrawPublication(desk, id, at)
    case 'request_data':
      return submitRequest(desk, id, { id: randomUUID(), kind: step.kind, body: step.text }, at)
    default:
      return fail(`A parent cannot ${step.type}`)
  }
}

interface Surroundings {
  story: Story
  /** The numbers of the cases that have come in, by their key. */
  numbers: ReadonlyMap<string, string>
  person: (key: string) => StaffRow
  authorities: DemoAuthority[]
}

async function staffStep(desk: CaseDesk, act: StaffAct, demoCase: DemoCase, step: DemoStep, { person, authorities, story, numbers }: Surroundings): Promise<Outcome> {
  const { reply, publication } = demoCase
  switch (step.type) {
    case 'acknowledge':
      return acknowledge(desk, act, { assigneeId: null, ...(step.text === undefined ? {} : { text: step.text }) })
    case 'assign':
      return assign(desk, act, { assigneeId: person(step.assignee).id })
    case 'ask':
      return ask(desk, act, { text: step.text })
    case 'internal_note':
      return addNote(desk, act, { text: step.text })
    case 'draft_reply':
      return saveDraft(desk, act, { body: step.text ?? reply?.body ?? fail(`${demoCase.key} has no reply`) })
    case 'accept_formal':
      return acceptFormal(desk, act)
    case 'record_dialogue':
      return recordDialogue(desk, act, { heldOn: story.day(step.heldOn), place: step.place, record: step.text ?? null })
    case 'record_decision':
      return recordDecision(desk, act, { decisionNumber: step.number, decidedOn: dayOf(act.now), body: reply?.body ?? fail(`${demoCase.key} has no reply`) })
    case 'merge':
      return merge(desk, act, { mainNumber: numbers.get(step.into) ?? fail(`No case ${step.into} yet`), reason: step.text })
    case 'submit_reply':
      return submitReply(desk, act, { body: await draftOf(desk.db, act.number, desk.school), questions: questionsIn(demoCase), ticked: everyCheck(demoCase) })
    case 'approve_reply':
      return approveReply(desk, act, { ticked: everyCheck(demoCase) })
    case 'return_reply':
      return returnReply(desk, act, { reason: step.text })
    case 'propose_publication':
      return proposePublication(desk, act, publication ?? fail(`${demoCase.key} has no public text`))
    case 'correct':
      return proposePublication(desk, act, { ...(publication ?? fail(`${demoCase.key} has no public text`)), ...(step.summary && { summary: step.summary }), ...(step.answer && { answer: step.answer }), correctionNote: step.note })
    case 'publish':
      return publish(desk, act, { confirmed: true })
    case 'take_down':
      return takeDown(desk, act, { reason: step.text })
    case 'state_measure':
      return stateMeasure(desk, act, { statement: step.text, doneOn: story.day(step.doneOn) })
    case 'verify_measure':
      return verifyMeasure(desk, act, { measureId: await statedMeasure(desk, act.number), seen: true, note: step.text })
    case 'close': {
      const noted = await addNote(desk, act, { text: step.text })
      return noted.ok ? close(desk, { ...act, version: act.version + 1 }) : noted
    }
    case 'transfer':
      return transfer(desk, act, { authority: authorities.find((one) => one.key === step.authority)?.name.vi ?? fail(`No authority ${step.authority}`), reason: step.text })
    case 'ineligible':
      return declareIneligible(desk, act, { reason: step.text })
    case 'extend':
      return extend(desk, act, { workingDays: step.workingDays, reason: step.text })
    default:
      return fail(`Staff cannot ${step.type}`)
  }
}

/** What the sender asked, as the author of the answer lists it. */
function questionsIn({ body, subject }: DemoCase): { text: string; answered: true }[] {
  const found = suggestQuestions([body])
  return (found.length > 0 ? found : [subject]).map((text) => ({ text, answered: true }))
}

const everyCheck = (demoCase: DemoCase): string[] => [...questionsIn(demoCase).map((_, index) => questionCheck(index)), ...answerChecks.map(({ code }) => code)]

async function draftOf(db: Db, number: string, school: { id: string }): Promise<string> {
  const reply = await db
    .selectFrom('case_replies')
    .innerJoin('cases', 'cases.id', 'case_replies.case_id')
    .select('case_replies.body')
    .where('cases.school_id', '=', school.id)
    .where('cases.number', '=', number)
    .orderBy('case_replies.id', 'desc')
    .executeTakeFirstOrThrow()
  return reply.body
}

async function statedMeasure({ db, school }: CaseDesk, number: string): Promise<string> {
  const measure = await db
    .selectFrom('measures')
    .innerJoin('cases', 'cases.id', 'measures.case_id')
    .select('measures.id')
    .where('cases.school_id', '=', school.id)
    .where('cases.number', '=', number)
    .where('measures.state', '=', 'stated')
    .executeTakeFirstOrThrow()
  return measure.id
}

async function currentVersion(db: Db, id: string): Promise<number> {
  return (await db.selectFrom('cases').select('version').where('id', '=', id).executeTakeFirstOrThrow()).version
}

function fail(message: string): never {
  throw new Error(message)
}
