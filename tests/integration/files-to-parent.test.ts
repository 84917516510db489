import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fileLimits, sweepFiles, verifyFiles } from '#app/attachments/index.ts'
import { deliverOutgoing, removeOldAttachments } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import type { CaseRow, Role } from '#db/schema.ts'
import { cookiesFrom, createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { answerFields, confirmedFields } from '#tests/support/cases.ts'
import { photo } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let id: string
/** Of the browser that holds the case's key. */
let parent: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool({ undo_minutes: 30 })
  const form = { lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: 'Bồn rửa tay cạnh nhà xe bị nghẹt từ đầu tuần.', sender: 'anonymous', intent: 'send' }
  parent = cookiesFrom(await app.post('/phan-anh', form))
  const row = await app.db.updateTable('cases').set({ state: 'in_progress', assignee_id: seeded.staff.handler.id }).returning('id').executeTakeFirstOrThrow()
  id = row.id
})
afterEach(() => app.close())

const fresh = (): Promise<CaseRow> => app.db.selectFrom('cases').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const stored = () => app.db.selectFrom('attachments').selectAll().orderBy('position').execute()
const aPhoto = async (seed = 1, name = 'be-Na.jpg') => new File([new Uint8Array(await photo({ width: 320, height: 200, secrets: true, seed }))], name)
async function addFiles(files: File[], who: Role = 'handler', version?: number) {
  const row = await fresh()
  return app.postFiles(`/office/phan-anh/${row.number}/tep`, [['version', String(version ?? row.version)], ...files.map((file): [string, File] => ['tepMoi', file])], { cookie: await app.signInAs(who) })
}
async function does(who: Role, viec: string, form: Record<string, string> = {}) {
  const row = await fresh()
  return (await app.post(`/office/phan-anh/${row.number}`, { viec, version: String(row.version), ...form }, { cookie: await app.signInAs(who) })).status
}
const officePage = async () => (await app.get(`/office/phan-anh/${(await fresh()).number}`, { cookie: await app.signInAs('handler') })).text()
/** Whether the parent sees it: on the page, and at its address. */
async function parentSees(file: { id: string }): Promise<[boolean, number]> {
  const page = await app.get('/ho-so', { cookie: parent })
  // The visit goes on as long as the page is looked at.
  parent = cookiesFrom(page) || parent
  const html = await page.text()
  return [html.includes(`/ho-so/tep/${file.id}`), (await app.get(`/ho-so/tep/${file.id}`, { cookie: parent })).status]
}
const deliver = () => deliverOutgoing(app.db, { publicOrigin: app.origin }, app.now())
const later = (minutes: number) => app.setNow(new Date(Date.parse(app.now()) + minutes * 60_000).toISOString())

describe('files that the school sends to the parent', () => {
  test('are made anew, wait unseen, and are there once the message has really gone out', async () => {
    const response = await addFiles([await aPhoto()])
    expect(response.headers.get('location')).toContain('da=hs-addFiles')
    const [file] = await stored()
    expect(file).toMatchObject({ origin: 'staff', message_id: null, type: 'image' })
    const kept = Buffer.from(await (await app.get(`/office/phan-anh/${(await fresh()).number}/tep/${file!.id}`, { cookie: await app.signInAs('handler') })).arrayBuffer())
    expect(kept.includes('SAMSUNG-BIMAT')).toBe(false)
    expect(await parentSees(file!)).toEqual([false, 404])

    expect(await does('handler', 'message', { text: 'Đây là bồn rửa tay sau khi sửa.' })).toBe(303)
    const held = await officePage()
    expect(held.includes('Gửi kèm:')).toBe(true)
    expect(await parentSees(file!)).toEqual([false, 404])
    later(15)
    expect(await deliver()).toBe(0)
    expect(await parentSees(file!)).toEqual([false, 404])
    later(15)
    expect(await deliver()).toBe(1)
    expect(await parentSees(file!)).toEqual([true, 200])
    expect((await stored())[0]!.message_id).not.toBeNull()
    // Somebody without the key still sees nothing.
    expect((await app.get(`/ho-so/tep/${file!.id}`)).status).toBe(404)
  })

  test('stay with the case when the message is taken back, and go with the next', async () => {
    await addFiles([await aPhoto()])
    await does('handler', 'ask', { text: 'Có phải chỗ này không?' })
    expect(await does('handler', 'undoSend')).toBe(303)
    const [file] = await stored()
    expect([file!.message_id, await parentSees(file!)]).toEqual([null, [false, 404]])
    await does('handler', 'ask', { text: 'Có phải bồn này không?' })
    expect(await does('handler', 'sendNow')).toBe(303)
    expect(await parentSees(file!)).toEqual([true, 200])
  })

  test('belong to the answer that waits for approval: whoever approves sees them, nobody changes them, and a message sent meanwhile goes alone', async () => {
    await addFiles([await aPhoto()])
    const [file] = await stored()
    expect(await does('handler', 'submitReply', answerFields('Nhà trường đã sửa.'))).toBe(303)
    expect((await addFiles([await aPhoto(2)])).status).toBe(404)
    expect(await does('handler', 'removeFile', { fileId: file!.id })).toBe(403)
    expect(await does('handler', 'message', { text: 'Xin chờ thêm một chút.' })).toBe(303)
    await does('handler', 'sendNow')
    expect(await parentSees(file!)).toEqual([false, 404])
    const approval = await (await app.get(`/office/phan-anh/${(await fresh()).number}`, { cookie: await app.signInAs('principal') })).text()
    expect(approval.includes('Gửi kèm:') && approval.includes(`/tep/${file!.id}`)).toBe(true)
    expect(await does('principal', 'approveReply', confirmedFields)).toBe(303)
    await does('principal', 'sendNow')
    expect(await parentSees(file!)).toEqual([true, 200])
  })

  test('are taken back before they are sent, with their bytes, and not after', async () => {
    await addFiles([await aPhoto(1), await aPhoto(2)])
    const [first, second] = await stored()
    expect(await does('handler', 'removeFile', { fileId: first!.id })).toBe(303)
    expect((await stored()).map((file) => file.id)).toEqual([second!.id])
    await does('handler', 'message', { text: 'Gửi ông/bà xem.' })
    await does('handler', 'sendNow')
    expect(await does('handler', 'removeFile', { fileId: second!.id })).toBe(422)
    expect(await parentSees(second!)).toEqual([true, 200])
    app.setNow('2026-11-27T02:00:00.000Z')
    await sweepFiles(app.db, app.files, '2026-11-27', new Date(Date.now() + 3 * 86_400_000).toISOString())
    expect(await app.files.openStream('attachments', first!.id)).toBeNull()
    expect((await verifyFiles(app.db, (file) => readFile(path.join(app.config.dataDir, file.shelf, file.id.slice(0, 2), file.id)))).problems).toEqual([])
  })

  test('are refused beside the control where they are too large, of another kind or none at all; what was good waits in the form', async () => {
    const large = new File([new Uint8Array(await photo({ width: 40, height: 30 })), new Uint8Array(fileLimits.bytes)], 'lon.jpg')
    const answer = await addFiles([large, await aPhoto()])
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html.includes('Tệp lớn hơn 15 MB')).toBe(true)
    expect(/<input[^>]*name="tepMoi"[^>]*aria-invalid="true"/.test(html)).toBe(true)
    expect([...html.matchAll(/<input[^>]*name="tep"[^>]*>/g)]).toHaveLength(1)
    const word = await addFiles([new File(['PK\u0003\u0004 word/document.xml'], 'a.docx')])
    expect(word.status).toBe(422)
    const nothing = await addFiles([])
    expect((await nothing.text()).includes('Chọn ít nhất một ảnh hoặc tệp PDF.')).toBe(true)
    expect(await stored()).toEqual([])
  })

  test('that come a second time, because the answer was lost, are there once; those that meet a changed case are kept in the form', async () => {
    const { number, version } = await fresh()
    const cookie = await app.signInAs('handler')
    const first = await app.postFiles(`/office/phan-anh/${number}/tep`, [['version', '0'], ['tepMoi', await aPhoto()]], { cookie })
    expect(first.status).toBe(409)
    const token = /name="tep"[^>]*value="([^"]+)"/.exec(await first.text())![1]!
    for (let time = 0; time < 2; time += 1) {
      const again = await app.post(`/office/phan-anh/${number}/tep`, { version: String(version), tep: token }, { cookie })
      expect(again.headers.get('location')).toContain('da=hs-addFiles')
    }
    expect(await stored()).toHaveLength(1)
  })

  test('of a case that is kept from somebody are taken from nobody else, and leave nothing behind', async () => {
    await app.db.updateTable('cases').set({ barred: ` ${seeded.staff.handler.id} ` }).execute()
    expect((await addFiles([await aPhoto()])).status).toBe(404)
    expect((await addFiles([await aPhoto()], 'viewer')).status).toBe(403)
    expect(await app.db.selectFrom('attachment_uploads').select('id').execute()).toEqual([])
  })

  test('are told of in the mail, but do not go with it', async () => {
    await app.db.updateTable('cases').set({ sender_mode: 'named' }).execute()
    await app.db.insertInto('case_contacts').values({ case_id: id, name: 'Phạm Hữu Lợi', phone: null, email: 'loi@example.com' }).execute()
    await app.db.insertInto('case_consents').values({ id: 'dong-y', case_id: id, purpose: 'contact', text_version: '1', given_on: '2026-11-23', withdrawn_on: null }).execute()
    await addFiles([await aPhoto()])
    await does('handler', 'message', { text: 'Đã sửa xong.' })
    await does('handler', 'sendNow')
    const { body } = await app.db.selectFrom('outbox').select('body').where('recipient', '=', 'loi@example.com').executeTakeFirstOrThrow()
    expect(body).toContain('Nhà trường gửi kèm 1 ảnh hoặc tệp. Mở hồ sơ để xem.')
  })

  test('go with the case a year after its end', async () => {
    await addFiles([await aPhoto()])
    await app.db.updateTable('cases').set({ state: 'closed', closed_on: '2026-11-24' }).execute()
    expect(await removeOldAttachments(app.db, app.files, '2027-11-24', '2027-11-24T02:00:00.000Z')).toBe(1)
    expect(await app.files.openStream('attachments', (await stored())[0]!.id)).toBeNull()
  })
})
