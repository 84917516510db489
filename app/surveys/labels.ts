import { formatNumber } from '#app/i18n/format.ts'
import type { Channel, QuestionnaireCode, Round } from '#db/schema.ts'

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

const channelLabels: Record<Channel, string> = { open: 'qua mã QR', slip: 'có mã một lần', paper: 'trên giấy', kiosk: 'tại máy của trường' }

/** How many came which way; null where all came by the open code, as goes without saying. */
export function channelWords(channels: Readonly<Record<Channel, number>>): string | null {
  const used = (['open', 'slip', 'paper', 'kiosk'] as const).filter((channel) => channels[channel] > 0)
  return used.length === 0 || (used.length === 1 && used[0] === 'open') ? null : used.map((channel) => `${formatNumber(channels[channel])} ${channelLabels[channel]}`).join(', ')
}
