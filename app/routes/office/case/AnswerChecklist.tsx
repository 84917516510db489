import { answerChecks, mostQuestions, questionCheck } from '#app/cases/answer-checklist.ts'
import type { Question } from '#app/cases/answer-checklist.ts'
import type { CaseFile } from '#app/cases/index.ts'
import { FieldGroup } from '#app/ui/Field.tsx'
import { Checkbox } from '#app/ui/RadioGroup.tsx'
import { TextField } from '#app/ui/TextField.tsx'
import type { CaseFormState } from './case-form.tsx'
import { fieldsOf } from './case-form.tsx'
import { printedTime } from './printed-time.ts'

/**
 * What the sender asked, one row each, with the author's word that it is answered. It begins with what the report itself seems to ask; rows
 * left empty are no questions, and two empty ones are always there to be filled.
 */
export function QuestionRows({ file, state }: { file: CaseFile; state: CaseFormState | undefined }) {
  const { reply, suggestedQuestions } = file
  const kept = reply !== null && reply.state !== 'approved' && reply.questions.length > 0 ? reply.questions : null
  const given: Question[] = typedQuestions(state) ?? kept ?? suggestedQuestions.map((text) => ({ text, answered: false }))
  const rows = Math.min(mostQuestions, given.length + 2)
  const errorOf = (name: string) => state?.errors.find((one) => one.field === name)?.message
  return (
    <FieldGroup
      id="submitReply-questions"
      label="Phụ huynh hỏi hoặc đề nghị gì?"
      hint="Mỗi ô một điều, gợi ý lấy từ lời phụ huynh; sửa, bỏ trống hoặc thêm cho đúng. Đánh dấu những điều câu trả lời đã nói đến."
    >
      <ol className="question-rows">
        {Array.from({ length: rows }, (_, index) => {
          const { text, answered } = given[index] ?? { text: '', answered: false }
          return (
            <li key={index} className="question-row">
              <TextField
                id={`submitReply-question-${index + 1}`}
                name={`question-${index + 1}`}
                label={`Điều ${index + 1}`}
                defaultValue={text}
                maxLength={300}
                error={errorOf(`question-${index + 1}`)}
              />
              <Checkbox
                id={`submitReply-answered-${index + 1}`}
                name={`answered-${index + 1}`}
                label="Đã trả lời"
                aria-label={`Đã trả lời điều ${index + 1}`}
                defaultChecked={answered}
                error={errorOf(`answered-${index + 1}`)}
              />
            </li>
          )
        })}
      </ol>
    </FieldGroup>
  )
}

function typedQuestions(state: CaseFormState | undefined): Question[] | null {
  if (!state) return null
  return Array.from({ length: mostQuestions }, (_, index) => ({ text: state.values[`question-${index + 1}`]?.trim() ?? '', answered: state.values[`answered-${index + 1}`] === 'on' })).filter(
    ({ text }) => text !== '',
  )
}

/** Each question and the three things that hold for every answer, to be ticked by whoever lets it go. */
export function CheckBoxes({ action, questions, state }: { action: 'approveReply' | 'submitReply'; questions: readonly Question[]; state: CaseFormState | undefined }) {
  const field = fieldsOf(action, state)
  const box = (code: string, label: string) => {
    const { id, name, defaultValue, error } = field(`check-${code}`) as ReturnType<typeof field> & { error?: string }
    return <Checkbox key={code} id={id} name={name} label={label} defaultChecked={defaultValue === 'on'} error={error} />
  }
  return (
    <FieldGroup id={`${action}-checks`} label={action === 'approveReply' ? 'Đọc lại câu trả lời' : 'Tự đọc lại trước khi gửi'} hint="Chỉ đánh dấu khi đã đọc và thấy đúng; chưa đúng thì sửa.">
      {questions.map((question, index) => box(questionCheck(index), `Đã trả lời: ${question.text}`))}
      {answerChecks.map(({ code, label }) => box(code, label))}
    </FieldGroup>
  )
}

/** Beside an answer that is decided: what it was read against, by whom and when. */
export function CheckedLine({ reply }: { reply: NonNullable<CaseFile['reply']> }) {
  if (reply.checkedAt === null) return null
  return (
    <div className="small">
      <p>
        {reply.decidedByName} đã đọc lại lúc {printedTime(reply.checkedAt)} và xác nhận:
      </p>
      <ul>
        {reply.questions.map(({ text }) => (
          <li key={text}>Đã trả lời: {text}</li>
        ))}
        {answerChecks.map(({ code, label }) => (
          <li key={code}>{label}</li>
        ))}
      </ul>
    </div>
  )
}
