import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sweepFiles } from '#app/attachments/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { withdrawPublication } from '#app/privacy/index.ts'
import type { CaseRow } from '#db/schema.ts'
import { createTestApp, inputValue } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import { attachPhoto } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let row: CaseRow
let fileId: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool({ publish_pictures: 1 })
  row = await sendCase(app, seeded)
  fileId = await attachPhoto(app, seeded.school, row.id, { width: 400, height: 300 })
  await app.db.updateTable('cases').set({ state: 'answered', answered_on: '2026-11-23', assignee_id: seeded.staff.handler.id }).where('id', '=', row.id).execute()
})
afterEach(() => app.close())

const editor = () => `/office/phan-anh/${row.number}/tep/${fileId}/che`
const version = async () => String((await app.db.selectFrom('cases').select('version').where('id', '=', row.id).executeTakeFirstOrThrow()).version)
const middle = { 'vung-1-x': '25', 'vung-1-y': '25', 'vung-1-width': '50', 'vung-1-height': '50' }
const shown = { publish: 'on', description: 'Bồn rửa tay đã thông' }

async function cover(fields: Record<string, string>, who: Parameters<TestApp['signInAs']>[0] = 'handler') {
  return app.post(editor(), { version: await version(), ...fields }, { cookie: await app.signInAs(who) })
}

async function act(fields: Record<string, string>, who: Parameters<TestApp['signInAs']>[0]) {
  return app.post(`/office/phan-anh/${row.number}`, { version: await version(), ...fields }, { cookie: await app.signInAs(who) })
}

const propose = () => act({ viec: 'proposePublication', summary: 'Bồn rửa tay bị nghẹt.', answer: 'Đã thông bồn rửa tay.' }, 'handler')
const publish = (fields: Record<string, string> = { confirmed: 'on', picturesChecked: 'on' }) => act({ viec: 'publish', ...fields }, seeded.staff.coordinator)
const covers = () => app.db.selectFrom('attachment_covers').select(['x', 'y', 'width', 'height']).execute()
const published = () => app.db.selectFrom('publication_pictures').selectAll().execute()

/** How bright the middle of a picture is, 0 to 255. */
async function middleOf(response: Response): Promise<number> {
  const { data, info } = await sharp(Buffer.from(await response.arrayBuffer())).greyscale().raw().toBuffer({ resolveWithObject: true })
  return data[(Math.floor(info.height / 2) * info.width + Math.floor(info.width / 2)) * info.channels]!
}

describe('blacking out', () => {
  test('works with numbers alone; the copy is painted over, the picture itself stays as it is', async () => {
    const cookie = await app.signInAs('handler')
    const page = await (await app.get(editor(), { cookie })).text()
    expect(inputValue(page, 'vung-1-x')).toBe('')
    expect((await cover(middle)).status).toBe(303)
    expect(await covers()).toEqual([{ x: 250, y: 250, width: 500, height: 500 }])
    const again = await (await app.get(editor(), { cookie })).text()
    expect([inputValue(again, 'vung-1-x'), inputValue(again, 'vung-1-width'), inputValue(again, 'vung-2-x')]).toEqual(['25', '50', ''])

    const address = `/office/phan-anh/${row.number}/tep/${fileId}`
    expect(await middleOf(await app.get(`${address}?che`, { cookie }))).toBeLessThan(10)
    expect(await middleOf(await app.get(`${address}?che&nho`, { cookie }))).toBeLessThan(10)
    expect(await middleOf(await app.get(address, { cookie }))).toBeGreaterThan(30)
    const opened = await app.db.selectFrom('audit').select('detail').where('action', '=', 'case:open-file').execute()
    expect(opened.map(({ detail }) => detail)).toEqual(['anh-1.jpg, bản đã che', 'anh-1.jpg'])

    expect((await cover({ ...middle, 'vung-1-bo': 'on' })).status).toBe(303)
    expect(await covers()).toEqual([])
  })

  test('what is wrong is said beside its field and everything typed stays', async () => {
    const answer = await cover({ ...middle, 'vung-2-x': '5', 'vung-2-y': 'ở trên', 'vung-2-width': '5', 'vung-2-height': '5', publish: 'on', description: '' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('href="#vung-2-y"')
    expect(html).toContain('href="#description"')
    expect(inputValue(html, 'vung-2-y')).toBe('ở trên')
    expect(await covers()).toEqual([])
  })

  test('whoever was slower is told, and loses no region', async () => {
    const before = await version()
    await cover(middle)
    const answer = await app.post(editor(), { version: before, 'vung-1-x': '1', 'vung-1-y': '1', 'vung-1-width': '1', 'vung-1-height': '1' }, { cookie: await app.signInAs('handler') })
    expect(answer.status).toBe(409)
    expect(inputValue(await answer.text(), 'vung-1-x')).toBe('1')
    expect(await covers()).toEqual([{ x: 250, y: 250, width: 500, height: 500 }])
  })

  test('only by who handles the case; a PDF, a denunciation and another case have no such page', async () => {
    expect((await app.get(editor(), { cookie: await app.signInAs('viewer') })).status).toBe(403)
    await app.db.updateTable('cases').set({ assignee_id: null }).where('id', '=', row.id).execute()
    expect((await app.get(editor(), { cookie: await app.signInAs('handler') })).status).toBe(404)
    expect((await cover(middle)).status).toBe(403)
    const cookie = await app.signInAs('principal')
    expect((await app.get(editor(), { cookie })).status).toBe(200)
    await app.db.updateTable('attachments').set({ type: 'pdf' }).execute()
    expect((await app.get(editor(), { cookie })).status).toBe(404)
    await app.db.updateTable('attachments').set({ type: 'image' }).execute()
    await app.db.updateTable('cases').set({ kind: 'denunciation' }).where('id', '=', row.id).execute()
    expect((await app.get(editor(), { cookie })).status).toBe(404)
  })
})

describe('a picture before the public', () => {
  test('only painted over, looked at by a second person, with words for who cannot see it; and gone when it is taken down', async () => {
    await cover({ ...middle, ...shown })
    expect((await propose()).status).toBe(303)
    const unchecked = await publish({ confirmed: 'on' })
    expect(unchecked.status).toBe(422)
    expect(await unchecked.text()).toContain('Cần xác nhận đã xem từng ảnh')
    expect(await published()).toEqual([])
    const page = await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs(seeded.staff.coordinator) })).text()
    expect(page).toContain('Ảnh sẽ công khai')
    expect((await publish()).status).toBe(303)

    const [picture, ...more] = await published()
    expect(more).toEqual([])
    expect(picture!.id).not.toBe(fileId)
    const html = await (await app.get(`/tra-loi/${row.number}`)).text()
    expect(html).toContain('alt="Bồn rửa tay đã thông"')
    const address = `/tra-loi/${row.number}/anh/${picture!.id}`
    expect(html).toContain(`src="${address}"`)
    expect(html).not.toContain(fileId)
    const response = await app.get(address)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('public, no-cache')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect((await app.get(address, { headers: { 'if-none-match': response.headers.get('etag')! } })).status).toBe(304)
    expect(await middleOf(response)).toBeLessThan(10)

    // The original, under its own id, is nobody's.
    expect((await app.get(`/tra-loi/${row.number}/anh/${fileId}`)).status).toBe(404)
    expect((await app.get(`/tra-loi/PAKN.20261123.9999/anh/${picture!.id}`)).status).toBe(404)
    const other = await app.seedSchool()
    expect((await app.get(`/${other.school.slug}${address}`)).status).toBe(404)

    const desk = { db: app.db, school: seeded.school, calendar: await loadCalendar(app.db, seeded.school), publicOrigin: app.origin }
    expect(await withdrawPublication(desk, row.id, app.now())).toEqual({ ok: true })
    expect((await app.get(address)).status).toBe(404)
    expect(await published()).toEqual([])
    await sweepFiles(app.db, app.files, '2026-11-25', new Date(Date.now() + 3 * 86_400_000).toISOString())
    const left = readdirSync(path.join(app.config.dataDir, 'published'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    expect(left).toEqual([])
  })

  test('is shown to nobody once the answer is withdrawn, and the next sweep takes the copy from the disk', async () => {
    await cover({ ...middle, ...shown })
    await propose()
    await publish()
    const [picture] = await published()
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString()
    await sweepFiles(app.db, app.files, '2026-11-25', later)
    expect((await app.get(`/tra-loi/${row.number}/anh/${picture!.id}`)).status).toBe(200)
    await app.db.updateTable('publications').set({ withdrawn_on: '2026-11-24', withdrawal_reason: 'Thử' }).execute()
    expect((await app.get(`/tra-loi/${row.number}/anh/${picture!.id}`)).status).toBe(404)
    await sweepFiles(app.db, app.files, '2026-11-25', later)
    expect(await published()).toEqual([])
    expect(await app.files.list('published')).toEqual([])
  })

  test('the copy holds nothing of what lies under the black', async () => {
    await cover({ 'vung-1-x': '0', 'vung-1-y': '0', 'vung-1-width': '100', 'vung-1-height': '100', ...shown })
    await propose()
    await publish()
    const [picture] = await published()
    const bytes = readFileSync(path.join(app.config.dataDir, 'published', picture!.id.slice(0, 2), picture!.id))
    const { channels } = await sharp(bytes).stats()
    expect(channels.every(({ max }) => max < 10)).toBe(true)
  })

  test.each([
    ['the school shows no pictures', async () => app.db.updateTable('schools').set({ publish_pictures: 0 }).execute(), 'Nhà trường chưa bật việc công khai ảnh'],
    ['the sender did not agree', async () => app.db.updateTable('cases').set({ consent_publish: 0 }).execute(), 'Phụ huynh chưa đồng ý công khai ảnh'],
    ['the words the sender agreed to spoke of no pictures', async () => app.db.updateTable('case_consents').set({ text_version: 'cong-khai-2026-11b/vi' }).execute(), 'Phụ huynh chưa đồng ý công khai ảnh'],
  ])('is not proposed where %s, and not published either', async (_name, hinder, words) => {
    await cover({ ...middle, ...shown })
    await propose()
    await hinder()
    const html = await (await app.get(editor(), { cookie: await app.signInAs('handler') })).text()
    expect(html).toContain(words)
    expect((await cover({ ...middle, ...shown })).status).toBe(422)
    await publish()
    expect(await published()).toEqual([])
  })

  test('while it waits for the second person nobody but its author changes what it shows', async () => {
    await cover({ ...middle, ...shown })
    await propose()
    const answer = await cover({ ...shown }, seeded.staff.coordinator)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain('Vui lòng trả lại bản đó trước khi sửa ảnh')
    expect(await covers()).toHaveLength(1)
    expect((await cover({ ...middle, ...shown })).status).toBe(303)
  })

  test('a case without proposed pictures is published as before', async () => {
    await propose()
    expect((await publish({ confirmed: 'on' })).status).toBe(303)
    expect(await published()).toEqual([])
  })
})
