import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFStream } from '@cantoo/pdf-lib'
import type { PDFPage } from '@cantoo/pdf-lib'
import readQr from 'jsqr'

/** What a printed page says: its words, and what a telephone reads from its codes. */
export interface ReadPage {
  /** In millimetres. */
  width: number
  height: number
  /** In the order in which it was set, a space between lines. */
  text: string
  /** How many letters could not be told from the page's own tables. */
  unreadable: number
  /** What each QR code says when it is printed `size` centimetres wide (quiet zone included) and read at 300 dots per inch. */
  codes: (size: number) => (string | undefined)[]
}

type Matrix = [number, number, number, number, number, number]
const point = 72 / 25.4

/** Reads a PDF as far as our own sheets go: embedded fonts with their tables, filled paths of straight lines. */
export async function readPdf(bytes: Uint8Array): Promise<ReadPage[]> {
  const document = await PDFDocument.load(bytes)
  return document.getPages().map((page) => {
    const operations = [...operationsOf(contentOf(page))]
    const { text, unreadable } = textOf(page, operations)
    const drawings = pathsOf(operations).filter((path) => path.length > 100)
    return { width: page.getWidth() / point, height: page.getHeight() / point, text, unreadable, codes: (size) => drawings.map((path) => readAt(path, size)) }
  })
}

function contentOf(page: PDFPage): string {
  const contents = page.node.Contents()
  const streams = contents instanceof PDFArray ? contents.asArray().map((_, index) => contents.lookup(index, PDFStream)) : contents ? [contents] : []
  return streams.map((stream) => Buffer.from(stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()).toString('latin1')).join('\n')
}

interface Operation {
  name: string
  operands: string[]
}

function* operationsOf(content: string): Generator<Operation> {
  let operands: string[] = []
  for (const [token] of content.matchAll(/<[0-9A-F\s]*>|\[[^\]]*\]|\/[^\s/<>[\]()]+|[^\s/<>[\]()]+/gi)) {
    if (/^[A-Z'"*]+$/i.test(token)) {
      yield { name: token, operands }
      operands = []
    } else operands.push(token)
  }
}

function textOf(page: PDFPage, operations: Operation[]): { text: string; unreadable: number } {
  const fonts = page.node.Resources()?.lookup(PDFName.of('Font'), PDFDict)
  const tables = new Map<string, Map<string, string>>()
  for (const name of fonts?.keys() ?? []) {
    const stream = fonts!.lookup(name, PDFDict).lookup(PDFName.of('ToUnicode'), PDFStream)
    const map = Buffer.from(stream instanceof PDFRawStream ? decodePDFRawStream(stream).decode() : stream.getContents()).toString('latin1')
    const pairs = [...map.matchAll(/<([0-9A-F]{4})>\s*<([0-9A-F]+)>\s*(?:\n|$)/gi)].map(([, glyph, unicode]) => [glyph!.toUpperCase(), fromHex(unicode!)] as const)
    tables.set(name.asString(), new Map(pairs))
  }
  let font = ''
  let unreadable = 0
  const lines: string[] = []
  for (const { name, operands } of operations) {
    if (name === 'Tf') font = operands[0]!
    if (name !== 'Tj') continue
    const glyphs = operands[0]!.replace(/[<>\s]/g, '').toUpperCase().match(/.{4}/g) ?? []
    lines.push(
      glyphs
        .map((glyph) => {
          const letter = tables.get(font)?.get(glyph)
          if (letter === undefined) unreadable += 1
          return letter ?? '\uFFFD'
        })
        .join(''),
    )
  }
  return { text: lines.join(' '), unreadable }
}

const fromHex = (hex: string) => String.fromCodePoint(...(hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16)))

type Rectangle = { left: number; right: number; bottom: number; top: number }

/** Each filled path as the boxes of its closed parts, in points on the page. */
function pathsOf(operations: Operation[]): Rectangle[][] {
  let matrix: Matrix = [1, 0, 0, 1, 0, 0]
  const kept: Matrix[] = []
  const paths: Rectangle[][] = []
  let parts: Rectangle[] = []
  let points: [number, number][] = []
  const finish = () => {
    if (points.length > 0) {
      const xs = points.map(([x]) => x)
      const ys = points.map(([, y]) => y)
      parts.push({ left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) })
    }
    points = []
  }
  for (const { name, operands } of operations) {
    const n = operands.map(Number)
    switch (name) {
      case 'q':
        kept.push(matrix)
        break
      case 'Q':
        matrix = kept.pop() ?? matrix
        break
      case 'cm':
        matrix = times(n as Matrix, matrix)
        break
      case 'm':
        finish()
        points.push(at(matrix, n[0]!, n[1]!))
        break
      case 'l':
        points.push(at(matrix, n[0]!, n[1]!))
        break
      case 'h':
        finish()
        break
      case 'f':
      case 'f*':
      case 'B':
      case 'S':
        finish()
        paths.push(parts)
        parts = []
        break
    }
  }
  return paths
}

function times(a: Matrix, b: Matrix): Matrix {
  return [a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3], a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3], a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]]
}

function at([a, b, c, d, e, f]: Matrix, x: number, y: number): [number, number] {
  return [a * x + c * y + e, b * x + d * y + f]
}

/** Paints the dark boxes as a scanner sees them at 300 dots per inch, and lets a QR reader look. */
function readAt(boxes: Rectangle[], centimetres: number): string | undefined {
  const left = Math.min(...boxes.map((box) => box.left))
  const right = Math.max(...boxes.map((box) => box.right))
  const top = Math.max(...boxes.map((box) => box.top))
  const dots = Math.round((centimetres / 2.54) * 300)
  // The code without its quiet zone fills 21 + … of all modules; four on each side are white.
  const modules = Math.round((right - left) / Math.min(...boxes.map((box) => box.top - box.bottom)))
  const module = dots / (modules + 8)
  const scale = (module * modules) / (right - left)
  const pixels = new Uint8ClampedArray(dots * dots * 4).fill(255)
  for (const box of boxes) {
    for (let x = Math.round(4 * module + (box.left - left) * scale); x < Math.round(4 * module + (box.right - left) * scale); x += 1) {
      for (let y = Math.round(4 * module + (top - box.top) * scale); y < Math.round(4 * module + (top - box.bottom) * scale); y += 1) pixels.fill(0, (y * dots + x) * 4, (y * dots + x) * 4 + 3)
    }
  }
  return readQr(pixels, dots, dots)?.data
}
