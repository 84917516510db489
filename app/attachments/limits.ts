/** What may be sent along, for the server and for the browser alike. Ours, not the law's. */
export const fileLimits = {
  /** With one report or one message. */
  files: 5,
  /** Each, as it is sent. */
  bytes: 15 * 1024 * 1024,
  /** Of one case in all, from whichever side. */
  perCase: 20,
  pdfPages: 20,
  /** A picture is kept no larger than this on its longer side. */
  sidePx: 2000,
  /** Larger ones are refused before they are unpacked; the largest that phones take today has 50 million. */
  pixels: 64_000_000,
} as const

/** A lost connection costs no more than one of these. */
export const chunkBytes = 256 * 1024

/** What the file chooser of a phone offers; an iPhone then hands over a HEIC picture as JPEG. */
export const acceptedTypes = 'image/jpeg,image/png,image/webp,application/pdf'

/** The form fields: files themselves, and the tokens of files that have arrived already. */
export const newFileField = 'tepMoi'
export const tokenField = 'tep'
