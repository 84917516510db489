import * as v from 'valibot'
import { isDay } from '#app/calendar/index.ts'
import { line, optionalLine } from '#app/schools/index.ts'
import type { RoundChange } from './rounds.ts'

/** The office's forms for a round; messages in Vietnamese, like the whole office. */

const day = (what: string) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.check(isDay, `Vui lòng chọn ${what}.`))

const audience = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.regex(/^([1-9]\d{0,5})?$/, 'Vui lòng nhập một số nguyên lớn hơn 0, hoặc để trống.'),
  v.transform((text) => (text === '' ? null : Number(text))),
)

const entries = {
  nameVi: line('tên đợt khảo sát', 120),
  nameEn: optionalLine(120),
  opensOn: day('ngày bắt đầu'),
  closesOn: day('ngày kết thúc'),
  audienceSize: audience,
}

const message = 'Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.'
/** Only said where both days are right in themselves. */
const inOrder = (days: { opensOn: string; closesOn: string }) => !isDay(days.opensOn) || !isDay(days.closesOn) || days.opensOn <= days.closesOn

/** Changing a round. Without an English name the Vietnamese one is used. */
export const roundChangeForm = v.pipe(
  v.object(entries),
  v.forward(v.partialCheck([['opensOn'], ['closesOn']], inOrder, message), ['closesOn']),
  v.transform((form): RoundChange => ({ ...form, nameEn: form.nameEn || form.nameVi })),
)

export const newRoundForm = v.pipe(
  v.object({ ...entries, questionnaire: v.picklist(['education', 'dossier'], 'Vui lòng chọn mẫu phiếu.') }),
  v.forward(v.partialCheck([['opensOn'], ['closesOn']], inOrder, message), ['closesOn']),
  v.transform((form) => ({ ...form, nameEn: form.nameEn || form.nameVi })),
)
