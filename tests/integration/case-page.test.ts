import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { addParentMessage } from '#app/cases/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import type { Sent } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let school: SeededSchool
let address: string

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  address = `/office/phan-anh/${await send({})}`
})
afterEach(() => app.close())

const send = async (given: Sent) => (await sendCase(app, school, given)).number

const state = async () => (await app.db.selectFrom('cases').select(['state', 'version']).where('number', '=', address.split('/').at(-1)!).executeTakeFirstOrThrow())

describe('the case page', () => {
  test('a button does what it says and leads back with words', async () => {
    const cookie = await app.signInAs('coordinator')
    const response = await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${address}?da=hs-acknowledge#top`)
    expect(await state()).toEqual({ state: 'in_progress', version: 2 })
    const page = await (await app.get(`${address}?da=hs-acknowledge`, { cookie })).text()
    expect(page).toContain('Đã tiếp nhận. Phụ huynh thấy ngày hẹn trả lời.')
  })

  test('a missing text is asked for beside its field', async () => {
    const cookie = await app.signInAs('principal')
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie })
    const response = await app.post(address, { viec: 'submitReply', version: '2', body: '   ' }, { cookie })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain('Viết câu trả lời trước khi trình duyệt.')
    expect(page).toContain('href="#submitReply-body"')
    expect((await state()).version).toBe(2)
  })

  test('whoever comes second sees the new version and their own words', async () => {
    const handler = await app.signInAs('handler')
    const coordinator = await app.signInAs('coordinator')
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie: coordinator })
    await app.post(address, { viec: 'note', version: '2', text: 'Đã gọi bảo vệ.' }, { cookie: coordinator })
    const late = await app.post(address, { viec: 'submitReply', version: '2', body: 'Câu trả lời viết trong mười phút.' }, { cookie: handler })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('Có người vừa cập nhật hồ sơ này')
    expect(page).toContain('Câu trả lời viết trong mười phút.')
    expect(page).toContain('Đã gọi bảo vệ.')
    expect(page).toMatch(/name="version" value="3"/)
  })

  test('whoever comes second is told who did what meanwhile, with the words that were written, above their own', async () => {
    const handler = await app.signInAs('handler')
    const coordinator = await app.signInAs(school.staff.coordinator)
    const row = await app.db.selectFrom('cases').selectAll().executeTakeFirstOrThrow()
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie: coordinator })
    await app.post(address, { viec: 'note', version: '2', text: 'Ghi chú đã thấy trước đó.' }, { cookie: coordinator })
    app.setNow('2026-11-23T02:05:00.000Z')
    await app.post(address, { viec: 'note', version: '3', text: 'Bảo vệ nói cổng hỏng khóa.' }, { cookie: coordinator })
    await app.post(address, { viec: 'draft', version: '4', body: 'Bản của người điều phối.' }, { cookie: coordinator })
    const desk = { db: app.db, school: school.school, calendar: await loadCalendar(app.db, school.school), publicOrigin: app.origin }
    await addParentMessage(desk, row.id, 'Cổng trước cũng vậy.', app.now())
    await app.post(address, { viec: 'extend', version: '6', workingDays: '2', reason: 'Chờ thợ khóa.' }, { cookie: coordinator })

    const typed = { body: 'Câu trả lời viết trong mười phút.', 'question-1': 'Bao giờ sửa?', 'answered-1': 'on', 'question-2': 'Ai trông cổng?' }
    const late = await app.post(address, { viec: 'submitReply', version: '3', ...typed }, { cookie: handler })
    expect(late.status).toBe(409)
    const page = (await late.text()).replaceAll('<!-- -->', '')
    const changes = page.split('Từ lúc thầy/cô mở trang, hồ sơ đã thay đổi')[1]!.split('</ol>')[0]!
    expect([...changes.matchAll(/<strong>([^<]*)<\/strong> · ([^·]*) ·/g)].map((found) => `${found[1]}: ${found[2]}`)).toEqual([
      `${school.staff.coordinator.name}: Ghi chú nội bộ`, `${school.staff.coordinator.name}: Lưu dự thảo trả lời`, 'Phụ huynh: Phụ huynh bổ sung', `${school.staff.coordinator.name}: Gia hạn trả lời`,
    ])
    for (const words of ['Bảo vệ nói cổng hỏng khóa.', 'Bản của người điều phối.', 'Cổng trước cũng vậy.', 'Lý do: Chờ thợ khóa.', '09:05 23/11/2026']) expect(changes).toContain(words)
    expect(changes).not.toContain('Ghi chú đã thấy trước đó.')
    expect(page.indexOf('hồ sơ đã thay đổi')).toBeLessThan(page.indexOf(`>${typed.body}</textarea>`))
    for (const words of ['value="Bao giờ sửa?"', 'value="Ai trông cổng?"']) expect(page).toContain(words)
    expect(page).toMatch(/id="submitReply-answered-1"[^>]*checked/)
    expect(page).toMatch(/name="version" value="7"/)
  })

  test('where the step itself is gone, what happened is told beside the words to be copied', async () => {
    const handler = await app.signInAs('handler')
    const coordinator = await app.signInAs('coordinator')
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie: coordinator })
    await app.post(address, { viec: 'transfer', version: '2', authority: 'Phòng Văn hóa – Xã hội', reason: 'Ngoài thẩm quyền.' }, { cookie: coordinator })
    const page = await (await app.post(address, { viec: 'submitReply', version: '2', body: 'Viết dở.', 'question-1': 'Bao giờ xong?' }, { cookie: handler })).text()
    for (const words of ['Viết dở.', 'Bao giờ xong?', 'Chuyển cơ quan khác', 'Ngoài thẩm quyền.']) expect(page).toContain(words)
  })

  test('words typed for a step that is gone are shown for copying', async () => {
    const handler = await app.signInAs('handler')
    const coordinator = await app.signInAs('coordinator')
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie: coordinator })
    await app.post(address, { viec: 'declareIneligible', version: '2', reason: 'Trùng.' }, { cookie: coordinator })
    const late = await app.post(address, { viec: 'submitReply', version: '2', body: 'Viết dở mất rồi.' }, { cookie: handler })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Viết dở mất rồi.')
  })

  test('whoever typed nothing is not told that it was kept, nor to send again what is gone', async () => {
    const coordinator = await app.signInAs('coordinator')
    await app.post(address, { viec: 'acknowledge', version: '1' }, { cookie: coordinator })
    const repeated = await (await app.post(address, { viec: 'acknowledge', version: '1' }, { cookie: coordinator })).text()
    expect(repeated).toContain('việc vừa chọn không còn làm được nữa')
    expect(repeated).not.toContain('gửi lần nữa')
    await app.post(address, { viec: 'note', version: '2', text: 'Đã gọi bảo vệ.' }, { cookie: coordinator })
    const assigned = await (await app.post(address, { viec: 'assign', version: '2', assigneeId: school.staff.handler.id }, { cookie: coordinator })).text()
    expect(assigned).toContain('xem lại trước khi làm tiếp')
    expect(assigned).not.toContain('nội dung vừa gõ')
  })

  test('whoever gave the case to a colleague is told whom they wait for, and may step in', async () => {
    const coordinator = await app.signInAs('coordinator')
    await app.post(address, { viec: 'acknowledge', version: '1', assigneeId: school.staff.handler.id }, { cookie: coordinator })
    const page = await (await app.get(address, { cookie: coordinator })).text()
    expect(page).toContain(`Đang chờ ${school.staff.handler.name} soạn câu trả lời`)
    expect(page).toContain('Trả lời thay')
    expect(page).not.toContain('Việc cần làm: trả lời phụ huynh')
    expect(await (await app.get(address, { cookie: await app.signInAs('handler') })).text()).toContain('Việc cần làm: trả lời phụ huynh')

    await app.post(address, { viec: 'draft', version: '2', body: 'Kính gửi phụ huynh.' }, { cookie: coordinator })
    expect(await (await app.get(address, { cookie: coordinator })).text()).toContain('Việc cần làm: trả lời phụ huynh')
  })

  test('no such action, no such case, somebody else’s case', async () => {
    const cookie = await app.signInAs('principal')
    expect((await app.post(address, { viec: 'toString', version: '1' }, { cookie })).status).toBe(400)
    expect((await app.get('/office/phan-anh/PAKN.20990101.0001', { cookie })).status).toBe(404)
    const other = await app.seedSchool({ slug: 'sen-hong' })
    const stranger = await app.signInAs(other.staff.principal)
    expect((await app.get(address, { cookie: stranger })).status).toBe(404)
    expect((await app.post(address, { viec: 'acknowledge', version: '1' }, { cookie: stranger })).status).toBe(404)
    expect((await app.get(`${address}/nguoi-gui`, { cookie: stranger })).status).toBe(404)
    expect((await state()).version).toBe(1)
  })

  test('a sealed case answers like one that does not exist', async () => {
    const number = await send({ kind: 'denunciation', consentPublish: false })
    for (const role of ['coordinator', 'handler', 'viewer'] as const) {
      const cookie = await app.signInAs(role)
      expect((await app.get(`/office/phan-anh/${number}`, { cookie })).status).toBe(404)
      const list = await (await app.get(`/office/phan-anh?xem=all&q=${number}`, { cookie })).text()
      expect(list).not.toContain(`/office/phan-anh/${number}"`)
    }
    expect((await app.get(`/office/phan-anh/${number}`, { cookie: await app.signInAs('principal') })).status).toBe(200)
  })

  test('the sender’s name is on no page but the one that asks for it', async () => {
    const number = await send({ sender: 'named', contact: { name: 'Nguyễn Thị Kim Lan', phone: null, email: null }, consentContact: true })
    const cookie = await app.signInAs('principal')
    expect(await (await app.get(`/office/phan-anh/${number}`, { cookie })).text()).not.toContain('Kim Lan')
    expect(await (await app.get(`/office/phan-anh/${number}.data`, { cookie })).text()).not.toContain('Kim Lan')
    expect(await (await app.get(`/office/phan-anh/${number}/nguoi-gui`, { cookie })).text()).toContain('Kim Lan')
    expect((await app.get(`/office/phan-anh/${number}/nguoi-gui`, { cookie: await app.signInAs('viewer') })).status).toBe(404)
  })
})

describe('the inbox page', () => {
  test('finds without diacritics and says so plainly when nothing fits', async () => {
    const cookie = await app.signInAs('handler')
    expect(await (await app.get('/office/phan-anh?q=cong+SAU', { cookie })).text()).toContain('>Cổng sau mở muộn</a>')
    expect(await (await app.get('/office/phan-anh?q=xyz', { cookie })).text()).toContain('Không có hồ sơ nào khớp')
  })

  test('strange filters are ignored, not an error', async () => {
    const cookie = await app.signInAs('handler')
    const response = await app.get('/office/phan-anh?xem=constructor&loai=%27&trang=-1&trang-thai=__proto__&linh-vuc=x', { cookie })
    expect(response.status).toBe(200)
  })
})
