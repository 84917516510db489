import { deflateSync } from 'node:zlib'
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { kindOf } from '#app/attachments/kinds.ts'
import { fileLimits } from '#app/attachments/limits.ts'
import { cleanPdf } from '#app/attachments/pdf-process.ts'
import { withoutAppData } from '#app/attachments/pdf.ts'
import { blackedOut, safePicture } from '#app/attachments/pictures.ts'
import type { Picture } from '#app/attachments/pictures.ts'
import { photo } from '#tests/support/pictures.ts'

const bytes = (...parts: (string | number[])[]) => Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))

describe('a file is what its first bytes say', () => {
  test.each([
    ['jpeg', bytes([0xff, 0xd8, 0xff, 0xe1])],
    ['png', bytes([0x89], 'PNG\r\n', [0x1a, 0x0a])],
    ['webp', bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8 ')],
    ['pdf', bytes('%PDF-1.7')],
    ['heic', bytes([0, 0, 0, 24], 'ftypheic')],
    ['heic', bytes([0, 0, 0, 24], 'ftypmif1')],
    ['video', bytes([0, 0, 0, 24], 'ftypisom')],
    ['video', bytes([0, 0, 0, 24], 'ftypqt  ')],
    ['gif', bytes('GIF89a')],
    ['svg', bytes('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['svg', bytes('<?xml version="1.0"?><svg/>')],
    ['svg', bytes([0xef, 0xbb, 0xbf], '  <!DOCTYPE svg>')],
    ['office', bytes('PK', [3, 4], 'xxxxword/document.xml')],
    ['office', bytes([0xd0, 0xcf, 0x11, 0xe0])],
    ['zip', bytes('PK', [3, 4], 'anh.jpg')],
    ['unknown', bytes('MZ')],
    ['unknown', bytes('')],
  ])('%s', (kind, head) => expect(kindOf(head)).toBe(kind))
})

describe('a picture is made anew', () => {
  test('place, device, time, comments and colour profile are gone, and it stands upright', async () => {
    const sent = await photo({ width: 300, height: 200, secrets: true })
    expect(sent.includes('SAMSUNG-BIMAT')).toBe(true)
    expect((await sharp(sent).metadata()).exif).toBeDefined()

    const safe = (await safePicture(sent, 'jpeg')) as Picture
    const { exif, icc, xmp, iptc, orientation, format } = await sharp(safe.bytes).metadata()
    expect({ exif, icc, xmp, iptc, orientation, format }).toEqual({ exif: undefined, icc: undefined, xmp: undefined, iptc: undefined, orientation: undefined, format: 'jpeg' })
    expect(safe.bytes.includes('SAMSUNG-BIMAT')).toBe(false)
    expect(safe.bytes.includes('Exif')).toBe(false)
    // It was taken with the phone held upright (orientation 6).
    expect([safe.width, safe.height]).toEqual([200, 300])
  })

  test('what was hung on behind it is gone', async () => {
    const polyglot = Buffer.concat([await photo({ width: 40, height: 40 }), Buffer.from('PK\u0003\u0004BIMAT-TRONG-ZIP')])
    const safe = (await safePicture(polyglot, 'jpeg')) as Picture
    expect(safe.bytes.includes('BIMAT-TRONG-ZIP')).toBe(false)
    expect(safe.bytes.includes('PK\u0003\u0004')).toBe(false)
  })

  test('no side is longer than the limit, and none is made longer', async () => {
    const large = (await safePicture(await photo({ width: 3000, height: 1500 }), 'jpeg')) as Picture
    expect([large.width, large.height]).toEqual([fileLimits.sidePx, fileLimits.sidePx / 2])
    const small = (await safePicture(await photo({ width: 30, height: 20 }), 'jpeg')) as Picture
    expect([small.width, small.height]).toEqual([30, 20])
  })

  test('the same picture gives the same bytes, so that a repeated form is known again', async () => {
    const sent = await photo({ width: 500, height: 400 })
    const [first, second] = [(await safePicture(sent, 'jpeg')) as Picture, (await safePicture(sent, 'jpeg')) as Picture]
    expect(first.bytes.equals(second.bytes)).toBe(true)
  })

  test.each(['png', 'webp'] as const)('a transparent %s becomes a JPEG on white', async (format) => {
    const sent = await sharp({ create: { width: 20, height: 20, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } }).toFormat(format).toBuffer()
    const safe = (await safePicture(sent, format)) as Picture
    expect((await sharp(safe.bytes).stats()).channels.every(({ min }) => min > 250)).toBe(true)
  })

  test('a picture of a billion pixels in a few bytes is refused by its head', async () => {
    expect(await safePicture(pngBomb(30_000, 30_000), 'png')).toBe('too-many-pixels')
  })

  test('a torn or false picture is refused', async () => {
    const whole = await photo({ width: 600, height: 400 })
    expect(await safePicture(whole.subarray(0, whole.length / 2), 'jpeg')).toBe('damaged')
    expect(await safePicture(bytes([0xff, 0xd8, 0xff, 0xe0], 'not a picture'), 'jpeg')).toBe('damaged')
    expect(await safePicture(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'), 'png')).toBe('damaged')
  })
})

describe('black-out', () => {
  test('the region is black in the pixels themselves, and the rest is not', async () => {
    const white = await sharp({ create: { width: 400, height: 200, channels: 3, background: '#ffffff' } }).jpeg().toBuffer()
    const covered = await blackedOut(white, [{ x: 250, y: 250, width: 500, height: 500 }])
    const { data, info } = await sharp(covered.bytes).raw().toBuffer({ resolveWithObject: true })
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]!
    expect(at(200, 100)).toBeLessThan(8)
    expect(at(104, 54)).toBeLessThan(8)
    expect(at(296, 146)).toBeLessThan(8)
    expect(at(20, 20)).toBeGreaterThan(247)
    expect(at(380, 100)).toBeGreaterThan(247)
  })

  test('a region of no whole pixel still covers one, and one beyond the edge is cut', async () => {
    const white = await sharp({ create: { width: 100, height: 100, channels: 3, background: '#ffffff' } }).jpeg().toBuffer()
    const covered = await blackedOut(white, [{ x: 995, y: 0, width: 900, height: 1000 }])
    const { data, info } = await sharp(covered.bytes).raw().toBuffer({ resolveWithObject: true })
    expect(data[(50 * info.width + 99) * info.channels]!).toBeLessThan(60)
  })
})

describe('a PDF is written anew from its pages', () => {
  test('author, dates, scripts, opening actions, files inside and XMP are gone; the pages stay', async () => {
    const sent = await richPdf()
    for (const secret of secrets) expect(await everything(sent), secret).toContain(secret)

    const result = await cleanPdf(sent)
    if ('problem' in result) throw new Error(result.problem)
    const after = await everything(result.bytes)
    for (const secret of secrets) expect(after, secret).not.toContain(secret)
    for (const key of ['/JavaScript', '/JS', '/OpenAction', '/AA', '/EmbeddedFile', '/Metadata', '/Info', '/Launch']) expect(after, key).not.toContain(key)
    const pages = (await PDFDocument.load(result.bytes)).getPages()
    expect(pages.map((page) => page.getSize())).toEqual([{ width: 300, height: 400 }, { width: 300, height: 400 }])
    expect(after).toContain('BODY-OF-THE-PAGE')
  })

  test('the same file gives the same bytes', async () => {
    const sent = await richPdf()
    const [first, second] = [await cleanPdf(sent), await cleanPdf(sent)]
    expect('bytes' in first && 'bytes' in second && Buffer.from(first.bytes).equals(Buffer.from(second.bytes))).toBe(true)
  })

  test('a photo inside loses the place where it was taken', async () => {
    const sent = await photo({ width: 64, height: 48, secrets: true })
    const pdf = await PDFDocument.create()
    pdf.addPage([100, 100]).drawImage(await pdf.embedJpg(sent))
    const saved = await pdf.save()
    expect(Buffer.from(saved).includes('SAMSUNG-BIMAT')).toBe(true)
    const result = await cleanPdf(saved)
    expect('bytes' in result && Buffer.from(result.bytes).includes('SAMSUNG-BIMAT')).toBe(false)
    expect((await sharp(withoutAppData(sent)).metadata()).width).toBe(64)
  })

  test('what was filled in stays to be read', async () => {
    const pdf = await PDFDocument.create()
    const page = pdf.addPage([300, 300])
    const field = pdf.getForm().createTextField('noi-dung')
    field.setText('FILLED-IN')
    field.addToPage(page)
    const result = await cleanPdf(await pdf.save())
    expect('bytes' in result && (await everything(result.bytes))).toMatch(/FILLED-IN|46494C4C45442D494E/)
  })

  test('too many pages, a locked one and a broken one are refused, each with its own word', async () => {
    const long = await PDFDocument.create()
    for (let page = 0; page <= fileLimits.pdfPages; page += 1) long.addPage()
    expect(await cleanPdf(await long.save())).toEqual({ problem: 'pdf-pages' })
    const locked = await PDFDocument.create()
    locked.addPage()
    locked.encrypt({ userPassword: 'mat khau', ownerPassword: 'mat khau' })
    expect(await cleanPdf(await locked.save())).toEqual({ problem: 'pdf-locked' })
    expect(await cleanPdf(Buffer.from('%PDF-1.7 and nothing more'))).toEqual({ problem: 'pdf-damaged' })
  })
})

const secrets = ['NGUYEN-VAN-BI-MAT', 'app.alert-BIMAT', 'TEP-DINH-KEM-BIMAT', 'XMP-BIMAT', 'GHI-CHU-BIMAT']

async function richPdf(): Promise<Uint8Array> {
  const pdf = await PDFDocument.create()
  const first = pdf.addPage([300, 400])
  pdf.addPage([300, 400])
  first.drawText('BODY-OF-THE-PAGE', { x: 20, y: 200, size: 12 })
  pdf.setAuthor('NGUYEN-VAN-BI-MAT')
  pdf.addJavaScript('mo', "app.alert-BIMAT('x')")
  await pdf.attach(Buffer.from('TEP-DINH-KEM-BIMAT'), 'bimat.txt', { mimeType: 'text/plain' })
  const { context, catalog } = pdf
  const action = context.obj({ S: 'JavaScript', JS: PDFString.of('app.alert-BIMAT()') })
  catalog.set(PDFName.of('OpenAction'), context.register(action))
  first.node.set(PDFName.of('AA'), context.obj({ O: action }))
  const xmp = context.register(context.stream('<x:xmpmeta>XMP-BIMAT</x:xmpmeta>', { Type: 'Metadata', Subtype: 'XML' }))
  catalog.set(PDFName.of('Metadata'), xmp)
  first.node.set(PDFName.of('Metadata'), xmp)
  first.node.set(PDFName.of('Annots'), context.obj([context.register(context.obj({ Type: 'Annot', Subtype: 'Text', Rect: [0, 0, 9, 9], Contents: PDFString.of('GHI-CHU-BIMAT'), A: action }))]))
  return pdf.save({ useObjectStreams: false })
}

/** All that a reader could find in a PDF: its bytes, and what they unpack to. */
async function everything(bytes: Uint8Array): Promise<string> {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false })
  const { decodePDFRawStream, PDFRawStream, PDFHexString } = await import('@cantoo/pdf-lib')
  const parts = [Buffer.from(bytes).toString('latin1')]
  for (const [, object] of pdf.context.enumerateIndirectObjects()) {
    parts.push(object.toString())
    if (object instanceof PDFRawStream) {
      try {
        parts.push(Buffer.from(decodePDFRawStream(object).decode()).toString('latin1'))
      } catch {
        // A picture.
      }
    }
  }
  const text = parts.join('\n')
  const hex = [...text.matchAll(/<([0-9A-F]{8,})>/gi)].map(([, digits]) => PDFHexString.of(digits!).decodeText() + Buffer.from(digits!, 'hex').toString('latin1'))
  return `${text}\n${hex.join('\n')}`
}

/** A PNG that says it is so large, and holds next to nothing. */
function pngBomb(width: number, height: number): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([bytes([0x89], 'PNG\r\n', [0x1a, 0x0a]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(1000))), chunk('IEND', Buffer.alloc(0))])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, sum])
}

function crc32(data: Buffer): number {
  let crc = 0xffffffff
  for (const byte of data) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}
