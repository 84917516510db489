import type { ParentCase, ParentStep } from '#app/cases/parent-view.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import type { Message } from '#app/i18n/index.ts'

type State = ParentCase['state']

/** Where a case stands, in words for the person who sent it. */
export const stateWords: Record<State, { title: Message; detail: Message }> = {
  submitted: {
    title: { vi: 'Đã gửi, chờ nhà trường tiếp nhận', en: 'Sent, waiting for the school to take it up' },
    detail: { vi: 'Ý kiến của ông/bà đã đến nơi an toàn.', en: 'What you sent has arrived safely.' },
  },
  acknowledged: {
    title: { vi: 'Nhà trường đã tiếp nhận', en: 'The school has taken it up' },
    detail: { vi: 'Nhà trường đã đọc và đang phân công người xử lý.', en: 'The school has read it and is deciding who will deal with it.' },
  },
  in_progress: {
    title: { vi: 'Nhà trường đang xử lý', en: 'The school is dealing with it' },
    detail: { vi: 'Đã có người phụ trách xem xét và chuẩn bị trả lời ông/bà.', en: 'Somebody is looking into it and preparing the answer to you.' },
  },
  more_info: {
    title: { vi: 'Nhà trường cần ông/bà cho biết thêm', en: 'The school needs to know more from you' },
    detail: { vi: 'Xin đọc câu hỏi bên dưới và viết thêm. Thời gian chờ không tính vào hạn trả lời.', en: 'Please read the question below and add what you can. The time until then does not count.' },
  },
  answered: {
    title: { vi: 'Nhà trường đã trả lời', en: 'The school has answered' },
    detail: { vi: 'Xin đọc câu trả lời bên dưới và cho biết ông/bà thấy thế nào.', en: 'Please read the answer below and say what you think of it.' },
  },
  published: {
    title: { vi: 'Đã trả lời và công khai', en: 'Answered and published' },
    detail: {
      vi: 'Câu trả lời đã được đăng trên trang công khai, sau khi bỏ hết thông tin cá nhân.',
      en: 'The answer stands on the public page, with all personal details removed.',
    },
  },
  closed: {
    title: { vi: 'Hồ sơ đã đóng', en: 'The case is closed' },
    detail: { vi: 'Có việc mới, xin gửi một ý kiến khác.', en: 'If something new comes up, please send another report.' },
  },
  transferred: {
    title: { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Passed on to the authority in charge' },
    detail: { vi: 'Việc này không thuộc thẩm quyền của nhà trường. Nơi nhận được ghi bên dưới.', en: 'The matter is not for the school to decide. Below it says who has it now.' },
  },
  ineligible: {
    title: { vi: 'Nhà trường chưa thể xử lý', en: 'The school cannot deal with it' },
    detail: { vi: 'Lý do được ghi bên dưới.', en: 'The reason stands below.' },
  },
}

export const stepWords: Record<ParentStep, Message> = {
  submitted: { vi: 'Ông/bà gửi ý kiến', en: 'You sent it' },
  acknowledged: { vi: 'Nhà trường tiếp nhận', en: 'The school took it up' },
  reclassified: { vi: 'Nhà trường phân loại lại', en: 'The school filed it under another kind' },
  accepted: { vi: 'Nhà trường thụ lý', en: 'The formal procedure was opened' },
  refused: { vi: 'Nhà trường không thụ lý', en: 'The formal procedure was not opened' },
  complex: { vi: 'Vụ việc phức tạp, hạn giải quyết dài hơn theo luật', en: 'Declared complex: the law gives more time' },
  dialogue: { vi: 'Đối thoại', en: 'Meeting with the school' },
  together: { vi: 'Được xử lý cùng với các ý kiến giống nhau', en: 'Handled together with like reports' },
  apart: { vi: 'Được xử lý riêng', en: 'Handled by itself again' },
  asked: { vi: 'Nhà trường đề nghị bổ sung', en: 'The school asked for more' },
  added: { vi: 'Ông/bà viết thêm', en: 'You wrote again' },
  supplied: { vi: 'Ông/bà đã bổ sung', en: 'You added more' },
  resumed: { vi: 'Nhà trường xử lý tiếp, không chờ bổ sung', en: 'The school goes on without waiting for more' },
  extended: { vi: 'Nhà trường gia hạn trả lời', en: 'The school extended the date' },
  answered: { vi: 'Nhà trường trả lời', en: 'The school answered' },
  disagreed: { vi: 'Ông/bà chưa đồng ý, hồ sơ được mở lại', en: 'You did not agree: the case was reopened' },
  published: { vi: 'Câu trả lời được công khai', en: 'The answer was published' },
  corrected: { vi: 'Bản công khai được đính chính', en: 'The published text was corrected' },
  measured: { vi: 'Nhà trường xác nhận một việc đã làm', en: 'The school confirmed something it has done' },
  transferred: { vi: 'Chuyển cơ quan có thẩm quyền', en: 'Passed on to the authority in charge' },
  ineligible: { vi: 'Nhà trường báo chưa thể xử lý', en: 'The school said that it cannot deal with it' },
  closed: { vi: 'Đóng hồ sơ', en: 'Closed' },
  unpublished: { vi: 'Ông/bà rút lại sự đồng ý công khai', en: 'You took back your consent to publication' },
  agreed: { vi: 'Ông/bà đồng ý cho công khai', en: 'You agreed to publication' },
  contactRemoved: { vi: 'Ông/bà rút lại thông tin liên lạc', en: 'You took back your contact details' },
  dataRequested: { vi: 'Ông/bà gửi yêu cầu về dữ liệu', en: 'You made a request about your data' },
  dataDone: { vi: 'Nhà trường thực hiện yêu cầu về dữ liệu', en: 'The school carried out your request about your data' },
  dataRefused: { vi: 'Nhà trường từ chối yêu cầu về dữ liệu', en: 'The school refused your request about your data' },
  unfrozen: { vi: 'Hồ sơ được xử lý tiếp', en: 'The case is being handled again' },
}

/** The steps of the law for a complaint or denunciation, with their days. */
export const formalText = {
  title: { vi: 'Trình tự theo luật', en: 'The steps the law sets' },
  acceptBy: (day: string) => ({ vi: `Báo thụ lý hay không chậm nhất ngày ${formatDate(day)}`, en: `Whether the procedure is opened: by ${formatDate(day)}` }),
  acceptedOn: (day: string) => ({ vi: `Thụ lý ngày ${formatDate(day)}`, en: `Opened on ${formatDate(day)}` }),
  dialogue: (day: string, place: string) => ({ vi: `Đối thoại ngày ${formatDate(day)}, tại ${place}`, en: `Meeting on ${formatDate(day)}, at ${place}` }),
  resolveBy: (day: string, complex: boolean) => ({
    vi: `Giải quyết chậm nhất ngày ${formatDate(day)}${complex ? ' (vụ việc phức tạp)' : ''}`,
    en: `Concluded by ${formatDate(day)}${complex ? ' (a complex matter)' : ''}`,
  }),
  resolveAfter: { vi: 'Nếu thụ lý, hạn giải quyết được báo cùng lúc', en: 'If it is opened, the day of the decision is given then' },
  decided: (number: string, day: string) => ({ vi: `Kết quả số ${number}, ngày ${formatDate(day)}`, en: `Decision no. ${number} of ${formatDate(day)}` }),
} as const

export const receiptText = {
  title: { vi: 'Nhà trường đã nhận được', en: 'The school has received it' },
  thanks: { vi: 'Cảm ơn ông/bà đã lên tiếng.', en: 'Thank you for speaking up.' },
  number: (number: string) => ({ vi: `Số hồ sơ ${number}`, en: `Case number ${number}` }),
  keyLabel: { vi: 'Mã tra cứu của ông/bà', en: 'Your case key' },
  keyNote: {
    vi: 'Xin giữ mã này ngay bây giờ. Chỉ mã này mở được hồ sơ, và không ai, kể cả nhà trường, cấp lại được.',
    en: 'Please keep this key now. Nothing else opens the case, and nobody, the school included, can give it to you again.',
  },
  keySecret: { vi: 'Ai có mã đều đọc được hồ sơ. Nhà trường không bao giờ hỏi mã này.', en: 'Whoever has it can read the case. The school will never ask you for it.' },
  sentOn: { vi: 'Ngày gửi', en: 'Sent on' },
  numberTerm: { vi: 'Số hồ sơ', en: 'Case number' },
  answerBy: { vi: 'Trả lời chậm nhất', en: 'Answer by' },
  next: { vi: 'Việc tiếp theo', en: 'What happens next' },
  nextSafety: (instant: string) => ({
    vi: `Việc này có thể liên quan đến an toàn của trẻ nên được ưu tiên: người có trách nhiệm đã được báo ngay và phản hồi trước ${formatDateTime(instant)}, kể cả ngày nghỉ.`,
    en: `This may concern a child’s safety and comes first: those in charge have been alerted and respond before ${formatDateTime(instant)}, days off included.`,
  }),
  nextAcknowledge: (day: string) => ({
    vi: `Chậm nhất ngày ${formatDate(day)}, nhà trường xác nhận đã tiếp nhận.`,
    en: `By ${formatDate(day)} the school confirms that it has taken it up.`,
  }),
  nextAnswer: (day: string) => ({
    vi: `Chậm nhất ngày ${formatDate(day)}, nhà trường trả lời.`,
    en: `By ${formatDate(day)} the school answers.`,
  }),
  nextResolve: (day: string) => ({
    vi: `Nếu được thụ lý, việc được giải quyết chậm nhất ngày ${formatDate(day)} theo luật định.`,
    en: `If the formal procedure is opened, it is concluded by ${formatDate(day)} as the law requires.`,
  }),
  nextFollowFormal: {
    vi: 'Dùng mã tra cứu để xem tình hình và viết thêm trong lúc chờ, tại trang',
    en: 'With your key, see how it stands and add to it while you wait, on the page',
  },
  nextFollow: {
    vi: 'Dùng mã tra cứu để xem tình hình và viết thêm trong lúc chờ; khi có trả lời, ông/bà đánh giá hoặc cho biết chưa đồng ý, tại trang',
    en: 'With your key, see how it stands and add to it while you wait; once it is answered, rate the answer or say that you do not agree, on the page',
  },
  workingDays: { vi: 'Hạn được tính theo ngày làm việc, không kể ngày gửi và ngày nghỉ.', en: 'Dates are counted in working days, without the day it was sent.' },
  formalDays: {
    vi: 'Ngày xác nhận được tính theo ngày làm việc. Thời hạn giải quyết tính theo luật, kể cả ngày nghỉ; ông/bà được báo ngày cụ thể khi việc được thụ lý.',
    en: 'The day of confirmation is counted in working days. The time to conclude is the law’s and includes days off; you are told the exact day once the procedure is opened.',
  },
  countedFrom: (day: string) => ({
    vi: `Gửi ngoài giờ làm việc hoặc ngày nghỉ nên tính từ ngày ${formatDate(day)}.`,
    en: `Sent after hours or on a day off, so it counts from ${formatDate(day)}.`,
  }),
  receivedOn: { vi: 'Tính thời hạn từ ngày', en: 'Counted from' },
  open: { vi: 'Mở hồ sơ ngay', en: 'Open the case now' },
  done: { vi: 'Tôi đã giữ mã, rời trang', en: 'I have kept the key, leave this page' },
  imageNote: { vi: 'Giữ kín mã này. Tra cứu tại', en: 'Keep this key to yourself. Follow the case at' },
} as const

export const lookUpText = {
  title: { vi: 'Tra cứu phản ánh đã gửi', en: 'Follow feedback you sent' },
  lead: { vi: 'Nhập mã tra cứu 16 chữ số trên biên nhận để xem nhà trường đã làm gì.', en: 'Type the 16-digit key from your receipt to see what the school has done.' },
  key: { vi: 'Mã tra cứu', en: 'Case key' },
  keyHint: { vi: '16 chữ số, ví dụ 1234 5678 9012 3456. Có khoảng trắng hay không đều được.', en: '16 digits, for example 1234 5678 9012 3456. Spaces do not matter.' },
  submit: { vi: 'Xem hồ sơ', en: 'Open the case' },
  private: {
    vi: 'Mã chỉ được dùng để mở hồ sơ, không hiện trên thanh địa chỉ. Trang hồ sơ tự khóa sau 30 phút.',
    en: 'The key only opens the case and never shows in the address. The case page locks itself after 30 minutes.',
  },
  lost: { vi: 'Bị mất mã?', en: 'Lost the key?' },
  lostText: {
    vi: 'Để bảo vệ người gửi, hệ thống chỉ giữ dấu vết đã mã hóa của mã nên không ai cấp lại được. Nếu đã để lại email, ông/bà vẫn nhận được câu trả lời qua thư. Nếu không, xin gửi lại ý kiến.',
    en: 'To protect whoever writes, the system keeps only a scrambled trace of the key, so nobody can give it to you again. If you left an e-mail address, the answer still reaches you there. Otherwise please send your report again.',
  },
  surveyReceipt: { vi: 'Mã của phiếu đánh giá (12 chữ và số) thì xem ở trang', en: 'The code of a rating (12 letters and digits) goes on the page' },
  checkReceipt: { vi: 'Kiểm tra biên nhận', en: 'Check a receipt' },
  errors: {
    title: { vi: 'Không mở được hồ sơ', en: 'The case could not be opened' },
    isReceipt: {
      vi: 'Đây là mã biên nhận của phiếu đánh giá (12 chữ và số), không phải mã tra cứu. Xin nhập mã này ở trang “Kiểm tra biên nhận”.',
      en: 'This is the receipt code of a rating (12 letters and digits), not a case key. Please type it on the page “Check a receipt”.',
    },
    form: { vi: 'Mã tra cứu gồm đúng 16 chữ số', en: 'A case key has exactly 16 digits' },
    unknown: {
      vi: 'Không có hồ sơ nào mở bằng mã này. Xin so lại từng nhóm bốn chữ số với biên nhận.',
      en: 'No case opens with this key. Please compare each group of four digits with your receipt.',
    },
    tooMany: { vi: 'Đã thử sai nhiều lần. Để bảo vệ các hồ sơ, xin chờ 15 phút rồi thử lại.', en: 'Too many wrong keys. To protect all cases, please wait 15 minutes and try again.' },
  },
  expired: {
    vi: 'Trang này chỉ mở được trong 30 phút sau khi gửi hoặc tra cứu. Xin nhập mã tra cứu để xem hồ sơ.',
    en: 'That page opens only within 30 minutes of sending or looking up. Please type the key to see the case.',
  },
  sent: {
    vi: 'Ý kiến này đã được gửi từ máy này rồi nên không gửi lần nữa. Mở hồ sơ bằng mã tra cứu trên biên nhận; nếu đã mất mã, thêm một câu vào nội dung rồi gửi lại.',
    en: 'This has been sent from this device already, so it was not sent again. Open it with the key on your receipt; if the key is lost, add a sentence to the text and send it anew.',
  },
  left: { vi: 'Đã rời hồ sơ. Máy này không còn mở được nếu không có mã.', en: 'You have left the case. This device cannot open it without the key.' },
} as const

export const keptFromText = {
  nobodyTitle: { vi: 'Ở trường không còn ai được quyết định việc này', en: 'Nobody at the school may decide about this' },
  nobody: {
    vi: 'Những người có quyền quyết định đều là người ông/bà nêu hoặc là người có liên quan, nên họ không đọc được. Xin gửi việc này đến cơ quan quản lý trường:',
    en: 'All who could decide are people you named or people it concerns, so they cannot read it. Please send it to the authority above the school:',
  },
  kept: (names: string) => ({
    vi: `Theo yêu cầu của ông/bà, hồ sơ này được giữ khỏi: ${names}. Người ấy không thấy và không xử lý hồ sơ.`,
    en: `As you asked, this case is kept from: ${names}. They neither see nor handle it.`,
  }),
  unknown: (names: string) => ({
    vi: `Ông/bà không muốn cho đọc: ${names}. Lúc gửi, trong danh sách nhân viên chưa có ai đúng như vậy nên hồ sơ chưa tự giữ được khỏi người ấy. Người phân công sẽ tìm xem là ai; nếu biết họ tên của người ấy, xin viết thêm cho nhà trường. Không cần ghi tên ông/bà.`,
    en: `You asked to keep this from: ${names}. When you sent it, nobody on the school’s staff list matched, so it could not be kept from them by itself. Whoever hands out the case will find out who it is; if you know that person’s full name, please write it to the school. Your own name is not needed.`,
  }),
  prioritised: { vi: 'Được ưu tiên xử lý', en: 'Given priority' },
} as const

export const caseText = {
  title: { vi: 'Hồ sơ của ông/bà', en: 'Your case' },
  number: (number: string) => ({ vi: `Số hồ sơ ${number}`, en: `Case number ${number}` }),
  status: { vi: 'Tình trạng', en: 'Where it stands' },
  answerBy: (day: string) => ({ vi: `Trả lời chậm nhất ngày ${formatDate(day)}`, en: `Answer by ${formatDate(day)}` }),
  acknowledgeBy: (day: string) => ({ vi: `Xác nhận tiếp nhận chậm nhất ngày ${formatDate(day)}`, en: `Confirmation by ${formatDate(day)}` }),
  respondBy: (instant: string) => ({
    vi: `An toàn của trẻ: nhà trường phản hồi trước ${formatDateTime(instant)}`,
    en: `Child safety: the school responds before ${formatDateTime(instant)}`,
  }),
  overdue: (day: string) => ({
    vi: `Nhà trường đã quá ngày hẹn trả lời ${formatDate(day)}. Xin lỗi ông/bà vì sự chậm trễ; ban giám hiệu thấy hồ sơ này ở đầu danh sách.`,
    en: `The school has missed its date of ${formatDate(day)}. We apologise for the delay; the school’s leaders see this case at the top of their list.`,
  }),
  conversation: { vi: 'Trao đổi', en: 'Conversation' },
  you: { vi: 'Ông/bà', en: 'You' },
  school: { vi: 'Nhà trường', en: 'The school' },
  answer: { vi: 'Nhà trường trả lời', en: 'The school’s answer' },
  noAnswer: { vi: 'Nhà trường chưa viết gì. Khi có trả lời, nội dung sẽ hiện ở đây.', en: 'The school has not written yet. Its answer will appear here.' },
  history: { vi: 'Những việc đã diễn ra', en: 'What has happened' },
  details: { vi: 'Thông tin đã gửi', en: 'What was sent along' },

  add: {
    title: { vi: 'Viết thêm cho nhà trường', en: 'Write to the school again' },
    titleAsked: { vi: 'Trả lời câu hỏi của nhà trường', en: 'Answer the school’s question' },
    label: { vi: 'Nội dung bổ sung', en: 'What you would like to add' },
    count: { vi: 'Tối đa 5.000 ký tự.', en: 'At most 5,000 characters.' },
    hint: { vi: 'Không cần ghi tên trẻ.', en: 'The child’s name is not needed.' },
    submit: { vi: 'Gửi bổ sung', en: 'Send' },
    done: { vi: 'Nhà trường đã nhận được phần bổ sung.', en: 'The school has received what you added.' },
  },
  disagree: {
    open: { vi: 'Tôi chưa đồng ý', en: 'I do not agree' },
    lead: (days: number) => ({
      vi: `Cho biết điều gì chưa thỏa đáng. Hồ sơ được mở lại và nhà trường trả lời lại trong ${days} ngày làm việc.`,
      en: `Say what is not right yet. The case is reopened and the school answers again within ${days} working ${days === 1 ? 'day' : 'days'}.`,
    }),
    label: { vi: 'Vì sao ông/bà chưa đồng ý?', en: 'Why do you not agree?' },
    submit: { vi: 'Gửi và mở lại hồ sơ', en: 'Send and reopen the case' },
    done: { vi: 'Hồ sơ đã được mở lại. Ngày hẹn mới hiện ở trên.', en: 'The case has been reopened. The new date stands above.' },
  },
  rate: {
    title: { vi: 'Ông/bà hài lòng với câu trả lời không?', en: 'Are you satisfied with the answer?' },
    submit: { vi: 'Gửi đánh giá', en: 'Send the rating' },
    change: { vi: 'Đổi đánh giá', en: 'Change the rating' },
    rated: (label: string) => ({ vi: `Ông/bà đã đánh giá: ${label}.`, en: `Your rating: ${label}.` }),
    done: { vi: 'Cảm ơn ông/bà đã đánh giá.', en: 'Thank you for your rating.' },
  },
  leave: { vi: 'Rời hồ sơ', en: 'Leave the case' },
  leaveHint: { vi: 'Nên rời khi dùng máy của người khác.', en: 'Do so on a device that is not yours.' },
  another: { vi: 'Gửi ý kiến khác', en: 'Send another report' },
  measures: { vi: 'Việc nhà trường đã làm nhờ ý kiến của ông/bà', en: 'What the school has done because of what you sent' },
  measureDone: (day: string): Message => ({ vi: `xong ngày ${formatDate(day)}, có người thứ hai đến xem`, en: `done on ${formatDate(day)}, seen by a second person` }),
  publicAnswer: { vi: 'Xem bản công khai của ý kiến này', en: 'See what has been published of it' },

  errors: {
    bodyShort: { vi: 'Viết nội dung muốn gửi', en: 'Write what you would like to send' },
    bodyLong: { vi: 'Rút gọn nội dung còn tối đa 5.000 ký tự', en: 'Shorten the text to at most 5,000 characters' },
    level: { vi: 'Chọn một mức', en: 'Choose a level' },
    notAllowed: {
      vi: 'Tình trạng hồ sơ vừa thay đổi nên việc này không còn thực hiện được. Nội dung ông/bà viết vẫn còn bên dưới.',
      en: 'The case has just changed, so this is no longer possible. What you wrote is still below.',
    },
  },
  locked: {
    title: { vi: 'Nhập mã tra cứu để mở hồ sơ', en: 'Type your key to open the case' },
    detail: { vi: 'Trang hồ sơ tự khóa sau 30 phút để người dùng máy sau không xem được.', en: 'The case page locks itself after 30 minutes, so that whoever uses the device next cannot read it.' },
    notSent: { vi: 'Phần vừa viết chưa được gửi', en: 'What you just wrote has not been sent' },
    yours: { vi: 'Hãy sao chép, mở lại hồ sơ rồi dán vào', en: 'Copy it, open the case again and paste it in' },
  },
} as const
