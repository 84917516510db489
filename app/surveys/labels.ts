import type { QuestionnaireCode, Round } from '#db/schema.ts'

/** Words of the office, Vietnamese only. */

export const questionnaireLabels: Record<QuestionnaireCode, string> = {
  education: 'Dịch vụ giáo dục',
  dossier: 'Giải quyết hồ sơ, thủ tục',
}

/** What `audience_size` counts. */
export const audienceLabels: Record<QuestionnaireCode, string> = {
  education: 'gia đình được mời',
  dossier: 'lượt trả kết quả hồ sơ',
}

export const roundStateLabels: Record<Round['state'], string> = {
  planned: 'Sắp mở',
  open: 'Đang mở',
  closed: 'Đã đóng, đã công bố',
}
