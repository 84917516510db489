/** What a file is by its first bytes. Its name and what the browser says about it are not asked. */
export type FileKind = 'jpeg' | 'png' | 'webp' | 'pdf' | RefusedKind

/** Kinds that people try to send, each with words of its own; `unknown` is everything else. */
export type RefusedKind = 'heic' | 'gif' | 'svg' | 'video' | 'office' | 'zip' | 'unknown'

/** Why a file is not taken. */
export type FileProblem =
  | RefusedKind
  | 'empty'
  | 'too-big'
  | 'too-many'
  | 'case-full'
  /** It says what it is, but cannot be read. */
  | 'damaged'
  | 'too-many-pixels'
  | 'pdf-locked'
  | 'pdf-damaged'
  | 'pdf-pages'
  /** Too many files have come from the same network. */
  | 'too-often'
  /** It was held for a day and is gone, or it belongs to another report. */
  | 'gone'

/** How many bytes `kindOf` needs to see. */
export const headBytes = 512

/** The kind of a file, from its first `headBytes` bytes. */
export function kindOf(head: Uint8Array): FileKind {
  const starts = (...bytes: number[]) => bytes.every((byte, index) => head[index] === byte)
  const text = (from: number, to: number) => String.fromCharCode(...head.subarray(from, to))
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  if (text(0, 5) === '%PDF-') return 'pdf'
  if (text(0, 4) === 'GIF8') return 'gif'
  if (text(4, 8) === 'ftyp') return /^(hei[cxms]|hev[cx]|mif1|msf1|avi[fs])/.test(text(8, 12)) ? 'heic' : 'video'
  if (starts(0x1a, 0x45, 0xdf, 0xa3)) return 'video'
  if (starts(0x50, 0x4b, 0x03, 0x04)) return /word\/|xl\/|ppt\/|\[Content_Types\]/.test(text(0, head.length)) ? 'office' : 'zip'
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) return 'office'
  if (/^(\ufeff|ï»¿)?\s*<(\?xml|!doctype svg|svg|!--)/i.test(text(0, head.length))) return 'svg'
  return 'unknown'
}

/** True where a file of this kind is taken. */
export function isTaken(kind: FileKind): kind is 'jpeg' | 'png' | 'webp' | 'pdf' {
  return kind === 'jpeg' || kind === 'png' || kind === 'webp' || kind === 'pdf'
}
