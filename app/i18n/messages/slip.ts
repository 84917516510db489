
/** Words of the one-time slip: where its code is typed, on the form, and on the receipt. */
export const slipText = {
  title: { vi: 'Phiếu mã một lần', en: 'One-time slip' },
  lead: {
    vi: 'Mỗi gia đình được phát một phiếu. Mã dùng được một lần và không gắn với tên ai: phiếu đã được trộn trước khi phát.',
    en: 'Every family was given one slip. Its code works once and belongs to nobody’s name: the slips were mixed before they were handed out.',
  },
  field: { vi: 'Mã trên phiếu', en: 'Code on the slip' },
  hint: { vi: '16 chữ và số, ví dụ 7K3M-9QWD-2XZ4-PTVA', en: '16 letters and digits, such as 7K3M-9QWD-2XZ4-PTVA' },
  start: { vi: 'Bắt đầu trả lời', en: 'Start' },
  bad: { vi: 'Mã gồm 16 chữ và số. Ông/bà xem lại giúp.', en: 'A code has 16 letters and digits. Please check it.' },
  unknown: { vi: 'Không có phiếu nào mang mã này. Ông/bà xem lại từng chữ giúp.', en: 'No slip has this code. Please check each letter.' },
  used: {
    vi: 'Phiếu này đã được dùng. Nếu không phải do ông/bà dùng, xin báo nhà trường; ông/bà vẫn đánh giá được bằng mã QR ở cổng.',
    en: 'This slip has been used. If it was not you, please tell the school; you can still rate it with the QR code at the gate.',
  },
  closed: { vi: 'Đợt khảo sát của phiếu này chưa mở hoặc đã kết thúc.', en: 'The round of this slip is not open, or has ended.' },
  limited: { vi: 'Đã thử quá nhiều lần. Vui lòng chờ vài phút rồi thử lại.', en: 'Too many attempts. Please wait a few minutes and try again.' },
  using: { vi: 'Đang dùng phiếu mã một lần', en: 'Using a one-time slip' },
  usingText: {
    vi: 'Câu trả lời được để trong phong bì kín và mở chung với các phiếu khác, nên không ai biết phiếu nào trả lời gì. Gửi rồi thì không sửa được.',
    en: 'Your answer is kept in a closed envelope and opened together with others, so nobody learns which slip answered what. Once sent it cannot be changed.',
  },
  gone: {
    vi: 'Phiếu mã một lần không còn mở trên máy này: phiếu đã gửi rồi, hoặc đã quá hai giờ. Chưa gửi thì xin nhập lại mã; những gì ông/bà đã chọn vẫn còn ở trang này.',
    en: 'The one-time slip is no longer open on this device: it was sent already, or more than two hours have passed. If it was not sent, please enter its code again; what you chose is still on this page.',
  },
  again: { vi: 'Nhập lại mã phiếu', en: 'Enter the code again' },
  inEnvelope: { vi: 'Đang trong phong bì kín', en: 'In a closed envelope' },
  inEnvelopeText: {
    vi: 'Phiếu đã được nhận. Phong bì được mở khi hết ngày và có ít nhất năm phiếu, hoặc khi đợt khảo sát kết thúc; từ lúc đó mã này tra được trong sổ niêm phong.',
    en: 'Your form has been received. The envelope is opened when the day is over and at least five wait, or when the round ends; from then on this code is in the sealed ledger.',
  },
} as const
