import type { Message } from '../index.ts'

/** Words around what the school answers to the comments of a round. */
export const summaryText = {
  title: { vi: 'Phụ huynh nói gì – nhà trường trả lời', en: 'What parents said – what the school answers' },
  lead: {
    vi: 'Góp ý viết trong phiếu không được đăng nguyên văn, để không ai bị đoán ra. Nhà trường tóm tắt bằng lời của mình; một người viết, một người khác duyệt.',
    en: 'Comments written on the forms are not published, so that nobody can be guessed. The school sums them up in its own words; one person writes, another approves. The text is in Vietnamese.',
  },
  said: { vi: 'Phụ huynh nói', en: 'Parents said' },
  answer: { vi: 'Nhà trường trả lời', en: 'The school answers' },
  count: (count: number): Message => ({ vi: `${count} góp ý về chủ đề này`, en: `${count} comments on this` }),
  counts: {
    vi: 'Số góp ý chỉ được nêu từ 10 trở lên, và khi không suy ra được số của chủ đề khác.',
    en: 'Numbers of comments are given from 10 on, and only where no other number follows from them.',
  },
  published: (day: string): Message => ({ vi: `Công khai ngày ${day}.`, en: `Published on ${day}.` }),
  corrected: (day: string): Message => ({ vi: `Sửa ngày ${day}:`, en: `Corrected on ${day}:` }),
  withdrawn: (day: string): Message => ({ vi: `Nhà trường đã gỡ nội dung này ngày ${day}`, en: `The school took this down on ${day}` }),
} as const
