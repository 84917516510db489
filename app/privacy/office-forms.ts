import * as v from 'valibot'

/** The forms of a data request's page in the office. */

const longestAnswer = 4000
const longestReport = 5000

const text = (missing: string) => v.pipe(v.optional(v.string(), ''), v.normalize('NFC'), v.trim(), v.nonEmpty(missing), v.maxLength(longestAnswer, `Nội dung dài quá ${longestAnswer} ký tự.`))
const optional = (longest: number) => v.pipe(v.optional(v.string(), ''), v.normalize('NFC'), v.trim(), v.maxLength(longest, `Nội dung dài quá ${longest} ký tự.`))
const tick = v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on'))
const version = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Vui lòng mở lại trang rồi làm lại.'), v.transform(Number))
const phone = v.pipe(optional(25), v.check((typed) => typed === '' || (/^[+\d\s().-]{8,25}$/.test(typed) && /^\d{8,15}$/.test(typed.replace(/\D/g, ''))), 'Ghi số điện thoại có 8 đến 15 chữ số.'))
const email = v.pipe(optional(254), v.check((typed) => typed === '' || v.EMAIL_REGEX.test(typed), 'Ghi e-mail theo dạng ten@vi-du.vn.'))

export const requestForms = {
  'xac-nhan': v.object({ version }),
  'thuc-hien': v.object({
    version,
    answer: text('Ghi câu trả lời; phụ huynh sẽ đọc.'),
    name: optional(120),
    phone,
    email,
    body: optional(longestReport),
    publish: tick,
    contact: tick,
    sure: tick,
  }),
  'tu-choi': v.object({ version, reason: text('Ghi lý do từ chối; phụ huynh sẽ đọc lý do này.') }),
  'xu-ly-tiep': v.object({ version, reason: text('Ghi lý do; phụ huynh sẽ đọc lý do này.') }),
} as const

export type RequestDeed = keyof typeof requestForms
