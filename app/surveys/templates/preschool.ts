import type { Template } from '../questionnaires.ts'
import { closing } from './common.ts'

/** The form for parents of a kindergarten: areas of 3476/QĐ-BGDĐT, wording of the items ours. Migration 005 gave it to the schools that were there before questionnaires were data, so it is never edited: new words go into a new template. */
export const preschool: Template = {
  code: 'education',
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
  ...closing,
  groups: {
    wording: { vi: 'Bé học khối nào?', en: 'Which age group is the child in?' },
    options: [
      { code: 'nursery', label: { vi: 'Nhà trẻ', en: 'Nursery (under 3)' } },
      { code: 'mam', label: { vi: 'Mầm (3–4 tuổi)', en: 'Mầm (age 3–4)' } },
      { code: 'choi', label: { vi: 'Chồi (4–5 tuổi)', en: 'Chồi (age 4–5)' } },
      { code: 'la', label: { vi: 'Lá (5–6 tuổi)', en: 'Lá (age 5–6)' } },
    ],
  },
}
