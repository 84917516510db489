import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { acknowledge, approveReply, assign, openIdentity, proposePublication, publish, submitReply } from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { publishConsent } from '#app/cases/consent-texts.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { removeExpired } from '#app/privacy/index.ts'
import { cookiesFrom, createTestApp, inputValue } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerOf, readAndConfirmed, sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import { beginCaseVisit } from '#app/http/case-visit.ts'
import type { AppContext } from '#app/context.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { keptWith } from '#tests/support/engine.ts'

let app: TestApp
let seeded: SeededSchool
let desk: CaseDesk
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  desk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.origin }
})
afterEach(() => app.close())

const page = '/ho-so/du-lieu'
const contact = { name: 'Quỳnh Thị Chim Yến', phone: '0900 000 077', email: 'chim.yen.canary@example.com' }
const named: Sent = { sender: 'named', contact, consentContact: true }

/** The cookie of whoever has just opened the case with its key. */
const visitOf = (row: CaseRow) => beginCaseVisit({ ...app.services, config: app.config } as unknown as AppContext, seeded.school, { caseId: row.id }).split(';')[0]!
const now = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const html = async (row: CaseRow, address = page) => (await app.get(address, { cookie: visitOf(row) })).text()
const press = (row: CaseRow, intent: string, fields: Record<string, string> = {}, address = page) => app.post(address, { so: row.number, intent, ...fields }, { cookie: visitOf(row) })
const mailTo = (purpose: string) => app.db.selectFrom('outbox').selectAll().where('purpose', '=', purpose).execute()
const events = async (row: CaseRow) => app.db.selectFrom('case_events').selectAll().where('case_id', '=', row.id).orderBy('id').execute()
const consents = (row: CaseRow) => app.db.selectFrom('case_consents').select(['purpose', 'text_version', 'given_via', 'withdrawn_on', 'withdrawn_via']).where('case_id', '=', row.id).orderBy('purpose').orderBy('given_on').execute()

async function does(who: StaffRow, row: CaseRow, deed: (desk: CaseDesk, act: StaffAct) => Promise<Outcome>) {
  expect(await deed(desk, { staff: who, number: row.number, version: (await now(row)).version, now: app.now() })).toMatchObject({ ok: true })
}

async function answered(given: Sent = {}): Promise<CaseRow> {
  const { coordinator, handler, principal } = seeded.staff
  const row = await sendCase(app, seeded, given)
  await does(coordinator, row, (desk, act) => acknowledge(desk, act, { assigneeId: null }))
  await does(coordinator, row, (desk, act) => assign(desk, act, { assigneeId: handler.id }))
  await does(handler, row, (desk, act) => submitReply(desk, act, answerOf('Nhà trường đã sửa cổng.')))
  await does(principal, row, (desk, act) => approveReply(desk, act, readAndConfirmed))
  return now(row)
}

const propose = (row: CaseRow) => does(seeded.staff.handler, row, (desk, act) => proposePublication(desk, act, { summary: 'CÔNG-KHAI-THỬ cổng sau.', answer: 'Đã sửa cổng.' }))

describe('the consent to publication', () => {
  it('taken back before publication: the case can no longer be published, what was proposed is gone, staff are told', async () => {
    const row = await answered()
    await propose(row)
    expect(await html(row)).toContain('Nhà trường sẽ không đăng nội dung này.')
    const done = await press(row, 'unpublish')
    expect(done.status).toBe(303)
    expect(done.headers.get('location')).toBe(`${page}?da=unpublish`)
    expect(await now(row)).toMatchObject({ consent_publish: 0, state: 'answered' })
    expect(await app.db.selectFrom('case_publication_drafts').selectAll().execute()).toEqual([])
    expect(await consents(row)).toMatchObject([{ purpose: 'publish', withdrawn_on: '2026-11-23', withdrawn_via: 'case-page' }])
    expect(await mailTo('case-consent-withdrawn')).toHaveLength(1)
    const refused = await publish(desk, { staff: seeded.staff.principal, number: row.number, version: (await now(row)).version, now: app.now() }, { confirmed: true })
    expect(refused).toMatchObject({ ok: false, reason: 'not-allowed' })
    expect(await html(row)).toContain('Đã rút lại ngày 23/11/2026')
  })

  it('taken back after publication: nothing of it stands in public any more', async () => {
    const row = await answered()
    await propose(row)
    await does(seeded.staff.principal, row, (desk, act) => publish(desk, act, { confirmed: true }))
    expect(await (await app.get('/tra-loi')).text()).toContain('CÔNG-KHAI-THỬ')
    expect(await html(row)).toContain('gỡ khỏi trang công khai ngay lập tức')
    await press(row, 'unpublish')
    for (const address of ['/tra-loi', '/', '/en/tra-loi', `/tra-loi/${row.number}`, '/tra-loi?q=cong', '/du-lieu/phan-anh-da-tra-loi.csv']) expect(await (await app.get(address)).text()).not.toContain('CÔNG-KHAI-THỬ')
    expect(await now(row)).toMatchObject({ consent_publish: 0, state: 'answered' })
    expect(await app.db.selectFrom('publications').select(['withdrawn_on', 'withdrawal_reason', 'summary', 'answer']).execute()).toEqual([
      { withdrawn_on: '2026-11-23', withdrawal_reason: 'Người gửi rút lại sự đồng ý', summary: '', answer: '' },
    ])
  })

  it('a second tap changes nothing and tells nobody again', async () => {
    const row = await answered()
    const both = await Promise.all([press(row, 'unpublish'), press(row, 'unpublish')])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    expect((await events(row)).filter(({ type }) => type === 'withdrawPublication')).toHaveLength(1)
    expect(await mailTo('case-consent-withdrawn')).toHaveLength(1)
  })

  it('given later on: by an unticked box, with the words on the page, as a new line of the log', async () => {
    const row = await answered({ consentPublish: false })
    const shown = await html(row, '/en/ho-so/du-lieu')
    expect(shown).toContain(publishConsent.label.en)
    expect(/<input[^>]*name="agree"[^>]*>/.exec(shown)![0]).not.toContain('checked')
    expect((await press(row, 'agree', { wording: publishConsent.version })).status).toBe(422)
    expect((await press(row, 'agree', { agree: 'on', wording: 'cong-khai-2026-11' })).status).toBe(409)
    expect((await now(row)).consent_publish).toBe(0)
    expect((await press(row, 'agree', { agree: 'on', wording: inputValue(shown, 'wording') }, '/en/ho-so/du-lieu')).status).toBe(303)
    expect((await now(row)).consent_publish).toBe(1)
    await press(row, 'unpublish')
    await press(row, 'agree', { agree: 'on', wording: publishConsent.version })
    expect(await consents(row)).toEqual([
      { purpose: 'publish', text_version: `${publishConsent.version}/en`, given_via: 'case-page', withdrawn_on: '2026-11-23', withdrawn_via: 'case-page' },
      { purpose: 'publish', text_version: `${publishConsent.version}/vi`, given_via: 'case-page', withdrawn_on: null, withdrawn_via: null },
    ])
    await propose(row)
  })

  it('is not asked for where nothing is ever published', async () => {
    const row = await sendCase(app, seeded, { kind: 'complaint', consentPublish: false })
    expect(await html(row)).not.toContain('name="agree"')
    expect((await press(row, 'agree', { agree: 'on', wording: publishConsent.version })).status).toBe(409)
    expect(await consents(row)).toEqual([])
  })
})

describe('the consent to contact data', () => {
  it('taken back: name and address are in no file any more, no mail goes there, the case goes on by its key', async () => {
    const row = await answered({ ...named, body: `Tôi tên ${contact.name}. Cổng sau mở muộn.` })
    expect(await html(row)).toContain('mã tra cứu 16 chữ số')
    expect((await press(row, 'forget')).status).toBe(303)
    expect((await press(row, 'forget')).status).toBe(303)
    await removeExpired(app.db, '2026-11-23', app.now())
    expect(await keptWith(app, Object.values(contact))).toEqual([])
    expect((await now(row)).body).toBe('Tôi tên [đã che]. Cổng sau mở muộn.')
    expect(await consents(row)).toMatchObject([{ purpose: 'contact', withdrawn_via: 'case-page' }, { purpose: 'publish', withdrawn_on: null }])
    expect((await app.get(`/office/phan-anh/${row.number}/nguoi-gui`, { cookie: await app.signInAs('principal') })).status).toBe(404)
    expect((await press(row, 'requests', { kind: 'see', lan_gui: newIdempotencyKey() })).status).toBe(303)
    expect((await app.db.selectFrom('outbox').select('recipient').execute()).every(({ recipient }) => recipient.endsWith('.example.vn'))).toBe(true)
    expect((await html(row, '/ho-so')).includes('Nhà trường đã sửa cổng.')).toBe(true)
  })

  it('leaves the mail of other cases alone', async () => {
    const row = await sendCase(app, seeded, named)
    const other = await sendCase(app, seeded, named)
    await press(row, 'forget')
    expect(await app.db.selectFrom('outbox').select('case_id').where('recipient', '=', contact.email).execute()).toEqual([{ case_id: other.id }])
  })
})

describe('what a parent does', () => {
  it('leaves the day and never the minute', async () => {
    app.setNow('2026-11-23T03:41:37.000Z')
    const row = await sendCase(app, seeded)
    await press(row, 'unpublish')
    await press(row, 'requests', { kind: 'see', lan_gui: newIdempotencyKey() })
    expect((await events(row)).map(({ at }) => at)).toEqual(['2026-11-23', '2026-11-23', '2026-11-23'])
    const lines = await app.db.selectFrom('audit').select(['action', 'staff_id', 'at']).where('target', '=', row.number).execute()
    expect(lines).toEqual([
      { action: 'consent:withdraw-publication', staff_id: null, at: '2026-11-22T17:00:00.000Z' },
      { action: 'data:request', staff_id: null, at: '2026-11-22T17:00:00.000Z' },
    ])
    expect((await now(row)).updated_at).toBe('2026-11-22T17:00:00.000Z')
  })

  it('needs the open case, and reaches no other than the one on the page', async () => {
    const row = await sendCase(app, seeded)
    const other = await sendCase(app, seeded)
    expect(await (await app.get(page)).text()).toContain('Nhập mã tra cứu để mở hồ sơ')
    expect((await app.get(`${page}/ban-sao.json`)).headers.get('location')).toBe('/tra-cuu?het=1')
    const late = await app.post(page, { so: row.number, intent: 'requests', kind: 'correct', body: 'Viết dở mất rồi' })
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Viết dở mất rồi')
    expect((await app.post(page, { so: row.number, intent: 'unpublish' }, { cookie: visitOf(other) })).status).toBe(422)
    expect((await now(row)).consent_publish).toBe(1)
    expect((await now(other)).consent_publish).toBe(1)
  })

  it('keeps what was typed where something is missing', async () => {
    const row = await sendCase(app, seeded)
    const refused = await press(row, 'requests', { kind: 'correct', body: '  ', lan_gui: newIdempotencyKey() })
    expect(refused.status).toBe(422)
    const text = await refused.text()
    expect(text).toContain('href="#body"')
    expect(/<input[^>]*value="correct"[^>]*>/.exec(text)![0]).toContain('checked')
    expect(await app.db.selectFrom('data_requests').selectAll().execute()).toEqual([])
  })
})

describe('requests', () => {
  it('carry the dates of the law, counted like everything else, and arrive once', async () => {
    const row = await sendCase(app, seeded)
    // Monday 23/11; 24/11 is a day off, 13/12 a Sunday.
    const dues = { see: '2026-12-03', correct: '2026-12-03', withdraw: '2026-12-08', restrict: '2026-12-08', delete: '2026-12-14' }
    for (const [kind, due] of Object.entries(dues)) {
      const lan_gui = newIdempotencyKey()
      const form = { kind, body: `Xin ${kind}`, lan_gui }
      expect((await Promise.all([press(row, 'requests', form), press(row, 'requests', form)])).map(({ status }) => status)).toEqual([303, 303])
      expect(await app.db.selectFrom('data_requests').select(['received_on', 'acknowledge_due', 'due', 'state']).where('kind', '=', kind as 'see').execute()).toEqual([
        { received_on: '2026-11-23', acknowledge_due: '2026-11-26', due, state: 'new' },
      ])
    }
    expect((await press(row, 'requests', { kind: 'see', lan_gui: newIdempotencyKey() })).status).toBe(409)
    const shown = await html(row)
    expect(shown).toContain('Xác nhận chậm nhất 26/11/2026')
    expect(shown).toContain('Thực hiện chậm nhất 14/12/2026')
  })

  it('an evening request counts from the next working day', async () => {
    app.setNow('2026-11-23T11:00:00.000Z')
    const row = await sendCase(app, seeded)
    await press(row, 'requests', { kind: 'see', lan_gui: newIdempotencyKey() })
    expect(await app.db.selectFrom('data_requests').select(['received_on', 'due']).executeTakeFirstOrThrow()).toEqual({ received_on: '2026-11-25', due: '2026-12-07' })
  })

  it('are told to principal and coordinators; of a protected sender and of a denunciation to the principal alone', async () => {
    const told = async (given: Sent) => {
      const row = await sendCase(app, seeded, given)
      await press(row, 'requests', { kind: 'see', body: 'BÍ-MẬT', lan_gui: newIdempotencyKey() })
      const mails = (await mailTo('data-request-new')).filter(({ case_id }) => case_id === row.id)
      expect(mails.every(({ subject, body }) => !`${subject}${body}`.includes('BÍ-MẬT'))).toBe(true)
      return mails.map(({ recipient }) => recipient.split('@')[0]).sort()
    }
    expect(await told({})).toEqual(['coordinator', 'coordinator-2', 'principal'])
    expect(await told({ ...named, sender: 'protected' })).toEqual(['principal'])
    expect(await told({ kind: 'denunciation' })).toEqual(['principal'])
  })
})

describe('what is kept', () => {
  it('downloads at once, whole, with roles in place of names, and nothing internal', async () => {
    const row = await answered({ ...named, body: 'Cổng sau <b>mở</b> muộn.', keepFrom: 'bà Sáu <b> nước' })
    await openIdentity(app.db, seeded.school, seeded.staff.principal, row.number, app.now())
    await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('handler') })
    await app.db.insertInto('case_messages').values({ case_id: row.id, direction: 'internal', staff_id: seeded.staff.handler.id, body: 'NỘI-BỘ', at: app.now() }).execute()
    await press(row, 'requests', { kind: 'see', body: 'Xin giải thích', lan_gui: newIdempotencyKey() })

    const json = await app.get(`${page}/ban-sao.json`, { cookie: visitOf(row) })
    expect(json.headers.get('content-disposition')).toBe(`attachment; filename="${row.number}.json"`)
    expect(json.headers.get('cache-control')).toBe('no-store')
    const text = await json.text()
    expect(JSON.parse(text)).toMatchObject({
      case: { number: row.number, body: 'Cổng sau <b>mở</b> muộn.', sender: 'named' },
      keptFrom: [{ written: 'bà Sáu <b> nước', isKnown: false }],
      contact,
      consents: [{ purpose: 'contact', givenOn: '2026-11-23' }, { purpose: 'publish', words: { label: publishConsent.label.vi } }],
      conversation: [{ from: 'school', body: 'Nhà trường đã sửa cổng.' }],
      requests: [{ kind: 'see', body: 'Xin giải thích', due: '2026-12-03' }],
      identityViews: [{ role: 'principal', on: '2026-11-23', times: 1 }],
      openedBy: [{ role: 'handler', days: 1 }],
      mail: [{ sent: false }, { sent: false }, { sent: false }],
      internal: { notes: 1, drafts: 0 },
    })
    const readable = await (await app.get(`/en${page}/ban-sao.html`, { cookie: visitOf(row) })).text()
    expect(readable).toContain('Cổng sau &lt;b&gt;mở&lt;/b&gt; muộn.')
    expect(readable).toContain('bà Sáu &lt;b&gt; nước')
    expect(readable).toContain('The principal')
    expect(readable).toContain(contact.email)
    const { handler, principal } = seeded.staff
    for (const hidden of ['NỘI-BỘ', handler.name, principal.name, row.key_hash, handler.id]) expect(text + readable).not.toContain(hidden)
    expect((await app.get(`${page}/khac.txt`, { cookie: visitOf(row) })).status).toBe(404)
  })

  it('the sender sees on which day and by which role the name was looked at, and never by whom', async () => {
    const row = await sendCase(app, seeded, named)
    expect(await html(row)).toContain('Chưa ai xem.')
    for (const at of ['2026-11-23T02:00:00.000Z', '2026-11-23T03:00:00.000Z', '2026-11-25T03:00:00.000Z']) await openIdentity(app.db, seeded.school, seeded.staff.principal, row.number, at)
    const shown = (await html(row)).replaceAll('<!-- -->', '')
    expect(shown).toContain('<strong>Hiệu trưởng</strong> ngày 23/11/2026, 2 lần')
    expect(shown).toContain('<strong>Hiệu trưởng</strong> ngày 25/11/2026<')
    expect(shown).not.toContain(seeded.staff.principal.name)
    expect(await html(await sendCase(app, seeded))).toContain('nhà trường không có tên để xem')
  })

  it('every wording ever used stands on a page of its own', async () => {
    for (const address of ['/rieng-tu/loi-dong-y', '/en/rieng-tu/loi-dong-y']) {
      const shown = await (await app.get(address)).text()
      for (const version of ['lien-lac-2026-11', 'cong-khai-2026-11', 'cong-khai-2026-11b']) expect(shown).toContain(version)
    }
    expect(cookiesFrom(await app.get('/rieng-tu/loi-dong-y'))).toBe('')
  })
})
