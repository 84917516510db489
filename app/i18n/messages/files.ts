import type { Message } from '#app/i18n/index.ts'

/** Words about pictures and PDFs that are sent along, for parents and for the office. */
export const fileText = {
  label: { vi: 'Ảnh hoặc tệp PDF gửi kèm', en: 'Photos or PDF files' },
  hint: {
    vi: 'Tối đa 5 tệp, mỗi tệp không quá 15 MB. Vị trí chụp, ngày giờ và tên máy ghi trong tệp đều được xóa. Xin đừng gửi ảnh thấy mặt trẻ khác.',
    en: 'Up to 5 files, 15 MB each. Where, when and with which device it was taken is removed from the file. Please send no pictures that show other children’s faces.',
  },
  /** Only without scripts: with them nothing leaves the device before the last button. */
  held: {
    vi: 'Tệp được tải lên khi bấm nút bên dưới, giữ tạm không quá hai ngày và tự xóa nếu ông/bà không gửi.',
    en: 'The files are uploaded with the button below, held for two days at most, and deleted by themselves if you do not send.',
  },
  keptTitle: { vi: 'Tệp đã tải lên', en: 'Files uploaded' },
  keptHint: { vi: 'Bỏ đánh dấu tệp không muốn gửi.', en: 'Untick a file that you do not want to send.' },
  picture: (nth: number): Message => ({ vi: `Ảnh ${nth}`, en: `Photo ${nth}` }),
  pdf: (nth: number): Message => ({ vi: `Tệp PDF ${nth}`, en: `PDF file ${nth}` }),
  removed: (day: string): Message => ({ vi: `đã xóa ngày ${day}`, en: `deleted on ${day}` }),
  choose: { vi: 'Chọn ảnh hoặc tệp PDF', en: 'Choose photos or PDF files' },
  chooseMore: { vi: 'Chọn thêm', en: 'Choose more' },
  short: { vi: 'Tệp gửi kèm', en: 'Files' },
  list: { vi: 'Tệp gửi kèm', en: 'Files sent along' },
  remove: { vi: 'Bỏ', en: 'Remove' },
  stop: { vi: 'Dừng', en: 'Stop' },
  preparing: { vi: 'Đang chuẩn bị…', en: 'Preparing…' },
  ready: { vi: 'Sẽ gửi khi bấm nút gửi', en: 'Sent when you press send' },
  sending: (percent: number): Message => ({ vi: `Đang gửi ${percent}%`, en: `Sending ${percent}%` }),
  sent: { vi: 'Đã tải lên', en: 'Uploaded' },
  refused: (name: string): Message => ({ vi: `${name} không gửi được.`, en: `${name} cannot be sent.` }),
  notStored: {
    vi: 'Máy chủ chưa lưu được tệp. Nội dung vẫn còn ở đây: xin giữ trang này, chọn lại tệp và bấm lại sau ít phút.',
    en: 'The server could not save the file. Everything you wrote is still here: please keep this page, choose the file again and try in a few minutes.',
  },
} as const

/** "Ảnh 1", "Tệp PDF 2". */
export function fileLabel({ type, nth }: { type: 'image' | 'pdf'; nth: number }): Message {
  return type === 'image' ? fileText.picture(nth) : fileText.pdf(nth)
}

/** Counts pictures and PDFs of a list apart, as the case page will. */
export function numbered<T extends { type: 'image' | 'pdf' }>(files: readonly T[]): (T & { nth: number })[] {
  const counted = { image: 0, pdf: 0 }
  return files.map((file) => ({ ...file, nth: ++counted[file.type] }))
}
