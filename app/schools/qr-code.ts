import { create } from 'qrcode'

/** A QR code as one drawing: black modules on a white square whose edge, the quiet zone included, is `size`. */
export interface QrDrawing {
  size: number
  /** The `d` of an SVG path, one unit per module. */
  path: string
}

/** Four modules of white all round, as ISO/IEC 18004 asks for: without them a reader does not find the code on a coloured wall. */
const quietZone = 4

/**
 * The QR code of a text with error correction H: a third of the code may be torn, wet or scribbled over.
 * Drawn as a path of its own, because the styles that a ready-made SVG carries are refused by the content security policy.
 */
export function drawQrCode(text: string): QrDrawing {
  const { modules } = create(text, { errorCorrectionLevel: 'H' })
  const runs: string[] = []
  for (let y = 0; y < modules.size; y += 1) {
    for (let x = 0; x < modules.size; ) {
      const start = x
      while (x < modules.size && modules.get(y, x)) x += 1
      if (x > start) runs.push(`M${start + quietZone} ${y + quietZone}h${x - start}v1h${start - x}z`)
      else x += 1
    }
  }
  return { size: modules.size + 2 * quietZone, path: runs.join('') }
}

/** The address in a place's QR code. */
export function placeAddress(publicOrigin: string, code: string): string {
  return `${publicOrigin}/s/${code}`
}

/** The same address as people type it, in two parts: browsers add `https://` themselves, but not `http://`. */
export function typedAddress(publicOrigin: string, code: string): { host: string; path: string } {
  return { host: publicOrigin.replace(/^https:\/\//, ''), path: `/s/${code}` }
}
