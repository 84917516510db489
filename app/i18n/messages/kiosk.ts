/** Words on a device of the school. One stranger uses it after the other, so they are few and large. */
export const kioskText = {
  title: { vi: 'Đánh giá nhà trường', en: 'Rate the school' },
  // Opening the device, by staff
  openTitle: { vi: 'Mở máy của trường', en: 'Open a school device' },
  openLead: {
    vi: 'Dành cho nhân viên. Nhập mã vừa tạo ở văn phòng; mã dùng một lần. Thầy/cô đang đăng nhập văn phòng trên máy này sẽ được đăng xuất.',
    en: 'For staff. Enter the code made in the office; it works once. Whoever is signed in to the office on this device is signed out.',
  },
  code: { vi: 'Mã mở máy', en: 'Code' },
  codeHint: { vi: '16 chữ và số', en: '16 letters and digits' },
  open: { vi: 'Mở máy', en: 'Open' },
  badCode: { vi: 'Mã này không mở được máy nào: gõ nhầm, đã dùng, đã thu hồi hoặc đợt khảo sát đã kết thúc.', en: 'This code opens nothing: mistyped, used, revoked, or its round has ended.' },
  limited: { vi: 'Đã thử quá nhiều lần. Vui lòng chờ vài phút.', en: 'Too many attempts. Please wait a few minutes.' },
  endedTitle: { vi: 'Máy này đã ngừng nhận phiếu', en: 'This device takes no more answers' },
  ended: { vi: 'Đợt khảo sát đã kết thúc, hoặc nhà trường đã thu hồi máy.', en: 'The round has ended, or the school has withdrawn the device.' },
  notYet: (day: string) => ({ vi: `Đợt khảo sát mở từ ngày ${day}.`, en: `The survey opens on ${day}.` }),
  // Start
  start: { vi: 'Bắt đầu', en: 'Start' },
  startText: { vi: 'Khoảng một phút. Không hỏi tên, không ghi giờ. Máy không giữ lại gì.', en: 'About one minute. No name, no time. Nothing stays on this device.' },
  // Form
  lead: { vi: 'Ông/bà chạm vào mức đúng với cảm nhận của mình. Câu nào chưa rõ thì bỏ qua.', en: 'Touch what matches your experience. Skip what you cannot judge.' },
  again: { vi: 'Bắt đầu lại', en: 'Start over' },
  send: { vi: 'Gửi phiếu', en: 'Send' },
  limitedForms: { vi: 'Máy vừa nhận nhiều phiếu liên tiếp. Câu trả lời vẫn còn đây; xin chờ một phút rồi gửi lại.', en: 'Many forms came from this device in a row. Your answers are still here: please wait a minute and send again.' },
  idleTitle: { vi: 'Ông/bà còn ở đây không?', en: 'Are you still there?' },
  idle: (seconds: number) => ({ vi: `Phiếu chưa gửi sẽ được xóa sau ${seconds} giây để người sau không thấy.`, en: `What is not sent will be cleared in ${seconds} seconds, so that nobody sees it.` }),
  stillHere: { vi: 'Tôi vẫn đang trả lời', en: 'I am still here' },
  // Thanks
  thanks: { vi: 'Cảm ơn ông/bà. Phiếu đã được ghi nhận.', en: 'Thank you. Your form has been counted.' },
  receipt: { vi: 'Mã biên nhận', en: 'Receipt code' },
  receiptText: { vi: 'Chụp mã bằng điện thoại nếu muốn tự kiểm tra phiếu đã được tính. Mã không mở ra câu trả lời.', en: 'Photograph it if you want to check that your form counted. It does not open your answers.' },
  receiptQr: { vi: 'Mã QR dẫn đến trang kiểm tra biên nhận', en: 'QR code of the page that checks receipts' },
  hiddenIn: (seconds: number) => ({ vi: `Tự ẩn sau ${seconds} giây`, en: `Hidden in ${seconds} seconds` }),
  hide: { vi: 'Ẩn ngay, mời người tiếp theo', en: 'Hide now, next person' },
  errorTitle: { vi: 'Chưa mở được trang này', en: 'This page could not be opened' },
} as const
