import * as v from 'valibot'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import type { Change } from './profile.ts'

/** For so many minutes what is sent can be taken back. */
export const undoChoices = [0, 10, 30, 60] as const

/** How the school answers: how long something can be taken back, and whether light cases go without a second person. */
export const answeringForm = v.object({
  undoMinutes: v.pipe(v.optional(v.string(), ''), v.picklist(undoChoices.map(String), 'Chọn thời gian thu hồi.'), v.transform(Number)),
  lighterApproval: v.pipe(v.optional(v.string(), ''), v.transform((value) => value === 'on')),
})

/** Saves how the school answers. It holds for what is sent from now on: what waits already goes out when it was promised to. */
export async function updateAnswering(db: Db, school: { id: string }, input: v.InferOutput<typeof answeringForm>, { staff, now }: Change): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await tx
      .updateTable('schools')
      .set({ undo_minutes: input.undoMinutes, lighter_approval: input.lighterApproval ? 1 : 0 })
      .where('id', '=', school.id)
      .execute()
    const detail = `Thu hồi trong ${input.undoMinutes} phút; khen, góp ý, hỏi đáp ${input.lighterApproval ? 'không cần' : 'cần'} người thứ hai duyệt`
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'school:answering', detail, at: now })
  })
}
