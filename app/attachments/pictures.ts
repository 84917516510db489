import type { FileProblem } from './kinds.ts'
import { fileLimits } from './limits.ts'

/** A region to black out, in thousandths of the picture's sides. */
export interface Cover {
  x: number
  y: number
  width: number
  height: number
}

export interface Picture {
  bytes: Buffer
  width: number
  height: number
}

// One thread for each picture, one picture at a time (see the queue of the store): the other cores go on serving pages.
const options = { limitInputPixels: fileLimits.pixels, failOn: 'error', animated: false, sequentialRead: true } as const
const jpeg = { quality: 80 } as const

/** Loaded by whoever has a picture to look at: the start need not wait for it. */
const loadSharp = async () => (await import('sharp')).default

/**
 * A picture made anew from its pixels: upright, no larger than need be, and with nothing else in it. Place, time and device (EXIF, XMP, IPTC), a colour
 * profile, a preview picture, whatever was hung on behind the picture: all of it stays behind with the original bytes.
 */
export async function safePicture(bytes: Buffer, kind: 'jpeg' | 'png' | 'webp'): Promise<Picture | FileProblem> {
  const sharp = await loadSharp()
  try {
    // Reads the head alone: a picture of a billion pixels is refused before it is unpacked.
    const { format, width, height } = await sharp(bytes, { ...options, limitInputPixels: false }).metadata()
    if (format !== kind) return 'damaged'
    if (width * height > fileLimits.pixels) return 'too-many-pixels'
    const { data, info } = await sharp(bytes, options)
      .autoOrient()
      .resize({ width: fileLimits.sidePx, height: fileLimits.sidePx, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg(jpeg)
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch {
    return 'damaged'
  }
}

/** A small copy for lists. */
export async function thumbnailOf(bytes: Buffer): Promise<Buffer> {
  const sharp = await loadSharp()
  return sharp(bytes, options).resize({ width: 320, height: 320, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 70 }).toBuffer()
}

/** The picture with the regions painted black and encoded anew, so that nothing of what lay under them is left in the file. */
export async function blackedOut(bytes: Buffer, covers: readonly Cover[]): Promise<Picture> {
  const sharp = await loadSharp()
  const { width, height } = await sharp(bytes, options).metadata()
  const boxes = covers.flatMap((cover) => {
    // Outwards to the next whole pixel: a line along the edge can be enough to read a number.
    const left = Math.max(0, Math.floor((cover.x * width) / 1000))
    const top = Math.max(0, Math.floor((cover.y * height) / 1000))
    const right = Math.min(width, Math.ceil(((cover.x + cover.width) * width) / 1000))
    const bottom = Math.min(height, Math.ceil(((cover.y + cover.height) * height) / 1000))
    if (right <= left || bottom <= top) return []
    return [{ input: { create: { width: right - left, height: bottom - top, channels: 3 as const, background: '#000000' } }, left, top }]
  })
  const { data, info } = await sharp(bytes, options).composite(boxes).jpeg(jpeg).toBuffer({ resolveWithObject: true })
  return { bytes: data, width: info.width, height: info.height }
}
