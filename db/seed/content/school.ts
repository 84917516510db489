import type {
  DemoAuthority,
  DemoField,
  DemoPlace,
  DemoSchool,
  DemoSchoolContent,
  DemoTarget,
} from './types.ts'
import { hoaPhuongCases } from './cases.ts'
import { senHongCases } from './cases-sen-hong.ts'
import { hoaPhuongDesk } from './desk.ts'
import { hoaPhuongStaff, senHongStaff } from './staff.ts'

const hoaPhuong: DemoSchool = {
  slug: 'hoa-phuong',
  name: { vi: 'Trường Mầm non Hoa Phượng', en: 'Hoa Phượng Kindergarten' },
  address: 'Số 12 đường số 9B, phường Chánh Bình, Thành phố Hồ Chí Minh',
  phone: '0900 000 001',
  email: 'hoaphuong@example.vn',
  principalName: 'Lâm Ngọc Diễm',
  intro: {
    vi:
      'Trường Mầm non Hoa Phượng là trường công lập, nhận trẻ từ 18 tháng đến 6 tuổi, có tổ chức bán trú. ' +
      'Năm học 2026–2027 trường có 10 nhóm, lớp với 268 trẻ. ' +
      'Trang này đăng kết quả khảo sát ý kiến phụ huynh và việc trả lời các phản ánh, kiến nghị gửi đến nhà trường.',
    en:
      'Hoa Phượng is a public kindergarten for children from 18 months to 6 years, with lunch and an afternoon nap at school. ' +
      'In the school year 2026–2027 it has 10 classes and 268 children. ' +
      'This page shows the results of the parents’ surveys and how feedback sent to the school was answered.',
  },
}

/** The district level was abolished on 01/07/2025; older documents keep the district's bodies. */
const authorities: DemoAuthority[] = [
  {
    key: 'ubnd-quan-8',
    kind: 'governing',
    name: { vi: 'Ủy ban nhân dân Quận 8', en: 'People’s Committee of District 8' },
    address: 'Quận 8, Thành phố Hồ Chí Minh',
    phone: '0900 000 081',
    effectiveFrom: '2000-01-01',
    effectiveTo: '2025-06-30',
  },
  {
    key: 'pgddt-quan-8',
    kind: 'specialised',
    name: {
      vi: 'Phòng Giáo dục và Đào tạo Quận 8',
      en: 'Education and Training Division of District 8',
    },
    address: 'Quận 8, Thành phố Hồ Chí Minh',
    phone: '0900 000 082',
    effectiveFrom: '2000-01-01',
    effectiveTo: '2025-06-30',
  },
  {
    key: 'ubnd-phuong',
    kind: 'governing',
    name: {
      vi: 'Ủy ban nhân dân phường Chánh Bình',
      en: 'People’s Committee of Chánh Bình Ward',
    },
    address: 'Số 40 đường số 2, phường Chánh Bình, Thành phố Hồ Chí Minh',
    phone: '0900 000 083',
    effectiveFrom: '2025-07-01',
    effectiveTo: null,
  },
  {
    key: 'phong-vhxh',
    kind: 'specialised',
    name: {
      vi: 'Phòng Văn hóa – Xã hội phường Chánh Bình',
      en: 'Culture and Social Affairs Division of Chánh Bình Ward',
    },
    address: 'Số 40 đường số 2, phường Chánh Bình, Thành phố Hồ Chí Minh',
    phone: '0900 000 084',
    effectiveFrom: '2025-07-01',
    effectiveTo: null,
  },
  {
    key: 'so-gddt',
    kind: 'department',
    name: {
      vi: 'Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh',
      en: 'Ho Chi Minh City Department of Education and Training',
    },
    address: '66–68 Lê Thánh Tôn, phường Sài Gòn, Thành phố Hồ Chí Minh',
    phone: '0900 000 085',
    effectiveFrom: '2000-01-01',
    effectiveTo: null,
  },
]

/** The school's own plan on administrative reform; the wording follows the plan. */
const targets: DemoTarget[] = [
  {
    code: 'II.2.1',
    section: 'II.2.1',
    statementVi: 'Tỷ lệ giải quyết hồ sơ thủ tục đúng hạn từ 98% trở lên.',
    statementEn: 'At least 98% of dossiers are handled on time.',
    targetPercent: 98,
    indicator: 'dossiers_on_time',
  },
  {
    code: 'II.2.2',
    section: 'II.2.2',
    statementVi:
      'Công khai và cập nhật kịp thời tỷ lệ giải quyết hồ sơ thủ tục hành chính, hồ sơ tuyển sinh đúng hạn, trễ hạn.',
    statementEn:
      'The shares of dossiers and enrolment files handled on time and late are published and kept up to date.',
    targetPercent: null,
    indicator: null,
  },
  {
    code: 'II.2.3',
    section: 'II.2.3',
    statementVi:
      '100% hồ sơ giải quyết trễ hạn được kịp thời thông báo, xin lỗi phụ huynh, tổ chức, cá nhân theo quy định.',
    statementEn: 'For 100% of late dossiers the submitter is told in time and receives an apology.',
    targetPercent: 100,
    indicator: null,
  },
  {
    code: 'II.3a',
    section: 'II.3',
    statementVi:
      'Phấn đấu mức độ hài lòng của cá nhân, tổ chức đối với sự phục vụ trong lĩnh vực giáo dục của đơn vị đạt 100%.',
    statementEn: 'The school aims at 100% satisfaction with its education service.',
    targetPercent: 100,
    indicator: 'education_satisfaction',
  },
  {
    code: 'II.3b',
    section: 'II.3',
    statementVi:
      'Phấn đấu mức độ hài lòng của cá nhân, tổ chức về giải quyết thủ tục hồ sơ đạt 100%.',
    statementEn: 'The school aims at 100% satisfaction with the handling of dossiers.',
    targetPercent: 100,
    indicator: 'dossier_satisfaction',
  },
  {
    code: 'II.4',
    section: 'II.4',
    statementVi:
      '100% phản ánh, kiến nghị thuộc thẩm quyền được tiếp nhận, xử lý, trả lời và công khai kết quả trả lời trên trang thông tin nhà trường.',
    statementEn:
      '100% of feedback within the school’s competence is received, handled and answered, and the answer is published on the school’s page.',
    targetPercent: 100,
    indicator: 'cases_answered_published',
  },
  {
    code: 'II.5',
    section: 'II.5',
    statementVi:
      'Công khai và cập nhật kịp thời tỷ lệ đánh giá sự hài lòng trên trang thông tin điện tử của đơn vị.',
    statementEn: 'The satisfaction rate is published on the school’s page and kept up to date.',
    targetPercent: null,
    indicator: 'rate_published',
  },
  {
    code: 'III.3.3',
    section: 'III.3.3',
    statementVi: '100% thủ tục hồ sơ được công bố, công khai đầy đủ, đúng hạn.',
    statementEn: '100% of procedures are published completely and on time.',
    targetPercent: 100,
    indicator: null,
  },
  {
    code: 'III.3.4',
    section: 'III.3.4',
    statementVi:
      'Thực hiện nghiêm việc xin lỗi đối với hồ sơ trễ hẹn; phấn đấu không có hồ sơ thủ tục giải quyết trễ hạn.',
    statementEn: 'Late dossiers are always followed by an apology; the aim is to have none.',
    targetPercent: null,
    indicator: null,
  },
]

/**
 * Codes are names of fruits, vegetables and flowers every parent can hear and spell,
 * written without marks; none has O, 0, I or 1.
 */
const places: DemoPlace[] = [
  { code: 'CAMSANH', kind: 'gate', name: { vi: 'Cổng chính', en: 'Main gate' } },
  { code: 'DUAHAU', kind: 'gate', name: { vi: 'Cổng sau', en: 'Back gate' } },
  { code: 'MANCAU', kind: 'office', name: { vi: 'Văn phòng', en: 'School office' } },
  {
    code: 'CACHUA',
    kind: 'office',
    name: { vi: 'Bảng thực đơn, bếp ăn', en: 'Menu board at the kitchen' },
  },
  { code: 'RAUMA', kind: 'office', name: { vi: 'Phòng y tế', en: 'First-aid room' } },
  { code: 'DUDU', kind: 'class', name: { vi: 'Lớp Cơm Thường', en: 'Toddler class' } },
  { code: 'DAUTAY', kind: 'class', name: { vi: 'Lớp Mầm 1', en: 'Class Mầm 1' } },
  { code: 'CHANHDAY', kind: 'class', name: { vi: 'Lớp Mầm 2', en: 'Class Mầm 2' } },
  { code: 'CUCVANG', kind: 'class', name: { vi: 'Lớp Chồi 1', en: 'Class Chồi 1' } },
  { code: 'BANGLANG', kind: 'class', name: { vi: 'Lớp Chồi 2', en: 'Class Chồi 2' } },
  { code: 'HUETRANG', kind: 'class', name: { vi: 'Lớp Lá 1', en: 'Class Lá 1' } },
  { code: 'LANRUNG', kind: 'class', name: { vi: 'Lớp Lá 2', en: 'Class Lá 2' } },
  {
    code: 'DAUXANH',
    kind: 'event',
    name: {
      vi: 'Họp phụ huynh đầu năm học 2026–2027',
      en: 'Parents’ meeting, start of school year 2026–2027',
    },
  },
]

const fields: DemoField[] = [
  { code: 'meals', name: { vi: 'Bữa ăn, bán trú', en: 'Meals and day boarding' } },
  { code: 'safety', name: { vi: 'An toàn, đưa đón', en: 'Safety, drop-off and pick-up' } },
  { code: 'facilities', name: { vi: 'Cơ sở vật chất', en: 'Facilities' } },
  { code: 'health', name: { vi: 'Vệ sinh, y tế', en: 'Hygiene and health' } },
  { code: 'education', name: { vi: 'Chăm sóc, giáo dục', en: 'Care and education' } },
  { code: 'attitude', name: { vi: 'Thái độ phục vụ', en: 'Staff attitude' } },
  { code: 'fees', name: { vi: 'Học phí, các khoản thu', en: 'Tuition and other charges' } },
  { code: 'procedures', name: { vi: 'Tuyển sinh, thủ tục', en: 'Enrolment and procedures' } },
  { code: 'other', name: { vi: 'Khác', en: 'Other' } },
]

const senHong: DemoSchool = {
  slug: 'sen-hong',
  name: { vi: 'Trường Mầm non Sen Hồng', en: 'Sen Hồng Kindergarten' },
  address: 'Số 5 đường số 14, phường Chánh Bình, Thành phố Hồ Chí Minh',
  phone: '0900 000 002',
  email: 'senhong@example.vn',
  principalName: 'Dương Thị Hồng Cúc',
  intro: {
    vi:
      'Trường Mầm non Sen Hồng là trường công lập có 5 nhóm, lớp, nhận trẻ từ 24 tháng đến 6 tuổi. ' +
      'Trường tiếp nhận phản ánh, kiến nghị của phụ huynh trên trang này từ tháng 9 năm 2026.',
    en:
      'Sen Hồng is a public kindergarten with 5 classes for children from 24 months to 6 years. ' +
      'It has received parents’ feedback on this page since September 2026.',
  },
}

const senHongPlaces: DemoPlace[] = [
  { code: 'MAYTRANG', kind: 'gate', name: { vi: 'Cổng trường', en: 'School gate' } },
  { code: 'CAYTRE', kind: 'office', name: { vi: 'Văn phòng', en: 'School office' } },
  { code: 'HATLUA', kind: 'class', name: { vi: 'Lớp Lá', en: 'Class Lá' } },
]

export const hoaPhuongContent: DemoSchoolContent = {
  school: hoaPhuong,
  authorities,
  targets,
  places,
  fields,
  handlerByField: {
    meals: 'kitchen',
    safety: 'vice',
    facilities: 'clerk',
    health: 'nurse',
    education: 'teacher',
    attitude: 'vice',
    fees: 'clerk',
    procedures: 'clerk',
    other: 'clerk',
  },
  staff: hoaPhuongStaff,
  cases: hoaPhuongCases,
  desk: hoaPhuongDesk,
}

export const senHongContent: DemoSchoolContent = {
  school: senHong,
  authorities: authorities.filter((authority) => authority.effectiveTo === null),
  targets: [],
  places: senHongPlaces,
  fields,
  handlerByField: Object.fromEntries(fields.map((field) => [field.code, 'sh-coordinator'])),
  staff: senHongStaff,
  cases: senHongCases,
}
