import * as v from 'valibot'
import { limitRules } from '#app/calendar/limits.ts'

/** The forms of the case page: what each action needs to be told, with the words for what is missing. */

const text = (missing: string, max: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(missing),
    v.maxLength(max, `Nội dung dài quá ${max} ký tự.`),
  )

const version = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Vui lòng mở lại trang rồi làm lại.'), v.transform(Number))

/** In every form of the page: which action, on which version of the case. */
const base = { version }

export const longestReply = 8000
export const longestReason = 1000

export const caseForms = {
  acknowledge: v.object({
    ...base,
    assigneeId: v.pipe(v.optional(v.string(), ''), v.transform((id) => (id === '' ? null : id))),
    text: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longestReason, `Nội dung dài quá ${longestReason} ký tự.`)),
  }),
  assign: v.object({ ...base, assigneeId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn người xử lý.')) }),
  reclassify: v.object({
    ...base,
    kind: v.picklist(['feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation'], 'Chọn loại.'),
    fieldId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn lĩnh vực.')),
    reason: text('Ghi lý do phân loại lại.', longestReason),
  }),
  ask: v.object({ ...base, text: text('Ghi điều cần phụ huynh cho biết thêm.', longestReply) }),
  extend: v.object({
    ...base,
    workingDays: v.pipe(
      v.optional(v.string(), ''),
      v.regex(/^\d{1,2}$/, 'Ghi số ngày làm việc.'),
      v.transform(Number),
      v.minValue(1, 'Ít nhất 1 ngày làm việc.'),
      // The most any school may allow itself; the action knows this school's own figure.
      v.maxValue(limitRules.extensionWorkingDays.max, `Nhiều nhất ${limitRules.extensionWorkingDays.max} ngày làm việc.`),
    ),
    reason: text('Ghi lý do gia hạn; phụ huynh sẽ đọc lý do này.', longestReason),
  }),
  draft: v.object({ ...base, body: text('Chưa có nội dung để lưu.', longestReply) }),
  submitReply: v.object({ ...base, body: text('Viết câu trả lời trước khi trình duyệt.', longestReply) }),
  returnReply: v.object({ ...base, reason: text('Ghi điều cần sửa để người soạn biết.', longestReason) }),
  approveReply: v.object(base),
  proposePublication: v.object({
    ...base,
    summary: text('Viết tóm tắt ý kiến, không có thông tin cá nhân.', longestReply),
    answer: text('Viết câu trả lời sẽ công khai.', longestReply),
  }),
  returnPublication: v.object({ ...base, reason: text('Ghi điều cần sửa.', longestReason) }),
  publish: v.object({ ...base, confirmed: v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on')) }),
  transfer: v.object({
    ...base,
    authority: text('Ghi tên cơ quan tiếp nhận.', 200),
    reason: text('Ghi lý do chuyển; phụ huynh sẽ đọc lý do này.', longestReason),
  }),
  declareIneligible: v.object({ ...base, reason: text('Ghi lý do; phụ huynh sẽ đọc lý do này.', longestReason) }),
  close: v.object(base),
  note: v.object({ ...base, text: text('Ghi nội dung ghi chú.', longestReply) }),
} as const
