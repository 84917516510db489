import type { Lang, Message } from '#app/i18n/index.ts'

/**
 * The words a parent agrees to. A changed word needs a new version: what was agreed to can be shown years later
 * (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15).
 */
interface ConsentText {
  version: string
  label: Message
  detail: Message
}

export const contactConsent: ConsentText = {
  version: 'lien-lac-2026-11',
  label: {
    vi: 'Tôi đồng ý để nhà trường lưu và dùng tên, số điện thoại, email tôi ghi ở trên',
    en: 'I agree that the school keeps and uses the name, telephone and e-mail I gave above',
  },
  detail: {
    vi: 'Chỉ để giải quyết và trả lời phản ánh này. Nhà trường xóa thông tin liên lạc sau khi hồ sơ đóng 12 tháng. Ông/bà có thể rút lại sự đồng ý bất cứ lúc nào.',
    en: 'Only to deal with this report and answer it. The school deletes contact details 12 months after the case is closed. You may take your consent back at any time.',
  },
}

export const publishConsent: ConsentText = {
  version: 'cong-khai-2026-11',
  label: {
    vi: 'Tôi đồng ý để nhà trường công khai nội dung đã được che thông tin cá nhân, kèm câu trả lời',
    en: 'I agree that the school publishes the content, with personal details removed, together with its answer',
  },
  detail: {
    vi: 'Bản công khai được viết lại ngắn gọn, không có tên người gửi, tên trẻ, lớp hay tên giáo viên, và được một người thứ hai kiểm tra trước khi đăng.',
    en: 'The public version is a short rewrite without the sender, the child, the class or any teacher’s name, and a second person checks it before it appears.',
  },
}

/** What is stored with a consent: which words, in which language. */
export function consentVersion(consent: ConsentText, lang: Lang): string {
  return `${consent.version}/${lang}`
}
