import { createRequire } from 'node:module'
import type { Font } from 'fontkit'

/**
 * Text as outlines, for pictures that must look the same wherever they are shown: a badge on another site, a picture in a chat. No font has to be
 * there, and none is loaded from anywhere.
 */

export type Weight = 'regular' | 'bold'

const files: Record<Weight, string> = { regular: '400Regular/BeVietnamPro_400Regular', bold: '700Bold/BeVietnamPro_700Bold' }

/** Where the font file of a weight lies. */
export function fontFile(weight: Weight): string {
  return require.resolve(`@expo-google-fonts/be-vietnam-pro/${files[weight]}.ttf`)
}

/** What is read once stays; the library itself too is only loaded by whoever draws letters. */
const require = createRequire(import.meta.url)
const fonts = new Map<Weight, Font>()

/** Read once: a font never changes while the program runs. */
function fontOf(weight: Weight): Font {
  const known = fonts.get(weight)
  if (known) return known
  const fontkit = require('fontkit') as typeof import('fontkit')
  const font = fontkit.openSync(fontFile(weight)) as Font
  fonts.set(weight, font)
  return font
}

/** How wide a line of text is. */
export function widthOf(text: string, size: number, weight: Weight = 'regular'): number {
  const font = fontOf(weight)
  return (font.layout(text).advanceWidth * size) / font.unitsPerEm
}

/** A line of text as an SVG group: its left end at `x`, its base line at `y`. */
export function outlined(text: string, { x, y, size, weight = 'regular', colour }: { x: number; y: number; size: number; weight?: Weight; colour: string }): string {
  const font = fontOf(weight)
  const { glyphs, positions } = font.layout(text)
  const scale = size / font.unitsPerEm
  let at = 0
  const paths = glyphs.map((glyph, index) => {
    const position = positions[index]!
    const path = glyph.path.toSVG()
    const shape = path === '' ? '' : `<path transform="translate(${round(at + position.xOffset)} ${round(position.yOffset)})" d="${path}"/>`
    at += position.xAdvance
    return shape
  })
  return `<g fill="${colour}" transform="translate(${round(x)} ${round(y)}) scale(${scale.toFixed(5)} ${(-scale).toFixed(5)})">${paths.join('')}</g>`
}

/** Breaks a text between words into lines of at most `width`. */
export function linesOf(text: string, width: number, size: number, weight: Weight = 'regular'): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && widthOf(longer, size, weight) > width) {
      lines.push(line)
      line = word
    } else line = longer
  }
  return [...lines, line]
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
