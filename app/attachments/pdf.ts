import { EncryptedPDFError, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream } from '@cantoo/pdf-lib'
import type { PDFObject } from '@cantoo/pdf-lib'
import type { FileProblem } from './kinds.ts'
import { fileLimits } from './limits.ts'

/**
 * Takes a PDF apart and writes a new one of its pages alone: no author, no dates, no scripts, nothing that acts on opening, no files inside, no comments. Runs
 * in a thread of its own (pdf-worker.ts), since a file can be made to keep whoever reads it busy for hours.
 */
export async function safePdf(bytes: Uint8Array): Promise<{ bytes: Uint8Array } | { problem: FileProblem }> {
  try {
    const source = await PDFDocument.load(bytes, { updateMetadata: false })
    if (source.isEncrypted) return { problem: 'pdf-locked' }
    const count = source.getPageCount()
    if (count === 0) return { problem: 'pdf-damaged' }
    if (count > fileLimits.pdfPages) return { problem: 'pdf-pages' }
    flattenForm(source)

    for (const [, object] of source.context.enumerateIndirectObjects()) clean(object)
    // The page's part in an article thread, which has a title and an author of its own. Elsewhere a B is a name like any other.
    for (const page of source.getPages()) page.node.delete(PDFName.of('B'))
    // Only what the pages themselves still refer to is copied; what hangs on the document is left behind.
    const target = await PDFDocument.create({ updateMetadata: false })
    for (const page of await target.copyPages(source, source.getPageIndices())) target.addPage(page)
    target.context.trailerInfo.Info = undefined
    return { bytes: await target.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false }) }
  } catch (error) {
    return { problem: error instanceof EncryptedPDFError ? 'pdf-locked' : 'pdf-damaged' }
  }
}

/** What somebody filled in becomes part of the page. Throws where the form cannot be drawn: better refused than taken without what was filled in. */
function flattenForm(source: PDFDocument): void {
  if (!source.catalog.has(PDFName.of('AcroForm'))) return
  const form = source.getForm()
  form.deleteXFA()
  form.flatten({ updateFieldAppearances: false })
}

/** Keys that carry scripts, actions, embedded files, or data about who made it. */
const forgotten = [
  'AA', 'OpenAction', 'JavaScript', 'JS', 'Metadata', 'PieceInfo', 'LastModified', 'AF', 'EmbeddedFiles', 'EF', 'XFA', 'AcroForm', 'Annots', 'RichMediaContent', 'OPI', 'Thumb', 'StructParents',
  'Author', 'Creator', 'Producer',
] as const

/** Goes through one object and everything that stands in it. What it refers to has its own turn. */
function clean(object: PDFObject): void {
  if (object instanceof PDFRef) return
  if (object instanceof PDFStream) {
    clean(object.dict)
    if (object instanceof PDFRawStream && isJpeg(object.dict)) {
      const stripped = withoutAppData(object.contents)
      Object.assign(object, { contents: stripped })
      object.dict.set(PDFName.of('Length'), object.dict.context.obj(stripped.length))
    }
  } else if (object instanceof PDFDict) {
    for (const key of forgotten) object.delete(PDFName.of(key))
    for (const value of object.values()) clean(value)
  } else if (object instanceof PDFArray) {
    for (const value of object.asArray()) clean(value)
  }
}

function isJpeg(dict: PDFDict): boolean {
  const filter = dict.get(PDFName.of('Filter'))
  const only = filter instanceof PDFArray && filter.size() === 1 ? filter.get(0) : filter
  return only === PDFName.of('DCTDecode')
}

/**
 * The JPEG without its application segments and comments: a page made from a photo carries the photo as it was taken, place and all. Adobe's
 * segment (APP14) stays, since without it the colours come out wrong.
 */
export function withoutAppData(jpeg: Uint8Array): Uint8Array {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return jpeg
  const kept: Uint8Array[] = [jpeg.subarray(0, 2)]
  let at = 2
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1]!
    // From the start of the scan on there are only pixels, up to the end of the image.
    if (marker === 0xda) break
    const end = at + 2 + jpeg[at + 2]! * 256 + jpeg[at + 3]!
    const isAppData = (marker >= 0xe0 && marker <= 0xef && marker !== 0xee) || marker === 0xfe
    if (!isAppData) kept.push(jpeg.subarray(at, end))
    at = end
  }
  kept.push(jpeg.subarray(at))
  const result = new Uint8Array(kept.reduce((sum, part) => sum + part.length, 0))
  let to = 0
  for (const part of kept) {
    result.set(part, to)
    to += part.length
  }
  return result
}
