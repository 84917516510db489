import * as v from 'valibot'

/** The form that blacks out parts of a picture: one row of fields for each region, in percent of the picture's sides. */

export const coverFields = ['x', 'y', 'width', 'height'] as const
/** More would be a picture painted black. */
export const mostCoverRows = 30

/** The name of a field: `vung-1-x`. A row whose `vung-1-bo` is ticked, or that is empty, is no region. */
export function coverField(row: number, field: (typeof coverFields)[number] | 'bo'): string {
  return `vung-${row}-${field}`
}

const longestDescription = 300

/** `base` is what every form of a case carries. */
export function coverForm<B extends v.ObjectEntries>(base: B) {
  return v.pipe(
    v.objectWithRest({ ...base, fileId: v.string(), publish: v.optional(v.string(), ''), description: v.optional(v.string(), '') }, v.string()),
    v.rawTransform(({ dataset, addIssue, NEVER }) => {
      const form = dataset.value as Record<string, unknown> & { version: number; fileId: string; publish: string; description: string }
      const wrong = (field: string, message: string) => addIssue({ message, path: [{ type: 'object', origin: 'value', input: form, key: field, value: form[field] }] })
      let isRight = true
      const covers: { x: number; y: number; width: number; height: number }[] = []
      for (let row = 1; row <= mostCoverRows; row += 1) {
        const typed = coverFields.map((field) => {
          const value = form[coverField(row, field)]
          return typeof value === 'string' ? value.trim() : ''
        })
        if (typed.every((text) => text === '') || form[coverField(row, 'bo')] === 'on') continue
        const numbers = typed.map(thousandths)
        const bad = numbers.findIndex((number, index) => number === null || (index >= 2 && number === 0))
        if (bad >= 0) {
          wrong(coverField(row, coverFields[bad]!), bad < 2 ? 'Ghi một số từ 0 đến 100.' : 'Ghi một số lớn hơn 0, không quá 100.')
          isRight = false
          continue
        }
        const [x, y, width, height] = numbers as [number, number, number, number]
        // What reaches beyond the edge is cut there.
        covers.push({ x, y, width: Math.min(width, 1000 - x), height: Math.min(height, 1000 - y) })
      }
      const description = form.description.normalize('NFC').replace(/\s+/g, ' ').trim()
      const publish = form.publish === 'on'
      if (publish && description.length < 5) {
        wrong('description', 'Mô tả ảnh cho thấy gì, để người không nhìn được ảnh cũng biết.')
        isRight = false
      }
      if (description.length > longestDescription) {
        wrong('description', `Tối đa ${longestDescription} ký tự.`)
        isRight = false
      }
      return isRight ? { version: form.version, fileId: form.fileId, covers: covers.filter(({ width, height }) => width > 0 && height > 0), publish, description } : NEVER
    }),
  )
}

/** "12,5" percent is 125 thousandths; null where it is no number from 0 to 100. */
function thousandths(text: string): number | null {
  if (!/^\d{1,3}([.,]\d{1,2})?$/.test(text)) return null
  const value = Math.round(Number(text.replace(',', '.')) * 10)
  return value <= 1000 ? value : null
}

/** Thousandths as they stand in a field: 125 is "12.5", which number fields of every browser can read. */
export function percentText(value: number): string {
  return String(value / 10)
}
