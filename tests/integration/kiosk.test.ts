import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sessionCookie } from '#app/http/cookies.ts'
import { idempotencyField } from '#app/http/idempotency-field.ts'
import { sealDays, verifyLedger } from '#app/ledger/index.ts'
import { addKiosk, checkReceipt, closeRound, createRound, findRound, recount, roundResults, startRound } from '#app/surveys/index.ts'
import type { Round } from '#db/schema.ts'
import { cookiesFrom, createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool
let round: Round

beforeEach(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
  round = await newRound(here)
})
afterEach(() => app.close())

async function newRound(of: SeededSchool): Promise<Round> {
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, of.school, input, null, testNow)
  await startRound(app.db, of.school, (await findRound(app.db, of.school, id))!, null, testNow)
  return (await findRound(app.db, of.school, id))!
}

const gate = (of = here) => of.places.find((place) => place.kind === 'gate')!
const codeFor = async (of = here, its = round) => (await addKiosk(app.db, app.secrets, of.school, its, gate(of).id, { staffId: of.staff.coordinator.id }, app.now()))!
const openWith = (code: string, cookie?: string) => app.post('/may?index', { ma: code }, cookie ? { cookie } : {})

/** The cookie of a device that has just been opened. */
async function device(of = here, its = round): Promise<string> {
  return cookiesFrom(await openWith((await codeFor(of, its)).code))
}

const answers = { A0: '4', B0: '5', F1: '2' }
async function answer(cookie: string, form: Record<string, string> = {}, key?: string) {
  const page = key ?? inputValue(await (await app.get('/may/phieu', { cookie })).text(), idempotencyField)
  return app.post('/may/phieu', { [idempotencyField]: page, ...answers, ...form }, { cookie })
}
const responses = () => app.db.selectFrom('responses').selectAll().execute()

describe('opening a device', () => {
  it('is done with a code that the office shows once, and keeps as a hash', async () => {
    const cookie = await app.signInAs('coordinator')
    const path = `/office/dot-khao-sat/${round.id}/may`
    const made = await app.post(path, { viec: 'tao', noi: gate().id }, { cookie })
    expect(made.status).toBe(303)
    const html = await (await app.get(path, { cookie: `${cookie}; ${cookiesFrom(made)}` })).text()
    const code = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(html)![0]
    expect(await (await app.get(path, { cookie })).text()).not.toContain(code)
    expect(JSON.stringify(await app.db.selectFrom('kiosks').selectAll().execute())).not.toContain(code.replaceAll('-', ''))
    expect((await openWith(code.toLowerCase())).status).toBe(303)
    expect(await (await app.get(path, { cookie })).text()).toContain('Đang dùng')
  })

  it('leaves nobody signed in to the office on it, in the browser or in the database', async () => {
    const session = await app.signInAs('coordinator')
    const opened = await openWith((await codeFor()).code, `${session}; luot_xem=abc`)
    const cleared = opened.headers.getSetCookie().filter((line) => line.includes('Max-Age=0')).map((line) => line.split('=')[0])
    expect(cleared).toEqual(expect.arrayContaining([sessionCookie.name, 'luot_xem', 'bien_nhan', 'phieu', 'lien_ket']))
    expect((await app.get('/office', { cookie: session })).headers.get('location')).toContain('dang-nhap')
    expect(await app.db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  it('works once with each code, and with no other', async () => {
    const { code } = await codeFor()
    expect((await openWith(code)).status).toBe(303)
    expect((await openWith(code)).status).toBe(422)
    expect((await openWith('0000000000000000')).status).toBe(422)
    expect((await openWith('ngắn')).status).toBe(422)
  })

  it('is refused once the code was withdrawn or the round is over', async () => {
    const cookie = await app.signInAs('coordinator')
    const { id, code } = await codeFor()
    await app.post(`/office/dot-khao-sat/${round.id}/may`, { viec: 'thu-hoi', may: id }, { cookie })
    expect((await openWith(code)).status).toBe(422)
    const later = await codeFor()
    app.setNow('2026-12-01T02:00:00.000Z')
    expect((await openWith(later.code)).status).toBe(422)
  })

  it('takes no class as its place, and no place of another school', async () => {
    const other = await app.seedSchool()
    const cookie = await app.signInAs('coordinator')
    for (const place of [here.places.find((one) => one.kind === 'class')!, gate(other)]) {
      expect((await app.post(`/office/dot-khao-sat/${round.id}/may`, { viec: 'tao', noi: place.id }, { cookie })).status).toBe(422)
    }
    expect(await app.db.selectFrom('kiosks').selectAll().execute()).toEqual([])
  })

  it('can be taken back by nobody of another school', async () => {
    const other = await app.seedSchool()
    const theirs = await newRound(other)
    const { id } = await codeFor()
    const cookie = await app.signInAs(other.staff.coordinator)
    expect((await app.post(`/office/dot-khao-sat/${round.id}/may`, { viec: 'thu-hoi', may: id }, { cookie })).status).toBe(404)
    expect((await app.post(`/office/dot-khao-sat/${theirs.id}/may`, { viec: 'thu-hoi', may: id }, { cookie })).status).toBe(409)
  })
})

describe('a device of the school', () => {
  it('counts an answer on the open side, with its place, and shows the receipt once', async () => {
    const cookie = await device()
    const sent = await answer(cookie)
    expect([sent.status, sent.headers.get('location')]).toEqual([303, '/may/cam-on'])
    const [row] = await responses()
    expect(row).toMatchObject({ channel: 'kiosk', form: 'quick', place_id: gate().id, comment: null, relation: null, answered_on: '2026-11-23' })

    const receiptCookie = `${cookie}; ${cookiesFrom(sent)}`
    const thanks = await app.get('/may/cam-on', { cookie: receiptCookie })
    expect(thanks.headers.get('cache-control')).toContain('no-store')
    const code = /[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(await thanks.text())![0].replaceAll('-', '')
    expect(await checkReceipt(app.db, app.secrets, here.school, code)).toMatchObject({ answeredOn: '2026-11-23' })
    // The answer that shows it forgets it, and a cookie that was kept is too old after twenty seconds.
    expect(thanks.headers.getSetCookie().join()).toContain('may_bien_nhan=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0')
    expect((await app.get('/may/cam-on', { cookie })).headers.get('location')).toBe('/may')
    app.setNow('2026-11-23T02:00:21.000Z')
    expect((await app.get('/may/cam-on', { cookie: receiptCookie })).headers.get('location')).toBe('/may')
    // The parents' own receipt page knows nothing of it.
    expect(await (await app.get('/khao-sat/bien-nhan', { cookie: receiptCookie })).text()).not.toContain(code.slice(0, 4) + ' ')

    expect(await roundResults(app.db, round)).toMatchObject({ collected: 1, channels: { kiosk: 1, open: 0, slip: 0, paper: 0 } })
    expect(await recount(app.db)).toEqual([])
    await sealDays(app.db, '2026-11-24')
    expect((await verifyLedger(app.db, app.secrets)).problems).toEqual([])
  })

  it('counts a form that is sent twice once, and keeps what another person chose under an old page', async () => {
    const cookie = await device()
    const key = inputValue(await (await app.get('/may/phieu', { cookie })).text(), idempotencyField)
    const both = await Promise.all([answer(cookie, {}, key), answer(cookie, {}, key)])
    expect(both.map((response) => response.status)).toEqual([303, 303])
    expect(await responses()).toHaveLength(1)
    const other = await answer(cookie, { F1: '5' }, key)
    expect(other.status).toBe(409)
    const html = await other.text()
    expect(inputValue(html, idempotencyField)).not.toBe(key)
    expect((await answer(cookie, { F1: '5' }, inputValue(html, idempotencyField))).status).toBe(303)
    expect(await responses()).toHaveLength(2)
  })

  it('takes no words, whatever is posted', async () => {
    await answer(await device(), { F3: 'Chữ gõ trên máy chung', quan_he: 'mother', do_tuoi: 'mam', noi: 'KHAC' })
    expect(await responses()).toMatchObject([{ comment: null, relation: null, age_group: null, place_id: gate().id }])
  })

  it('says what is missing, and counts nothing, where nothing was chosen', async () => {
    const response = await answer(await device(), { A0: '', B0: '', F1: '' })
    expect(response.status).toBe(422)
    expect(await responses()).toEqual([])
  })

  it('stops after ten forms in a row for a while, and keeps what was chosen', async () => {
    const cookie = await device()
    for (let n = 0; n < 10; n += 1) expect((await answer(cookie)).status).toBe(303)
    const refused = await answer(cookie)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('Máy vừa nhận nhiều phiếu')
    expect(await responses()).toHaveLength(10)
    // Another device is not held up by it.
    expect((await answer(await device())).status).toBe(303)
    app.setNow('2026-11-23T02:11:00.000Z')
    expect((await answer(cookie)).status).toBe(303)
  })

  it('shows a burst in public like any other open answers', async () => {
    const two = [await device(), await device()]
    for (const cookie of two) for (let n = 0; n < 10; n += 1) await answer(cookie)
    expect(await app.db.selectFrom('round_flags').selectAll().execute()).toMatchObject([{ kind: 'burst', count: 20 }])
  })

  it('takes nothing with a forged, withdrawn or ended token, nor without one', async () => {
    const key = 'AAAAAAAAAAAAAAAAAAAAAA'
    const form = { [idempotencyField]: key, ...answers }
    for (const cookie of ['', 'may=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', await app.signInAs('principal')]) {
      const response = await app.post('/may/phieu', form, cookie ? { cookie } : {})
      expect([response.status, response.headers.get('location')]).toEqual([303, '/may'])
    }
    const withdrawn = await device()
    await app.db.updateTable('kiosks').set({ revoked_on: '2026-11-23' }).execute()
    expect((await app.post('/may/phieu', form, { cookie: withdrawn })).headers.get('location')).toBe('/may')
    const page = await app.get('/may', { cookie: withdrawn })
    expect(await page.text()).toContain('Máy này đã ngừng nhận phiếu')
    expect(page.headers.getSetCookie().join()).toContain('may=; ')

    const ended = await device()
    await closeRound(app.db, here.school, (await findRound(app.db, here.school, round.id))!, null, app.now())
    expect((await app.post('/may/phieu', form, { cookie: ended })).headers.get('location')).toBe('/may')
    expect(await responses()).toEqual([])
  })

  it('answers for its own school and round only', async () => {
    const other = await app.seedSchool()
    const theirs = await newRound(other)
    await answer(await device(other, theirs))
    expect(await responses()).toMatchObject([{ school_id: other.school.id, round_id: theirs.id }])
  })

  it('leads nowhere else, keeps no form and lets nothing be filled in by itself', async () => {
    const cookie = await device()
    const sent = await answer(cookie)
    const pages = [await app.get('/may', { cookie }), await app.get('/may/phieu', { cookie }), await app.get('/en/may/phieu', { cookie }), await app.get('/may/cam-on', { cookie: `${cookie}; ${cookiesFrom(sent)}` })]
    for (const page of pages) {
      expect(page.status).toBe(200)
      expect(page.headers.get('cache-control')).toContain('no-store')
      const html = await page.text()
      const links = [...html.matchAll(/<a\s[^>]*href="([^"]*)"/g)].map((match) => match[1]!)
      expect(links.filter((href) => !/^(\/en)?\/may(\/phieu)?$/.test(href))).toEqual([])
      for (const [form] of html.matchAll(/<form\b[^>]*>/g)) {
        expect(form).toContain('autoComplete="off"')
        expect(form).toMatch(/action="(\/en)?\/may\/phieu"/)
      }
    }
  })

  it('starts over without scripts too', async () => {
    const cookie = await device()
    const form = await (await app.get('/may/phieu', { cookie })).text()
    expect(form).toMatch(/<noscript><meta[^>]*http-equiv="refresh"[^>]*content="240;url=\/may"/i)
    expect(form).toContain('href="/may"')
    const sent = await answer(cookie)
    expect(await (await app.get('/may/cam-on', { cookie: `${cookie}; ${cookiesFrom(sent)}` })).text()).toMatch(/<noscript><meta[^>]*content="20;url=\/may"/i)
  })
})
