import type { DemoDesk } from './types.ts'

/** How the office of Hoa Phượng has arranged its work, and what it has just done. */
export const hoaPhuongDesk: DemoDesk = {
  arrangedAt: '2026-11-20T16:10',
  rules: [
    { name: 'Ăn uống và dị ứng', words: ['dị ứng', 'ngộ độc', 'đau bụng'], handler: 'nurse' },
    { name: 'Phản ánh ở cổng trường', place: 'CAMSANH', handler: 'vice' },
    { name: 'Câu hỏi về các khoản thu', kind: 'question', field: 'fees', handler: 'clerk' },
  ],
  absences: [
    { person: 'nurse', deputy: 'teacher', from: '2026-11-23', to: '2026-11-27' },
    { person: 'kitchen', deputy: 'clerk', from: '2026-12-07', to: '2026-12-09' },
  ],
  shortDays: [
    { day: '2026-12-18', closesMinute: 11 * 60 + 30, name: 'Sơ kết học kỳ I', legalBasis: 'Thông báo của hiệu trưởng' },
    { day: '2027-02-03', closesMinute: 11 * 60 + 30, name: 'Tổng vệ sinh trước Tết', legalBasis: 'Thông báo của hiệu trưởng' },
  ],
  filters: [
    { person: 'principal', name: 'Khiếu nại đang mở', query: 'xem=open&loai=complaint' },
    { person: 'vice', name: 'An toàn trẻ em', query: 'xem=all&an-toan=1' },
  ],
  approvedJustNow: { case: 'quat-hu-lop-choi', by: 'vice' },
}
