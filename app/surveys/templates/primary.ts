import type { Template } from '../questionnaires.ts'
import { closing } from './common.ts'

/** For parents of a primary school: the ministry’s five areas, wording ours. */
export const primary: Template = {
  code: 'education',
  title: { vi: 'Sự hài lòng đối với dịch vụ giáo dục', en: 'Satisfaction with the education service' },
  areas: [
    {
      code: 'A',
      name: { vi: 'Tiếp cận dịch vụ giáo dục', en: 'Access to education' },
      items: [
        { code: 'A1', wording: { vi: 'Thông tin tuyển sinh lớp 1, phân tuyến rõ ràng, kịp thời', en: 'Information on enrolment in grade 1 and catchment areas is clear and timely' } },
        { code: 'A2', wording: { vi: 'Thủ tục nhập học, chuyển trường đơn giản, đúng hẹn', en: 'Enrolling and changing schools is simple and on time' } },
        { code: 'A3', wording: { vi: 'Đường đến trường và cổng trường an toàn lúc đưa đón', en: 'The way to school and the gate are safe at drop-off and pick-up' } },
        { code: 'A4', wording: { vi: 'Học phí và các khoản thu công khai, đúng quy định', en: 'Fees are public and follow the rules' } },
        { code: 'A5', wording: { vi: 'Chính sách miễn, giảm, hỗ trợ học sinh khó khăn được thực hiện đúng', en: 'Exemptions and support for pupils in need are granted as they should be' } },
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
        { code: 'B1', wording: { vi: 'Lớp học đủ ánh sáng, thoáng mát, bàn ghế vừa tầm học sinh', en: 'Classrooms are bright and airy, desks and chairs the right height' } },
        { code: 'B2', wording: { vi: 'Thư viện, phòng học bộ môn, thiết bị dạy học đủ và được sử dụng', en: 'Library, subject rooms and teaching equipment are there and are used' } },
        { code: 'B3', wording: { vi: 'Sân chơi, bãi tập an toàn, có bóng mát', en: 'The playground and sports ground are safe and shady' } },
        { code: 'B4', wording: { vi: 'Nhà vệ sinh, nước uống, nơi rửa tay sạch', en: 'Toilets, drinking water and washing places are clean' } },
        { code: 'B5', wording: { vi: 'Bếp ăn, chỗ nghỉ trưa bán trú hợp vệ sinh', en: 'The kitchen and the midday resting places are hygienic' } },
      ],
      quickItem: {
        code: 'B0',
        wording: { vi: 'Cơ sở vật chất: lớp học, thư viện, sân chơi, nhà vệ sinh, bếp ăn bán trú', en: 'Buildings and equipment: classrooms, library, playground, toilets, kitchen' },
      },
    },
    {
      code: 'C',
      name: { vi: 'Môi trường giáo dục', en: 'The school’s environment' },
      items: [
        { code: 'C1', wording: { vi: 'Học sinh được an toàn, không bị bắt nạt ở trường', en: 'Pupils are safe at school and not bullied' } },
        { code: 'C2', wording: { vi: 'Thầy cô tôn trọng, đối xử công bằng với học sinh', en: 'Teachers are respectful and fair to the pupils' } },
        { code: 'C3', wording: { vi: 'Học sinh đoàn kết, biết giúp đỡ bạn', en: 'Pupils get along and help each other' } },
        { code: 'C4', wording: { vi: 'Giáo viên chủ nhiệm trao đổi thường xuyên với gia đình', en: 'The class teacher talks regularly with the family' } },
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
        { code: 'D1', wording: { vi: 'Thầy cô dạy dễ hiểu, quan tâm đến từng học sinh', en: 'Teachers explain well and care for each pupil' } },
        { code: 'D2', wording: { vi: 'Lượng bài tập vừa sức, không gây áp lực', en: 'Homework is reasonable and does not weigh on the child' } },
        { code: 'D3', wording: { vi: 'Kiểm tra, đánh giá và nhận xét công bằng, vì sự tiến bộ của học sinh', en: 'Tests and comments are fair and help pupils improve' } },
        { code: 'D4', wording: { vi: 'Hoạt động trải nghiệm, thể thao, nghệ thuật đa dạng', en: 'Outings, sport and arts are varied' } },
        { code: 'D5', wording: { vi: 'Bữa ăn và giờ nghỉ bán trú được chăm sóc chu đáo', en: 'Meals and midday rest are well looked after' } },
      ],
      quickItem: {
        code: 'D0',
        wording: { vi: 'Hoạt động giáo dục: dạy học, bài tập, đánh giá, hoạt động ngoài giờ, bán trú', en: 'Teaching and school life: lessons, homework, assessment, activities, meals' },
      },
    },
    {
      code: 'E',
      name: { vi: 'Sự phát triển và tiến bộ của học sinh', en: 'The pupil’s development and progress' },
      items: [
        { code: 'E1', wording: { vi: 'Sự tiến bộ của con trong học tập', en: 'Progress in learning' } },
        { code: 'E2', wording: { vi: 'Ý thức tự giác, nền nếp, lễ phép', en: 'Self-discipline, good habits and manners' } },
        { code: 'E3', wording: { vi: 'Kỹ năng giao tiếp, hợp tác với bạn', en: 'Communication and working with others' } },
        { code: 'E4', wording: { vi: 'Sức khỏe, thể lực của con', en: 'Health and fitness' } },
        { code: 'E5', wording: { vi: 'Sự tự tin và niềm vui khi đến trường', en: 'Confidence and joy in going to school' } },
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
      { code: 'khoi-1', label: { vi: 'Lớp 1', en: 'Grade 1' } },
      { code: 'khoi-2', label: { vi: 'Lớp 2', en: 'Grade 2' } },
      { code: 'khoi-3', label: { vi: 'Lớp 3', en: 'Grade 3' } },
      { code: 'khoi-4', label: { vi: 'Lớp 4', en: 'Grade 4' } },
      { code: 'khoi-5', label: { vi: 'Lớp 5', en: 'Grade 5' } },
    ],
  },
}
