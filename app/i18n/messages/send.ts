/** Words about sending a parent's form: the same for the survey and for feedback. */
export const sendText = {
  sending: { vi: 'Đang gửi…', en: 'Sending…' },
  offlineTitle: { vi: 'Chưa gửi được — mất mạng', en: 'Not sent yet — no connection' },
  offline: {
    vi: 'Nội dung vẫn còn trên máy này. Ông/bà cứ để trang này mở: có mạng lại, máy sẽ tự gửi tiếp. Dù gửi lại nhiều lần cũng chỉ tính một lần.',
    en: 'What you wrote is still on this phone. Keep this page open: it is sent by itself once the connection is back. However often it is sent, it counts once.',
  },
  busyTitle: { vi: 'Chưa gửi được — hệ thống đang bận', en: 'Not sent yet — the server is busy' },
  busy: {
    vi: 'Nội dung vẫn còn trên máy này. Ông/bà chờ ít phút rồi bấm gửi lại; dù gửi lại nhiều lần cũng chỉ tính một lần.',
    en: 'What you wrote is still on this phone. Please wait a few minutes and send it again; however often it is sent, it counts once.',
  },
  kept: {
    itself: {
      vi: 'Phiếu đang chờ trên máy này và sẽ tự gửi khi có mạng lại, kể cả khi ông/bà đóng trang. Dù gửi lại nhiều lần cũng chỉ tính một lần.',
      en: 'The form waits on this phone and is sent by itself once the connection is back, even if you close this page. However often it is sent, it counts once.',
    },
    opened: {
      vi: 'Phiếu đang chờ trên máy này. Có mạng lại, ông/bà cứ để trang này mở hoặc mở lại trang là phiếu tự gửi. Dù gửi lại nhiều lần cũng chỉ tính một lần.',
      en: 'The form waits on this phone. Once the connection is back, keep this page open or open it again and it is sent by itself. However often it is sent, it counts once.',
    },
  },
  noNetwork: {
    vi: 'Máy đang mất mạng. Ông/bà cứ trả lời: phiếu được giữ trên máy này và gửi khi có mạng lại.',
    en: 'There is no connection right now. Please answer all the same: the form is kept on this phone and sent once the connection is back.',
  },
  waitingTitle: { vi: 'Có phiếu đang chờ gửi trên máy này', en: 'A form waits on this phone' },
  waitingText: { vi: 'Có mạng lại là phiếu tự gửi, và chỉ tính một lần.', en: 'It is sent by itself once the connection is back, and counts once.' },
  waitingDrop: { vi: 'Bỏ phiếu này', en: 'Drop this form' },
  arrivedTitle: { vi: 'Phiếu gửi lúc mất mạng đã đến trường', en: 'The form you sent without a connection has arrived' },
  arrivedReceipt: { vi: 'Xem biên nhận', en: 'See the receipt' },
  arrivedForget: { vi: 'Đã xem, xóa khỏi máy này', en: 'Seen: remove it from this phone' },
  again: { vi: 'Gửi lại ngay', en: 'Send again now' },
} as const
