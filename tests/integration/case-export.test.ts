import { randomUUID } from 'node:crypto'
import { strFromU8, unzipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { postgres } from '#tests/support/database.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { NewCase } from '#db/schema.ts'

const file = '/office/phan-anh/tai-ve/tep'

let app: TestApp
let school: SeededSchool
let principal: string
let coordinator: string

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  principal = await app.signInAs('principal')
  coordinator = await app.signInAs(school.staff.coordinator)
})
afterEach(() => app.close())

const add = (facts: Partial<NewCase> = {}) => addCase(app.db, school, facts)
const lines = (csv: string) => csv.replace(/^\uFEFF/, '').trim().split('\r\n')
const numbers = (csv: string) => lines(csv).slice(1).map((line) => line.split(/[,;]/)[0])
const audit = () => app.db.selectFrom('audit').select(['action', 'target', 'detail']).where('action', 'in', ['case:export', 'case:view-identity']).orderBy('id').execute()

async function csv(query: string, { cookie = coordinator, form = {} }: { cookie?: string; form?: Record<string, string> } = {}): Promise<string> {
  const response = await app.post(`${file}?${query}`, { dang: 'csv', ...form }, { cookie })
  expect(response.status).toBe(200)
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer())
}

/** The cells of the only sheet: the text of words, and how the file says that they are words. */
async function xlsx(query: string, form: Record<string, string> = {}): Promise<{ value: string; type: string; style: string }[][]> {
  const response = await app.post(`${file}?${query}`, { dang: 'xlsx', ...form }, { cookie: coordinator })
  expect(response.headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  const parts = unzipSync(new Uint8Array(await response.arrayBuffer()))
  const text = (name: string) => strFromU8(parts[name]!)
  const plain = (xml: string) => xml.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&apos;|&#39;/g, "'").replace(/&amp;/g, '&')
  const words = [...text('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map((match) => plain(match[1]!))
  const sheet = text('xl/worksheets/sheet1.xml')
  expect(sheet).not.toMatch(/<f[ >]/)
  return [...sheet.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
    const cells: { value: string; type: string; style: string }[] = []
    for (const [, attributes = '', inner = ''] of row[1]!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      // An empty cell is left out: the letter says which one it is.
      const letter = /r="([A-Z])\d+"/.exec(attributes)![1]!
      const type = /t="(\w+)"/.exec(attributes)?.[1] ?? ''
      const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1] ?? ''
      cells[letter.charCodeAt(0) - 65] = { type, style: /s="(\d+)"/.exec(attributes)?.[1] ?? '', value: type === 's' ? words[Number(value)]! : value }
    }
    return cells
  })
}

describe('the cases in a file', () => {
  test('are those of the filter that this person may see, and no others', async () => {
    const mine = await add({ child_safety: 1 })
    await add()
    const sealed = await add({ kind: 'denunciation', child_safety: 1, subject: 'Kín tuyệt đối' })
    const barred = await add({ child_safety: 1, barred: ` ${school.staff.coordinator.id} ` })
    const other = await app.seedSchool({ slug: 'sen-hong' })
    await addCase(app.db, other, { child_safety: 1 })
    const found = await csv('xem=all&an-toan=1')
    expect(numbers(found)).toEqual([mine.number])
    expect(found).not.toContain('Kín tuyệt đối')
    expect(numbers(await csv('xem=all&an-toan=1', { cookie: principal })).sort()).toEqual([mine.number, sealed.number, barred.number].sort())
  })

  test('ticked in the list, they lead to the same screen; one that may not be seen is not among them', async () => {
    const [a, b] = [await add(), await add()]
    await add()
    const sealed = await add({ kind: 'denunciation' })
    const ticked = await app.post('/office/phan-anh/hang-loat', [['viec', 'export'], ['hs', `${a.number}:1`], ['hs', `${b.number}:1`], ['hs', `${sealed.number}:1`]], { cookie: coordinator })
    const address = ticked.headers.get('location')!
    expect(address).toBe(`/office/phan-anh/tai-ve?hs=${a.number}&hs=${b.number}&hs=${sealed.number}`)
    const screen = await (await app.get(address, { cookie: coordinator })).text()
    expect(screen).toContain('2 hồ sơ đã chọn')
    expect(screen).not.toContain('Kèm họ tên')
    expect(numbers(await csv(address.split('?')[1]!))).toEqual([a.number, b.number])
  })

  test('a file is told in the log with its filter and count, without the words that were searched for', async () => {
    await add({ search_text: 'nguyen van bi mat' })
    await csv('xem=all&q=bi+mat&loai=feedback')
    expect(await audit()).toEqual([{ action: 'case:export', target: null, detail: '1 hồ sơ, csv, lọc xem=all&loai=feedback, tìm theo từ' }])
  })

  test('the file name tells the day and nothing else, and the file is kept nowhere on the way', async () => {
    await add()
    const response = await app.post(`${file}?xem=all&q=b`, { dang: 'csv-vi' }, { cookie: coordinator })
    // Nothing is found, so there is no file: back to the screen.
    expect(response.status).toBe(303)
    const found = await app.post(`${file}?xem=all`, { dang: 'csv-vi' }, { cookie: coordinator })
    expect(found.headers.get('content-disposition')).toBe('attachment; filename="ho-so-2026-11-23.csv"')
    expect(found.headers.get('cache-control')).toBe('no-store')
    const words = await found.text()
    expect(words).toContain('Nhận ngày;')
    expect(words).toContain(';20/11/2026;')
  })

  test('what the sender wrote is in it only where that was asked for', async () => {
    await add({ body: 'Bí mật của gia đình.' })
    const frozen = await add({ body: 'Chỉ được lưu giữ.', frozen_on: '2026-11-21' })
    expect(await csv('xem=all')).not.toContain('Bí mật của gia đình')
    const whole = await csv('xem=all', { form: { 'noi-dung': 'on' } })
    expect(whole).toContain('Bí mật của gia đình.')
    expect(numbers(whole)).toContain(frozen.number)
    expect(whole).not.toContain('Chỉ được lưu giữ')
  })
})

describe('who the senders are', () => {
  const contact = async (facts: Partial<NewCase>, name: string) => {
    const row = await add(facts)
    await app.db.insertInto('case_contacts').values({ case_id: row.id, name, phone: '+84900000001', email: `${row.id}@example.vn` }).execute()
    return row
  }

  test('stands in no file, whoever asks', async () => {
    await contact({ sender_mode: 'named' }, 'Phạm Hữu Lợi')
    await contact({ sender_mode: 'protected' }, 'Lê Thu Kín')
    for (const cookie of [coordinator, principal]) {
      const words = await csv('xem=all', { cookie, form: { 'noi-dung': 'on' } })
      expect(words).not.toMatch(/Phạm Hữu Lợi|Lê Thu Kín|84900000001|@example\.vn/)
    }
    expect((await audit()).map(({ action }) => action)).toEqual(['case:export', 'case:export'])
  })

  test('is added at the principal’s own choice, and each name is told in the log like a look at it', async () => {
    const named = await contact({ sender_mode: 'named' }, 'Phạm Hữu Lợi')
    const hidden = await contact({ sender_mode: 'protected' }, 'Lê Thu Kín')
    const frozen = await contact({ sender_mode: 'named', frozen_on: '2026-11-21' }, 'Trần Chỉ Lưu')
    const barred = await contact({ sender_mode: 'named', barred: ` ${school.staff.principal.id} ` }, 'Đỗ Tố Cáo')
    await add()
    const words = await csv('xem=all', { cookie: principal, form: { 'nguoi-gui': 'on' } })
    expect(words).toContain('Phạm Hữu Lợi')
    expect(words).toContain('Lê Thu Kín')
    // A telephone number that begins with a plus is a word, too.
    expect(words).toContain("'+84900000001")
    expect(words).not.toMatch(/Trần Chỉ Lưu|Đỗ Tố Cáo/)
    expect(await audit()).toEqual([
      { action: 'case:export', target: null, detail: '4 hồ sơ, csv, kèm người gửi, lọc xem=all' },
      { action: 'case:view-identity', target: named.number, detail: null },
      { action: 'case:view-identity', target: hidden.number, detail: null },
    ])
    expect(words).toContain(frozen.number)
    expect(words).not.toContain(barred.number)
  })

  test('is refused to anybody else, and nothing is written', async () => {
    await contact({ sender_mode: 'named' }, 'Phạm Hữu Lợi')
    const response = await app.post(`${file}?xem=all`, { dang: 'csv', 'nguoi-gui': 'on' }, { cookie: coordinator })
    expect(response.status).toBe(403)
    expect(await response.text()).not.toContain('Phạm Hữu Lợi')
    expect(await audit()).toEqual([])
  })

  test('is given for two hundred cases at most, and the screen says so', async () => {
    const { id, number, ...like } = await add()
    const copies = Array.from({ length: 200 }, (_, index) => ({ ...like, id: randomUUID(), number: `PAKN.20261121.${String(index).padStart(4, '0')}`, key_hash: randomUUID(), idempotency_hash: randomUUID() }))
    await app.db.insertInto('cases').values(copies).execute()
    expect([id, number]).toHaveLength(2)
    const response = await app.post(`${file}?xem=all`, { dang: 'csv', 'nguoi-gui': 'on' }, { cookie: principal })
    const address = response.headers.get('location')!
    expect(address).toBe('/office/phan-anh/tai-ve?xem=all&loi=qua-nhieu-ten')
    expect(await (await app.get(address, { cookie: principal })).text()).toContain('Mỗi tệp có tên của tối đa')
    expect(await audit()).toEqual([])
  })
})

describe('no cell is a formula', () => {
  const attacks = ['=HYPERLINK("http://x.example","Mở")', '+84', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '\u0000=1', '＝1+1', '＋1', '－1', '＠A1', '=cmd|\' /C calc\'!A0']
    // PostgreSQL keeps no NUL at all, so there is none to be written out.
    .filter((attack) => postgres === undefined || !attack.includes('\u0000'))

  test('in a CSV file', async () => {
    for (const subject of attacks) await add({ subject })
    const cells = lines(await csv('xem=all&nhan-tu=2026-01-01')).slice(1).join('\r\n')
    for (const attack of attacks) expect(cells, JSON.stringify(attack)).toContain(`'${attack.replaceAll('"', '""')}`)
    expect(cells).not.toMatch(/,"?[=@＝＋－＠]/)
  })

  test('in an Excel file every word is a string and every date a date', async () => {
    for (const subject of attacks) await add({ subject })
    await add({ subject: 'lone \ud800 half, <b>&amp; _x003D_1 \u0001\u000b' })
    const [header, ...rows] = await xlsx('xem=all', { 'noi-dung': 'on' })
    const at = (name: string) => header!.findIndex((cell) => cell.value === name)
    expect(rows).toHaveLength(attacks.length + 1)
    for (const [index, attack] of attacks.entries()) {
      // What a sheet's own file format cannot hold goes; the apostrophe before it stays.
       
      expect(rows[index]![at('Tiêu đề')], JSON.stringify(attack)).toMatchObject({ type: 's', value: `'${attack.replace('\u0000', '')}` })
    }
    expect(rows.at(-1)![at('Tiêu đề')]!.value).toMatch(/^lone \ufffd? half, <b>&amp; _x005F_x003D_1 $/)
    for (const row of rows) {
      for (const cell of row.filter(Boolean)) if (cell.type !== '' && cell.type !== 's') expect.fail(`a cell of type ${cell.type}`)
      // 20/11/2026 as Excel counts days.
      expect(row[at('Nhận ngày')]).toMatchObject({ type: '', value: '46346' })
      expect(row[at('Nhận ngày')]!.style).not.toBe('')
    }
  })
})
