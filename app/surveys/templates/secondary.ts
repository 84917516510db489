import type { Template } from '../questionnaires.ts'
import { closing } from './common.ts'

/** For parents of a lower secondary school (THCS): the ministry’s five areas, wording ours. */
export const secondary: Template = {
  code: 'education',
  title: { vi: 'Sự hài lòng đối với dịch vụ giáo dục', en: 'Satisfaction with the education service' },
  areas: [
    {
      code: 'A',
      name: { vi: 'Tiếp cận dịch vụ giáo dục', en: 'Access to education' },
      items: [
        { code: 'A1', wording: { vi: 'Thông tin tuyển sinh lớp 6, chuyển trường rõ ràng, kịp thời', en: 'Information on enrolment in grade 6 and on changing schools is clear and timely' } },
        { code: 'A2', wording: { vi: 'Thủ tục nhập học, rút hồ sơ, xin giấy tờ đơn giản, đúng hẹn', en: 'Enrolling, leaving and asking for documents is simple and on time' } },
        { code: 'A3', wording: { vi: 'Đường đến trường và cổng trường an toàn', en: 'The way to school and the gate are safe' } },
        { code: 'A4', wording: { vi: 'Học phí, các khoản thu và khoản vận động công khai, đúng quy định', en: 'Fees and contributions are public and follow the rules' } },
        { code: 'A5', wording: { vi: 'Chính sách miễn, giảm, học bổng, hỗ trợ được thực hiện đúng', en: 'Exemptions, scholarships and support are granted as they should be' } },
      ],
      quickItem: {
        code: 'A0',
        wording: { vi: 'Tiếp cận dịch vụ giáo dục: thông tin, thủ tục, đi lại, các khoản thu', en: 'Access to education: information, enrolment, the way to school, fees' },
      },
    },
    {
      code: 'B',
      name: { vi: 'Cơ sở vật chất, trang thiết bị', en: 'Buildings and equipment' },
      items: [
        { code: 'B1', wording: { vi: 'Lớp học đủ diện tích, ánh sáng, thoáng mát', en: 'Classrooms are roomy, bright and airy' } },
        { code: 'B2', wording: { vi: 'Phòng thí nghiệm, phòng máy tính, thư viện đủ và được sử dụng', en: 'Laboratories, computer rooms and library are there and are used' } },
        { code: 'B3', wording: { vi: 'Sân tập, nhà thể thao an toàn, đủ dụng cụ', en: 'Sports grounds and halls are safe and equipped' } },
        { code: 'B4', wording: { vi: 'Nhà vệ sinh, nước uống sạch', en: 'Toilets and drinking water are clean' } },
        { code: 'B5', wording: { vi: 'Căng tin, bếp ăn, chỗ nghỉ trưa bán trú hợp vệ sinh', en: 'The canteen, kitchen and midday resting places are hygienic' } },
      ],
      quickItem: {
        code: 'B0',
        wording: { vi: 'Cơ sở vật chất: lớp học, phòng thí nghiệm, sân tập, nhà vệ sinh, căng tin', en: 'Buildings and equipment: classrooms, laboratories, sports, toilets, canteen' },
      },
    },
    {
      code: 'C',
      name: { vi: 'Môi trường giáo dục', en: 'The school’s environment' },
      items: [
        { code: 'C1', wording: { vi: 'Học sinh được an toàn, không có bạo lực học đường', en: 'Pupils are safe, and there is no violence at school' } },
        { code: 'C2', wording: { vi: 'Thầy cô tôn trọng, đối xử công bằng với học sinh', en: 'Teachers are respectful and fair to the pupils' } },
        { code: 'C3', wording: { vi: 'Nhà trường hướng dẫn học sinh dùng mạng xã hội an toàn, văn minh', en: 'The school teaches safe and decent use of social media' } },
        { code: 'C4', wording: { vi: 'Giáo viên chủ nhiệm phối hợp kịp thời với gia đình', en: 'The class teacher works with the family in good time' } },
        { code: 'C5', wording: { vi: 'Nhà trường lắng nghe và phản hồi ý kiến phụ huynh', en: 'The school listens and replies to parents' } },
      ],
      quickItem: {
        code: 'C0',
        wording: { vi: 'Môi trường giáo dục: an toàn, sự tôn trọng của thầy cô, sự lắng nghe của nhà trường', en: 'Environment: safety, respectful teachers, a school that listens' },
      },
    },
    {
      code: 'D',
      name: { vi: 'Hoạt động giáo dục', en: 'Teaching and school life' },
      items: [
        { code: 'D1', wording: { vi: 'Thầy cô dạy dễ hiểu, khuyến khích học sinh tự học', en: 'Teachers explain well and encourage pupils to learn by themselves' } },
        { code: 'D2', wording: { vi: 'Kiểm tra, đánh giá khách quan, công bằng, có nhận xét', en: 'Tests and marks are objective and fair, and come with comments' } },
        { code: 'D3', wording: { vi: 'Việc dạy thêm, học thêm đúng quy định, không ép buộc', en: 'Extra classes follow the rules and nobody is pressed to take them' } },
        { code: 'D4', wording: { vi: 'Hoạt động câu lạc bộ, thể thao, trải nghiệm đa dạng', en: 'Clubs, sport and outings are varied' } },
        { code: 'D5', wording: { vi: 'Hướng nghiệp, tư vấn chọn trường sau lớp 9 thiết thực', en: 'Guidance on careers and on schools after grade 9 is useful' } },
      ],
      quickItem: {
        code: 'D0',
        wording: { vi: 'Hoạt động giáo dục: dạy học, kiểm tra đánh giá, học thêm, câu lạc bộ, hướng nghiệp', en: 'Teaching and school life: lessons, assessment, extra classes, clubs, guidance' },
      },
    },
    {
      code: 'E',
      name: { vi: 'Sự phát triển và tiến bộ của học sinh', en: 'The pupil’s development and progress' },
      items: [
        { code: 'E1', wording: { vi: 'Sự tiến bộ của con trong học tập', en: 'Progress in learning' } },
        { code: 'E2', wording: { vi: 'Ý thức trách nhiệm, lối sống lành mạnh', en: 'Responsibility and a healthy way of life' } },
        { code: 'E3', wording: { vi: 'Kỹ năng sống, giao tiếp, làm việc nhóm', en: 'Life skills, communication and teamwork' } },
        { code: 'E4', wording: { vi: 'Sức khỏe thể chất và tinh thần của con', en: 'Physical and mental health' } },
        { code: 'E5', wording: { vi: 'Sự tự tin, định hướng cho tương lai', en: 'Confidence and a direction for the future' } },
      ],
      quickItem: {
        code: 'E0',
        wording: { vi: 'Sự phát triển và tiến bộ của con từ khi học ở trường', en: 'The child’s development and progress since joining the school' },
      },
    },
  ],
  ...closing,
  groups: {
    wording: { vi: 'Con học lớp mấy?', en: 'Which grade is the child in?' },
    options: [
      { code: 'khoi-6', label: { vi: 'Lớp 6', en: 'Grade 6' } },
      { code: 'khoi-7', label: { vi: 'Lớp 7', en: 'Grade 7' } },
      { code: 'khoi-8', label: { vi: 'Lớp 8', en: 'Grade 8' } },
      { code: 'khoi-9', label: { vi: 'Lớp 9', en: 'Grade 9' } },
    ],
  },
}
