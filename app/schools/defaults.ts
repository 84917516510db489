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
