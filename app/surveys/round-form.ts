import * as v from 'valibot'
import { isDay } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import { line, optionalLine } from '#app/schools/index.ts'
import type { DaysProblem, RoundChange } from './rounds.ts'

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

/** What the form says of days that a round cannot have, beside the field that is to be changed. `today` is a day. */
export function daysError(problem: DaysProblem, today: string): { field: 'opensOn' | 'closesOn'; message: string } {
  switch (problem.reason) {
    case 'begins-in-the-past':
      return { field: 'opensOn', message: `Ngày này đã qua. Vui lòng chọn hôm nay (${formatDate(today)}) hoặc một ngày sau đó.` }
    case 'ends-in-the-past':
      return { field: 'closesOn', message: `Ngày này đã qua. Vui lòng chọn hôm nay (${formatDate(today)}) hoặc một ngày sau đó; muốn kết thúc ngay thì dùng “Đóng và công bố”.` }
    case 'overlaps':
      return {
        field: 'opensOn',
        message: `Trùng ngày với đợt “${problem.round.name_vi}” (${formatDate(problem.round.opens_on)} – ${formatDate(problem.round.closes_on)}). Mỗi mẫu phiếu có một đợt trong một thời điểm.`,
      }
  }
}
