/** Words while a form is flooded (docs/decisions/0037). */
export const floodText = {
  title: { vi: 'Chưa gửi xong: đang có rất nhiều lượt gửi cùng lúc', en: 'Not sent yet: very many forms are coming in at once' },
  why: {
    vi: 'Có thể có máy đang gửi liên tục vào biểu mẫu này. Máy của ông/bà cần làm một phép tính nhỏ trước khi gửi. Nội dung đã viết vẫn còn đủ, ông/bà không phải làm gì thêm.',
    en: 'A machine may be flooding this form. Your phone has to do a small sum before sending. Everything you wrote is still here; you do not have to do anything.',
  },
  solving: { vi: 'Máy đang tính, chỉ vài giây…', en: 'Working on it, a few seconds…' },
  solved: { vi: 'Đã tính xong, đang gửi…', en: 'Done, sending…' },
  failed: { vi: 'Máy này không tính được.', en: 'This browser cannot do it.' },
  without: {
    vi: 'Không tính được cũng không sao: ông/bà bấm nút dưới đây, nội dung vẫn được nhận và được đánh dấu “chờ xem lại”.',
    en: 'That is no problem: press the button below. It is taken all the same, and marked “to be looked at”.',
  },
  sendAnyway: { vi: 'Gửi để xem lại', en: 'Send to be looked at' },
} as const
