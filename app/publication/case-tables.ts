import { loadCalendar } from '#app/calendar/index.ts'
import { publicFigures } from '#app/cases/index.ts'
import type { CaseFigures } from '#app/cases/index.ts'
import { publicChanges, publicMeasures } from './changes.ts'
import type { PublicChange, PublicMeasure } from './changes.ts'
import { percent, rounded } from './data-set.ts'
import type { DataSet } from './data-set.ts'
import { allPublished } from './published.ts'
import type { PublishedAnswer } from './published.ts'

// Complaints and denunciations are never published.
const kindNames = { feedback: 'phan_anh_kien_nghi', suggestion: 'gop_y', praise: 'khen', question: 'hoi_dap', complaint: '', denunciation: '' } as const

export const answers: DataSet<PublishedAnswer & { correctedOn: string | null }> = {
  title: { vi: 'Phản ánh đã trả lời', en: 'Answered feedback' },
  columns: [
    { name: 'so_ho_so', meaning: { vi: 'Số hồ sơ phản ánh, kiến nghị', en: 'Case number' }, cell: (row) => row.number },
    { name: 'loai', meaning: { vi: 'phan_anh_kien_nghi, gop_y, khen hoặc hoi_dap', en: 'phan_anh_kien_nghi: feedback; gop_y: suggestion; khen: praise; hoi_dap: question' }, cell: (row) => kindNames[row.kind] },
    { name: 'linh_vuc', meaning: { vi: 'Lĩnh vực phản ánh', en: 'What it is about, in Vietnamese' }, cell: (row) => row.field_name_vi },
    { name: 'ngay_nhan', meaning: { vi: 'Ngày làm việc được tính là ngày nhận để tính hạn (năm-tháng-ngày); sau ngay_gui nếu gửi ngoài giờ làm việc hoặc vào ngày nghỉ', en: 'Working day from which the limit is counted (ISO 8601); after ngay_gui where it was sent after hours or on a day off' }, cell: (row) => row.received_on },
    { name: 'ngay_tra_loi', meaning: { vi: 'Ngày trả lời', en: 'Day of the answer' }, cell: (row) => row.answered_on },
    { name: 'ngay_cong_khai', meaning: { vi: 'Ngày công khai', en: 'Day of publication' }, cell: (row) => row.published_on },
    { name: 'so_ngay_lam_viec', meaning: { vi: 'Số ngày làm việc từ ngay_nhan đến ngay_tra_loi, không tính thời gian chờ người gửi bổ sung; 0: chưa trọn một ngày làm việc', en: 'Working days from ngay_nhan to ngay_tra_loi, without time spent waiting for the sender; 0: not one whole working day' }, cell: (row) => row.days_taken },
    { name: 'dung_han', meaning: { vi: '1: đúng hạn; 0: trễ hạn', en: '1: on time; 0: late' }, cell: (row) => row.on_time },
    { name: 'tom_tat', meaning: { vi: 'Tóm tắt nội dung, đã bỏ thông tin cá nhân', en: 'Summary without personal data, in Vietnamese' }, cell: (row) => row.summary },
    { name: 'tra_loi', meaning: { vi: 'Câu trả lời của nhà trường', en: 'The school’s answer, in Vietnamese' }, cell: (row) => row.answer },
    { name: 'ngay_gui', meaning: { vi: 'Ngày phụ huynh gửi', en: 'Day it was sent' }, cell: (row) => row.sent_on },
    { name: 'tra_loi_lai_tu_ngay', meaning: { vi: 'Ngày phụ huynh báo chưa đồng ý, từ đó nhà trường trả lời lại; trống nếu câu trả lời này vẫn còn giá trị', en: 'Day the sender disagreed, since when the school has been answering again; empty where this answer stands' }, cell: (row) => row.reopened_on },
    { name: 'dinh_chinh_ngay', meaning: { vi: 'Ngày đính chính gần nhất; trống nếu chưa đính chính lần nào', en: 'Day of the newest correction; empty where there was none' }, cell: (row) => row.correctedOn },
    { name: 'go_ngay', meaning: { vi: 'Ngày nhà trường gỡ xuống; khi đó tom_tat và tra_loi để trống', en: 'Day it was taken down; tom_tat and tra_loi are empty then' }, cell: (row) => row.withdrawn_on },
    { name: 'ly_do_go', meaning: { vi: 'Lý do gỡ', en: 'Why it was taken down, in Vietnamese' }, cell: (row) => row.withdrawal_reason },
  ],
  async rows(db, school) {
    const corrections = (await publicChanges(db, school)).filter(({ kind }) => kind === 'correction')
    // The newest first: the first of a number is its newest.
    return (await allPublished(db, school)).map((answer) => ({ ...answer, correctedOn: corrections.find(({ number }) => number === answer.number)?.on ?? null }))
  },
}

export const measures: DataSet<PublicMeasure> = {
  title: { vi: 'Việc đã làm nhờ ý kiến phụ huynh', en: 'Done because of what parents sent' },
  columns: [
    { name: 'so_ho_so', meaning: { vi: 'Số hồ sơ phản ánh, kiến nghị', en: 'Case number' }, cell: (row) => row.number },
    { name: 'viec_da_lam', meaning: { vi: 'Việc đã làm, đã bỏ thông tin cá nhân', en: 'What was done, without personal data, in Vietnamese' }, cell: (row) => row.statement },
    { name: 'ngay_xong', meaning: { vi: 'Ngày làm xong (năm-tháng-ngày)', en: 'Day on which it was done (ISO 8601)' }, cell: (row) => row.doneOn },
    { name: 'ngay_xac_nhan', meaning: { vi: 'Ngày một người khác đến xem và xác nhận', en: 'Day on which a second person had seen it' }, cell: (row) => row.verifiedOn },
  ],
  rows: (db, school) => publicMeasures(db, school),
}

const changeNames = { correction: 'dinh_chinh', answered_again: 'tra_loi_lai', withdrawal: 'go_xuong', republished: 'cong_khai_lai', settled: 'ket_thuc_tra_loi_lai', measure: '' } as const

export const changes: DataSet<PublicChange> = {
  title: { vi: 'Đính chính và gỡ bỏ', en: 'Corrections and withdrawals' },
  columns: [
    { name: 'so_ho_so', meaning: { vi: 'Số hồ sơ phản ánh, kiến nghị', en: 'Case number' }, cell: (row) => row.number },
    { name: 'ngay', meaning: { vi: 'Ngày thay đổi (năm-tháng-ngày)', en: 'Day of the change (ISO 8601)' }, cell: (row) => row.on },
    { name: 'viec', meaning: { vi: 'dinh_chinh, tra_loi_lai, ket_thuc_tra_loi_lai, go_xuong hoặc cong_khai_lai', en: 'dinh_chinh: corrected; tra_loi_lai: answered again; ket_thuc_tra_loi_lai: no longer being answered again; go_xuong: taken down; cong_khai_lai: published again' }, cell: (row) => changeNames[row.kind] },
    { name: 'noi_dung', meaning: { vi: 'Lời giải thích của nhà trường; trống nếu đã gỡ cùng bản công khai', en: 'The school’s explanation, in Vietnamese; empty where it was taken down with the text' }, cell: (row) => row.note || null },
  ],
  rows: (db, school) => publicChanges(db, school),
}

interface FigureRow {
  asOf: string
  period: string
  code: string
  name: string
  count: number | null
  outOf: number | null
}

export const handling: DataSet<FigureRow> = {
  title: { vi: 'Tình hình xử lý phản ánh, kiến nghị', en: 'How feedback is dealt with' },
  columns: [
    { name: 'ky', meaning: { vi: 'Năm nhận, hoặc tat_ca: từ trước đến nay', en: 'Year of receipt, or tat_ca: since the beginning' }, cell: (row) => row.period },
    { name: 'chi_tieu', meaning: { vi: 'Mã chỉ tiêu, không đổi', en: 'Code of the figure; never changes' }, cell: (row) => row.code },
    { name: 'ten_chi_tieu', meaning: { vi: 'Tên chỉ tiêu', en: 'What it counts, in Vietnamese' }, cell: (row) => row.name },
    { name: 'gia_tri', meaning: { vi: 'Số hồ sơ; với ngay_lam_viec_trung_binh là số ngày làm việc', en: 'Cases; for ngay_lam_viec_trung_binh working days' }, cell: (row) => rounded(row.count) },
    { name: 'tren_tong', meaning: { vi: 'Tổng số hồ sơ để tính tỷ lệ', en: 'Cases the share is taken of' }, cell: (row) => row.outOf },
    { name: 'ty_le', meaning: { vi: 'gia_tri chia cho tren_tong, phần trăm; trống nếu không phát sinh', en: 'gia_tri out of tren_tong, per cent; empty where there were none' }, cell: (row) => (row.outOf === null || row.outOf === 0 || row.count === null ? null : percent(row.count / row.outOf)) },
    { name: 'tinh_den_ngay', meaning: { vi: 'Ngày tính số liệu', en: 'Day the figures were computed' }, cell: (row) => row.asOf },
  ],
  async rows(db, school, today) {
    const figures = await publicFigures(db, school, await loadCalendar(db, school), today)
    return [...figureRows(today, String(figures.year), figures.thisYear), ...figureRows(today, 'tat_ca', figures.all)]
  },
}

function figureRows(asOf: string, period: string, figures: CaseFigures): FigureRow[] {
  const row = (code: string, name: string, count: number | null, outOf: number | null = null): FigureRow => ({ asOf, period, code, name, count, outOf })
  const { leftOut } = figures
  return [
    row('da_nhan', 'Đã nhận (không gồm khiếu nại, tố cáo)', figures.received),
    row('tiep_nhan_dung_han', 'Báo đã tiếp nhận đúng hạn', figures.acknowledged.inTime, figures.acknowledged.outOf),
    row('da_tra_loi', 'Đã trả lời', figures.answered),
    row('tra_loi_dung_han', 'Trả lời đúng hạn, trên số đã trả lời và số đang quá hạn', figures.answeredInTime.inTime, figures.answeredInTime.outOf),
    row('dang_qua_han', 'Đang quá hạn trả lời', figures.overdue),
    row('dang_xu_ly', 'Đang xử lý, còn trong hạn', figures.pending),
    row('cho_bo_sung', 'Đang chờ người gửi bổ sung', figures.waitingForSender),
    row('ngay_lam_viec_trung_binh', 'Số ngày làm việc trung bình để trả lời', figures.averageWorkingDays),
    row('da_cong_khai', 'Đã công khai câu trả lời, trên số đã trả lời và được phép công khai', figures.published.done, figures.published.outOf),
    row('khong_cong_khai_chua_tra_loi', 'Chưa công khai vì chưa trả lời', leftOut.unanswered),
    row('khong_cong_khai_chua_dong_y', 'Không công khai vì người gửi không đồng ý', leftOut.noConsent),
    row('khong_cong_khai_chuyen', 'Không công khai vì đã chuyển cơ quan khác', leftOut.transferred),
    row('khong_cong_khai_khong_du_dieu_kien', 'Không công khai vì không đủ điều kiện xử lý', leftOut.ineligible),
    row('khong_cong_khai_gop', 'Trả lời chung với ý kiến giống nhau chưa hoặc không công khai', leftOut.merged),
    row('chuyen_dung_han', 'Chuyển cơ quan khác đúng hạn, trên số đã chuyển', figures.transferredInTime.inTime, figures.transferredInTime.outOf),
    row('khieu_nai', 'Khiếu nại, giải quyết theo trình tự riêng; tố cáo được giữ kín, không nằm trong số liệu nào', leftOut.restricted),
    row('dang_tra_loi_lai', 'Đã công khai nhưng đang trả lời lại vì phụ huynh chưa đồng ý, không tính vào da_cong_khai', figures.answeredAgain),
    row('da_go', 'Đã công khai rồi nhà trường gỡ xuống, chưa đăng lại; nằm trong tổng của da_cong_khai', figures.takenDown),
  ]
}
