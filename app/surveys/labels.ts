import type { QuestionnaireCode, Round } from '#db/schema.ts'

/** Words of the office, Vietnamese only. */

export const questionnaireLabels: Record<QuestionnaireCode, string> = {
  education: 'Dịch vụ giáo dục',
  dossier: 'Giải quyết hồ sơ, thủ tục',
}

export const roundStateLabels: Record<Round['state'], string> = {
  planned: 'Sắp mở',
  open: 'Đang mở',
  closed: 'Đã đóng, đã công bố',
}
