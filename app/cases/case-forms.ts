import * as v from 'valibot'
import { isDay } from '#app/calendar/days.ts'
import { coverForm } from './cover-form.ts'
import { limitRules } from '#app/calendar/limits.ts'
import { hasBlanks } from '#app/schools/template-words.ts'
import { mostQuestions } from './answer-checklist.ts'
import type { Question } from './answer-checklist.ts'

/** The forms of the case page: what each action needs to be told, with the words for what is missing. */

const text = (missing: string, max: number) =>
  v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty(missing),
    v.maxLength(max, `Nội dung dài quá ${max} ký tự.`),
  )

const ticked = v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on'))

/** The same for what the sender will read: the blanks of a template must have been written over. */
const letter = (missing: string, max: number) => v.pipe(text(missing, max), v.check((written) => !hasBlanks(written), leftBlank))
const leftBlank = 'Còn chỗ […] của mẫu chưa viết. Viết cho đúng việc này hoặc xóa đi.'

const version = v.pipe(v.string(), v.regex(/^\d{1,9}$/, 'Vui lòng mở lại trang rồi làm lại.'), v.transform(Number))

const day = (missing: string) => v.pipe(v.optional(v.string(), ''), v.check(isDay, missing))

/** In every form of the page: which action, on which version of the case. */
const base = { version }

const measureId = v.pipe(v.optional(v.string(), ''), v.nonEmpty('Vui lòng mở lại trang rồi làm lại.'))

const longestReply = 8000
const longestReason = 1000

/** The rows `question-1`, `answered-1` … of the reply's form; rows left empty are no questions. */
function withQuestions<T extends { version: number; body: string }>(form: T & Record<string, unknown>) {
  const questions = Array.from({ length: mostQuestions }, (_, index): Question => {
    const written = form[`question-${index + 1}`]
    return { text: typeof written === 'string' ? written.replace(/\s+/g, ' ').trim() : '', answered: form[`answered-${index + 1}`] === 'on' }
  }).filter(({ text: written }) => written !== '')
  return { version: form.version, body: form.body, questions, ticked: tickedOf(form) }
}

/** The codes of the boxes `check-…` that are ticked. */
function tickedOf(form: Record<string, unknown>): string[] {
  return Object.keys(form).flatMap((name) => (name.startsWith('check-') && form[name] === 'on' ? [name.slice('check-'.length)] : []))
}

export const caseForms = {
  acknowledge: v.object({
    ...base,
    assigneeId: v.pipe(v.optional(v.string(), ''), v.transform((id) => (id === '' ? null : id))),
    text: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longestReason, `Nội dung dài quá ${longestReason} ký tự.`), v.check((written) => !hasBlanks(written), leftBlank)),
  }),
  assign: v.object({ ...base, assigneeId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn người xử lý.')) }),
  reclassify: v.object({
    ...base,
    kind: v.picklist(['feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation'], 'Chọn loại.'),
    fieldId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn lĩnh vực.')),
    reason: text('Ghi lý do phân loại lại.', longestReason),
  }),
  acceptFormal: v.object(base),
  refuseFormal: v.object({ ...base, reason: text('Ghi lý do không thụ lý; người gửi sẽ đọc lý do này.', longestReason) }),
  declareComplex: v.object({ ...base, reason: text('Ghi lý do; người gửi sẽ đọc lý do này.', longestReason) }),
  recordDialogue: v.object({
    ...base,
    heldOn: day('Chọn ngày đối thoại.'),
    place: text('Ghi nơi đối thoại.', 200),
    record: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longestReply, `Nội dung dài quá ${longestReply} ký tự.`), v.transform((value) => (value === '' ? null : value))),
  }),
  recordDecision: v.object({
    ...base,
    decisionNumber: text('Ghi số quyết định.', 60),
    decidedOn: day('Chọn ngày quyết định.'),
    body: letter('Viết nội dung quyết định.', longestReply),
  }),
  passOutside: v.object({
    ...base,
    authority: text('Chọn cơ quan có thẩm quyền.', 200),
    confirmed: ticked,
  }),
  merge: v.object({
    ...base,
    mainNumber: v.pipe(text('Ghi số hồ sơ chung.', 40), v.transform((value) => value.toUpperCase())),
    reason: text('Ghi lý do gộp.', longestReason),
  }),
  unmerge: v.object({ ...base, reason: text('Ghi lý do tách.', longestReason) }),
  ask: v.object({ ...base, text: letter('Ghi điều cần phụ huynh cho biết thêm.', longestReply) }),
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
    reason: letter('Ghi lý do gia hạn; phụ huynh sẽ đọc lý do này.', longestReason),
  }),
  resume: v.object(base),
  message: v.object({ ...base, text: letter('Viết nội dung gửi phụ huynh.', longestReply) }),
  removeFile: v.object({ ...base, fileId: v.optional(v.string(), '') }),
  draft: v.pipe(v.objectWithRest({ ...base, body: text('Chưa có nội dung để lưu.', longestReply) }, v.string()), v.transform(withQuestions)),
  submitReply: v.pipe(v.objectWithRest({ ...base, body: letter('Viết câu trả lời trước khi trình duyệt.', longestReply) }, v.string()), v.transform(withQuestions)),
  returnReply: v.object({ ...base, reason: text('Ghi điều cần sửa để người soạn biết.', longestReason) }),
  recallReply: v.object(base),
  approveReply: v.pipe(v.objectWithRest(base, v.string()), v.transform((form) => ({ version: form.version, ticked: tickedOf(form) }))),
  undoSend: v.object(base),
  sendNow: v.object(base),
  proposePublication: v.object({
    ...base,
    summary: text('Viết tóm tắt ý kiến, không có thông tin cá nhân.', longestReply),
    answer: text('Viết câu trả lời sẽ công khai.', longestReply),
    correctionNote: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(longestReason, `Nội dung dài quá ${longestReason} ký tự.`)),
  }),
  returnPublication: v.object({ ...base, reason: text('Ghi điều cần sửa.', longestReason) }),
  publish: v.object({ ...base, confirmed: ticked, picturesChecked: ticked }),
  coverPicture: coverForm(base),
  takeDown: v.object({ ...base, reason: text('Ghi lý do gỡ; mọi người sẽ đọc lý do này.', longestReason) }),
  stateMeasure: v.object({
    ...base,
    statement: text('Ghi việc đã làm xong.', longestReason),
    doneOn: v.pipe(v.optional(v.string(), ''), v.isoDate('Chọn ngày làm xong.')),
  }),
  verifyMeasure: v.object({ ...base, measureId, seen: ticked, note: text('Ghi đã thấy gì, ở đâu, khi nào.', longestReason) }),
  rejectMeasure: v.object({ ...base, measureId, reason: text('Ghi vì sao chưa xác nhận được.', longestReason) }),
  withdrawMeasure: v.object({ ...base, measureId, reason: text('Ghi vì sao rút lại.', longestReason) }),
  transfer: v.object({
    ...base,
    authority: text('Ghi tên cơ quan tiếp nhận.', 200),
    reason: letter('Ghi lý do chuyển; phụ huynh sẽ đọc lý do này.', longestReason),
  }),
  declareIneligible: v.object({ ...base, reason: letter('Ghi lý do; phụ huynh sẽ đọc lý do này.', longestReason) }),
  close: v.object(base),
  addConflict: v.object({ ...base, staffId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn người có liên quan.')), reason: text('Ghi lý do.', longestReason) }),
  clearConflict: v.object({ ...base, conflictId: v.pipe(v.optional(v.string(), ''), v.nonEmpty('Chọn mục cần bỏ.')), reason: text('Ghi lý do.', longestReason) }),
  raiseAlarm: v.object({ ...base, reason: text('Ghi điều khiến thầy/cô lo cho trẻ.', longestReason) }),
  clearAlarm: v.object({ ...base, reason: text('Ghi lý do bỏ báo động.', longestReason) }),
  note: v.object({ ...base, text: text('Ghi nội dung ghi chú.', longestReply) }),
} as const
