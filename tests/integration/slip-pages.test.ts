import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slipCookie } from '#app/http/cookies.ts'
import { createRound, findRound, formatSlip, issueSlips, openEnvelopes, startRound } from '#app/surveys/index.ts'
import type { Round } from '#db/schema.ts'
import { cookiesFrom, createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { readPdf } from '#tests/support/pdf.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let round: Round

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)
  round = (await findRound(app.db, seeded.school, id))!
})
afterEach(() => app.close())

const oneSlip = async () => (await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, round, 'Lá 1', 1)))[0]!

/** What a parent does: types the code, and opens a form with the cookie that gives. */
async function enter(slip: string) {
  const entered = await app.post('/phieu', { ma: formatSlip(slip).toLowerCase() })
  expect(entered.status).toBe(303)
  const cookie = cookiesFrom(entered)
  const page = await (await app.get('/khao-sat/nhanh', { cookie })).text()
  return { entered, cookie, page, key: inputValue(page, 'lan_gui') }
}

describe('a parent with a slip', () => {
  it('types it, answers once, and holds a receipt that says where the answer lies', async () => {
    const slip = await oneSlip()
    const { entered, cookie, page, key } = await enter(slip)
    expect(entered.headers.get('location')).toBe('/khao-sat')
    expect(await (await app.get('/khao-sat', { cookie })).text()).toContain('Đang dùng phiếu mã một lần')
    expect(page).toContain('Đang dùng phiếu mã một lần')
    const sent = await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie })
    expect(sent.status).toBe(303)
    // The next one who takes this phone answers without it.
    expect(sent.headers.getSetCookie().filter((line) => line.startsWith(`${slipCookie.name}=;`))).toEqual([expect.stringContaining('Max-Age=0')])
    const receipt = await (await app.get('/khao-sat/bien-nhan', { cookie: cookiesFrom(sent) })).text()
    expect(receipt).toContain('Đang trong phong bì kín')
    // A double tap, or a retry after the answer was lost: the same receipt.
    const again = await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie })
    expect(codeOn(await (await app.get('/khao-sat/bien-nhan', { cookie: cookiesFrom(again) })).text())).toBe(codeOn(receipt))
    expect(await app.db.selectFrom('slip_envelopes').select('id').execute()).toHaveLength(1)
    expect(await (await app.post('/bien-nhan', { ma: codeOn(receipt) })).text()).toContain('Đang trong phong bì kín')

    const used = await app.post('/phieu', { ma: slip })
    expect(used.status).toBe(422)
    expect(await used.text()).toContain('Phiếu này đã được dùng')
  })

  it('keeps what was chosen where the two hours are over, and never counts it as an open answer instead', async () => {
    const slip = await oneSlip()
    const { cookie, key } = await enter(slip)
    app.setNow('2026-11-23T04:01:00.000Z')
    const late = await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Nhập lại mã phiếu')
    expect(html).toMatch(/name="F1"[^>]*value="4"[^>]*checked|checked=""[^>]*name="F1"[^>]*value="4"|name="F1"[^>]*checked=""[^>]*value="4"/)
    expect(await app.db.selectFrom('responses').select('id').execute()).toEqual([])
    const fresh = cookiesFrom(await app.post('/phieu', { ma: slip }))
    expect((await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie: fresh })).status).toBe(303)
  })

  it('is told what is wrong with a code, in both languages, and finds the school by the slip alone', async () => {
    for (const [typed, words] of [['', 'Mã gồm 16'], ['abc', 'Mã gồm 16'], ['0000-0000-0000-0000', 'Không có phiếu nào']] as const) {
      const refused = await app.post('/phieu', { ma: typed })
      expect(refused.status).toBe(422)
      expect(await refused.text()).toContain(words)
    }
    expect(await (await app.post('/en/phieu', { ma: 'abc' })).text()).toContain('A code has 16')
    const other = await app.seedSchool({ slug: 'sen-hong' })
    const id = await createRound(app.db, other.school, { questionnaire: 'dossier', nameVi: 'Hồ sơ', nameEn: 'Dossiers', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: null }, null, testNow)
    await startRound(app.db, other.school, (await findRound(app.db, other.school, id))!, null, testNow)
    const [slip] = await app.db.transaction().execute((tx) => issueSlips(tx, app.secrets, { id, state: 'open' }, 'Quầy', 1))
    expect((await app.post('/phieu', { ma: slip! })).headers.get('location')).toBe('/sen-hong/khao-sat/thu-tuc')
  })

  it('leaves no code in an address, a page or the log of the database', async () => {
    const slip = await oneSlip()
    const { entered, cookie, page } = await enter(slip)
    for (const text of [entered.headers.get('location')!, cookie, page]) expect(text).not.toContain(slip)
    const rows = JSON.stringify(await app.db.selectFrom('slips').selectAll().execute())
    expect(rows).not.toContain(slip)
  })
})

describe('printing slips', () => {
  const path = () => `/office/dot-khao-sat/${round.id}/phieu`

  it('gives a PDF whose codes work, keeps only hashes, and counts use for the whole round', async () => {
    const cookie = await app.signInAs('coordinator')
    const order = { viec: 'in', lop: 'Lớp Lá 1: 14\nLớp Chồi 2 – 3' }
    const sentOn = await app.post(path(), order, { cookie })
    expect([sentOn.status, sentOn.headers.get('location')]).toEqual([307, `${path()}/in.pdf`])
    const response = await app.post(`${path()}/in.pdf`, order, { cookie })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const pages = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(pages.map((page) => page.codes(2).length)).toEqual([12, 2, 3])
    const codes = pages.flatMap((page) => page.codes(2)).map((address) => address!.split('#')[1]!)
    expect(new Set(codes).size).toBe(17)
    const { cookie: parent, key } = await enter(codes[0]!)
    await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie: parent })
    const html = await (await app.get(path(), { cookie })).text()
    expect(html).toContain('Lớp Chồi 2')
    expect(html).toContain('Chỉ đếm chung cả đợt')
    const audit = await app.db.selectFrom('audit').select('detail').where('action', '=', 'round:print-slips').execute()
    expect(audit.map((row) => row.detail)).toEqual(['Lớp Lá 1: 14', 'Lớp Chồi 2: 3'])
    expect(JSON.stringify(audit)).not.toContain(codes[0])
    expect((await (await app.get(`/office/dot-khao-sat/${round.id}`, { cookie })).text()).replaceAll('<!-- -->', '')).toContain('1 phiếu có mã còn trong phong bì kín')
  })

  it('says which line is wrong and loses nothing that was typed', async () => {
    const cookie = await app.signInAs('coordinator')
    for (const [typed, words] of [['', 'Ghi mỗi lớp một dòng'], ['Lớp Lá 1: 20\nLớp Lá 2', 'Dòng 2'], ['Lá: 0', 'Dòng 1'], ['Lá 1: 1500\nLá 2: 1500', '3000 phiếu']] as const) {
      const refused = await app.post(path(), { viec: 'in', lop: typed }, { cookie })
      expect(refused.status).toBe(422)
      const html = await refused.text()
      expect(html).toContain(words)
      if (typed !== '') expect(html).toContain(typed.split('\n')[0])
    }
    expect(await app.db.selectFrom('slips').select('hash').execute()).toEqual([])
  })

  it('takes a lost sheet out of use, but not the answers that came with it', async () => {
    const slip = await oneSlip()
    const spare = await oneSlip()
    const { cookie: parent, key } = await enter(slip)
    await app.post('/khao-sat/nhanh', { lan_gui: key, phieu: '1', F1: '4' }, { cookie: parent })
    const cookie = await app.signInAs('principal')
    const hasty = await app.post(path(), { viec: 'huy', lo: 'Lá 1' }, { cookie })
    expect(hasty.status).toBe(422)
    expect(await hasty.text()).toMatch(/href="#hieu-0".*id="hieu-0"/s)
    expect((await app.post('/phieu', { ma: spare })).status).toBe(303)
    expect((await app.post(path(), { viec: 'huy', lo: 'Lá 1', hieu: 'on' }, { cookie })).status).toBe(303)
    expect(await (await app.post('/phieu', { ma: spare })).text()).toContain('Không có phiếu nào')
    for (let i = 0; i < 4; i += 1) {
      const more = await enter(await oneSlip())
      await app.post('/khao-sat/nhanh', { lan_gui: more.key, phieu: '1', F1: '4' }, { cookie: more.cookie })
    }
    expect(await openEnvelopes(app.db, { secrets: app.secrets, keys: app.services.envelopeKeys }, '2026-11-24')).toBe(5)
  })
})

function codeOn(html: string): string {
  return (/class="key-value">(.*?)<\/p>/s.exec(html)?.[1] ?? '').replace(/<[^>]+>|\s/g, '')
}
