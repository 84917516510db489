import type { Template } from '../questionnaires.ts'

/**
 * What the forms for parents of every kind of school end with. As fixed as the templates themselves: schools have it already, so new words go into a
 * new template.
 */
export const closing = {
  overall: { code: 'F1', wording: { vi: 'Nhìn chung, ông/bà hài lòng với nhà trường ở mức nào?', en: 'Overall, how satisfied are you with the school?' } },
  expectation: {
    code: 'F2',
    wording: { vi: 'Nhà trường đáp ứng bao nhiêu phần trăm mong đợi của ông/bà?', en: 'How much of what you expected does the school deliver, in per cent?' },
  },
  comment: { code: 'F3', wording: { vi: 'Góp ý khác', en: 'Anything else you would like to say' } },
} satisfies Partial<Template>
