import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { defaultLimits } from './deadlines.ts'
import { limitNames, limitRules, limitsOf, limitUnits } from './limits.ts'
import type { LimitName } from './limits.ts'

/** One whole number within the bounds of its rule. */
function figure(name: LimitName) {
  const { min, max, source, unit } = limitRules[name]
  const tooLong = source === 'law' ? `Luật cho nhiều nhất ${max} ${limitUnits[unit]}; nhà trường chỉ được hẹn ngắn hơn.` : `Nhiều nhất ${max} ${limitUnits[unit]}.`
  return v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.regex(/^\d{1,3}$/, 'Vui lòng nhập số nguyên.'),
    v.transform(Number),
    v.minValue(min, `Ít nhất ${min} ${limitUnits[unit]}.`),
    v.maxValue(max, tooLong),
  )
}

type Figures = Record<LimitName, number>

/** Two limits of which the first may not be the longer one, and beside which of them that is said. */
const inOrder: readonly { shorter: LimitName; longer: LimitName; field: LimitName; message: string }[] = [
  { shorter: 'acknowledgeWorkingDays', longer: 'answerWorkingDays', field: 'acknowledgeWorkingDays', message: 'Hạn tiếp nhận không được dài hơn hạn trả lời.' },
  { shorter: 'classifyWorkingDays', longer: 'intakeWorkingDays', field: 'classifyWorkingDays', message: 'Hạn phân loại không được dài hơn hạn báo kết quả tiếp nhận.' },
  { shorter: 'complaintResolveDays', longer: 'complaintResolveComplexDays', field: 'complaintResolveComplexDays', message: 'Việc phức tạp không thể có hạn ngắn hơn việc thường.' },
  { shorter: 'denunciationResolveDays', longer: 'denunciationResolveComplexDays', field: 'denunciationResolveComplexDays', message: 'Việc phức tạp không thể có hạn ngắn hơn việc thường.' },
]

/** All limits at once, with the reason for the change. */
export const limitsForm = v.pipe(
  v.object({
    ...(Object.fromEntries(limitNames.map((name) => [name, figure(name)])) as Record<LimitName, ReturnType<typeof figure>>),
    reason: v.pipe(v.optional(v.string(), ''), v.trim(), v.nonEmpty('Vui lòng ghi lý do thay đổi, ví dụ số và ngày của quyết định.'), v.maxLength(300, 'Tối đa 300 ký tự.')),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return
    const figures = dataset.value as Figures
    for (const { shorter, longer, field, message } of inOrder) {
      if (figures[shorter] > figures[longer]) addIssue({ message, path: [{ type: 'object', origin: 'value', input: figures, key: field, value: figures[field] }] })
    }
  }),
)
export type LimitsInput = v.InferOutput<typeof limitsForm>

/**
 * Sets the limits of a school. They hold for what is promised from now on; dates already promised stay. Only what differs from
 * the shipped figures is kept, so that a school which never decided follows the product. Returns how many changed.
 */
export async function setLimits(db: Db, school: { id: string }, { reason, ...figures }: LimitsInput, { staff, now }: { staff: { id: string }; now: string }): Promise<number> {
  return db.transaction().execute(async (trx) => {
    const before = limitsOf(await trx.selectFrom('schools').select('limits').where('id', '=', school.id).executeTakeFirstOrThrow())
    const changed = limitNames.filter((name) => figures[name] !== before[name])
    if (changed.length === 0) return 0
    const own = Object.fromEntries(limitNames.filter((name) => figures[name] !== defaultLimits[name]).map((name) => [name, figures[name]]))
    await trx
      .updateTable('schools')
      .set({ limits: Object.keys(own).length === 0 ? null : JSON.stringify(own) })
      .where('id', '=', school.id)
      .execute()
    const words = changed.map((name) => `${limitRules[name].label}: ${before[name]} → ${figures[name]} ${limitUnits[limitRules[name].unit]}`)
    await recordAudit(trx, { schoolId: school.id, staffId: staff.id, action: 'school:limits', detail: `${words.join('; ')}. Lý do: ${reason}`, at: now })
    return changed.length
  })
}
