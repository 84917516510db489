import type { CaseKind, CaseReply } from '#db/schema.ts'
import type { Problem } from './change.ts'
import { longestQuestion } from './questions.ts'

/**
 * What stands between a draft and the sender: the author lists what was asked and says that each is answered; whoever approves it reads
 * the answer against that list and against three things that hold for every answer. [ours]
 */

export interface Question {
  text: string
  answered: boolean
}

export const mostQuestions = 12

/** What every answer must stand up to, besides what was asked in it. */
export const answerChecks = [
  { code: 'deed', label: 'Nói rõ việc đã làm hoặc sẽ làm và ngày xong; không hứa chung chung' },
  { code: 'privacy', label: 'Không có thông tin cá nhân của người khác' },
  { code: 'tone', label: 'Lời lẽ tôn trọng, không trách phụ huynh' },
] as const

/** Who read the answer against the list, and when. */
export interface Checklist {
  staffId: string
  /** Instant. */
  at: string
}

/** Thanks and praise ask nothing; everything else wants an answer to something. */
function asksSomething(kind: CaseKind): boolean {
  return kind !== 'praise'
}

/** The name of the box beside a question (counted from 0) on the approver's form. */
export const questionCheck = (index: number): string => `q${index + 1}`

/** Why the list of questions is not fit to be handed over, each beside its field; empty where it is. */
export function questionProblems(kind: CaseKind, questions: readonly Question[]): Problem[] {
  if (questions.length === 0 && asksSomething(kind)) {
    return [{ field: 'question-1', message: 'Ghi ít nhất một điều phụ huynh hỏi hoặc đề nghị, để người đọc lại biết câu trả lời đã đủ chưa.' }]
  }
  return questions.flatMap((question, index) => [
    ...(question.text.length > longestQuestion ? [{ field: `question-${index + 1}`, message: `Ghi gọn trong ${longestQuestion} ký tự.` }] : []),
    ...(question.answered ? [] : [{ field: `answered-${index + 1}`, message: 'Điều này chưa được trả lời. Bổ sung vào câu trả lời rồi đánh dấu.' }]),
  ])
}

/** Which boxes are still to be ticked before the answer goes out. */
export function checkProblems(questions: readonly Question[], ticked: readonly string[]): Problem[] {
  const missing = (code: string, message: string) => (ticked.includes(code) ? [] : [{ field: `check-${code}`, message }])
  return [
    ...questions.flatMap(({ text }, index) => missing(questionCheck(index), `Chưa xác nhận đã trả lời “${text}”. Nếu còn thiếu, trả lại dự thảo để bổ sung.`)),
    ...answerChecks.flatMap(({ code, label }) => missing(code, `Chưa xác nhận “${label}”. Cần đọc lại trước khi gửi.`)),
  ]
}

export function questionsOf(reply: Pick<CaseReply, 'questions'>): Question[] {
  return reply.questions === null ? [] : (JSON.parse(reply.questions) as Question[])
}

export function checklistOf(reply: Pick<CaseReply, 'checklist'>): Checklist | null {
  return reply.checklist === null ? null : (JSON.parse(reply.checklist) as Checklist)
}
