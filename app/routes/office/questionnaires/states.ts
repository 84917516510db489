import type { QuestionnaireRow } from '#db/schema.ts'

/** Words of the office. */
export const questionnaireStateLabels: Record<QuestionnaireRow['state'], string> = { draft: 'Đang soạn', in_use: 'Đang dùng', retired: 'Đã thay' }
export const questionnaireStateTones = { draft: 'warning', in_use: 'success', retired: 'neutral' } as const satisfies Record<QuestionnaireRow['state'], string>
