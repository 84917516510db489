import type { Message } from '#app/i18n/index.ts'

interface ErrorWords {
  title: Message
  detail: Message
}

export const errorText = {
  400: {
    title: { vi: 'Không đọc được yêu cầu', en: 'The request could not be read' },
    detail: { vi: 'Vui lòng quay lại trang trước và thử lại.', en: 'Please go back to the previous page and try again.' },
  },
  403: {
    title: { vi: 'Không có quyền xem', en: 'Not allowed' },
    detail: { vi: 'Tài khoản của thầy/cô không được dùng chức năng này.', en: 'Your account may not use this page.' },
  },
  404: {
    title: { vi: 'Không tìm thấy trang', en: 'Page not found' },
    detail: { vi: 'Địa chỉ có thể đã gõ sai hoặc trang đã được gỡ xuống.', en: 'The address may be mistyped, or the page has been taken down.' },
  },
  409: {
    title: { vi: 'Nội dung đã thay đổi', en: 'This has changed meanwhile' },
    detail: { vi: 'Có người vừa cập nhật nội dung này. Vui lòng quay lại và xem bản mới nhất.', en: 'Somebody has just updated this. Please go back and look at the latest version.' },
  },
  429: {
    title: { vi: 'Quá nhiều lần thử', en: 'Too many attempts' },
    detail: { vi: 'Vui lòng chờ vài phút rồi thử lại.', en: 'Please wait a few minutes and try again.' },
  },
  500: {
    title: { vi: 'Hệ thống gặp lỗi', en: 'Something went wrong' },
    detail: {
      vi: 'Lỗi đã được ghi lại. Nội dung chưa được báo là đã gửi thì chưa được lưu, vui lòng thử lại sau ít phút.',
      en: 'The error has been recorded. What was not confirmed as sent has not been saved: please try again in a few minutes.',
    },
  },
  notSaved: {
    title: { vi: 'Chưa lưu được, xin giữ trang này', en: 'Not saved yet: please keep this page' },
    detail: {
      vi: 'Máy chủ tạm thời không ghi được dữ liệu nên nội dung vừa gửi chưa được lưu. Mọi điều đã gõ vẫn còn trên trang này: xin chờ ít phút rồi bấm gửi lại. Dù gửi lại nhiều lần cũng chỉ tính một lần.',
      en: 'The server cannot write just now, so what you sent has not been saved. Everything you typed is still on this page: please wait a few minutes and send it again. However often it is sent, it counts once.',
    },
  },
  notOpened: {
    title: { vi: 'Tạm thời chưa thực hiện được', en: 'This cannot be done just now' },
    detail: { vi: 'Máy chủ tạm thời không ghi hoặc đọc được dữ liệu. Chưa có gì được lưu; xin thử lại sau ít phút.', en: 'The server cannot write or read its data just now. Nothing has been saved; please try again in a few minutes.' },
  },
  sendAgain: { vi: 'Gửi lại', en: 'Send again' },
  reference: { vi: 'Mã tham chiếu khi cần hỏi nhà trường:', en: 'Reference to quote to the school:' },
  home: { vi: 'Về trang chính', en: 'Go to the home page' },
  homeHref: { vi: '/', en: '/en' },
} as const satisfies Record<number, ErrorWords> & Record<string, ErrorWords | Message>
