import type { CaseKind } from '#db/schema.ts'
import type { Message } from '../index.ts'

/** Words around every public page. */
export const publicText = {
  tagline: { vi: 'Đánh giá và phản ánh công khai', en: 'Ratings and feedback in public' },
  nav: {
    home: { vi: 'Trang thông tin', en: 'Information page' },
    rates: { vi: 'Tỷ lệ hài lòng', en: 'Satisfaction' },
    answers: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
    promises: { vi: 'Cam kết và quy trình', en: 'Promises and process' },
  },
  otherLanguage: { vi: 'English', en: 'Tiếng Việt' },
  footer: {
    school: { vi: 'Nhà trường', en: 'The school' },
    answersTo: { vi: 'Cơ quan quản lý', en: 'Who the school answers to' },
    more: { vi: 'Thông tin thêm', en: 'More' },
    hours: (times: string): Message => ({ vi: `Giờ làm việc: thứ Hai đến thứ Sáu, ${times}`, en: `Office hours: Monday to Friday, ${times}` }),
    phone: { vi: 'Điện thoại:', en: 'Telephone:' },
    site: { vi: 'Trang thông tin điện tử của trường', en: 'The school’s own website' },
    privacy: { vi: 'Bảo vệ dữ liệu cá nhân', en: 'Privacy notice' },
    data: { vi: 'Dữ liệu mở', en: 'Open data' },
    signIn: { vi: 'Đăng nhập cho nhà trường', en: 'Staff sign-in' },
    follow: { vi: 'Tra cứu phản ánh đã gửi', en: 'Follow feedback you sent' },
    check: { vi: 'Kiểm tra biên nhận phiếu đánh giá', en: 'Check the receipt of a rating' },
  },
  authorityKinds: {
    governing: { vi: 'Cơ quan chủ quản', en: 'Governing body' },
    specialised: { vi: 'Cơ quan chuyên môn', en: 'Specialised office' },
    department: { vi: 'Quản lý ngành giáo dục', en: 'Education department' },
  },
  csv: { vi: 'Tải bảng này (CSV)', en: 'Download this table (CSV)' },
  noSchool: {
    title: { vi: 'Trang này chưa được thiết lập', en: 'This page has not been set up yet' },
    text: {
      vi: 'Nhà trường chưa khai báo thông tin. Người phụ trách hãy mở trang quản lý bằng đường dẫn thiết lập đã in ra khi khởi động hệ thống.',
      en: 'The school has not entered its details. Whoever set this up should open the office with the set-up link printed when the server started.',
    },
    action: { vi: 'Đến trang quản lý', en: 'Go to the office' },
  },
} as const

/** What kind of feedback it is, as the public sees it. */
export const kindText: Record<CaseKind, Message> = {
  feedback: { vi: 'Phản ánh, kiến nghị', en: 'Feedback' },
  suggestion: { vi: 'Góp ý', en: 'Suggestion' },
  praise: { vi: 'Khen', en: 'Praise' },
  question: { vi: 'Hỏi đáp', en: 'Question' },
  complaint: { vi: 'Khiếu nại', en: 'Formal complaint' },
  denunciation: { vi: 'Tố cáo', en: 'Denunciation' },
}
