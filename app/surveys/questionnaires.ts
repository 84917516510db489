import type { Message } from '#app/i18n/index.ts'
import type { QuestionnaireCode } from '#db/schema.ts'

/**
 * What is asked. A questionnaire that has been used is never edited: a new wording is a new version, because the
 * figures of a round belong to the words its parents read. Areas of `education` follow 3476/QĐ-BGDĐT, factors of
 * `dossier` follow SIPAS; the wording of the items is ours.
 */
export interface Questionnaire {
  code: QuestionnaireCode
  version: number
  title: Message
  areas: readonly Area[]
  /** Overall satisfaction, the headline. It belongs to no area. */
  overall: Item
  /** Percent of what was expected, 0–150; not in every questionnaire. */
  expectation: Item | null
  comment: Item
}

export interface Area {
  code: string
  name: Message
  items: readonly Item[]
  /** Asks about the area as a whole, on the one-minute form; pooled with the area's items. */
  quickItem: Item | null
}

export interface Item {
  code: string
  wording: Message
}

/** `full` asks every item, `quick` one per area. */
export type FormCode = 'full' | 'quick'

/** From worst to best, as the ministry's form has them; shown in this order so that the best is not the first to be ticked. */
export const levelLabels: readonly { level: 1 | 2 | 3 | 4 | 5; label: Message }[] = [
  { level: 1, label: { vi: 'Rất không hài lòng', en: 'Very dissatisfied' } },
  { level: 2, label: { vi: 'Không hài lòng', en: 'Dissatisfied' } },
  { level: 3, label: { vi: 'Bình thường', en: 'Neither' } },
  { level: 4, label: { vi: 'Hài lòng', en: 'Satisfied' } },
  { level: 5, label: { vi: 'Rất hài lòng', en: 'Very satisfied' } },
]

/** Level 0: an answer, but not counted in any rate. */
export const noOpinionLabel: Message = { vi: 'Không ý kiến', en: 'No opinion' }

export const relations = [
  { code: 'mother', label: { vi: 'Mẹ', en: 'Mother' } },
  { code: 'father', label: { vi: 'Cha', en: 'Father' } },
  { code: 'grandparent', label: { vi: 'Ông hoặc bà', en: 'Grandparent' } },
  { code: 'other', label: { vi: 'Người chăm sóc khác', en: 'Another carer' } },
] as const satisfies readonly { code: string; label: Message }[]

export const ageGroups = [
  { code: 'nursery', label: { vi: 'Nhà trẻ', en: 'Nursery (under 3)' } },
  { code: 'mam', label: { vi: 'Mầm (3–4 tuổi)', en: 'Mầm (age 3–4)' } },
  { code: 'choi', label: { vi: 'Chồi (4–5 tuổi)', en: 'Chồi (age 4–5)' } },
  { code: 'la', label: { vi: 'Lá (5–6 tuổi)', en: 'Lá (age 5–6)' } },
] as const satisfies readonly { code: string; label: Message }[]

export type Relation = (typeof relations)[number]['code']
export type AgeGroup = (typeof ageGroups)[number]['code']

const education: Questionnaire = {
  code: 'education',
  version: 1,
  title: { vi: 'Sự hài lòng đối với dịch vụ giáo dục', en: 'Satisfaction with the education service' },
  areas: [
    {
      code: 'A',
      name: { vi: 'Tiếp cận dịch vụ giáo dục', en: 'Access to education' },
      items: [
        { code: 'A1', wording: { vi: 'Thông tin tuyển sinh, nhập học đầy đủ, kịp thời', en: 'Information on enrolment is complete and timely' } },
        { code: 'A2', wording: { vi: 'Thủ tục nhập học, chuyển trường đơn giản, đúng hẹn', en: 'Enrolling and changing schools is simple and on time' } },
        { code: 'A3', wording: { vi: 'Vị trí trường thuận tiện, an toàn khi đưa đón', en: 'The school is easy to reach, and safe to drop off and pick up' } },
        { code: 'A4', wording: { vi: 'Học phí và các khoản thu công khai, đúng quy định', en: 'Fees are public and follow the rules' } },
        { code: 'A5', wording: { vi: 'Chính sách miễn, giảm, hỗ trợ được thực hiện đúng', en: 'Exemptions, reductions and support are granted as they should be' } },
      ],
      quickItem: {
        code: 'A0',
        wording: { vi: 'Tiếp cận dịch vụ giáo dục: thông tin, thủ tục, đưa đón, các khoản thu', en: 'Access to education: information, enrolment, drop-off, fees' },
      },
    },
    {
      code: 'B',
      name: { vi: 'Cơ sở vật chất, trang thiết bị', en: 'Buildings and equipment' },
      items: [
        { code: 'B1', wording: { vi: 'Phòng học đủ diện tích, ánh sáng, thoáng mát', en: 'Classrooms are roomy, bright and airy' } },
        { code: 'B2', wording: { vi: 'Đồ dùng, đồ chơi đủ, an toàn, phù hợp độ tuổi', en: 'There are enough toys and materials, safe and right for the age' } },
        { code: 'B3', wording: { vi: 'Sân chơi, cây xanh sạch, an toàn', en: 'The playground and its trees are clean and safe' } },
        { code: 'B4', wording: { vi: 'Nhà vệ sinh, nước uống, nơi rửa tay sạch', en: 'Toilets, drinking water and washing places are clean' } },
        { code: 'B5', wording: { vi: 'Bếp ăn, chỗ ngủ hợp vệ sinh', en: 'The kitchen and sleeping places are hygienic' } },
      ],
      quickItem: {
        code: 'B0',
        wording: { vi: 'Cơ sở vật chất: phòng học, đồ chơi, sân chơi, nhà vệ sinh, bếp ăn', en: 'Buildings and equipment: classrooms, toys, playground, toilets, kitchen' },
      },
    },
    {
      code: 'C',
      name: { vi: 'Môi trường giáo dục', en: 'The school’s environment' },
      items: [
        { code: 'C1', wording: { vi: 'Trẻ được bảo đảm an toàn ở trường', en: 'Children are safe at school' } },
        { code: 'C2', wording: { vi: 'Cô yêu thương, tôn trọng, đối xử công bằng với trẻ', en: 'Teachers are loving, respectful and fair to the children' } },
        { code: 'C3', wording: { vi: 'Trẻ hòa đồng, thân thiện với nhau', en: 'Children get along and are friendly with each other' } },
        { code: 'C4', wording: { vi: 'Nhà trường lắng nghe và phản hồi ý kiến phụ huynh', en: 'The school listens and replies to parents' } },
        { code: 'C5', wording: { vi: 'Nhà trường phối hợp tốt với gia đình', en: 'The school works well with families' } },
      ],
      quickItem: {
        code: 'C0',
        wording: { vi: 'Môi trường giáo dục: an toàn, tình thương của cô, sự lắng nghe của nhà trường', en: 'Environment: safety, loving teachers, a school that listens' },
      },
    },
    {
      code: 'D',
      name: { vi: 'Hoạt động chăm sóc, giáo dục', en: 'Care and education' },
      items: [
        { code: 'D1', wording: { vi: 'Bữa ăn đủ chất, thực đơn công khai', en: 'Meals are nutritious and the menu is public' } },
        { code: 'D2', wording: { vi: 'Chăm sóc giấc ngủ, vệ sinh cá nhân', en: 'Care for sleep and personal hygiene' } },
        { code: 'D3', wording: { vi: 'Theo dõi sức khỏe, phòng bệnh', en: 'Health checks and prevention of illness' } },
        { code: 'D4', wording: { vi: 'Hoạt động vui chơi, học tập phù hợp', en: 'Play and learning suit the children' } },
        { code: 'D5', wording: { vi: 'Thông tin hằng ngày về trẻ', en: 'Daily information about the child' } },
      ],
      quickItem: {
        code: 'D0',
        wording: { vi: 'Chăm sóc, giáo dục: bữa ăn, giấc ngủ, sức khỏe, vui chơi, học tập', en: 'Care and education: meals, sleep, health, play and learning' },
      },
    },
    {
      code: 'E',
      name: { vi: 'Sự phát triển và tiến bộ của trẻ', en: 'The child’s development and progress' },
      items: [
        { code: 'E1', wording: { vi: 'Sự phát triển thể chất của trẻ', en: 'Physical development' } },
        { code: 'E2', wording: { vi: 'Sự phát triển nhận thức của trẻ', en: 'Understanding of the world' } },
        { code: 'E3', wording: { vi: 'Sự phát triển ngôn ngữ của trẻ', en: 'Language' } },
        { code: 'E4', wording: { vi: 'Sự phát triển tình cảm, kỹ năng xã hội của trẻ', en: 'Feelings and social skills' } },
        { code: 'E5', wording: { vi: 'Sự phát triển thẩm mỹ của trẻ', en: 'Sense of beauty: music, drawing, movement' } },
      ],
      quickItem: {
        code: 'E0',
        wording: { vi: 'Sự phát triển và tiến bộ của trẻ từ khi đến trường', en: 'The child’s development and progress since joining the school' },
      },
    },
  ],
  overall: { code: 'F1', wording: { vi: 'Nhìn chung, ông/bà hài lòng với nhà trường ở mức nào?', en: 'Overall, how satisfied are you with the school?' } },
  expectation: {
    code: 'F2',
    wording: { vi: 'Nhà trường đáp ứng bao nhiêu phần trăm mong đợi của ông/bà?', en: 'How much of what you expected does the school deliver, in per cent?' },
  },
  comment: { code: 'F3', wording: { vi: 'Góp ý khác', en: 'Anything else you would like to say' } },
}

const dossier: Questionnaire = {
  code: 'dossier',
  version: 1,
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
}

const all: readonly Questionnaire[] = [education, dossier]

/** The newest version of each questionnaire, which new rounds use. */
export const currentVersion: Record<QuestionnaireCode, number> = { education: 1, dossier: 1 }

/** Throws RangeError for a questionnaire that never existed. */
export function questionnaire(code: QuestionnaireCode, version: number = currentVersion[code]): Questionnaire {
  const found = all.find((one) => one.code === code && one.version === version)
  if (!found) throw new RangeError(`There is no version ${version} of the questionnaire ${code}`)
  return found
}

/** Which forms a questionnaire can be answered on. */
export function formsOf(asked: Questionnaire): FormCode[] {
  return asked.areas.every((area) => area.quickItem) ? ['quick', 'full'] : ['full']
}

/** The parts of a form in the order in which they are shown, each with what is asked in it on the five levels. */
export function partsOf(asked: Questionnaire, form: FormCode): { area: Area; items: readonly Item[] }[] {
  return asked.areas.map((area) => ({ area, items: form === 'full' ? area.items : area.quickItem ? [area.quickItem] : [] }))
}

/** The codes of everything answered on the five levels on a form, the overall question last. */
export function levelItems(asked: Questionnaire, form: FormCode): string[] {
  return [...partsOf(asked, form).flatMap((part) => part.items.map((item) => item.code)), asked.overall.code]
}

/** What the statistics need to know: the one-minute form's question is pooled with the items of its area. */
export function structureOf(asked: Questionnaire): { areas: { code: string; items: string[] }[]; overall: string } {
  return {
    areas: asked.areas.map((area) => ({
      code: area.code,
      items: [...area.items.map((item) => item.code), ...(area.quickItem ? [area.quickItem.code] : [])],
    })),
    overall: asked.overall.code,
  }
}
