import type { Lang, Message } from '#app/i18n/index.ts'

/**
 * The words a parent agrees to. All that were ever shown stay here for good, since what somebody agreed to must be provable years later
 * (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15). A changed word is a new version: add a text, never change one. A test holds their fingerprints.
 */
export interface ConsentText {
  purpose: 'contact' | 'publish'
  /** Stored with each consent, followed by the language. */
  version: string
  label: Message
  detail: Message
  /** The words speak of pictures: without them no picture of the sender is published. */
  pictures?: true
}

/** Oldest first; the last one of a purpose is what is shown now. */
export const consentTexts: readonly ConsentText[] = [
  {
    purpose: 'contact',
    version: 'lien-lac-2026-11',
    label: {
      vi: 'Tôi đồng ý để nhà trường lưu và dùng tên, số điện thoại, email tôi ghi ở trên',
      en: 'I agree that the school keeps and uses the name, telephone and e-mail I gave above',
    },
    detail: {
      vi: 'Chỉ để giải quyết và trả lời phản ánh này. Nhà trường xóa thông tin liên lạc sau khi hồ sơ đóng 12 tháng. Ông/bà có thể rút lại sự đồng ý bất cứ lúc nào.',
      en: 'Only to deal with this report and answer it. The school deletes contact details 12 months after the case is closed. You may take your consent back at any time.',
    },
  },
  {
    purpose: 'publish',
    version: 'cong-khai-2026-11',
    label: {
      vi: 'Tôi đồng ý để nhà trường công khai nội dung đã được che thông tin cá nhân, kèm câu trả lời',
      en: 'I agree that the school publishes the content, with personal details removed, together with its answer',
    },
    detail: {
      vi: 'Bản công khai được viết lại ngắn gọn, không có tên người gửi, tên trẻ, lớp hay tên giáo viên, và được một người thứ hai kiểm tra trước khi đăng.',
      en: 'The public version is a short rewrite without the sender, the child, the class or any teacher’s name, and a second person checks it before it appears.',
    },
  },
  {
    // Says what the first version left out: how to take it back, and what happens then.
    purpose: 'publish',
    version: 'cong-khai-2026-11b',
    label: {
      vi: 'Tôi đồng ý để nhà trường công khai nội dung đã được che thông tin cá nhân, kèm câu trả lời',
      en: 'I agree that the school publishes the content, with personal details removed, together with its answer',
    },
    detail: {
      vi: 'Bản công khai được viết lại ngắn gọn, không có tên người gửi, tên trẻ, lớp hay tên giáo viên, và được một người thứ hai kiểm tra trước khi đăng. Ông/bà có thể rút lại sự đồng ý bất cứ lúc nào bằng mã tra cứu; bản đã đăng được gỡ xuống ngay.',
      en: 'The public version is a short rewrite without the sender, the child, the class or any teacher’s name, and a second person checks it before it appears. You may take your consent back at any time with your case key; what has been published is then taken down at once.',
    },
  },
  {
    // Says what happens to pictures, since they can be sent along.
    purpose: 'publish',
    version: 'cong-khai-2026-11c',
    label: {
      vi: 'Tôi đồng ý để nhà trường công khai nội dung đã được che thông tin cá nhân, kèm câu trả lời',
      en: 'I agree that the school publishes the content, with personal details removed, together with its answer',
    },
    detail: {
      vi: 'Bản công khai được viết lại ngắn gọn, không có tên người gửi, tên trẻ, lớp hay tên giáo viên, và được một người thứ hai kiểm tra trước khi đăng. Ảnh gửi kèm thường không được đăng; nếu đăng thì mặt người, biển số và chi tiết nhận ra ai đều được che đen. Tệp PDF không bao giờ được đăng. Ông/bà có thể rút lại sự đồng ý bất cứ lúc nào bằng mã tra cứu; bản đã đăng được gỡ xuống ngay.',
      en: 'The public version is a short rewrite without the sender, the child, the class or any teacher’s name, and a second person checks it before it appears. Pictures you send are usually not shown; if one is, faces, number plates and anything that could tell who it is are blacked out. PDF files are never shown. You may take your consent back at any time with your case key; what has been published is then taken down at once.',
    },
    pictures: true,
  },
]

const current = (purpose: ConsentText['purpose']): ConsentText => consentTexts.findLast((text) => text.purpose === purpose)!

export const contactConsent = current('contact')
export const publishConsent = current('publish')

/** What is stored with a consent: which words, in which language. */
export function consentVersion(consent: ConsentText, lang: Lang): string {
  return `${consent.version}/${lang}`
}

/** The words that a stored version stands for, or null where no such text was ever shown. */
export function consentTextOf(stored: string): { text: ConsentText; lang: Lang } | null {
  const [version, lang] = stored.split('/')
  const text = consentTexts.find((one) => one.version === version)
  return text && (lang === 'vi' || lang === 'en') ? { text, lang } : null
}
