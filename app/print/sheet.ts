import { readFileSync } from 'node:fs'
import { degrees, PDFDocument, rgb } from '@cantoo/pdf-lib'
import type { PDFEmbeddedPage, PDFFont, PDFPage, RGB } from '@cantoo/pdf-lib'
import * as fontkit from 'fontkit'
import { drawQrCode } from '#app/schools/qr-code.ts'
import { fontFile } from './letters.ts'
import type { Weight } from './letters.ts'

/**
 * Paper, as a printer takes it: millimetres from the top left corner, fonts embedded (Vietnamese letters look the same on every machine), QR codes
 * as vectors, which stay sharp at any size.
 */

const point = 72 / 25.4

export const ink = rgb(0.13, 0.11, 0.1)
export const soft = rgb(0.38, 0.34, 0.32)
export const flame = rgb(0.741, 0.18, 0.106)
export const blush = rgb(0.988, 0.91, 0.886)
export const paper = rgb(1, 1, 1)
const black = rgb(0, 0, 0)

interface Lettering {
  /** Height of the letters in millimetres. */
  size: number
  weight?: Weight
  colour?: RGB
  align?: 'left' | 'center' | 'right'
  /** Distance of the lines in sizes. */
  leading?: number
  /** At most so many lines: longer text is set smaller. */
  lines?: number
}

/** Where something stands, in millimetres. */
export interface Box {
  x: number
  y: number
  width: number
}

export interface Sheet {
  readonly width: number
  readonly height: number
  /** Sets a text into a box, broken between words. Returns the y below its last line. */
  text(words: string, box: Box, lettering: Lettering): number
  rectangle(box: Box & { height: number }, colour: RGB): void
  /** Dashed, to cut along. */
  cut(from: { x: number; y: number }, to: { x: number; y: number }): void
  /** A QR code with its quiet zone on white: `width` is the edge of the whole. */
  qr(text: string, box: Box): void
  /** The blossom of the flame tree. */
  blossom(box: Box, turn?: number): void
  /** Lays a page of the background file under what is drawn next. */
  background(page: number): void
}

/**
 * Makes a PDF of pages of one size, in millimetres. `draw` is called once for each page. `made` is the instant that stands in the file. `background` is another such file
 * of the same size: what stands alike on hundreds of pages is set once.
 */
export async function pdf(
  title: string, size: { width: number; height: number }, pages: readonly ((sheet: Sheet) => void)[], made: string, background?: Uint8Array,
): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  document.registerFontkit(fontkit)
  document.setTitle(title, { showInWindowTitleBar: true })
  document.setLanguage('vi-VN')
  document.setProducer('Lắng Nghe')
  document.setCreator('Lắng Nghe')
  document.setCreationDate(new Date(made))
  document.setModificationDate(new Date(made))
  const fonts = {
    regular: await document.embedFont(readFileSync(fontFile('regular')), { subset: true }),
    bold: await document.embedFont(readFileSync(fontFile('bold')), { subset: true }),
  }
  const under = background ? await PDFDocument.load(background) : null
  const backgrounds = under ? await document.embedPdf(under, under.getPageIndices()) : []
  for (const draw of pages) draw(sheetOn(document.addPage([size.width * point, size.height * point]), fonts, size, backgrounds))
  return document.save()
}

function sheetOn(page: PDFPage, fonts: Record<Weight, PDFFont>, { width, height }: { width: number; height: number }, backgrounds: readonly PDFEmbeddedPage[]): Sheet {
  const down = (y: number) => (height - y) * point

  return {
    width,
    height,
    text(words, box, { size, weight = 'regular', colour = ink, align = 'left', leading = 1.3, lines = Infinity }) {
      const font = fonts[weight]
      let letters = size
      let broken = breakLines(words, font, letters * point, box.width * point)
      while (broken.length > lines && letters > size / 3) {
        letters *= 0.94
        broken = breakLines(words, font, letters * point, box.width * point)
      }
      let y = box.y
      for (const line of broken) {
        const room = box.width * point - font.widthOfTextAtSize(line, letters * point)
        const x = box.x * point + (align === 'center' ? room / 2 : align === 'right' ? room : 0)
        page.drawText(line, { x, y: down(y + letters), size: letters * point, font, color: colour })
        y += letters * leading
      }
      return y
    },
    rectangle({ x, y, width: w, height: h }, colour) {
      page.drawRectangle({ x: x * point, y: down(y + h), width: w * point, height: h * point, color: colour })
    },
    cut(from, to) {
      page.drawLine({ start: { x: from.x * point, y: down(from.y) }, end: { x: to.x * point, y: down(to.y) }, thickness: 0.5, color: soft, dashArray: [3, 3] })
    },
    qr(text, box) {
      const { size, path } = drawQrCode(text)
      page.drawRectangle({ x: box.x * point, y: down(box.y + box.width), width: box.width * point, height: box.width * point, color: paper })
      page.drawSvgPath(path, { x: box.x * point, y: down(box.y), scale: (box.width * point) / size, color: black, borderWidth: 0 })
    },
    background(index) {
      page.drawPage(backgrounds[index] ?? fail(index))
    },
    blossom(box, turn = 0) {
      const scale = (box.width * point) / 48
      const centre = { x: (box.x + box.width / 2) * point, y: down(box.y + box.width / 2) }
      for (const [index, angle] of [0, 72, 144, 216, 288].entries()) {
        const turned = -(angle + turn)
        const radians = (turned * Math.PI) / 180
        // The petals stand round (24, 25) of the drawing.
        const dx = -24 * scale
        const dy = 25 * scale
        const x = centre.x + dx * Math.cos(radians) - dy * Math.sin(radians)
        const y = centre.y + dx * Math.sin(radians) + dy * Math.cos(radians)
        page.drawSvgPath(petal, { x, y, scale, rotate: degrees(turned), color: index === 0 ? rgb(0.976, 0.86, 0.78) : flame, borderWidth: 0 })
      }
    },
  }
}

function fail(index: number): never {
  throw new RangeError(`The background has no page ${index}`)
}

/** The petal of the product's mark (app/ui/Blossom.tsx), in a square of 48. */
const petal =
  'M24 25c-.5-3.9-1.3-5.4-3.6-7.3-2.9-2.3-4-5.3-3.3-8.6.4-2 1.8-2.5 2.7-3.9.9-1.3 2.7-.5 4.2-1.7 1.5 1.2 3.3.4 4.2 1.7.9 1.4 2.3 1.9 2.7 3.9.7 3.3-.4 6.3-3.3 8.6-2.3 1.9-3.1 3.4-3.6 7.3Z'

/** Breaks between words, and inside one only where it is longer than a whole line, as an address may be: before one of its parts, so that the code at its end is read whole. */
function breakLines(words: string, font: PDFFont, size: number, width: number): string[] {
  const fits = (line: string) => font.widthOfTextAtSize(line, size) <= width
  return words.split('\n').flatMap((paragraph) => {
    const lines: string[] = []
    let line = ''
    for (const word of paragraph.split(' ')) {
      const longer = line === '' ? word : `${line} ${word}`
      if (fits(longer)) {
        line = longer
        continue
      }
      if (line !== '') lines.push(line)
      line = word
      while (!fits(line)) {
        let cut = line.length - 1
        while (cut > 1 && !fits(line.slice(0, cut))) cut -= 1
        const part = Math.max(...['/', '.'].map((mark) => line.lastIndexOf(mark, cut)))
        if (part > 'https://'.length) cut = part
        lines.push(line.slice(0, cut))
        line = line.slice(cut)
      }
    }
    return [...lines, line]
  })
}
