import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sealDays, verifyLedger } from '#app/ledger/index.ts'
import { checkReceipt, closeRound, createRound, findRound, printSheets, readReceipt, recount, roundResults, startRound, submitResponse } from '#app/surveys/index.ts'
import type { PrintedSheet } from '#app/surveys/index.ts'
import type { Round, StaffRow } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { keptWith } from '#tests/support/engine.ts'
import { readPdf } from '#tests/support/pdf.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool
let round: Round
let sheets: PrintedSheet[]

beforeEach(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
  round = await newRound(here)
  sheets = await print(round, 12)
})
afterEach(() => app.close())

async function newRound(of: SeededSchool): Promise<Round> {
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, of.school, input, null, testNow)
  await startRound(app.db, of.school, (await findRound(app.db, of.school, id))!, null, testNow)
  return (await findRound(app.db, of.school, id))!
}

const print = (of: Round, count: number) => app.db.transaction().execute((tx) => printSheets(tx, app.secrets, of, 'quick', count))
const pageOf = (of = round) => `/office/dot-khao-sat/${of.id}/phieu-giay`
const current = async () => (await findRound(app.db, here.school, round.id))!
const all = { A0: '4', B0: '5', C0: '3', D0: '4', E0: '5', F1: '4' }

async function send(who: StaffRow, code: string, form: Record<string, string>, viec = 'ghi', of = round) {
  return app.post(`${pageOf(of)}/nhap`, { viec, ma: code, ...form }, { cookie: await app.signInAs(who) })
}
const first = () => here.staff.coordinator
const second = () => here.staff.handler
const third = () => here.staff.principal
const responses = () => app.db.selectFrom('responses').selectAll().execute()
const readings = () => app.db.selectFrom('paper_readings').selectAll().execute()
const said = (response: Response) => new URL(response.headers.get('location') ?? '', app.origin).searchParams.get('da')
const answersOf = async (id: string) => Object.fromEntries((await app.db.selectFrom('answers').selectAll().where('response_id', '=', id).execute()).map((row) => [row.item, row.level]))

describe('a paper form', () => {
  it('is printed with a number, a code and the receipt it will have, on sheets of their own', async () => {
    const cookie = await app.signInAs('coordinator')
    const sent = await app.post(pageOf(), { viec: 'in', mau: 'full', so: '3' }, { cookie })
    expect([sent.status, sent.headers.get('location')]).toEqual([307, `${pageOf()}/in.pdf`])
    const file = await app.post(`${pageOf()}/in.pdf`, { viec: 'in', mau: 'full', so: '3' }, { cookie })
    const bytes = new Uint8Array(await file.arrayBuffer())
    const pages = await readPdf(bytes)
    expect(pages).toHaveLength(6)
    expect(pages.map((page) => page.unreadable)).toEqual(Array(6).fill(0))
    const [, serial, code] = /Phiếu số (\d+) (\S{6})/.exec(pages[0]!.text)!
    expect(serial).toBe('13')
    expect(pages[1]!.text).toContain(code)
    const receipt = readReceipt(/[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(pages[1]!.text)![0])!
    // Of the code only a keyed hash is kept: whoever reads the database holds no sheet.
    expect(JSON.stringify(await app.db.selectFrom('paper_sheets').selectAll().execute())).not.toContain(code)

    await send(first(), code!, { A1: '4', F1: '5' })
    expect(said(await send(second(), code!, { A1: '4', F1: '5' }))).toBe('khop-phieu')
    expect(await checkReceipt(app.db, app.secrets, here.school, receipt)).toMatchObject({ form: 'full', answeredOn: '2026-11-23' })
  })

  it('counts once two people have read the same on it, in every counter and in the ledger', async () => {
    const code = sheets[0]!.code
    expect(said(await send(first(), code, { ...all, quan_he: '2', do_tuoi: '1', F3: 'Sân trường  nắng quá' }))).toBe('nhap-phieu')
    expect(await responses()).toEqual([])
    expect(await readings()).toHaveLength(1)
    expect(said(await send(second(), code.toLowerCase(), { ...all, quan_he: '2', do_tuoi: '1', F3: 'Sân trường nắng quá' }))).toBe('khop-phieu')
    const [response] = await responses()
    expect(response).toMatchObject({ channel: 'paper', form: 'quick', relation: 'father', comment: 'Sân trường nắng quá', answered_on: '2026-11-23', place_id: null })
    expect(await answersOf(response!.id)).toEqual({ A0: 4, B0: 5, C0: 3, D0: 4, E0: 5, F1: 4 })
    expect(await readings()).toEqual([])
    expect(await roundResults(app.db, round)).toMatchObject({ collected: 1, channels: { paper: 1, open: 0 } })
    expect(await recount(app.db)).toEqual([])
    expect(await checkReceipt(app.db, app.secrets, here.school, sheets[0]!.receipt)).not.toBeNull()
    await sealDays(app.db, '2026-11-24')
    expect(await verifyLedger(app.db, app.secrets)).toMatchObject({ problems: [] })
  })

  it('is never counted by one person alone, however often and in however many windows', async () => {
    const code = sheets[0]!.code
    for (let n = 0; n < 3; n += 1) expect(said(await send(first(), code, all))).toBe('nhap-phieu')
    await Promise.all([send(first(), code, all), send(first(), code, all)])
    expect(await responses()).toEqual([])
    expect(await readings()).toHaveLength(1)
    expect(await (await send(first(), code, {}, 'mo')).text()).toContain('Thầy/cô đã nhập phiếu này')
  })

  it('shows the second person nothing of what the first one ticked, only the words to compare', async () => {
    const code = sheets[0]!.code
    await send(first(), code, { ...all, quan_he: '2', F3: 'Cần thêm mái che' })
    const html = await (await send(second(), code, {}, 'mo')).text()
    expect(html).toContain('Lần nhập thứ hai')
    expect(html).toContain('Cần thêm mái che')
    for (const field of [...Object.keys(all), 'quan_he']) expect(/value="([^"]*)"/.exec(new RegExp(`<input[^>]*name="${field}"[^>]*>`).exec(html)![0])?.[1] ?? '').toBe('')
    // Nor does the data beside the page.
    expect(html).not.toContain('father')
  })

  it('on which two people differ asks for those questions alone, and takes what two of three have read', async () => {
    const code = sheets[0]!.code
    await send(first(), code, all)
    const differing = await send(second(), code, { ...all, C0: '2', E0: '' })
    expect(said(differing)).toBe('lech-phieu')
    // Something is still to be done: that does not look like a success.
    expect(await (await app.get(differing.headers.get('location')!.split('#')[0]!, { cookie: await app.signInAs(second()) })).text()).toMatch(/notice-warning[^>]*flash.*?hai lần nhập còn lệch/s)
    const html = await (await send(third(), code, {}, 'mo')).text()
    expect([...html.matchAll(/<input[^>]*name="([A-F]\d)"/g)].map((match) => match[1])).toEqual(['C0', 'E0'])
    expect(said(await send(third(), code, { C0: '1', E0: '5' }))).toBe('van-lech-phieu')
    expect(await responses()).toEqual([])
    // Whoever erred looks again; what the others agreed on is not theirs to change any more.
    expect(said(await send(second(), code, { C0: '3', A0: '1', E0: '1' }))).toBe('khop-phieu')
    expect(await answersOf((await responses())[0]!.id)).toEqual({ A0: 4, B0: 5, C0: 3, D0: 4, E0: 5, F1: 4 })
  })

  it('that was counted can be neither entered again nor withdrawn nor altered', async () => {
    const code = sheets[0]!.code
    await send(first(), code, all)
    const twice = await Promise.all([send(second(), code, all), send(second(), code, all)])
    expect(twice.map((response) => response.status).sort()).toEqual([303, 409])
    expect((await send(third(), code, { ...all, F1: '1' })).status).toBe(409)
    const gone = await app.post(pageOf(), { viec: 'loai', phieu: '1', lydo: 'Nhầm' }, { cookie: await app.signInAs('coordinator') })
    expect(gone.status).toBe(409)
    expect(await responses()).toHaveLength(1)
    await expect(app.db.updateTable('paper_sheets').set({ state: 'printed' }).where('serial', '=', 1).execute()).rejects.toThrow('stays so')
  })

  it('is withdrawn with a reason before it counts, and nothing of it is left', async () => {
    const cookie = await app.signInAs('coordinator')
    await send(first(), sheets[1]!.code, all)
    expect((await app.post(pageOf(), { viec: 'loai', phieu: '2', lydo: ' ' }, { cookie })).status).toBe(422)
    expect(said(await app.post(pageOf(), { viec: 'loai', phieu: '2', lydo: 'Phiếu rách' }, { cookie }))).toBe('loai-phieu')
    expect(await readings()).toEqual([])
    expect((await send(second(), sheets[1]!.code, all)).status).toBe(409)
    expect(await responses()).toEqual([])
  })

  it('with a code that is nobody’s, of another round or of another school is not opened', async () => {
    const other = await app.seedSchool()
    const theirs = await newRound(other)
    const [sheet] = await print(theirs, 1)
    expect((await send(first(), sheet!.code, all)).status).toBe(422)
    expect((await send(first(), 'ABCDEF', all)).status).toBe(422)
    expect((await send(first(), '12', all)).status).toBe(422)
    expect((await send(first(), sheet!.code, all, 'ghi', theirs)).status).toBe(404)
    expect((await send(here.staff.viewer, sheets[0]!.code, all)).status).toBe(403)
    expect(await readings()).toEqual([])
  })

  it('that is blank, or whose digit no level has, is sent back with everything that was typed', async () => {
    const blank = await send(first(), sheets[0]!.code, { F3: 'Chỉ có chữ' })
    expect(blank.status).toBe(422)
    expect(await blank.text()).toContain('Phiếu trắng thì loại')
    const html = await (await send(first(), sheets[0]!.code, { ...all, A0: '7', quan_he: '9', F3: 'Chép rồi' })).text()
    expect(html).toContain('Chép rồi')
    expect(html).toMatch(/name="A0"[^>]*value="7"/)
    expect(html).toMatch(/name="quan_he"[^>]*value="9"/)
    expect(await readings()).toEqual([])
    // Whoever looks again at what differs cannot make it blank either.
    await send(first(), sheets[0]!.code, { A0: '4' })
    await send(second(), sheets[0]!.code, { B0: '4' })
    expect((await send(third(), sheets[0]!.code, {})).status).toBe(422)
    expect(await responses()).toEqual([])
  })

  it('is not taken before the round opens or after its last day, and what was not agreed on then is told in public', async () => {
    for (const sheet of sheets.slice(0, 10)) {
      await send(first(), sheet.code, all)
      await send(second(), sheet.code, all)
    }
    await send(first(), sheets[10]!.code, all)
    await send(first(), sheets[11]!.code, all)
    await send(second(), sheets[11]!.code, { ...all, A0: '1' })
    const cookie = await app.signInAs('coordinator')
    await app.post(pageOf(), { viec: 'thu-ve', thu: '12' }, { cookie })
    const page = await (await app.get(pageOf(), { cookie })).text()
    expect(page.replaceAll('<!-- -->', '')).toMatch(/Chờ người thứ hai.*Phiếu số 11.*lệch.*Phiếu số 12/s)
    expect(await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()).toContain('2 phiếu giấy chưa khớp')

    app.setNow('2026-12-01T02:00:00.000Z')
    expect((await send(second(), sheets[10]!.code, all)).status).toBe(409)
    expect(await closeRound(app.db, here.school, await current(), null, app.now())).toEqual({ status: 'done' })
    expect(await readings()).toEqual([])
    expect(await roundResults(app.db, await current())).toMatchObject({ channels: { paper: 10 }, paper: { printed: 12, returned: 12, withdrawn: 0, left: 2 } })
    const rates = await (await app.get('/ty-le-hai-long')).text()
    expect(rates).toContain('10 phiếu giấy')
    expect(rates).toContain('2 tờ nhập rồi nhưng chưa có người thứ hai kiểm tra')
    expect((await app.post(pageOf(), { viec: 'thu-ve', thu: '99' }, { cookie: await app.signInAs('coordinator') })).status).toBe(409)
  })
})

describe('what waits for the second person', () => {
  it('is sealed: neither the database nor its log holds what was ticked or written', async () => {
    const words = 'Góp ý rất riêng của một phiếu giấy'
    await send(first(), sheets[0]!.code, { ...all, F3: words })
    const kept = async (text: string) => (await keptWith(app, [text])).length > 0
    expect(await kept(words)).toBe(false)
    expect(await kept('"A0":"4"')).toBe(false)
    await send(second(), sheets[0]!.code, { ...all, F3: words })
    // Once counted it is an answer like any other.
    expect(await kept(words)).toBe(true)
  })

  it('leaves in the log of the office who read which sheet, and nothing of what stands on it', async () => {
    await send(first(), sheets[0]!.code, { ...all, F3: 'Chữ của phụ huynh' })
    await send(second(), sheets[0]!.code, { ...all, F3: 'Chữ của phụ huynh' })
    const lines = await app.db.selectFrom('audit').selectAll().where('action', 'like', 'round:%-paper').orderBy('id').execute()
    expect(lines.map(({ action, staff_id, detail }) => ({ action, staff_id, detail }))).toEqual([
      { action: 'round:enter-paper', staff_id: first().id, detail: 'Phiếu số 1' },
      { action: 'round:accept-paper', staff_id: second().id, detail: 'Phiếu số 1' },
    ])
    expect(JSON.stringify(lines)).not.toContain('Chữ của')
  })

  it('shows no figure of the paper before the round is closed', async () => {
    for (const sheet of sheets.slice(0, 11)) {
      await send(first(), sheet.code, all)
      await send(second(), sheet.code, all)
    }
    await submitResponse(app.db, app.secrets, here.school, { questionnaire: 'education', form: 'quick', answers: { F1: 1 }, expectation: null, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: 'AAAAAAAAAAAAAAAAAAAAAA' }, testNow)
    const cookie = await app.signInAs('principal')
    for (const path of [`/office/dot-khao-sat/${round.id}`, pageOf(), `${pageOf()}/nhap`]) {
      const html = await (await app.get(path, { cookie })).text()
      expect(/nValid|satisfied|distribution|"level/.exec(html)?.[0], path).toBeUndefined()
    }
    expect((await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()).replaceAll('<!-- -->', '')).toContain('1 qua mã QR, 11 trên giấy')
  })
})
