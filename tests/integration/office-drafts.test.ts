import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { limits } from '#app/http/limiter.ts'
import { removeExpired } from '#app/privacy/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { CaseRow } from '#db/schema.ts'

let app: TestApp
let school: SeededSchool
let handler: string
let row: CaseRow

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  handler = await app.signInAs('handler')
  row = await addCase(app.db, school)
})
afterEach(() => app.close())

const address = () => `/office/phan-anh/${row.number}`
const type = (text: string, { action = 'submitReply', version = '1', cookie = handler, name = 'body' } = {}) =>
  app.post(`${address()}/nhap`, { viec: action, version, [`o:${name}`]: text }, { cookie })
const page = async (cookie = handler) => (await app.get(address(), { cookie })).text()
const drafts = () => app.db.selectFrom('office_drafts').selectAll().execute()

describe('what staff type on the page of a case', () => {
  test('is there again on any device of the same person, with the time, and on nobody else’s', async () => {
    expect((await type('Kính gửi, nhà trường đang')).status).toBe(204)
    expect((await type('Kính gửi, nhà trường đang xem lại')).status).toBe(204)
    const html = await page(await app.signInAs('handler'))
    expect(html).toContain('>Kính gửi, nhà trường đang xem lại</textarea>')
    expect(html).toContain('Bản nháp tự lưu lúc 09:00 23/11/2026')
    expect(html).toContain('Nội dung này chưa được gửi.')
    expect(await page(await app.signInAs(school.staff.coordinator))).not.toContain('nhà trường đang xem lại')
    expect(await drafts()).toHaveLength(1)
    // It is nothing that happened to the case.
    expect(await app.db.selectFrom('case_events').select('id').execute()).toEqual([])
    expect((await app.db.selectFrom('cases').select('version').executeTakeFirstOrThrow()).version).toBe(1)
  })

  test('says so where the case has changed since', async () => {
    await type('Viết trước khi có ghi chú')
    await app.post(address(), { viec: 'note', version: '1', text: 'Đã gọi bếp.' }, { cookie: handler })
    const html = await page()
    expect(html).toContain('Viết trước khi có ghi chú')
    expect(html).toContain('Từ lúc đó hồ sơ đã có thay đổi')
  })

  test('goes when it is sent, by either button of its form, and stays when something else is', async () => {
    await type('Câu trả lời')
    await type('Ghi chú dở', { action: 'note', name: 'text' })
    await app.post(address(), { viec: 'draft', version: '1', body: 'Câu trả lời' }, { cookie: handler })
    expect((await drafts()).map(({ action }) => action)).toEqual(['note'])
    await app.post(address(), { viec: 'note', version: '2', text: 'Ghi chú xong' }, { cookie: handler })
    expect(await drafts()).toEqual([])
  })

  test('does not come back where the line brings it in after the form that sent it', async () => {
    await app.post(address(), { viec: 'draft', version: '1', body: 'Câu trả lời' }, { cookie: handler })
    expect((await type('Câu trả')).status).toBe(204)
    expect(await drafts()).toEqual([])
    await app.post(address(), { viec: 'message', version: '2', text: 'Nhà trường đang xem.' }, { cookie: handler })
    expect((await type('Nhà trường', { action: 'message', name: 'text', version: '2' })).status).toBe(204)
    expect(await drafts()).toEqual([])
    // What is written after that, and what is written in another form, waits as ever.
    await type('Câu trả lời, viết tiếp', { version: '2' })
    await type('Ghi chú dở', { action: 'note', name: 'text' })
    expect((await drafts()).map(({ action }) => action).toSorted()).toEqual(['note', 'submitReply'])
  })

  test('goes when it is thrown away or emptied', async () => {
    await type('Bỏ đi')
    const discarded = await app.post(`${address()}/nhap`, { bo: 'submitReply', body: 'Bỏ đi' }, { cookie: handler })
    expect(discarded.headers.get('location')).toBe(`${address()}#submitReply`)
    expect(await page()).not.toContain('Bỏ đi')
    await type('Xóa hết')
    await type('   ')
    expect(await drafts()).toEqual([])
  })

  test('is kept for nobody who may not do it, of no other school, and not without end', async () => {
    const viewer = await app.signInAs('viewer')
    expect((await type('Không được', { cookie: viewer })).status).toBe(404)
    expect((await type('Không được', { action: 'approveReply' })).status).toBe(404)
    expect((await type('Không có', { action: 'toString' })).status).toBe(400)
    expect((await type('Không có', { version: 'x' })).status).toBe(400)
    const other = await app.seedSchool({ slug: 'sen-hong' })
    expect((await type('Trường khác', { cookie: await app.signInAs(other.staff.principal) })).status).toBe(404)
    expect((await type('a'.repeat(20_001))).status).toBe(413)
    expect((await app.post(`${address()}/nhap`, { viec: 'note', version: '1', 'o:text': 'x' }, { cookie: handler, headers: { 'sec-fetch-site': 'cross-site' } })).status).toBe(403)
    expect(await drafts()).toEqual([])
    for (let count = 0; count < limits.drafts.limit; count += 1) await app.services.limiter.take(limits.drafts, school.staff.handler.id, Date.parse(app.now()))
    expect((await type('Quá nhiều')).status).toBe(429)
  })

  test('of a case that one may not open any more it is not shown, and is removed', async () => {
    await type('Đơn này nay là khiếu nại')
    await app.db.updateTable('cases').set({ kind: 'complaint', assignee_id: school.staff.coordinator.id }).where('id', '=', row.id).execute()
    expect((await app.get(address(), { cookie: handler })).status).toBe(404)
    expect((await type('Thêm')).status).toBe(404)
    await removeExpired(app.db, '2026-11-23', app.now())
    expect(await drafts()).toEqual([])
  })

  test('is forgotten after two weeks, and with the account', async () => {
    await type('Để quên')
    await removeExpired(app.db, '2026-12-07', '2026-12-07T02:00:00.000Z')
    expect(await drafts()).toHaveLength(1)
    await removeExpired(app.db, '2026-12-08', '2026-12-08T02:00:00.000Z')
    expect(await drafts()).toEqual([])
    await type('Nghỉ việc')
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('id', '=', school.staff.handler.id).execute()
    await removeExpired(app.db, '2026-11-23', app.now())
    expect(await drafts()).toEqual([])
  })
})
