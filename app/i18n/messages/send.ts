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
  again: { vi: 'Gửi lại ngay', en: 'Send again now' },
} as const
