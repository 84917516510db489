import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addDefaultTemplates } from '#app/schools/index.ts'
import type { CaseRow, Role } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase, answerFields } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const settings = '/office/cai-dat/mau-tra-loi'
const templates = (purpose = 'answer') => app.db.selectFrom('reply_templates').selectAll().where('school_id', '=', seeded.school.id).where('purpose', '=', purpose as 'answer').orderBy('position').execute()
const named = async (name: string) => (await app.db.selectFrom('reply_templates').selectAll().where('school_id', '=', seeded.school.id).where('name', '=', name).executeTakeFirstOrThrow()).id
const field = (code: string) => seeded.fields.find((one) => one.code === code)!.id
const template = { purpose: 'answer', name: 'Về cổng trường', kind: 'feedback', fieldId: '', body: 'Hồ sơ {số hồ sơ}: […]' }
/** What the picker beside one text offers. */
const offered = (html: string, action: string) => [...(new RegExp(`<select[^>]*id="mau-${action}-chon".*?</select>`, 's').exec(html)?.[0] ?? '').matchAll(/<option value="[^"]+"[^>]*>([^<]*)/g)].map((found) => found[1])
const textOf = (html: string, id: string) => new RegExp(`<textarea[^>]*id="${id}"[^>]*>([^<]*)<`).exec(html)?.[1]
const pageOf = async (row: CaseRow, role: Role = 'principal', query = '') => (await app.get(`/office/phan-anh/${row.number}${query}`, { cookie: await app.signInAs(role) })).text()

describe('the school’s wording', () => {
  test('a new school has some for every purpose; an older one gets what it lacks, once', async () => {
    for (const purpose of ['acknowledge', 'ask', 'message', 'answer', 'extend', 'transfer', 'ineligible']) expect((await templates(purpose)).length, purpose).toBeGreaterThan(0)
    const all = await app.db.selectFrom('reply_templates').selectAll().execute()
    await app.db.deleteFrom('reply_templates').where('purpose', '=', 'answer').execute()
    const cookie = await app.signInAs('coordinator')
    expect((await app.post(settings, { viec: 'mau-co-san' }, { cookie })).headers.get('location')).toBe(`${settings}?da=mau-co-san#top`)
    expect(await app.db.selectFrom('reply_templates').selectAll().execute()).toHaveLength(all.length)
    expect(await addDefaultTemplates(app.db, seeded.school)).toBe(0)
  })

  test('is added to, changed, moved, switched off and on by those who lead, and by nobody else’s school', async () => {
    const cookie = await app.signInAs('coordinator')
    const before = await templates()
    expect((await app.post(settings, { viec: 'them', ...template }, { cookie })).status).toBe(303)
    const id = await named('Về cổng trường')
    expect((await templates()).at(-1)).toMatchObject({ id, kind: 'feedback', field_id: null, active: 1, position: before.length + 1 })
    await app.post(settings, { viec: 'len', id }, { cookie })
    expect((await templates()).at(-2)?.id).toBe(id)
    await app.post(settings, { viec: 'sua', id, ...template, name: 'Về cổng', purpose: 'ask', fieldId: field('safety') }, { cookie })
    expect((await templates('ask')).at(-1)).toMatchObject({ id, name: 'Về cổng', field_id: field('safety') })
    await app.post(settings, { viec: 'ngung', id }, { cookie })
    expect((await templates('ask')).at(-1)?.active).toBe(0)

    const other = await app.seedSchool({ slug: 'sen-hong' })
    const stranger = await app.signInAs(other.staff.principal)
    expect((await app.post(settings, { viec: 'sua', id, ...template }, { cookie: stranger })).status).toBe(404)
    expect((await app.get(`${settings}?sua=${id}`, { cookie: stranger })).status).toBe(404)
    expect((await app.post(settings, { viec: 'them', ...template, fieldId: other.fields[0]!.id }, { cookie })).status).toBe(422)
    expect((await app.get(settings, { cookie: await app.signInAs(seeded.staff.handler) })).status).toBe(403)
  })

  test('is found from the menu by those who may change it and have no settings, and by the principal among the settings', async () => {
    const menu = async (role: Role) => (await (await app.get('/office', { cookie: await app.signInAs(role) })).text()).includes(`href="${settings}" class="office-nav-link"`)
    expect([await menu('coordinator'), await menu('principal'), await menu('handler')]).toEqual([true, false, false])
    expect(await (await app.get('/office/cai-dat/tra-loi', { cookie: await app.signInAs('principal') })).text()).toContain(`href="${settings}"`)
  })

  test('what no case could fill in is refused beside the text, and nothing typed is lost', async () => {
    const response = await app.post(settings, { viec: 'them', ...template, body: 'Chào {tên con} của ông/bà' }, { cookie: await app.signInAs('principal') })
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain('Không có thông tin nào tên {tên con} để điền.')
    expect(textOf(page, 'body')).toBe('Chào {tên con} của ông/bà')
  })
})

describe('on the case page', () => {
  test('only what fits the case and what may be done with it now is offered, the most particular first', async () => {
    const meal = await addCase(app.db, seeded, { kind: 'feedback', field_id: field('meals') })
    const page = await pageOf(meal)
    expect(offered(page, 'submitReply')).toEqual(['Trả lời về bữa ăn', 'Trả lời phản ánh', 'Nhà trường có lỗi', 'Đã tìm hiểu, không thấy đúng như phản ánh'])
    expect(offered(page, 'ask')).toEqual(['Hỏi về bữa ăn', 'Hỏi thời gian và nơi xảy ra'])
    expect(offered(page, 'acknowledge')).toEqual([])
    expect(offered(await pageOf(await addCase(app.db, seeded, { kind: 'praise', state: 'submitted', assignee_id: null })), 'acknowledge')).toContain('Nhận lời khen')
    expect(offered(await pageOf(meal, 'viewer'), 'submitReply')).toEqual([])
    await app.db.updateTable('reply_templates').set({ active: 0 }).where('name', '=', 'Nhà trường có lỗi').execute()
    expect(offered(await pageOf(meal), 'submitReply')).not.toContain('Nhà trường có lỗi')
  })

  test('without scripts the chosen words come into the empty text with the facts of the case, in a form that is open', async () => {
    const row = await addCase(app.db, seeded, { field_id: field('meals'), answer_due: '2026-12-08' })
    const id = await named('Báo việc đang làm')
    const page = await pageOf(row, 'handler', `?mau=${id}`)
    expect(textOf(page, 'message-text')).toContain(`hồ sơ ${row.number}`)
    expect(textOf(page, 'message-text')).toContain('chậm nhất ngày 08/12/2026')
    expect(page).toMatch(/<details class="disclosure" open=""><summary>(?:(?!<\/summary>).)*Viết cho phụ huynh/s)
  })

  test('words that are there are never replaced unasked: they stay, or the template follows or takes their place', async () => {
    const row = await addCase(app.db, seeded, { kind: 'question' })
    await app.db.insertInto('case_replies').values({ case_id: row.id, body: 'Viết dở từ hôm qua.', state: 'draft', drafted_by: seeded.staff.handler.id, updated_at: app.now() }).execute()
    const id = await named('Trả lời câu hỏi')
    const asked = await pageOf(row, 'handler', `?mau=${id}`)
    expect(textOf(asked, 'submitReply-body')).toBe('Viết dở từ hôm qua.')
    expect(asked).toContain('Ô bên dưới đã có nội dung')
    expect(asked).toContain(`mau=${id}&amp;cach=them#submitReply`)
    expect(textOf(await pageOf(row, 'handler', `?mau=${id}&cach=them`), 'submitReply-body')).toMatch(/^Viết dở từ hôm qua\.\n\nKính gửi ông\/bà/)
    expect(textOf(await pageOf(row, 'handler', `?mau=${id}&cach=thay`), 'submitReply-body')).toMatch(/^Kính gửi ông\/bà/)
    expect((await app.db.selectFrom('case_replies').select('body').executeTakeFirstOrThrow()).body).toBe('Viết dở từ hôm qua.')
  })

  test('another school’s template and one that does not fit do nothing', async () => {
    const row = await addCase(app.db, seeded, { kind: 'question' })
    const other = await app.seedSchool({ slug: 'sen-hong' })
    const { id } = await app.db.selectFrom('reply_templates').select('id').where('school_id', '=', other.school.id).where('name', '=', 'Trả lời câu hỏi').executeTakeFirstOrThrow()
    for (const one of [id, await named('Cảm ơn lời khen'), 'x']) expect(textOf(await pageOf(row, 'handler', `?mau=${one}`), 'submitReply-body')).toBe('')
  })

  test('a text with a blank left in it is kept as a draft but does not go out', async () => {
    const row = await addCase(app.db, seeded)
    const cookie = await app.signInAs('handler')
    const address = `/office/phan-anh/${row.number}`
    for (const [viec, form] of [['submitReply', answerFields('Đã sửa ngày […].')], ['ask', { text: 'Ngày […]?' }], ['message', { text: 'Xong ngày [...].' }]] as const) {
      const refused = await app.post(address, { viec, version: '1', ...form }, { cookie })
      expect(refused.status, viec).toBe(422)
      expect(await refused.text()).toContain('Còn chỗ […] của mẫu chưa viết.')
    }
    expect((await app.post(address, { viec: 'draft', version: '1', body: 'Đã sửa ngày […].' }, { cookie })).status).toBe(303)
  })
})

describe('the way of answering', () => {
  test('is the school’s to set, one of a few; what was set holds for what is sent next', async () => {
    const cookie = await app.signInAs('principal')
    const address = '/office/cai-dat/tra-loi'
    expect((await app.post(address, { undoMinutes: '45' }, { cookie })).status).toBe(422)
    expect((await app.post(address, { undoMinutes: '10', lighterApproval: 'on' }, { cookie })).headers.get('location')).toBe(`${address}?da=luu#top`)
    expect(await app.db.selectFrom('schools').select(['undo_minutes', 'lighter_approval']).executeTakeFirst()).toEqual({ undo_minutes: 10, lighter_approval: 1 })
    const row = await addCase(app.db, seeded, { kind: 'question' })
    const handler = await app.signInAs('handler')
    const page = (await pageOf(row, 'handler')).replaceAll('<!-- -->', '')
    expect(page).toContain('Tự đọc lại trước khi gửi')
    expect(page).toContain('Gửi đi sau 10 phút')
    await app.post(`/office/phan-anh/${row.number}`, { viec: 'message', version: '1', text: 'Đã nhận.' }, { cookie: handler })
    expect((await app.db.selectFrom('case_outgoing').select('send_at').executeTakeFirstOrThrow()).send_at).toBe('2026-11-23T02:10:00.000Z')
    await app.post(address, { undoMinutes: '0' }, { cookie })
    expect(await app.db.selectFrom('schools').select(['undo_minutes', 'lighter_approval']).executeTakeFirst()).toEqual({ undo_minutes: 0, lighter_approval: 0 })
  })
})
