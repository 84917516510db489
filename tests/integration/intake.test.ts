import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { findCaseByKey, groupCaseKey, submitCase } from '#app/cases/index.ts'
import type { CaseInput } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { keptWith } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

function report(overrides: Partial<CaseInput> = {}): CaseInput {
  return {
    idempotencyKey: newIdempotencyKey(),
    lang: 'vi',
    kind: 'feedback',
    fieldCode: 'meals',
    placeCode: null,
    body: 'Bữa trưa thứ Ba bị nguội. Cháu về nhà kêu đói.',
    childSafety: false,
    aboutPrincipal: false,
    sender: 'anonymous',
    contact: { name: null, phone: null, email: null },
    consentContact: false,
    consentPublish: false,
    ...overrides,
  }
}

const contact = { name: 'Canary Nguyễn Thị Hồng', phone: '0987 654 321', email: 'canary@example.vn' }

async function submit(input: CaseInput, { school = seeded.school, now = testNow } = {}) {
  const calendar = await loadCalendar(app.db, school)
  return submitCase(app.db, { secrets: app.secrets, calendar, publicOrigin: 'https://truong.example.vn' }, school, input, now)
}

async function created(input: CaseInput, where: Parameters<typeof submit>[1] = {}) {
  const result = await submit(input, where)
  if (result.status !== 'created') throw new Error(`expected a new case, got ${result.status}`)
  return result
}

const rowOf = (id: string) => app.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const mails = () => app.db.selectFrom('outbox').selectAll().orderBy('id').execute()
const recipients = async () => (await mails()).map((mail) => mail.recipient).sort()

describe('taking in a report', () => {
  it('stores it with its number, days, event and no assignee', async () => {
    const receipt = await created(report({ placeCode: 'CAMSANH', consentPublish: true }))
    const row = await rowOf(receipt.caseId)
    expect(row).toMatchObject({
      number: 'PAKN.20261123.0001',
      state: 'submitted',
      subject: 'Bữa trưa thứ Ba bị nguội',
      submitted_on: '2026-11-23',
      received_on: '2026-11-23',
      // The 24th is a day off.
      acknowledge_due: '2026-11-26',
      answer_due: '2026-12-08',
      respond_by: null,
      assignee_id: null,
      consent_publish: 1,
      place_id: seeded.places[0]!.id,
    })
    expect(row.search_text).toContain('bua trua thu ba bi nguoi')
    expect(row.search_text).toContain('pakn.20261123.0001')
    expect(receipt).toMatchObject({ number: row.number, acknowledgeDue: '2026-11-26', answerDue: '2026-12-08' })
    const events = await app.db.selectFrom('case_events').selectAll().where('case_id', '=', row.id).execute()
    expect(events).toMatchObject([{ type: 'submitted', actor: 'parent', from_state: null, to_state: 'submitted' }])
  })

  it('keeps the day but not the time of what is sent without a name', async () => {
    const { caseId } = await created(report(), { now: '2026-11-23T03:47:11.123Z' })
    const row = await rowOf(caseId)
    const event = await app.db.selectFrom('case_events').select('at').where('case_id', '=', caseId).executeTakeFirstOrThrow()
    expect(event.at).toBe('2026-11-23')
    expect(JSON.stringify(row)).not.toContain('47:11')
  })

  it('numbers cases per school and day without gaps', async () => {
    const other = await app.seedSchool()
    const numbers: string[] = []
    for (const where of [{}, {}, { school: other.school }, { now: '2026-11-23T17:00:00.000Z' }]) numbers.push((await created(report(), where)).number)
    expect(numbers).toEqual(['PAKN.20261123.0001', 'PAKN.20261123.0002', 'PAKN.20261123.0001', 'PAKN.20261124.0001'])
  })

  it('counts an evening report from the next working day', async () => {
    const { caseId } = await created(report(), { now: '2026-11-23T10:30:00.000Z' })
    expect(await rowOf(caseId)).toMatchObject({ submitted_on: '2026-11-23', received_on: '2026-11-25', acknowledge_due: '2026-11-27' })
  })

  it('gives a child in danger 24 hours, and alerts those who decide at once', async () => {
    const { caseId, respondBy } = await created(report({ childSafety: true }))
    expect(respondBy).toBe('2026-11-24T02:00:00.000Z')
    expect(await rowOf(caseId)).toMatchObject({ respond_by: respondBy, child_safety: 1, acknowledge_due: '2026-11-24' })
    const urgent = (await mails()).filter((mail) => mail.purpose === 'child-safety')
    expect(urgent.map((mail) => mail.recipient.split('@')[0]).sort()).toEqual(['coordinator', 'coordinator-2', 'principal'])
    expect(urgent[0]!.next_attempt_at <= testNow).toBe(true)
  })

  it('leaves out a place that is unknown, retired or of another school', async () => {
    const other = await app.seedSchool()
    await app.db.updateTable('places').set({ active: 0 }).where('code', '=', 'DAUTAY').execute()
    for (const placeCode of ['KHONGCO', 'DAUTAY', other.places[0]!.code]) {
      const { caseId } = await created(report({ placeCode }))
      expect((await rowOf(caseId)).place_id, placeCode).toBeNull()
    }
  })

  it('leaves nothing behind when it fails half-way', async () => {
    await expect(submit(report({ fieldCode: 'no such field' }))).rejects.toThrow(RangeError)
    for (const table of ['cases', 'case_events', 'case_consents', 'outbox', 'case_numbers'] as const) {
      expect(await app.db.selectFrom(table).selectAll().execute(), table).toEqual([])
    }
  })
})

describe('sending twice', () => {
  it('a double tap makes one case, one receipt and one mail to each', async () => {
    const input = report()
    const results = await Promise.all([submit(input), submit(input), submit(input)])
    expect(results.map((result) => result.status).sort()).toEqual(['created', 'repeated', 'repeated'])
    const receipts = results.map(({ status: _, ...receipt }) => receipt)
    expect(receipts[1]).toEqual(receipts[0])
    expect(receipts[2]).toEqual(receipts[0])
    expect(await app.db.selectFrom('cases').selectAll().execute()).toHaveLength(1)
    expect(await recipients()).toEqual([seeded.staff.coordinator.email, seeded.staff.principal.email, seeded.secondCoordinator.email].sort())
  })

  it('a retry on another day still gets the first receipt', async () => {
    const input = report()
    const first = await created(input)
    const again = await submit(input, { now: '2026-12-20T02:00:00.000Z' })
    expect(again).toEqual({ ...first, status: 'repeated' })
  })

  it('other words under the same key change nothing and lead back to the first receipt', async () => {
    const input = report()
    const { status: _, ...first } = await created(input)
    expect(await submit({ ...input, body: 'Một nội dung khác hẳn.' })).toEqual({ status: 'conflict', earlier: first })
    expect(await submit({ ...input, consentPublish: true })).toMatchObject({ status: 'conflict' })
    expect(await app.db.selectFrom('cases').selectAll().execute()).toHaveLength(1)
  })
})

describe('who is told', () => {
  it('a complaint goes to principal and coordinators, a denunciation to the principal alone', async () => {
    await created(report({ kind: 'complaint' }))
    expect(await recipients()).toHaveLength(3)
    await app.db.deleteFrom('outbox').execute()
    await created(report({ kind: 'denunciation' }))
    expect(await recipients()).toEqual([seeded.staff.principal.email])
  })

  it('disabled staff and other schools hear nothing', async () => {
    await app.seedSchool()
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('id', '=', seeded.secondCoordinator.id).execute()
    await created(report())
    expect(await recipients()).toEqual([seeded.staff.coordinator.email, seeded.staff.principal.email])
  })

  it('mail names number, kind and days, and nothing of what was written', async () => {
    await created(report({ body: 'Canary: cô A lớp Chồi quát cháu trước cả lớp.', sender: 'named', contact, consentContact: true }))
    for (const mail of await mails()) {
      const text = `${mail.subject}\n${mail.body}`
      expect(text).toContain('PAKN.20261123.0001')
      expect(text).toContain('26/11/2026')
      expect(text).not.toMatch(/Canary|Chồi|0987/)
    }
  })

  it('a parent who left an address and agreed gets an acknowledgement without the key, in their language', async () => {
    const { key } = await created(report({ sender: 'protected', contact, consentContact: true, lang: 'en' }))
    const [mail] = (await mails()).filter(({ recipient }) => recipient === contact.email)
    expect(mail).toMatchObject({ purpose: 'case-received' })
    expect(mail!.body).toContain('https://truong.example.vn/en/tra-cuu')
    expect(mail!.body).toContain('Dear parent')
    expect(mail!.body.replace(/\s/g, '')).not.toContain(key)
  })

  it('nobody is written to without consent, without an address, or without a name', async () => {
    await created(report({ sender: 'named', contact, consentContact: false }))
    await created(report({ sender: 'named', contact: { ...contact, email: null }, consentContact: true }))
    await created(report({ sender: 'anonymous', contact, consentContact: true }))
    expect(await recipients()).not.toContain(contact.email)
  })
})

describe('what is never kept', () => {
  it('an anonymous sender leaves no contact and no consent to it, even where an address was typed', async () => {
    await created(report({ sender: 'anonymous', contact, consentContact: true }))
    expect(await app.db.selectFrom('case_contacts').selectAll().execute()).toEqual([])
    expect(await app.db.selectFrom('case_consents').selectAll().execute()).toEqual([])
    expect(await keptWith(app, ['Canary', '0987 654 321', 'canary@'])).toEqual([])
  })

  it('a contact stands in its own table and nowhere else but in the mail to it', async () => {
    const { caseId } = await created(report({ sender: 'named', contact, consentContact: true, consentPublish: true }))
    expect(await app.db.selectFrom('case_contacts').selectAll().execute()).toEqual([{ case_id: caseId, ...contact }])
    const tables = (await app.db.introspection.getTables()).map((table) => table.name).filter((name) => name !== 'case_contacts')
    expect(tables.length).toBeGreaterThan(20)
    for (const table of tables) {
      const rows = JSON.stringify(await app.db.selectFrom(table as 'cases').selectAll().execute())
      expect(rows, table).not.toMatch(/Canary|0987 654 321/)
      if (table !== 'outbox') expect(rows, table).not.toContain(contact.email)
    }
  })

  it('a consent is kept with the version of its words and its day', async () => {
    const { caseId } = await created(report({ sender: 'named', contact, consentContact: true, consentPublish: true }))
    const consents = await app.db.selectFrom('case_consents').selectAll().where('case_id', '=', caseId).orderBy('purpose').execute()
    expect(consents).toMatchObject([
      { purpose: 'contact', text_version: 'lien-lac-2026-11/vi', given_on: '2026-11-23', withdrawn_on: null },
      { purpose: 'publish', text_version: 'cong-khai-2026-11c/vi', given_on: '2026-11-23', withdrawn_on: null },
    ])
  })

  it('a complaint or denunciation keeps no consent to publish', async () => {
    for (const kind of ['complaint', 'denunciation'] as const) {
      const { caseId } = await created(report({ kind, consentPublish: true }))
      expect((await rowOf(caseId)).consent_publish).toBe(0)
    }
    expect(await app.db.selectFrom('case_consents').selectAll().execute()).toEqual([])
  })

  it('a denunciation of the principal leaves no trace at all', async () => {
    const before = await app.db.selectFrom('case_numbers').selectAll().execute()
    const body = 'Canary: hiệu trưởng thu tiền ngoài sổ sách.'
    expect(await submit(report({ kind: 'denunciation', aboutPrincipal: true, body, sender: 'named', contact, consentContact: true }))).toEqual({ status: 'not-kept' })
    expect(await keptWith(app, ['Canary'])).toEqual([])
    expect(await app.db.selectFrom('cases').selectAll().execute()).toEqual([])
    expect(await mails()).toEqual([])
    expect(await app.db.selectFrom('case_numbers').selectAll().execute()).toEqual(before)
  })

  it('the key opens the case, and stands nowhere in the database', async () => {
    const { key, caseId } = await created(report())
    expect((await findCaseByKey(app.db, app.secrets, seeded.school, key))?.id).toBe(caseId)
    const wrong = key.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    expect(await findCaseByKey(app.db, app.secrets, seeded.school, wrong)).toBeUndefined()
    const other = await app.seedSchool()
    expect(await findCaseByKey(app.db, app.secrets, other.school, key)).toBeUndefined()
    expect(await keptWith(app, [key, groupCaseKey(key)])).toEqual([])
  })
})
