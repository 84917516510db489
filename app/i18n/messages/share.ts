import { formatDate, formatPercent } from '../format.ts'
import type { Message } from '../index.ts'

/** Words of what is shared beyond the school's own pages. */
export const shareText = {
  interval: (low: number, high: number): Message => ({
    vi: `khoảng 95 %: ${formatPercent(low, 'vi', 1)} – ${formatPercent(high, 'vi', 1)}`,
    en: `95% interval: ${formatPercent(low, 'en', 1)} – ${formatPercent(high, 'en', 1)}`,
  }),
  released: (day: string): Message => ({ vi: `công bố ngày ${formatDate(day)}`, en: `released on ${formatDate(day)}` }),
  responded: (share: number): Message => ({ vi: `${formatPercent(share, 'vi', 0)} gia đình trả lời`, en: `${formatPercent(share, 'en', 0)} of the families answered` }),
  badge: { vi: 'Phụ huynh hài lòng', en: 'Parents satisfied' },
  noRound: { vi: 'Chưa có kết quả', en: 'No results yet' },
  more: { vi: 'Xem phân bố, từng câu hỏi và cách tính', en: 'See the spread, every question and the method' },
  title: { vi: 'Đặt số liệu lên trang khác', en: 'Put the figures on another page' },
  lead: {
    vi: 'Thẻ và huy hiệu tự cập nhật khi có đợt mới. Cả hai luôn kèm số phiếu (n), vì một tỷ lệ đứng một mình thì không ai tin.',
    en: 'Card and badge update themselves with each new round. Both always carry n: a rate on its own is believed by nobody.',
  },
  card: { vi: 'Thẻ (khung nhúng)', en: 'Card (frame)' },
  badgeName: { vi: 'Huy hiệu (hình SVG)', en: 'Badge (SVG picture)' },
  copy: { vi: 'Sao chép mã nhúng', en: 'Copy the code' },
  json: { vi: 'Tải JSON', en: 'JSON' },
  print: { vi: 'Tải bản in dán bảng tin (PDF)', en: 'Print for the notice board (PDF)' },
  picture: { vi: 'Ảnh cho nhóm chat (PNG)', en: 'Picture for chats (PNG)' },
  embed: { vi: 'Đặt thẻ hoặc huy hiệu lên trang khác', en: 'Put the card or badge on another page' },
  boardTitle: { vi: 'Phụ huynh đánh giá nhà trường', en: 'Parents rate the school' },
  areas: { vi: 'Từng lĩnh vực', en: 'Area by area' },
  moreAt: { vi: 'Xem đầy đủ và kiểm chứng', en: 'See all of it, and check it' },
} as const
