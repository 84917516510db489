import type { Template } from '../questionnaires.ts'

/** How paperwork is handled: the factors of SIPAS, wording ours. Migration 005 gave it to the schools that were there before questionnaires were data, so it is never edited: new words go into a new template. */
export const dossier: Template = {
  code: 'dossier',
  title: { vi: 'Sự hài lòng về giải quyết thủ tục hành chính', en: 'Satisfaction with how paperwork is handled' },
  areas: [
    {
      code: 'T',
      name: { vi: 'Giải quyết hồ sơ, thủ tục', en: 'Handling of paperwork' },
      items: [
        { code: 'T1', wording: { vi: 'Nơi tiếp nhận, thông tin dễ tiếp cận', en: 'The reception point and the information are easy to reach' } },
        { code: 'T2', wording: { vi: 'Hồ sơ, quy trình đơn giản, công khai', en: 'Documents and steps are simple and public' } },
        { code: 'T3', wording: { vi: 'Người giải quyết lịch sự, hướng dẫn rõ', en: 'Staff are polite and explain clearly' } },
        { code: 'T4', wording: { vi: 'Kết quả đúng hẹn, chính xác', en: 'The result is on time and correct' } },
        { code: 'T5', wording: { vi: 'Tiếp thu, trả lời góp ý', en: 'Suggestions are taken up and answered' } },
      ],
      quickItem: null,
    },
  ],
  overall: {
    code: 'T6',
    wording: { vi: 'Nhìn chung, ông/bà hài lòng với việc giải quyết thủ tục ở mức nào?', en: 'Overall, how satisfied are you with how your paperwork was handled?' },
  },
  expectation: null,
  comment: { code: 'T7', wording: { vi: 'Góp ý khác', en: 'Anything else you would like to say' } },
  groups: null,
}
