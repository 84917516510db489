import { formatDate } from '#app/i18n/format.ts'

/** Words of the survey: choosing a form, filling it in, the receipt and its check. */
export const surveyText = {
  // Short address behind a QR code
  here: {
    lead: { vi: 'Ông/bà muốn làm gì?', en: 'What would you like to do?' },
    at: (place: string) => ({ vi: `Mã QR đặt tại: ${place}`, en: `QR code at: ${place}` }),
    rate: { vi: 'Đánh giá nhà trường', en: 'Rate the school' },
    rateHint: { vi: 'Khoảng 1 phút, không hỏi tên', en: 'About one minute, no name asked' },
    noRound: { vi: 'Hiện chưa có đợt khảo sát.', en: 'There is no survey at the moment.' },
    onlyDossier: { vi: 'Hiện chưa có đợt khảo sát chung về nhà trường.', en: 'There is no survey on the school as a whole at the moment.' },
    nextRound: (day: string) => ({ vi: `Đợt tới mở từ ngày ${formatDate(day)}.`, en: `The next one opens on ${formatDate(day)}.` }),
    dossier: { vi: 'Đánh giá việc giải quyết hồ sơ, thủ tục', en: 'Rate how your paperwork was handled' },
    feedback: { vi: 'Gửi phản ánh, kiến nghị', en: 'Send feedback' },
    feedbackHint: { vi: 'Nhà trường trả lời có hẹn ngày', en: 'The school answers by a promised date' },
    follow: { vi: 'Tra cứu phản ánh đã gửi', en: 'Follow feedback you sent' },
    check: { vi: 'Kiểm tra biên nhận phiếu đánh giá', en: 'Check the receipt of a rating' },
    see: { vi: 'Xem tỷ lệ hài lòng và các phản ánh đã trả lời', en: 'See the satisfaction rate and answered feedback' },
    classPlace: {
      vi: 'Phiếu đánh giá không ghi lại mã này, vì mã đặt tại một lớp: không ai biết phiếu là của phụ huynh lớp nào. Phản ánh chỉ ghi tên lớp khi ông/bà tự đánh dấu.',
      en: 'A rating does not keep this code, because it hangs at one class: nobody learns which class an answer came from. Feedback keeps the class only if you tick it.',
    },
    commonPlace: {
      vi: 'Phiếu chỉ ghi nơi đặt mã này. Mã không cho biết ông/bà hay bé là ai.',
      en: 'Only the place of this code is kept with what you send. It does not tell who you or your child are.',
    },
    retired: { vi: 'Mã QR này không còn dùng', en: 'This QR code is no longer in use' },
    retiredText: {
      vi: 'Ông/bà vẫn gửi phản ánh được bình thường, và đánh giá được khi có đợt khảo sát.',
      en: 'You can still send feedback as usual, and rate the school whenever a survey is open.',
    },
    unknown: { vi: 'Không tìm thấy mã này', en: 'This code was not found' },
    unknownText: (code: string) => ({
      vi: `Mã “${code}” không có trong hệ thống. Có thể đã gõ nhầm một chữ. Ông/bà chọn trường dưới đây để tiếp tục.`,
      en: `There is no code “${code}”. A letter may be mistyped. Choose the school below to go on.`,
    }),
  },

  // Choosing a form
  choiceTitle: { vi: 'Đánh giá nhà trường', en: 'Rate the school' },
  choiceLead: {
    vi: 'Không hỏi tên ông/bà hay tên bé. Phiếu chỉ lưu ngày gửi, không lưu giờ và không lưu địa chỉ mạng.',
    en: 'No name is asked, neither yours nor your child’s. Only the day is kept, no time and no network address.',
  },
  once: {
    vi: 'Mỗi người chỉ cần gửi một phiếu trong đợt này, phiếu một phút hoặc phiếu đầy đủ. Cả hai cùng tính vào một tỷ lệ hài lòng.',
    en: 'One form per person is enough in this round, the one-minute or the full one. Both count towards the same satisfaction rate.',
  },
  forms: {
    nhanh: {
      title: { vi: 'Phiếu một phút', en: 'One-minute form' },
      time: { vi: 'Khoảng 1 phút', en: 'About 1 minute' },
      text: (count: number) => ({ vi: `${count} câu: từng lĩnh vực và mức hài lòng chung.`, en: `${count} questions: each area and overall satisfaction.` }),
    },
    'day-du': {
      title: { vi: 'Phiếu đầy đủ', en: 'Full form' },
      time: { vi: 'Khoảng 5 phút', en: 'About 5 minutes' },
      text: (count: number) => ({
        vi: `${count} câu, hỏi kỹ từng lĩnh vực. Câu nào chưa rõ thì có thể bỏ qua.`,
        en: `${count} questions, several on each area. Skip what you cannot judge.`,
      }),
    },
    'thu-tuc': {
      title: { vi: 'Giải quyết hồ sơ, thủ tục', en: 'How paperwork was handled' },
      time: { vi: 'Khoảng 1 phút', en: 'About 1 minute' },
      text: (count: number) => ({
        vi: `${count} câu, dành cho người vừa làm hồ sơ tại trường: nhập học, chuyển trường, xác nhận, miễn giảm…`,
        en: `${count} questions, for those who have just had papers handled at the school: enrolment, transfer, certificates, reductions…`,
      }),
    },
  },
  roundUntil: (name: string, day: string) => ({
    vi: `${name}, nhận phiếu đến hết ngày ${formatDate(day)}`,
    en: `${name}, open until the end of ${formatDate(day)}`,
  }),
  noneOpen: { vi: 'Hiện chưa có đợt khảo sát nào mở', en: 'No survey is open at the moment' },
  noneOpenForm: { vi: 'Phiếu này hiện chưa mở', en: 'This form is not open at the moment' },
  nextOpens: (day: string) => ({ vi: `Đợt tới mở từ ngày ${formatDate(day)}. Mời ông/bà quay lại.`, en: `The next round opens on ${formatDate(day)}. Please come back then.` }),
  noNext: {
    vi: 'Nhà trường sẽ báo khi có đợt mới. Trong lúc chờ, ông/bà vẫn gửi phản ánh, góp ý được bất cứ lúc nào.',
    en: 'The school will announce the next round. Until then, you can send feedback at any time.',
  },
  sendFeedback: { vi: 'Gửi phản ánh, kiến nghị', en: 'Send feedback' },
  seeResults: { vi: 'Xem kết quả các đợt trước', en: 'See earlier results' },

  // The form
  back: { vi: 'Chọn phiếu khác', en: 'Choose another form' },
  formLead: {
    vi: 'Ông/bà chọn mức đúng với cảm nhận của mình. Câu nào chưa rõ thì bỏ qua hoặc chọn “Không ý kiến”.',
    en: 'Choose what matches your experience. Skip a question or choose “No opinion” where you cannot judge.',
  },
  part: (part: number, count: number) => ({ vi: `Phần ${part}/${count}`, en: `Part ${part} of ${count}` }),
  overallPart: { vi: 'Đánh giá chung', en: 'Overall' },
  morePart: { vi: 'Góp ý và thông tin thêm', en: 'Comment and a little more' },
  progress: (done: number, count: number) => ({ vi: `Đã trả lời ${done}/${count} câu`, en: `${done} of ${count} answered` }),
  expectationHint: {
    vi: '100 là đúng như mong đợi, nhỏ hơn là chưa bằng, lớn hơn là hơn mong đợi. Nhập một số từ 0 đến 150.',
    en: '100 is just what you expected, less is below, more is above. Enter a number from 0 to 150.',
  },
  expectationPresets: { vi: 'Chọn nhanh một mức', en: 'Quick choices' },
  commentHint: {
    vi: 'Xin đừng ghi tên mình, tên bé, tên cô hay tên lớp: phiếu này không cần biết ai gửi. Ban giám hiệu đọc góp ý sau khi đợt kết thúc; điều cần giải quyết được lập thành hồ sơ, và lời cho thấy trẻ gặp nguy hiểm thì nhà trường đọc ngay. Góp ý không được đăng nguyên văn.',
    en: 'Please write no names: not yours, your child’s, a teacher’s or the class’s. The school’s leadership reads comments after the round ends; what needs solving becomes a case, and words that mean a child in danger are read at once. Comments are never published as written.',
  },
  needAnswer: { vi: 'Nếu muốn được trả lời, xin gửi ở mục', en: 'If you want an answer, please use' },
  about: { vi: 'Vài thông tin để tính theo nhóm', en: 'Two facts, for figures by group' },
  aboutHint: {
    vi: 'Không bắt buộc. Nhóm nào dưới 5 người thì nhà trường cũng không xem được riêng.',
    en: 'Not required. The school itself cannot see figures of a group of fewer than five.',
  },
  relation: { vi: 'Ông/bà là ai của bé?', en: 'How are you related to the child?' },
  noChoice: { vi: 'Không trả lời', en: 'Rather not say' },
  placeKept: (place: string) => ({ vi: `Phiếu ghi kèm nơi quét mã: ${place}.`, en: `The form keeps where the code was scanned: ${place}.` }),
  placeDropped: { vi: 'Phiếu không ghi lại mã QR của lớp.', en: 'The form does not keep the QR code of the class.' },
  send: { vi: 'Gửi phiếu', en: 'Send' },
  draftKept: {
    vi: 'Câu trả lời được giữ tạm trên máy này đến khi gửi xong.',
    en: 'Your answers stay on this phone until they are sent.',
  },
  draftRestored: { vi: 'Đã mở lại phiếu ông/bà đang làm dở trên máy này.', en: 'The form you had started on this phone is open again.' },
  draftDrop: { vi: 'Xóa, làm phiếu mới', en: 'Clear and start again' },

  // What can go wrong
  stalePage: {
    vi: 'Trang này mở đã lâu. Câu trả lời vẫn còn nguyên, ông/bà bấm “Gửi phiếu” lần nữa.',
    en: 'This page has been open for a long time. Your answers are still here: please press “Send” once more.',
  },
  limitedTitle: { vi: 'Chưa gửi được, có quá nhiều phiếu cùng lúc', en: 'Not sent yet: too many forms at once' },
  conflictTitle: { vi: 'Phiếu này đã gửi rồi, với câu trả lời khác', en: 'This form was already sent, with other answers' },
  conflict: {
    vi: 'Phiếu đầu đã được ghi nhận và không sửa được nữa. Các câu trả lời bên dưới chưa được gửi. Chỉ bấm gửi nếu đây là phiếu của một người khác trong gia đình.',
    en: 'The first form has been counted and can no longer be changed. The answers below have not been sent. Send them only if they are another family member’s.',
  },
  closedTitle: { vi: 'Đợt khảo sát đã kết thúc, phiếu chưa được ghi nhận', en: 'The round has ended: your form was not counted' },
  closed: {
    vi: 'Xin lỗi ông/bà. Đợt này vừa đóng trong lúc ông/bà trả lời.',
    en: 'We are sorry. The round closed while you were answering.',
  },
  closedComment: { vi: 'Góp ý ông/bà đã viết', en: 'The comment you wrote' },
  closedCommentText: {
    vi: 'Ông/bà có thể chép lại và gửi ở mục phản ánh, nhà trường sẽ trả lời.',
    en: 'You can copy it and send it as feedback; the school will answer.',
  },

  // Receipt
  receiptTitle: { vi: 'Cảm ơn ông/bà. Phiếu đã được ghi nhận.', en: 'Thank you. Your form has been counted.' },
  receiptLabel: { vi: 'Mã biên nhận', en: 'Receipt code' },
  receiptNote: {
    vi: 'Giữ mã này nếu muốn kiểm tra phiếu của mình có được tính hay không. Mã không mở ra câu trả lời, không ai dùng mã để biết ông/bà đã chọn gì.',
    en: 'Keep it if you want to check that your form was counted. It does not open your answers: nobody can use it to learn what you chose.',
  },
  school: { vi: 'Trường', en: 'School' },
  round: { vi: 'Đợt khảo sát', en: 'Round' },
  form: { vi: 'Phiếu', en: 'Form' },
  countedOn: { vi: 'Ngày ghi nhận', en: 'Counted on' },
  nextTitle: { vi: 'Tiếp theo là gì?', en: 'What happens next?' },
  nextFigures: (day: string) => ({
    vi: `Đợt khảo sát nhận phiếu đến hết ngày ${formatDate(day)}. Sau khi đóng đợt, kết quả được công bố một lần trên trang công khai của nhà trường, khi có từ 10 phiếu trở lên.`,
    en: `The round is open until the end of ${formatDate(day)}. After that the results are published once, on the school’s public page, if there are at least 10 forms.`,
  }),
  nextReleased: (day: string) => ({
    vi: `Kết quả của đợt này đã được công bố ngày ${formatDate(day)}.`,
    en: `The results of this round were published on ${formatDate(day)}.`,
  }),
  nextCheck: { vi: 'Lúc nào cũng kiểm tra được phiếu đã được tính, ở trang', en: 'You can check at any time that your form was counted, on the page' },
  checkPage: { vi: 'Kiểm tra biên nhận', en: 'Check a receipt' },
  nextFeedback: { vi: 'Có việc cần nhà trường giải quyết và trả lời? Xin', en: 'Something the school should deal with and answer? Please' },
  sendFeedbackInText: { vi: 'gửi phản ánh, kiến nghị', en: 'send feedback' },
  toPublicPage: { vi: 'Xem trang công khai của nhà trường', en: 'Go to the school’s public page' },
  receiptGone: { vi: 'Biên nhận không còn hiện ở đây', en: 'The receipt is no longer shown here' },
  receiptGoneText: {
    vi: 'Biên nhận chỉ hiện trong 30 phút sau khi gửi, trên chính máy đã gửi. Nếu đã chép mã, ông/bà vẫn kiểm tra được phiếu của mình.',
    en: 'A receipt is shown for 30 minutes after sending, on the phone that sent it. If you wrote down the code, you can still check your form.',
  },

  // Checking a receipt
  checkLead: {
    vi: 'Nhập mã biên nhận để biết phiếu của ông/bà đã được tính trong đợt nào. Trang này không hiện câu trả lời.',
    en: 'Enter the receipt code to see in which round your form was counted. Your answers are not shown.',
  },
  checkField: { vi: 'Mã biên nhận', en: 'Receipt code' },
  checkHint: { vi: '12 chữ và số, ví dụ K7QM 2HXD 9RTA', en: '12 letters and digits, such as K7QM 2HXD 9RTA' },
  checkButton: { vi: 'Kiểm tra', en: 'Check' },
  checkBad: {
    vi: 'Mã gồm 12 chữ và số, không có các chữ O, I, L, U và số 0, 1. Ông/bà xem lại giúp.',
    en: 'A code has 12 letters and digits, and never O, I, L, U, 0 or 1. Please check it.',
  },
  checkIsCaseKey: {
    vi: 'Đây là mã tra cứu phản ánh (16 chữ số), không phải mã biên nhận của phiếu. Xin nhập mã này ở trang “Tra cứu phản ánh đã gửi”.',
    en: 'This is the key of a case (16 digits), not the receipt of a form. Please type it on the page “Follow feedback you sent”.',
  },
  toLookUp: { vi: 'Đến trang Tra cứu phản ánh đã gửi', en: 'Go to “Follow feedback you sent”' },
  commentCount: { vi: 'Tối đa 2.000 ký tự.', en: 'At most 2,000 characters.' },
  checkFound: { vi: 'Phiếu đã được tính', en: 'Your form was counted' },
  checkMissing: { vi: 'Không có phiếu nào mang mã này', en: 'No form has this code' },
  checkMissingText: {
    vi: 'Có thể mã gõ nhầm một ký tự, hoặc phiếu chưa gửi được. Mã của trường khác phải kiểm tra ở trang của trường đó. Nếu mã đúng từng ký tự với biên nhận đã hiện ra khi gửi thì phiếu đã bị bỏ: xin giữ biên nhận và báo cho cơ quan quản lý của trường.',
    en: 'A letter may be mistyped, or the form was never sent. Codes of another school must be checked on that school’s page. If the code is letter for letter that of a receipt you were shown, the form was dropped: keep the receipt and tell the authority the school answers to.',
  },
  checkLimited: { vi: 'Đã thử quá nhiều lần. Vui lòng chờ vài phút rồi thử lại.', en: 'Too many attempts. Please wait a few minutes and try again.' },
} as const
