import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { PDFDocument } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { chunkBytes, fileLimits, sweepFiles } from '#app/attachments/index.ts'
import { loadCalendar } from '#app/calendar/index.ts'
import { removeOldAttachments } from '#app/cases/index.ts'
import { maxMultipartBytes } from '#app/http/guard.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { limits } from '#app/http/limiter.ts'
import { carryOutRequest, submitRequest } from '#app/privacy/index.ts'
import type { CaseRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import { photo } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const words = 'Bồn rửa tay cạnh nhà xe bị nghẹt từ đầu tuần.'

function filledIn(overrides: Record<string, string> = {}): [string, string][] {
  return Object.entries({ lan_gui: newIdempotencyKey(), kind: 'feedback', field: seeded.fields[0]!.code, body: words, sender: 'anonymous', intent: 'review', ...overrides })
}

const aFile = (bytes: Uint8Array, name = 'IMG_2041-be-Na.jpg') => new File([new Uint8Array(bytes)], name, { type: 'image/jpeg' })
const aPhoto = async (seed = 1) => photo({ width: 320, height: 200, secrets: true, seed })

async function aPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  pdf.setAuthor('CANARY-TAC-GIA')
  return pdf.save()
}

const tokensOn = (html: string) => [...html.matchAll(/<input[^>]*name="tep"[^>]*>/g)].map(([tag]) => /value="([^"]+)"/.exec(tag)![1]!)
const distinct = (tokens: string[]) => [...new Set(tokens)]
const attachments = () => app.db.selectFrom('attachments').selectAll().orderBy('position').execute()
const uploads = () => app.db.selectFrom('attachment_uploads').selectAll().execute()
const cases = () => app.db.selectFrom('cases').selectAll().execute()

/** Every file below the data folder's shelves. */
function filesOn(shelf: 'uploads' | 'attachments' | 'published'): string[] {
  try {
    return readdirSync(path.join(app.config.dataDir, shelf), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
  } catch {
    return []
  }
}

/** Sends a report with files as a page with scripts does: the files first, then the form with their tokens. */
async function sendWith(files: Uint8Array[], overrides: Record<string, string> = {}, address = '/phan-anh') {
  const tokens = []
  for (const bytes of files) tokens.push(await uploadWhole(bytes))
  const response = await app.post(address, [...filledIn({ intent: 'send', ...overrides }), ...tokens.map((token): [string, string] => ['tep', token])])
  return { response, tokens, cookie: cookiesFrom(response) }
}

async function announce(bytes: number): Promise<Response> {
  return app.post('/tep', { bytes })
}

function piece(token: string, offset: number, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Response> {
  return app.request(`/tep?offset=${offset}`, {
    method: 'POST',
    body: new Uint8Array(bytes),
    headers: { origin: app.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'content-length': String(bytes.length), 'upload-token': token, ...headers },
  })
}

async function uploadWhole(bytes: Uint8Array): Promise<string> {
  const { token } = (await (await announce(bytes.length)).json()) as { token: string }
  for (let at = 0; at < bytes.length; at += chunkBytes) expect((await piece(token, at, bytes.subarray(at, at + chunkBytes))).status).toBe(200)
  return token
}

describe('a form with files, without scripts', () => {
  test('is looked over, then sent; the files lie outside the web root with nothing in them but the picture', async () => {
    const html = await (await app.get('/phan-anh')).text()
    expect(html).toMatch(/<form[^>]*enc[tT]ype="multipart\/form-data"/)
    expect(html).toMatch(/<input[^>]*type="file"[^>]*accept="image\/jpeg,image\/png,image\/webp,application\/pdf"/)

    const key = newIdempotencyKey()
    const review = await app.postFiles('/phan-anh', [...filledIn({ lan_gui: key }), ['tepMoi', aFile(await aPhoto())], ['tepMoi', aFile(await aPdf(), 'don-xin.pdf')]])
    expect(review.status).toBe(200)
    const page = await review.text()
    expect(page).toContain('Ảnh 1, Tệp PDF 1')
    expect(page).not.toContain('be-Na')
    const tokens = distinct(tokensOn(page))
    expect(tokens).toHaveLength(2)
    expect(await attachments()).toEqual([])

    const sent = await app.post('/phan-anh', [...filledIn({ lan_gui: key, intent: 'send' }), ...tokens.map((token): [string, string] => ['tep', token])])
    expect(sent.status).toBe(303)
    const rows = await attachments()
    expect(rows.map(({ type, origin, added_on, width, height }) => ({ type, origin, added_on, width, height }))).toEqual([
      { type: 'image', origin: 'parent', added_on: '2026-11-23', width: 200, height: 320 },
      { type: 'pdf', origin: 'parent', added_on: '2026-11-23', width: null, height: null },
    ])
    expect(await uploads()).toEqual([])
    const stored = filesOn('attachments')
    expect(stored).toHaveLength(2)
    expect(filesOn('uploads')).toEqual([])
    for (const file of stored) {
      const bytes = readFileSync(file)
      for (const canary of ['SAMSUNG-BIMAT', 'Exif', 'CANARY-TAC-GIA', 'be-Na']) expect(bytes.includes(canary)).toBe(false)
      expect(statSync(file).mode & 0o077).toBe(0)
      // Not even the minute.
      expect(statSync(file).mtime.toISOString()).toBe('2026-11-22T17:00:00.000Z')
    }
  })

  test('keeps files that have come when the rest is wrong, says what is wrong with one, and loses nothing that was typed', async () => {
    const answer = await app.postFiles('/phan-anh', [...filledIn({ sender: '' }), ['tepMoi', aFile(await aPhoto())], ['tepMoi', aFile(Buffer.from('\0\0\0\u0018ftypheic...'), 'IMG.HEIC')]])
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(words)
    expect(html).toContain('Ảnh HEIC của iPhone chưa nhận được')
    expect(html).toContain('href="#tepMoi"')
    const [token, ...more] = distinct(tokensOn(html))
    expect(more).toEqual([])

    const again = await app.postFiles('/phan-anh', [...filledIn(), ['tep', token!], ['tepMoi', new File([], '')]])
    expect(again.status).toBe(200)
    expect(await again.text()).toContain('Ảnh 1')
  })

  test.each([
    ['svg', '<svg xmlns="http://www.w3.org/2000/svg"/>', 'Tệp SVG không nhận được'],
    ['gif', 'GIF89a', 'Ảnh GIF không nhận được'],
    ['zip', 'PK\u0003\u0004', 'Tệp nén không nhận được'],
    ['film', '\0\0\0\u0018ftypisom', 'Chưa nhận được phim'],
    ['something else', 'MZ', 'Chỉ nhận ảnh JPEG, PNG, WebP và tệp PDF'],
    ['an empty file', '', 'Tệp trống'],
    ['half a picture', '\u00ff\u00d8\u00ff\u00e0nothing', 'Không đọc được ảnh này'],
    ['half a PDF', '%PDF-1.7', 'Không đọc được tệp PDF'],
  ])('refuses %s in words, whatever it is called', async (_name, content, message) => {
    const answer = await app.postFiles('/phan-anh', [...filledIn(), ['tepMoi', aFile(Buffer.from(content, 'latin1'), 'anh.jpg')]])
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(message)
    expect(await uploads()).toEqual([])
    expect([...filesOn('uploads'), ...filesOn('attachments')]).toEqual([])
  })

  test('a file too large and a sixth one are told beside the field; five are kept', async () => {
    const photos = await Promise.all([1, 2, 3, 4, 5, 6].map((seed) => aPhoto(seed)))
    const six = await app.postFiles('/phan-anh', [...filledIn(), ...photos.map((bytes): [string, File] => ['tepMoi', aFile(bytes)])])
    expect(six.status).toBe(422)
    const html = await six.text()
    expect(html).toContain('Mỗi lần gửi tối đa 5 tệp')
    expect(distinct(tokensOn(html))).toHaveLength(5)

    const large = await app.postFiles('/phan-anh', [...filledIn(), ['tepMoi', aFile(Buffer.concat([await aPhoto(), Buffer.alloc(fileLimits.bytes)]))]])
    expect(large.status).toBe(422)
    const page = await large.text()
    expect(page).toContain('Tệp lớn hơn 15 MB')
    expect(page).toContain(words)
  })

  test('a file that was held too long, or was sent with another report, is asked for again and everything else is kept', async () => {
    const { tokens } = await sendWith([await aPhoto()])
    for (const token of [tokens[0]!, newIdempotencyKey()]) {
      const answer = await app.post('/phan-anh', [...filledIn({ intent: 'send', body: 'Một chuyện khác hẳn.' }), ['tep', token]])
      expect(answer.status).toBe(422)
      const html = await answer.text()
      expect(html).toContain('Tệp đã tải lên không còn nữa')
      expect(html).toContain('Một chuyện khác hẳn.')
    }
    expect(await cases()).toHaveLength(1)
  })

  test('when the disk takes nothing it says so, keeps the words and the page, and nothing is half there', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    writeFileSync(path.join(app.config.dataDir, 'uploads'), 'no folder')
    const answer = await app.postFiles('/phan-anh', [...filledIn(), ['tepMoi', aFile(await aPhoto())]])
    expect(answer.status).toBe(503)
    const html = await answer.text()
    expect(html).toContain('Máy chủ chưa lưu được tệp')
    expect(html).toContain(words)
    expect(await uploads()).toEqual([])

    const { token } = (await (await announce(100)).json()) as { token: string }
    expect((await piece(token, 0, Buffer.alloc(100))).status).toBe(503)
    rmSync(path.join(app.config.dataDir, 'uploads'))
    writeFileSync(path.join(app.config.dataDir, 'attachments'), 'no folder')
    expect((await piece(token, 0, Buffer.from('%PDF'.padEnd(100)))).status).not.toBe(200)
    log.mockRestore()
  })

  test('a denunciation of the principal keeps no file either', async () => {
    const answer = await app.postFiles('/phan-anh', [...filledIn({ kind: 'denunciation', aboutPrincipal: 'yes' }), ['tepMoi', aFile(await aPhoto())]])
    expect(answer.status).toBe(200)
    expect(await uploads()).toEqual([])
    expect([...filesOn('uploads'), ...filesOn('attachments')]).toEqual([])
  })

  test('a line that breaks in the middle of a file leaves nothing behind', async () => {
    const head = '--x\r\nContent-Disposition: form-data; name="tepMoi"; filename="a.jpg"\r\n\r\n'
    const pieces = [new TextEncoder().encode(head), new Uint8Array(await aPhoto())]
    const torn = new ReadableStream({
      pull(controller) {
        const next = pieces.shift()
        if (next) controller.enqueue(next)
        else controller.error(new Error('the line broke'))
      },
    })
    const headers = { origin: app.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'multipart/form-data; boundary=x', 'content-length': '90000' }
    const answer = await app.request('/phan-anh', { method: 'POST', body: torn, duplex: 'half', headers })
    expect(answer.status).toBe(400)
    expect(await uploads()).toEqual([])
    expect([...filesOn('uploads'), ...filesOn('attachments')]).toEqual([])
  })

  test('a body that is no form, and a field longer than any of ours, are refused', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x', 'content-length': '9' }
    expect((await app.request('/phan-anh', { method: 'POST', body: 'not a for', headers: { origin: app.origin, 'sec-fetch-site': 'same-origin', ...headers } })).status).toBe(400)
    expect((await app.postFiles('/phan-anh', filledIn({ body: 'a'.repeat(140_000) }))).status).toBe(413)
  })
})

describe('sent exactly once', () => {
  test('the same page with the same files gets the same receipt; with another file it is told of the first', async () => {
    const key = newIdempotencyKey()
    const first = await sendWith([await aPhoto(1)], { lan_gui: key })
    expect(first.response.status).toBe(303)
    const again = await app.post('/phan-anh', [...filledIn({ lan_gui: key, intent: 'send' }), ['tep', first.tokens[0]!]])
    expect(again.status).toBe(303)
    // A browser without scripts sends the bytes again, which come under a new token.
    const anew = await sendWith([await aPhoto(1)], { lan_gui: key })
    expect(anew.response.status).toBe(303)
    const other = await sendWith([await aPhoto(2)], { lan_gui: key })
    expect(other.response.status).toBe(409)
    expect(distinct(tokensOn(await other.response.text()))).toEqual(other.tokens)
    expect(await cases()).toHaveLength(1)
    expect(await attachments()).toHaveLength(1)
  })

  test('a message with a photo is added once, under the message it came with', async () => {
    const { cookie } = await sendWith([])
    const key = newIdempotencyKey()
    const token = await uploadWhole(await aPhoto())
    const fields: [string, string][] = [['lan_gui', key], ['intent', 'add'], ['body', 'Hôm nay vẫn nghẹt.'], ['tep', token]]
    expect((await app.post('/ho-so', fields, { cookie })).status).toBe(303)
    expect((await app.post('/ho-so', fields, { cookie })).status).toBe(303)
    const message = await app.db.selectFrom('case_messages').select('id').executeTakeFirstOrThrow()
    expect((await attachments()).map(({ message_id }) => message_id)).toEqual([message.id])
    expect(await (await app.get('/ho-so', { cookie })).text()).toContain('Ảnh 1')
  })

  test('a message without scripts keeps its photo when the words are missing', async () => {
    const { cookie } = await sendWith([])
    const answer = await app.postFiles('/ho-so', [['lan_gui', newIdempotencyKey()], ['intent', 'add'], ['body', ''], ['tepMoi', aFile(await aPhoto())]], { cookie })
    expect(answer.status).toBe(422)
    const [token] = distinct(tokensOn(await answer.text()))
    expect((await app.post('/ho-so', [['lan_gui', newIdempotencyKey()], ['intent', 'add'], ['body', 'Hôm nay vẫn nghẹt.'], ['tep', token!]], { cookie })).status).toBe(303)
    expect(await attachments()).toHaveLength(1)
  })

  test('a case takes only so many files in all', async () => {
    const { cookie } = await sendWith([])
    const [row] = await cases()
    const facts = { school_id: seeded.school.id, case_id: row!.id, message_id: null, origin: 'parent', type: 'image', bytes: 1, width: 1, height: 1, checksum: '', added_on: '2026-11-23', removed_on: null, public_description: null } as const
    for (let index = 0; index < fileLimits.perCase; index += 1) await app.db.insertInto('attachments').values({ ...facts, id: String(index).padStart(32, '0'), position: index }).execute()
    const answer = await app.post('/ho-so', [['lan_gui', newIdempotencyKey()], ['intent', 'add'], ['body', 'Thêm một ảnh.'], ['tep', await uploadWhole(await aPhoto())]], { cookie })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain('Hồ sơ này đã có 20 tệp')
    expect(html).toContain('Thêm một ảnh.')
    expect(await app.db.selectFrom('case_messages').selectAll().execute()).toEqual([])
  })
})

describe('a file in pieces', () => {
  test('goes on where a cut line left it', async () => {
    const bytes = await photo({ width: 1900, height: 1500 })
    const noisy = Buffer.concat([bytes, Buffer.alloc(2 * chunkBytes)])
    const { token } = (await (await announce(noisy.length)).json()) as { token: string }
    expect(await (await piece(token, 0, noisy.subarray(0, chunkBytes))).json()).toEqual({ offset: chunkBytes, done: false })

    const torn = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array(noisy.subarray(chunkBytes, chunkBytes + 1000)))
        controller.error(new Error('the line broke'))
      },
    })
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    await app
      .request(`/tep?offset=${chunkBytes}`, {
        method: 'POST',
        body: torn,
        duplex: 'half',
        headers: { origin: app.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'content-length': String(chunkBytes), 'upload-token': token },
      })
      .catch(() => undefined)
    log.mockRestore()

    // What the browser does not know it is told.
    const asked = await piece(token, 0, noisy.subarray(0, chunkBytes))
    expect(asked.status).toBe(409)
    expect(await asked.json()).toEqual({ offset: chunkBytes, done: false })
    for (let at = chunkBytes; at < noisy.length; at += chunkBytes) {
      const sent = await piece(token, at, noisy.subarray(at, at + chunkBytes))
      expect(sent.status).toBe(200)
    }
    // The answer to the last piece was lost: it comes again and is done already.
    expect(await (await piece(token, noisy.length - 1, Buffer.alloc(1))).json()).toEqual({ offset: noisy.length, done: true })
    const [stored] = filesOn('attachments')
    expect((await sharp(stored).metadata()).width).toBe(1900)
  })

  test.each([
    ['before it was made safe', () => vi.spyOn(app.files, 'keep').mockRejectedValueOnce(Object.assign(new Error('killed'), { code: 'EIO' }))],
    ['after it was made safe, before that was noted', () => {
      const keep = app.files.keep.bind(app.files)
      vi.spyOn(app.files, 'keep').mockImplementationOnce(async (...given) => {
        await keep(...given)
        throw Object.assign(new Error('killed'), { code: 'EIO' })
      })
    }],
  ])('that had come whole when the process was killed, %s, is taken when its last piece comes again', async (_when, kill) => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const bytes = await aPhoto()
    const { token } = (await (await announce(bytes.length)).json()) as { token: string }
    kill()
    expect((await piece(token, 0, bytes)).status).toBe(503)
    expect(await (await piece(token, 0, bytes)).json()).toEqual({ offset: bytes.length, done: true })
    vi.restoreAllMocks()
    expect((await app.post('/phan-anh', [...filledIn({ intent: 'send' }), ['tep', token]])).status).toBe(303)
    expect(await attachments()).toHaveLength(1)
    expect(filesOn('uploads')).toEqual([])
  })

  test('the same piece twice at the same time is written once', async () => {
    const bytes = await aPhoto()
    const { token } = (await (await announce(bytes.length)).json()) as { token: string }
    const answers = await Promise.all([piece(token, 0, bytes), piece(token, 0, bytes)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(await answers[1].json()).toMatchObject({ done: true })
    expect(filesOn('attachments')).toHaveLength(1)
  })

  test('more than was announced, more than is taken, and nonsense are refused', async () => {
    expect(await (await announce(fileLimits.bytes + 1)).json()).toEqual({ problem: 'too-big' })
    expect((await announce(0)).status).toBe(422)
    expect((await announce(Number.NaN)).status).toBe(422)
    const { token } = (await (await announce(10)).json()) as { token: string }
    expect(await (await piece(token, 0, Buffer.alloc(11))).json()).toEqual({ problem: 'too-big' })
    expect(await (await piece(token, 0, Buffer.alloc(1))).json()).toEqual({ problem: 'gone' })
    expect(await (await piece('../../pepper', 0, Buffer.alloc(1))).json()).toEqual({ problem: 'gone' })
    for (const offset of ['-1', '1.5', 'x', '']) expect((await app.request(`/tep?offset=${offset}`, { method: 'POST', body: 'a', headers: { origin: app.origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/octet-stream', 'content-length': '1', 'upload-token': token } })).status, offset).toBeGreaterThanOrEqual(400)
    expect(filesOn('uploads')).toEqual([])
  })

  test('belongs to the school it was sent to', async () => {
    const other = await app.seedSchool()
    const token = await uploadWhole(await aPhoto())
    expect((await piece(token, 0, Buffer.alloc(1))).status).toBe(200)
    const answer = await app.post(`/${other.school.slug}/phan-anh`, [...filledIn({ intent: 'send', field: other.fields[0]!.code }), ['tep', token]])
    expect(answer.status).toBe(422)
    expect(await attachments()).toEqual([])
  })

  test('from other sites, from too many at once, and anywhere else it is not taken', async () => {
    const token = await uploadWhole(await aPhoto())
    expect((await piece(token, 0, Buffer.alloc(1), { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    expect((await piece(token, 0, Buffer.alloc(1), { 'content-length': String(chunkBytes + 1) })).status).toBe(413)
    const octets = { 'content-type': 'application/octet-stream', 'content-length': '1' }
    for (const address of ['/phan-anh', '/ho-so', '/office/dang-nhap', '/tep/x', '/tra-cuu']) expect((await app.post(address, {}, { headers: octets })).status, address).toBe(415)
    for (const address of ['/tep', '/office/dang-nhap', '/khao-sat/nhanh', '/tra-cuu', '/office/phan-anh', '/phan-anh.data']) expect((await app.postFiles(address, [['a', 'b']])).status, address).toBe(415)
    expect((await app.postFiles('/phan-anh', filledIn(), { headers: { 'content-length': String(maxMultipartBytes + 1) } })).status).toBe(413)
    for (let used = 0; used < limits.uploads.limit; used += 1) await announce(1)
    const refused = await announce(1)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toEqual({ problem: 'too-often' })
  })
})

describe('who sees a file', () => {
  async function aCaseWithFile(facts: Partial<CaseRow> = {}): Promise<{ row: CaseRow; id: string; cookie: string }> {
    const { cookie } = await sendWith([await aPhoto(), await aPdf()])
    const [found] = await cases()
    if (Object.keys(facts).length > 0) await app.db.updateTable('cases').set(facts).where('id', '=', found!.id).execute()
    const [row] = await cases()
    const [file] = await attachments()
    return { row: row!, id: file!.id, cookie }
  }

  test('staff who may open the case, with a line in the audit log; kept nowhere and running nothing', async () => {
    const { row, id } = await aCaseWithFile()
    const cookie = await app.signInAs('viewer')
    const page = await (await app.get(`/office/phan-anh/${row.number}`, { cookie })).text()
    expect(page).toContain(`/office/phan-anh/${row.number}/tep/${id}?nho`)
    const response = await app.get(`/office/phan-anh/${row.number}/tep/${id}`, { cookie })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    expect(response.headers.get('content-disposition')).toBe(`inline; filename="${row.number}-anh-1.jpg"`)
    expect((await sharp(Buffer.from(await response.arrayBuffer())).metadata()).height).toBe(320)
    const small = await app.get(`/office/phan-anh/${row.number}/tep/${id}?nho`, { cookie })
    expect((await sharp(Buffer.from(await small.arrayBuffer())).metadata()).format).toBe('jpeg')
    const opened = await app.db.selectFrom('audit').selectAll().where('action', '=', 'case:open-file').execute()
    expect(opened.map(({ target, detail }) => ({ target, detail }))).toEqual([{ target: row.number, detail: 'anh-1.jpg' }])

    const pdf = (await attachments())[1]!
    const download = await app.get(`/office/phan-anh/${row.number}/tep/${pdf.id}`, { cookie })
    expect(download.headers.get('content-disposition')).toBe(`attachment; filename="${row.number}-tep-1.pdf"`)
    expect(download.headers.get('content-type')).toBe('application/pdf')
    expect((await app.get(`/office/phan-anh/${row.number}/tep/${pdf.id}?nho`, { cookie })).status).toBe(404)
  })

  test.each([
    ['a denunciation', { kind: 'denunciation' }, ['principal']],
    ['a complaint given to nobody', { kind: 'complaint' }, ['principal', 'coordinator']],
  ] as const)('%s: only those who may open it', async (_name, facts, allowed) => {
    const { row, id } = await aCaseWithFile(facts)
    for (const role of ['principal', 'coordinator', 'handler', 'viewer'] as const) {
      const response = await app.get(`/office/phan-anh/${row.number}/tep/${id}`, { cookie: await app.signInAs(role) })
      expect(response.status, role).toBe((allowed as readonly string[]).includes(role) ? 200 : 404)
    }
  })

  test('nobody it is about', async () => {
    const { row, id } = await aCaseWithFile({ barred: `x ${seeded.staff.coordinator.id}` })
    expect((await app.get(`/office/phan-anh/${row.number}/tep/${id}`, { cookie: await app.signInAs(seeded.secondCoordinator) })).status).toBe(200)
    expect((await app.get(`/office/phan-anh/${row.number}/tep/${id}`, { cookie: await app.signInAs(seeded.staff.coordinator) })).status).toBe(404)
  })

  test('no other school, no other case, no address out of the folder, nobody without a sign-in', async () => {
    const { row, id } = await aCaseWithFile()
    const other = await app.seedSchool()
    const another = await addCase(app.db, seeded)
    expect((await app.get(`/office/phan-anh/${row.number}/tep/${id}`, { cookie: await app.signInAs('principal', other.school) })).status).toBe(404)
    const cookie = await app.signInAs('principal')
    for (const address of [`${another.number}/tep/${id}`, `${row.number}/tep/${'0'.repeat(32)}`, `${row.number}/tep/..%2f..%2fpepper`, `${row.number}/tep/....`]) {
      expect((await app.get(`/office/phan-anh/${address}`, { cookie })).status, address).toBe(404)
    }
    const stranger = await app.get(`/office/phan-anh/${row.number}/tep/${id}`)
    expect(stranger.status).toBe(303)
    for (const address of [`/attachments/${id.slice(0, 2)}/${id}`, `/data/attachments/${id.slice(0, 2)}/${id}`, `/tep/${id}`]) expect((await app.get(address)).status, address).toBe(404)
  })

  test('the parent who holds the key, and no other parent', async () => {
    const { id, cookie } = await aCaseWithFile()
    const page = await (await app.get('/ho-so', { cookie })).text()
    expect(page).toContain(`/ho-so/tep/${id}`)
    const response = await app.get(`/ho-so/tep/${id}`, { cookie })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect((await app.get(`/ho-so/tep/${id}`)).status).toBe(404)
    const { cookie: stranger } = await sendWith([], { body: 'Một gia đình khác viết.' })
    expect((await app.get(`/ho-so/tep/${id}`, { cookie: stranger })).status).toBe(404)
  })
})

describe('what is no longer needed', () => {
  test('uploads that nobody sent go after a day, with files that belong to nothing', async () => {
    await uploadWhole(await aPhoto(1))
    const { tokens } = await sendWith([await aPhoto(2)])
    expect(tokens).toHaveLength(1)
    const half = (await (await announce(100)).json()) as { token: string }
    await piece(half.token, 0, Buffer.alloc(10))
    writeFileSync(`${filesOn('attachments')[0]!}.part`, 'cut off')
    expect(await sweepFiles(app.db, app.files, '2026-11-24', app.now())).toBe(0)
    const later = new Date(Date.now() + 3 * 86_400_000).toISOString()
    await sweepFiles(app.db, app.files, '2026-11-25', later)
    expect(await uploads()).toEqual([])
    expect(filesOn('uploads')).toEqual([])
    const [kept] = await attachments()
    expect(filesOn('attachments').map((file) => path.basename(file))).toEqual([kept!.id])
  })

  test('files of a case go twelve months after its end, and the page says that they are gone', async () => {
    const { cookie } = await sendWith([await aPhoto()])
    const [row] = await cases()
    expect(await removeOldAttachments(app.db, app.files, '2028-01-01', app.now())).toBe(0)
    await app.db.updateTable('cases').set({ state: 'closed', closed_on: '2026-11-30' }).where('id', '=', row!.id).execute()
    expect(await removeOldAttachments(app.db, app.files, '2027-11-29', app.now())).toBe(0)
    expect(await removeOldAttachments(app.db, app.files, '2027-11-30', '2027-11-30T02:00:00.000Z')).toBe(1)
    expect(filesOn('attachments')).toEqual([])
    const [file] = await attachments()
    expect(file!.removed_on).toBe('2027-11-30')
    expect((await app.get(`/ho-so/tep/${file!.id}`, { cookie })).status).toBe(404)
    expect(await (await app.get('/ho-so', { cookie })).text()).toContain('đã xóa ngày 30/11/2027')
    const audit = await app.db.selectFrom('audit').select('target').where('action', '=', 'case:remove-files').execute()
    expect(audit.map(({ target }) => target)).toEqual([row!.number])
    expect(file!.checksum).toBe('')
  })

  test('the file of a complaint is kept whole', async () => {
    await sendWith([await aPhoto()], { kind: 'complaint' })
    await app.db.updateTable('cases').set({ state: 'closed', closed_on: '2026-11-30' }).execute()
    expect(await removeOldAttachments(app.db, app.files, '2030-01-01', app.now())).toBe(0)
    expect(filesOn('attachments')).toHaveLength(1)
  })

  test('files go with the rest when the sender asks for the case to be erased', async () => {
    const { cookie } = await sendWith([await aPhoto()])
    const [row] = await cases()
    const desk = { db: app.db, school: seeded.school, calendar: await loadCalendar(app.db, seeded.school), publicOrigin: app.origin }
    const id = newIdempotencyKey()
    expect(await submitRequest(desk, row!.id, { id, kind: 'delete', body: 'Xin xóa giúp.' }, app.now())).toEqual({ ok: true })
    const { version } = await app.db.selectFrom('data_requests').select('version').where('id', '=', id).executeTakeFirstOrThrow()
    expect(await carryOutRequest(desk, { staff: seeded.staff.principal, id, version, now: app.now() }, { answer: 'Đã xóa.' })).toEqual({ ok: true })
    expect(await (await app.get('/ho-so', { cookie })).text()).not.toContain('?nho')
    await removeOldAttachments(app.db, app.files, '2026-11-23', app.now())
    expect(filesOn('attachments')).toEqual([])
  })
})
