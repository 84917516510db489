import type { Theme } from './themes.ts'

/** What parents of a kindergarten write about, as it comes with the product. [ours] One word or phrase a line; each school changes them at will. */
export const defaultThemes: readonly Theme[] = [
  theme('meals', 'Bữa ăn', 'Meals', 'meals', 'bữa ăn, thực đơn, món ăn, ăn trưa, ăn sáng, ăn xế, bữa xế, món xế, món, đồ ăn, thức ăn, suất ăn, canh, cháo, cơm, sữa, rau, trái cây, bếp, bếp ăn, cấp dưỡng, bán trú, ăn uống, khẩu phần, no, đói'),
  theme('hygiene', 'Vệ sinh, sức khỏe', 'Hygiene and health', 'health', 'vệ sinh, nhà vệ sinh, toilet, hôi, mùi, sạch, sạch sẽ, dơ, bẩn, rửa tay, khăn, xà phòng, nước uống, muỗi, y tế, cô y tế, sốt, bệnh, ốm, ho, thuốc, tay chân miệng, cân đo, sức khỏe, thay đồ, tã, ngủ trưa'),
  theme('safety', 'An toàn', 'Safety', 'safety', 'an toàn, té, ngã, trầy, xước, nguy hiểm, camera, cầu thang, lan can, bạn cắn, cắn, cào, xô, tai nạn, trơn, trơn trượt, gai, sắc nhọn, bảo vệ, người lạ'),
  theme('pick-up', 'Đón trả', 'Drop-off and pick-up', 'safety', 'đón, trả, đón trả, đưa đón, rước, đưa rước, đón bé, đón trễ, rước trễ, kẹt xe, cổng, cổng trường, đậu xe, giữ xe, bãi xe, giờ đón, giờ rước, thẻ đón, mở cửa, giữ bé, ngoài giờ'),
  theme('teachers', 'Cô giáo, lớp học', 'Teachers and classes', 'education', 'cô, các cô, cô giáo, giáo viên, thầy, bảo mẫu, nhiệt tình, dễ thương, kiên nhẫn, yêu thương, la, la bé, mắng, quát, thái độ, dạy, học, chơi, hoạt động, vận động, ngoài trời, tiếng anh, vẽ, hát, múa, bơi, chậm nói, lớp đông, bớt đông, tiến bộ'),
  theme('fees', 'Học phí, khoản thu', 'Fees', 'fees', 'học phí, khoản thu, các khoản, thu tiền, tiền, đóng tiền, phiếu thu, hóa đơn, chuyển khoản, phụ thu, quỹ lớp, quỹ phụ huynh, hội phí, miễn giảm, đồng phục, tiền ăn, hoàn tiền, đắt, mắc'),
  theme('facilities', 'Cơ sở vật chất', 'Facilities', 'facilities', 'cơ sở vật chất, phòng học, sân, sân chơi, đồ chơi, đồ dùng, máy lạnh, quạt, nóng, chật, bàn ghế, mái che, cây, cây xanh, bóng mát, thang, cầu trượt, hư, hỏng, cũ, sửa, xây, dột, đèn, tối'),
  theme('information', 'Thông tin, phối hợp', 'Information', 'education', 'thông tin, thông báo, báo trước, tin nhắn, nhắn tin, nhắn, zalo, nhóm zalo, họp, họp phụ huynh, trao đổi, liên lạc, gọi điện, công khai, lịch, gửi sớm, sổ liên lạc, bảng tin, phản ánh, trả lời, phiếu dài'),
  theme('procedures', 'Thủ tục, tuyển sinh', 'Enrolment and procedures', 'procedures', 'thủ tục, hồ sơ, giấy tờ, giấy, tuyển sinh, nhập học, chuyển trường, đăng ký, nộp, photo, công chứng, giấy hẹn, hẹn, văn phòng, văn thư, kế toán, chờ, xếp hàng'),
]

function theme(code: string, vi: string, en: string, field: string, words: string): Theme {
  return { code, vi, en, field, words: words.split(', ').join('\n') }
}
