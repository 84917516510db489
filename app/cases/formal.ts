import { authoritiesOn } from '#app/schools/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseKind } from '#db/schema.ts'
import { decisionNames } from './formal-words.ts'

/** Opens the file. `intake_due` is the day by which it is accepted or refused. One that was closed before begins anew. */
export async function openFormalFile(tx: Tx, row: { id: string; intake_due: string }): Promise<void> {
  await tx.deleteFrom('case_formal').where('case_id', '=', row.id).execute()
  await tx.insertInto('case_formal').values({ case_id: row.id, accept_due: row.intake_due }).execute()
}

/** Who decides where the sender goes on from the school: the People's Committee it answers to on that day, in words. */
export async function higherAuthority(tx: Tx, school: { id: string }, day: string): Promise<string> {
  const authorities = await authoritiesOn(tx, school, day)
  return authorities.find(({ kind }) => kind === 'governing')?.name ?? 'cơ quan quản lý cấp trên trực tiếp của nhà trường'
}

/** What the law lets the sender do next: a second complaint or the court (Luật Khiếu nại 2011, Điều 7), a denunciation to the next higher authority (Luật Tố cáo 2018, Điều 37). */
export function nextRemedy(kind: CaseKind, authority: string): string {
  return kind === 'complaint'
    ? `Nếu không đồng ý, trong 30 ngày ông/bà có quyền khiếu nại lần hai đến ${authority}, hoặc khởi kiện vụ án hành chính tại Tòa án theo quy định của Luật Tố tụng hành chính.`
    : `Nếu có căn cứ cho rằng việc giải quyết không đúng pháp luật, ông/bà có quyền tố cáo tiếp đến ${authority}.`
}

/** The decision as the sender reads it. */
export function decisionLetter(kind: CaseKind, decision: { decisionNumber: string; decidedOn: string; body: string }, authority: string): string {
  return [`${decisionNames[kind]} số ${decision.decisionNumber}, ngày ${formatDate(decision.decidedOn)}`, decision.body, nextRemedy(kind, authority)].join('\n\n')
}
