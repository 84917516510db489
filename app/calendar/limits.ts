import { defaultLimits } from './deadlines.ts'
import type { Limits } from './deadlines.ts'

/** Working days by the school's calendar, calendar days, or hours of the clock. */
export type LimitUnit = 'working-days' | 'days' | 'hours'

export interface LimitRule {
  label: string
  unit: LimitUnit
  /** `law`: a school may only promise less. `ours`: the product's proposal, the school decides within the bounds. */
  source: 'law' | 'ours'
  /** The article, or what the promise means. */
  basis: string
  min: number
  max: number
}

export type LimitName = Exclude<keyof Limits, 'extensionTimes'>

/**
 * Every limit a school may set for itself, in the order of a case's life. `extensionTimes` is missing on purpose: a second
 * extension would make the first date worth nothing.
 */
export const limitRules: Record<LimitName, LimitRule> = {
  childSafetyHours: {
    label: 'Phản hồi khi trẻ có thể gặp nguy hiểm', unit: 'hours', source: 'ours', min: 2, max: 24,
    basis: 'Tính theo giờ đồng hồ, kể cả ngày nghỉ.',
  },
  acknowledgeWorkingDays: {
    label: 'Tiếp nhận', unit: 'working-days', source: 'ours', min: 1, max: 5,
    basis: 'Phụ huynh biết đã có người đọc.',
  },
  classifyWorkingDays: {
    label: 'Phân loại, hoặc chuyển cơ quan có thẩm quyền', unit: 'working-days', source: 'law', min: 1, max: 5,
    basis: 'Thời hạn của Cổng tiếp nhận phản ánh, kiến nghị quốc gia.',
  },
  intakeWorkingDays: {
    label: 'Báo kết quả tiếp nhận', unit: 'working-days', source: 'law', min: 1, max: 10,
    basis: 'Luật Tiếp công dân 2013, Điều 28.',
  },
  answerWorkingDays: {
    label: 'Trả lời phản ánh, kiến nghị, góp ý, khen, hỏi đáp', unit: 'working-days', source: 'ours', min: 1, max: 30,
    basis: 'Cũng là hạn trả lời lại khi phụ huynh chưa đồng ý.',
  },
  extensionWorkingDays: {
    label: 'Gia hạn trả lời nhiều nhất', unit: 'working-days', source: 'ours', min: 1, max: 10,
    basis: 'Mỗi hồ sơ chỉ gia hạn một lần và phải gửi lý do cho phụ huynh.',
  },
  complaintAcceptDays: {
    label: 'Khiếu nại: thụ lý hay không', unit: 'days', source: 'law', min: 1, max: 10,
    basis: 'Luật Khiếu nại 2011, Điều 27.',
  },
  complaintResolveDays: {
    label: 'Khiếu nại: giải quyết, kể từ ngày thụ lý', unit: 'days', source: 'law', min: 1, max: 30,
    basis: 'Luật Khiếu nại 2011, Điều 28.',
  },
  complaintResolveComplexDays: {
    label: 'Khiếu nại phức tạp: giải quyết', unit: 'days', source: 'law', min: 1, max: 45,
    basis: 'Luật Khiếu nại 2011, Điều 28.',
  },
  denunciationAcceptWorkingDays: {
    label: 'Tố cáo: thụ lý hay không', unit: 'working-days', source: 'law', min: 1, max: 7,
    basis: 'Luật Tố cáo 2018, Điều 24.',
  },
  denunciationResolveDays: {
    label: 'Tố cáo: giải quyết, kể từ ngày thụ lý', unit: 'days', source: 'law', min: 1, max: 30,
    basis: 'Luật Tố cáo 2018, Điều 30.',
  },
  denunciationResolveComplexDays: {
    label: 'Tố cáo phức tạp: giải quyết', unit: 'days', source: 'law', min: 1, max: 60,
    basis: 'Luật Tố cáo 2018, Điều 30.',
  },
  soonWorkingDays: {
    label: 'Nhắc “sắp đến hạn” trong văn phòng', unit: 'working-days', source: 'ours', min: 1, max: 5,
    basis: 'Chỉ đổi cách hiển thị, không đổi hạn nào.',
  },
}

export const limitNames = Object.keys(limitRules) as LimitName[]

export const limitUnits: Record<LimitUnit, string> = { 'working-days': 'ngày làm việc', days: 'ngày', hours: 'giờ' }

/**
 * The limits of one school: its own figures where it has set them, the shipped ones elsewhere. A stored figure outside its
 * bounds counts as the nearest one inside, so that not even an edited database promises more than the law allows.
 */
export function limitsOf(school: { limits: string | null }): Limits {
  const own = school.limits === null ? {} : (JSON.parse(school.limits) as Record<string, unknown>)
  const limits = { ...defaultLimits }
  for (const name of limitNames) {
    const value = own[name]
    if (typeof value !== 'number' || !Number.isInteger(value)) continue
    limits[name] = Math.min(limitRules[name].max, Math.max(limitRules[name].min, value))
  }
  return limits
}

/** The limits in which this school differs from the shipped ones. */
export function ownLimits(school: { limits: string | null }): LimitName[] {
  const limits = limitsOf(school)
  return limitNames.filter((name) => limits[name] !== defaultLimits[name])
}
