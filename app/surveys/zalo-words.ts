import { formatDate, formatNumber } from '#app/i18n/format.ts'
import { publicThreshold } from '#app/statistics/index.ts'
import type { QuestionnaireCode } from '#db/schema.ts'

/** What a teacher pastes into the class's Zalo group: neutral, the same for every family, without a word about what to tick. */

export interface ZaloFacts {
  /** Which survey: only whoever was handed a result can judge how paperwork is handled. */
  questionnaire: QuestionnaireCode
  schoolName: string
  roundName: string
  /** Last day of the round. */
  closesOn: string
  /** Where the form is. */
  address: string
  /** Forms so far, by every way; told only where so many have come that one more tells nothing. */
  soFar: number
  /** Sheets of paper were handed out. */
  onPaper: boolean
}

const counted = (soFar: number): string => (soFar >= publicThreshold ? ` Đã có ${formatNumber(soFar)} phiếu; cảm ơn ông/bà nào đã gửi.` : '')

/** For the first day. */
export function invitationWords({ questionnaire, schoolName, roundName, closesOn, address, soFar, onPaper }: ZaloFacts): string {
  return [
    questionnaire === 'education' ? `${schoolName} mời ông/bà trả lời khảo sát “${roundName}”.` : `${schoolName} mời ông/bà đã làm hồ sơ, thủ tục tại trường trả lời khảo sát “${roundName}”.`,
    'Chỉ mất khoảng một phút, không cần đăng nhập, không ghi tên. Khen hay chê đều giúp trường tốt hơn, và không ai biết ai đã trả lời gì.',
    address,
    ...(onPaper ? ['Không tiện dùng điện thoại: xin lấy phiếu giấy ở trường và bỏ vào thùng phiếu.'] : []),
    `Nhận phiếu đến hết ngày ${formatDate(closesOn)}.${counted(soFar)}`,
  ].join('\n')
}

/** For later. `daysLeft` counts today. It cannot leave out who has answered: nobody knows who has. */
export function reminderWords({ questionnaire, schoolName, roundName, closesOn, address, soFar, onPaper }: ZaloFacts, daysLeft: number): string {
  return [
    `${schoolName} nhắc ông/bà${questionnaire === 'education' ? '' : ' đã làm hồ sơ, thủ tục tại trường'}: khảo sát “${roundName}” ${daysLeft <= 1 ? 'chỉ còn nhận phiếu hôm nay' : `còn nhận phiếu ${formatNumber(daysLeft)} ngày, đến hết ngày ${formatDate(closesOn)}`}.${counted(soFar)}`,
    'Ông/bà đã gửi rồi thì không cần gửi nữa; trường không biết ai đã gửi nên nhắc chung. Chưa gửi, xin dành một phút:',
    address,
    ...(onPaper ? ['Gia đình đang giữ phiếu giấy: xin bỏ vào thùng phiếu sớm, để hai người của trường kịp nhập và kiểm tra.'] : []),
  ].join('\n')
}
