import type { Selectable } from 'kysely'
import type { CaseFormalTable, CaseKind } from '#db/schema.ts'

/**
 * The formal file of a complaint or denunciation (Luật Khiếu nại 2011; Luật Tố cáo 2018): opened when it comes in or is found to be one, it holds
 * the days the law gives and what was done on the way to the decision. `cases.answer_due` follows its day of resolution.
 */
export type FormalFile = Selectable<CaseFormalTable>

export const decisionNames: Partial<Record<CaseKind, string>> = {
  complaint: 'Quyết định giải quyết khiếu nại',
  denunciation: 'Kết luận nội dung tố cáo',
}

/** What a file still lacks, in the order in which the law asks for it. `sent` tells whether the decision has gone out. */
export function missingFrom(kind: CaseKind, file: FormalFile, sent: boolean): string[] {
  if (file.refused_on !== null) return []
  const isComplaint = kind === 'complaint'
  return [
    file.accepted_on === null && 'Thông báo thụ lý hoặc không thụ lý',
    isComplaint && file.dialogue_on === null && 'Đối thoại với người khiếu nại, nếu yêu cầu và kết quả xác minh còn khác nhau',
    file.dialogue_on !== null && file.dialogue_record === null && 'Biên bản đối thoại',
    file.decision_number === null && `${decisionNames[kind]} (số, ngày, nội dung)`,
    !sent && `Gửi ${decisionNames[kind]?.toLowerCase()} cho người gửi`,
  ].filter((item) => item !== false)
}
