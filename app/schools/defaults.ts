/** What feedback can be about, as a new school starts; each school renames, adds and removes at will. */
export const defaultFields: readonly { code: string; vi: string; en: string }[] = [
  { code: 'meals', vi: 'Bữa ăn, bán trú', en: 'Meals and day boarding' },
  { code: 'safety', vi: 'An toàn, đưa đón', en: 'Safety, drop-off and pick-up' },
  { code: 'facilities', vi: 'Cơ sở vật chất', en: 'Facilities' },
  { code: 'health', vi: 'Vệ sinh, y tế', en: 'Hygiene and health' },
  { code: 'education', vi: 'Chăm sóc, giáo dục', en: 'Care and education' },
  { code: 'attitude', vi: 'Thái độ phục vụ', en: 'Staff attitude' },
  { code: 'fees', vi: 'Học phí, các khoản thu', en: 'Tuition and other charges' },
  { code: 'procedures', vi: 'Tuyển sinh, thủ tục', en: 'Enrolment and procedures' },
  { code: 'other', vi: 'Khác', en: 'Other' },
]

/** The district level ended on this day: wards and the city's departments took over its tasks. */
export const wardsSince = '2025-07-01'

/** The promises that administrative-reform plans of schools share; the wording follows the plan of Trường Mầm non Hoa Phượng. */
export const usualTargets = [
  {
    section: 'II.2.1',
    statementVi: 'Tỷ lệ giải quyết hồ sơ thủ tục đúng hạn từ 98% trở lên.',
    statementEn: 'At least 98% of dossiers are handled on time.',
    percent: 98,
    indicator: 'dossiers_on_time',
  },
  {
    section: 'II.3',
    statementVi: 'Phấn đấu mức độ hài lòng của cá nhân, tổ chức đối với sự phục vụ trong lĩnh vực giáo dục của đơn vị đạt 100%.',
    statementEn: 'The school aims at 100% satisfaction with its education service.',
    percent: 100,
    indicator: 'education_satisfaction',
  },
  {
    section: 'II.3',
    statementVi: 'Phấn đấu mức độ hài lòng của cá nhân, tổ chức về giải quyết thủ tục hồ sơ đạt 100%.',
    statementEn: 'The school aims at 100% satisfaction with the handling of dossiers.',
    percent: 100,
    indicator: 'dossier_satisfaction',
  },
  {
    section: 'II.4',
    statementVi: '100% phản ánh, kiến nghị thuộc thẩm quyền được tiếp nhận, xử lý, trả lời và công khai kết quả trả lời trên trang thông tin nhà trường.',
    statementEn: '100% of feedback within the school’s competence is received, handled and answered, and the answer is published on the school’s page.',
    percent: 100,
    indicator: 'cases_answered_published',
  },
  {
    section: 'II.5',
    statementVi: 'Công khai và cập nhật kịp thời tỷ lệ đánh giá sự hài lòng trên trang thông tin điện tử của đơn vị.',
    statementEn: 'The satisfaction rate is published on the school’s page and kept up to date.',
    percent: null,
    indicator: 'rate_published',
  },
] as const
