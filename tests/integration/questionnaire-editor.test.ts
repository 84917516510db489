import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRound, findRound, questionnaireOf, startRound } from '#app/surveys/index.ts'
import { createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let cookie: string
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  cookie = await app.signInAs('coordinator')
})
afterEach(() => app.close())

const list = '/office/mau-phieu'
const page = async (address: string) => (await app.get(address, { cookie })).text()
const target = (response: Response) => (response.headers.get('location') ?? '').split(/[?#]/)[0]!

/** Begins a draft and returns its address. */
async function begin(source: string): Promise<string> {
  const response = await app.post(list, { tu: source }, { cookie })
  expect(response.status).toBe(303)
  return target(response)
}
const inUse = async () => (await questionnaireOf(app.db, seeded.school, 'education'))!
/** Sends the form of the draft with its own revision. */
const send = async (address: string, fields: Record<string, string>) =>
  app.post(address, { revision: inputValue(await page(address), 'revision'), ...fields }, { cookie })

async function open(name: string): Promise<string> {
  const input = { questionnaire: 'education' as const, nameVi: name, nameEn: name, opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: null }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  expect((await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, testNow)).status).toBe('done')
  return id
}

describe('from a draft to the parents', () => {
  test('what is put into use is asked by rounds planned afterwards, while the open round keeps its words', async () => {
    const old = 'Thông tin tuyển sinh, nhập học đầy đủ, kịp thời'
    await open('Đợt đang mở')
    const address = await begin((await inUse()).id)
    expect((await send(address, { viec: 'luu', 'A1-vi': 'Thông tin nhập học dễ hiểu', 'A1-en': 'Enrolment is easy to understand' })).status).toBe(303)
    expect(await page(address)).toContain('Câu hài lòng chung giữ nguyên, xu hướng vẫn liền')
    expect(await page('/khao-sat/day-du')).toContain(old)

    const published = await send(address, { viec: 'dung' })
    expect(published.headers.get('location')).toBe(`${address}?da=dung-mau#top`)
    expect(await page(address)).toContain('không sửa được nữa')
    // The open round still asks what it asked.
    expect(await page('/khao-sat/day-du')).toContain(old)
    expect(await page('/khao-sat/day-du')).not.toContain('Thông tin nhập học dễ hiểu')

    const opened = await app.db.selectFrom('rounds').selectAll().where('state', '=', 'open').executeTakeFirstOrThrow()
    await app.post(`/office/dot-khao-sat/${opened.id}`, { viec: 'dong', hieu: 'on', version: String(opened.version) }, { cookie })
    await open('Đợt sau')
    expect(await page('/khao-sat/day-du')).toContain('Thông tin nhập học dễ hiểu')
    expect(await page('/en/khao-sat/day-du')).toContain('Enrolment is easy to understand')
  })

  test('a question added, moved and removed arrives on the form, and answers to it are counted', async () => {
    const address = await begin((await inUse()).id)
    const added = await send(address, { viec: 'add-item:B', 'B1-vi': 'Phòng học mát' })
    expect(added.headers.get('location')).toBe(`${address}#muc-B6`)
    // What was typed came along with the button.
    expect(await page(address)).toContain('Phòng học mát')
    await send(address, { viec: 'up:B6', 'B6-vi': 'Xe đưa đón an toàn', 'B6-en': 'The school bus is safe' })
    await send(address, { viec: 'remove:C' })
    await send(address, { viec: 'remove-expectation' })
    await send(address, { viec: 'add-area' })
    const texts = { 'G-vi': 'Xe đưa đón', 'G-en': 'School bus', 'G0-vi': 'Xe đưa đón nói chung', 'G0-en': 'The school bus', 'G1-vi': 'Xe đúng giờ', 'G1-en': 'The bus is on time' }
    expect((await send(address, { viec: 'dung', ...texts })).status).toBe(303)

    const current = await inUse()
    expect(current.version).toBe(2)
    expect(current.areas.map((area) => area.code)).toEqual(['A', 'B', 'D', 'E', 'G'])
    expect(current.areas[1]!.items.map((item) => item.code)).toEqual(['B1', 'B2', 'B3', 'B4', 'B6', 'B5'])
    const id = await open('Đợt mới')
    const form = await page('/khao-sat/day-du')
    expect(form).toContain('Xe đúng giờ')
    expect(form).not.toContain('name="C1"')
    expect(form).not.toContain('name="F2"')
    expect(await page('/khao-sat/nhanh')).toContain('Xe đưa đón nói chung')
    const sent = await app.post('/khao-sat/day-du', { B6: '5', G1: '4', F1: '5', ...keyOf(form) })
    expect(sent.status).toBe(303)
    const counted = await app.db.selectFrom('answer_counters').select('item').where('round_id', '=', id).execute()
    expect(counted.map((row) => row.item).sort()).toEqual(['B6', 'F1', 'G1'])
  })

  test('the choices of what the child belongs to are the school’s own, on the form and in the figures inside', async () => {
    const address = await begin((await inUse()).id)
    expect((await send(address, { viec: 'remove:nursery' })).headers.get('location')).toBe(`${address}#muc-groups`)
    await send(address, { viec: 'add-choice', 'nhom-mam-vi': 'Khối Mầm' })
    const refused = await send(address, { viec: 'dung', 'nhom-nhom1-vi': 'Lớp ghép' })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('Vui lòng nhập lựa chọn thứ 4 của câu khối lớp bằng tiếng Anh.')
    expect((await send(address, { viec: 'dung', 'nhom-nhom1-vi': 'Lớp ghép', 'nhom-nhom1-en': 'Mixed ages' })).status).toBe(303)
    const id = await open('Đợt có lớp ghép')
    const form = await page('/khao-sat/nhanh')
    for (const words of ['Khối Mầm', 'Lớp ghép']) expect(form).toContain(words)
    expect(form).not.toContain('Nhà trẻ')
    expect(await page('/en/khao-sat/nhanh')).toContain('Mixed ages')
    expect((await app.post('/khao-sat/nhanh', { F1: '5', do_tuoi: 'nursery', ...keyOf(form) })).status).toBe(422)
    for (let n = 0; n < 5; n += 1) expect((await app.post('/khao-sat/nhanh', { F1: '5', do_tuoi: 'nhom1', ...keyOf(await page('/khao-sat/nhanh')) })).status).toBe(303)
    expect(await app.db.selectFrom('group_counters').select(['code', 'count']).where('round_id', '=', id).execute()).toEqual([{ code: 'nhom1', count: 5 }])
  })

  test('a template for another kind of school can be begun with', async () => {
    const address = await begin('mau:secondary')
    expect(await page(address)).toContain('không có bạo lực học đường')
    expect((await send(address, { viec: 'dung' })).status).toBe(303)
    await open('Đợt THCS')
    const form = await page('/khao-sat/day-du')
    expect(form).toContain('Kiểm tra, đánh giá khách quan')
    expect(form).toContain('Lớp 9')
    expect(form).not.toContain('Nhà trẻ')
  })
})

describe('a draft', () => {
  test('that lacks words is not put into use, and what was typed is kept', async () => {
    const address = await begin((await inUse()).id)
    await send(address, { viec: 'add-item:A' })
    const refused = await send(address, { viec: 'dung', 'A1-vi': 'Lời không được mất', 'A6-vi': 'Câu thứ sáu' })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Vui lòng nhập câu A6 bằng tiếng Anh.')
    expect(html).toContain('Lời không được mất')
    expect(html).toContain('Câu thứ sáu')
    expect((await inUse()).version).toBe(1)
  })

  test('takes no text over the limit, and gives it back whole', async () => {
    const address = await begin((await inUse()).id)
    const long = 'dài '.repeat(60).trim()
    const refused = await send(address, { viec: 'luu', 'A1-vi': long })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Tối đa 200 ký tự')
    expect(html).toContain(long)
  })

  test('that somebody else has saved meanwhile is not overwritten unseen', async () => {
    const address = await begin((await inUse()).id)
    const revision = inputValue(await page(address), 'revision')
    await send(address, { viec: 'luu', 'A1-vi': 'Lời của người kia' })
    const refused = await app.post(address, { revision, viec: 'luu', 'A1-vi': 'Lời của tôi' }, { cookie })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Một người khác vừa sửa')
    expect(html).toContain('Lời của tôi')
    expect(await page(address)).toContain('Lời của người kia')
  })

  test('that changes nothing is refused, and one that is thrown away leaves no trace', async () => {
    const address = await begin((await inUse()).id)
    expect(await (await send(address, { viec: 'dung' })).text()).toContain('chưa khác gì bản đang dùng')
    expect((await send(address, { viec: 'bo' })).status).toBe(422)
    expect((await send(address, { viec: 'bo', hieu: 'on' })).headers.get('location')).toBe(`${list}?da=bo-soan#top`)
    expect((await app.get(address, { cookie })).status).toBe(404)
  })

  test('is one at a time for each survey', async () => {
    await begin((await inUse()).id)
    expect((await app.post(list, { tu: 'mau:primary' }, { cookie })).status).toBe(422)
    expect((await app.post(list, { tu: 'mau:dossier' }, { cookie })).status).toBe(303)
  })

  test('shows the phone’s form, in the language and the length that are asked for', async () => {
    const address = await begin((await inUse()).id)
    const phone = (html: string) => html.slice(html.indexOf('phone-screen'))
    expect(phone(await page(address))).toContain('name="xem-A0"')
    const full = phone(await page(`${address}?xem=day-du&tieng=en`))
    expect(full).toContain('name="xem-A1"')
    expect(full).toContain('Very dissatisfied')
  })
})

test('what is in use cannot be edited any more, and a new draft can begin from it', async () => {
  const { id } = await inUse()
  const before = await app.db.selectFrom('questionnaires').select('definition').where('id', '=', id).executeTakeFirstOrThrow()
  expect((await app.post(`${list}/${id}`, { viec: 'luu', revision: '1', 'A1-vi': 'Đổi lén' }, { cookie })).status).toBe(409)
  expect(await app.db.selectFrom('questionnaires').select('definition').where('id', '=', id).executeTakeFirstOrThrow()).toEqual(before)
  expect(target(await app.post(`${list}/${id}`, { viec: 'soan' }, { cookie }))).toMatch(/^\/office\/mau-phieu\/[\w-]{36}$/)
})

test('another school’s questionnaire is not there, to read or to copy', async () => {
  const other = await app.seedSchool()
  const foreign = (await questionnaireOf(app.db, other.school, 'education'))!
  expect((await app.get(`${list}/${foreign.id}`, { cookie })).status).toBe(404)
  expect((await app.post(`${list}/${foreign.id}`, { viec: 'soan' }, { cookie })).status).toBe(404)
  expect((await app.post(list, { tu: foreign.id }, { cookie })).status).toBe(404)
})

/** The hidden fields that a form needs to be accepted. */
function keyOf(html: string): Record<string, string> {
  const names = [...html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  return Object.fromEntries(names.map((match) => [match[1]!, match[2]!]))
}
