import type { CaseAction, parentTransitions } from './transitions.ts'
import type { CaseKind, CaseState, SenderMode } from '#db/schema.ts'

/** The office's words for what the code names in English (design, glossary). */
export const stateLabels: Record<CaseState, string> = {
  submitted: 'Mới gửi',
  acknowledged: 'Đã tiếp nhận',
  in_progress: 'Đang xử lý',
  more_info: 'Yêu cầu bổ sung',
  awaiting_approval: 'Chờ duyệt',
  answered: 'Đã trả lời',
  published: 'Đã công khai',
  closed: 'Đóng',
  transferred: 'Đã chuyển cơ quan khác',
  ineligible: 'Không đủ điều kiện',
}

export const kindLabels: Record<CaseKind, string> = {
  feedback: 'Phản ánh, kiến nghị',
  suggestion: 'Góp ý',
  praise: 'Khen',
  question: 'Hỏi đáp',
  complaint: 'Khiếu nại',
  denunciation: 'Tố cáo',
}

export const senderLabels: Record<SenderMode, string> = {
  named: 'Có tên',
  protected: 'Giữ kín danh tính',
  anonymous: 'Ẩn danh',
}

/** What staff do about a request on personal data (app/privacy). */
export type DataDeed = 'dataDone' | 'dataRefused' | 'dataUnfrozen'

/** What the rules of the school do by themselves. */
export type SystemDeed = 'route' | 'escalate' | 'alarmOfWords'

/** What happens to a case because of another that is answered together with it. */
export type SharedEvent = 'joined' | 'parted' | 'answerTogether'

/** Events as the history names them. */
export const eventLabels: Record<CaseAction | SystemDeed | 'holdAnswer' | 'holdAsk' | 'holdMessage' | 'answer' | 'submitted' | 'fromComment' | keyof typeof parentTransitions | DataDeed | SharedEvent, string> = {
  submitted: 'Phụ huynh gửi',
  fromComment: 'Lập từ một góp ý trong phiếu khảo sát',
  route: 'Tự động giao theo quy tắc',
  alarmOfWords: 'Tự động báo động an toàn trẻ em, vì từ ngữ phụ huynh viết thêm',
  escalate: 'Quá hạn, tự động báo cấp trên',
  parentMessage: 'Phụ huynh bổ sung',
  disagree: 'Phụ huynh chưa đồng ý, hồ sơ được mở lại',
  rate: 'Phụ huynh đánh giá câu trả lời',
  withdrawPublication: 'Phụ huynh rút lại sự đồng ý công khai',
  withdrawContact: 'Phụ huynh rút lại thông tin liên lạc',
  agreeToPublication: 'Phụ huynh đồng ý cho công khai',
  requestData: 'Phụ huynh gửi yêu cầu về dữ liệu cá nhân',
  liftFreeze: 'Phụ huynh cho xử lý tiếp',
  dataDone: 'Thực hiện yêu cầu về dữ liệu cá nhân',
  dataRefused: 'Từ chối yêu cầu về dữ liệu cá nhân',
  dataUnfrozen: 'Nhà trường xử lý tiếp hồ sơ chỉ được lưu giữ',
  acknowledge: 'Tiếp nhận',
  assign: 'Giao xử lý',
  reclassify: 'Phân loại lại',
  acceptFormal: 'Thụ lý',
  refuseFormal: 'Không thụ lý',
  declareComplex: 'Xác định vụ việc phức tạp, kéo dài hạn giải quyết',
  recordDialogue: 'Đối thoại',
  recordDecision: 'Trình quyết định giải quyết',
  passOutside: 'Chuyển tố cáo về hiệu trưởng ra cơ quan có thẩm quyền',
  merge: 'Gộp vào hồ sơ giống nhau',
  unmerge: 'Tách khỏi hồ sơ chung',
  joined: 'Gộp thêm một ý kiến giống nhau',
  parted: 'Tách một ý kiến đã gộp',
  answerTogether: 'Trả lời cùng với các ý kiến giống nhau',
  ask: 'Yêu cầu phụ huynh bổ sung',
  resume: 'Xử lý tiếp, không chờ bổ sung',
  message: 'Viết cho phụ huynh',
  addFiles: 'Thêm tệp sẽ gửi phụ huynh',
  removeFile: 'Bỏ tệp chưa gửi',
  extend: 'Gia hạn trả lời',
  draft: 'Lưu dự thảo trả lời',
  submitReply: 'Trình duyệt câu trả lời',
  returnReply: 'Trả lại dự thảo',
  recallReply: 'Rút lại dự thảo đã trình',
  approveReply: 'Duyệt và gửi trả lời',
  holdAnswer: 'Duyệt câu trả lời, hẹn gửi',
  holdAsk: 'Hỏi thêm phụ huynh, hẹn gửi',
  holdMessage: 'Viết cho phụ huynh, hẹn gửi',
  answer: 'Gửi câu trả lời',
  undoSend: 'Thu hồi trước khi gửi',
  sendNow: 'Gửi ngay',
  proposePublication: 'Trình bản công khai',
  returnPublication: 'Trả lại bản công khai',
  publish: 'Công khai',
  coverPicture: 'Che ảnh',
  takeDown: 'Gỡ bản công khai',
  stateMeasure: 'Nêu việc đã làm',
  verifyMeasure: 'Xác nhận việc đã làm',
  rejectMeasure: 'Không xác nhận việc đã làm',
  withdrawMeasure: 'Rút việc đã làm',
  transfer: 'Chuyển cơ quan khác',
  declareIneligible: 'Không đủ điều kiện xử lý',
  close: 'Đóng hồ sơ',
  note: 'Ghi chú nội bộ',
  addConflict: 'Giữ hồ sơ khỏi người có liên quan',
  clearConflict: 'Bỏ việc giữ hồ sơ khỏi một người',
  raiseAlarm: 'Báo động an toàn trẻ em',
  clearAlarm: 'Bỏ báo động an toàn trẻ em',
}
