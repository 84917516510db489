import * as v from 'valibot'
import { mostSheets } from './paper.ts'

/** The office's small forms about paper; messages in Vietnamese. */

const whole = (most: number, message: string) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.regex(/^\d{1,5}$/, message), v.transform(Number), v.maxValue(most, message))

/** Which form to print, and how many sheets. */
export const paperOrderForm = v.object({
  mau: v.picklist(['full', 'quick'], 'Vui lòng chọn phiếu.'),
  so: v.pipe(whole(mostSheets, `Nhập một số từ 1 đến ${mostSheets}.`), v.minValue(1, `Nhập một số từ 1 đến ${mostSheets}.`)),
})

/** How many sheets came back. */
export const returnedForm = v.object({ thu: whole(20_000, 'Nhập một số nguyên, ví dụ 64.') })

/** Which sheet is not to be counted, and why. */
export const withdrawForm = v.object({
  phieu: whole(99_999, 'Nhập số phiếu in ở góc phải, ví dụ 12.'),
  lydo: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Ghi lý do, ví dụ: phiếu trắng.'), v.maxLength(200, 'Tối đa 200 ký tự.')),
})
