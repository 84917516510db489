import type { CaseKind, SenderMode } from '#db/schema.ts'
import type { Message } from '#app/i18n/index.ts'

interface Choice {
  label: Message
  hint: Message
}

interface KindChoice {
  label: Message
  /** What it is and by when it is answered, in the school's own working days. */
  hint: (answerDays: number) => Message
}

const answeredIn = (days: number): Message => ({ vi: `trả lời trong ${days} ngày làm việc`, en: `within ${days} working ${days === 1 ? 'day' : 'days'}` })

/** The six kinds in a parent's words, with what happens to each. */
export const kindChoices: Record<CaseKind, KindChoice> = {
  feedback: {
    label: { vi: 'Phản ánh, kiến nghị', en: 'Report or request' },
    hint: (days) => ({
      vi: `Nêu một việc chưa ổn hoặc đề nghị nhà trường giải quyết. Được ${answeredIn(days).vi}.`,
      en: `Something is wrong, or you ask the school to act. Answered ${answeredIn(days).en}.`,
    }),
  },
  suggestion: {
    label: { vi: 'Góp ý', en: 'Suggestion' },
    hint: (days) => ({ vi: `Nêu ý tưởng để trường làm tốt hơn. Cũng được ${answeredIn(days).vi}.`, en: `An idea for doing better. Also answered ${answeredIn(days).en}.` }),
  },
  praise: {
    label: { vi: 'Khen', en: 'Praise' },
    hint: (days) => ({
      vi: `Gửi lời cảm ơn, ghi nhận. Nhà trường chuyển lời đến người được khen và ${answeredIn(days).vi}.`,
      en: `A word of thanks. The school passes it on to the person you praise and writes back ${answeredIn(days).en}.`,
    }),
  },
  question: {
    label: { vi: 'Hỏi đáp', en: 'Question' },
    hint: (days) => ({ vi: `Hỏi về hoạt động hoặc quy định của trường. Được ${answeredIn(days).vi}.`, en: `About the school’s work or rules. Answered ${answeredIn(days).en}.` }),
  },
  complaint: {
    label: { vi: 'Khiếu nại', en: 'Formal complaint (khiếu nại)' },
    hint: () => ({
      vi: 'Đề nghị xem xét lại một quyết định hoặc việc làm của nhà trường mà ông/bà cho là xâm phạm quyền lợi của mình. Giải quyết theo Luật Khiếu nại, không bao giờ công khai.',
      en: 'You ask for a review of a decision or act of the school that you hold infringes your rights. Handled under the Law on Complaints, never made public.',
    }),
  },
  denunciation: {
    label: { vi: 'Tố cáo', en: 'Denunciation (tố cáo)' },
    hint: () => ({
      vi: 'Báo một hành vi vi phạm pháp luật. Chỉ hiệu trưởng mở được, không bao giờ công khai. Nếu có liên quan đến hiệu trưởng, trang này chỉ cho ông/bà nơi gửi bên ngoài trường.',
      en: 'You report a breach of the law. Only the principal can open it, never made public. If it concerns the principal, this page shows you whom to write to outside the school.',
    }),
  },
}

export const kindOrder: readonly CaseKind[] = ['feedback', 'suggestion', 'praise', 'question', 'complaint', 'denunciation']

/** The three ways of sending, from the least to the most said about oneself. */
export const senderChoices: Record<SenderMode, Choice> = {
  anonymous: {
    label: { vi: 'Ẩn danh', en: 'Anonymously' },
    hint: {
      vi: 'Không ai biết tên ông/bà; hệ thống không lưu địa chỉ mạng hay thiết bị. Ông/bà xem trả lời bằng mã tra cứu. Nhà trường không gọi lại hay gửi thư được.',
      en: 'Nobody knows your name; the system keeps no network address and no device. You read the answer with your case key. The school cannot call or write to you.',
    },
  },
  protected: {
    label: { vi: 'Giữ kín danh tính', en: 'With my identity protected' },
    hint: {
      vi: 'Chỉ hiệu trưởng xem được tên và cách liên lạc. Những người khác trong trường chỉ thấy nội dung.',
      en: 'Only the principal sees your name and how to reach you. Everybody else in the school sees the content alone.',
    },
  },
  named: {
    label: { vi: 'Ghi tên', en: 'With my name' },
    hint: {
      vi: 'Hiệu trưởng, người điều phối và người được giao xử lý xem được tên và cách liên lạc. Tên không bao giờ được công khai.',
      en: 'The principal, the coordinator and the person who handles it see your name and how to reach you. It is never made public.',
    },
  },
}

export const senderOrder: readonly SenderMode[] = ['anonymous', 'protected', 'named']

export const feedbackText = {
  title: { vi: 'Gửi ý kiến đến nhà trường', en: 'Write to the school' },
  lead: {
    vi: 'Phản ánh, góp ý, hỏi, khen hay khiếu nại: ý kiến nào cũng được đọc, được trả lời và có ngày hẹn.',
    en: 'Report, suggest, ask, praise or complain: everything is read and answered, by a date you are told.',
  },
  nothingLeaves: {
    vi: 'Những gì ông/bà viết chỉ nằm trên máy này cho đến khi bấm “Gửi đến nhà trường”.',
    en: 'What you write stays on this device until you press “Send to the school”.',
  },
  nothingKept: {
    vi: 'Nhà trường chỉ nhận được khi ông/bà bấm “Gửi đến nhà trường” ở trang xem lại.',
    en: 'The school receives nothing until you press “Send to the school” on the page where you check your answers.',
  },
  answerLater: { vi: 'Đã gửi rồi? Xem trả lời bằng mã tra cứu', en: 'Already sent? Read the answer with your case key' },
  emergency: {
    vi: 'Nếu trẻ đang gặp nguy hiểm ngay lúc này, hãy gọi 111 (Tổng đài quốc gia bảo vệ trẻ em, miễn phí, 24/24) hoặc 113.',
    en: 'If a child is in danger right now, call 111 (the national child protection line, free, day and night) or 113.',
  },

  kind: {
    title: { vi: 'Ông/bà muốn gửi gì?', en: 'What would you like to send?' },
    hint: { vi: 'Chưa chắc thì chọn “Phản ánh, kiến nghị”, nhà trường sẽ phân loại giúp.', en: 'Not sure? Choose “Report or request”; the school will sort it for you.' },
    short: { vi: 'Loại ý kiến', en: 'Kind' },
  },
  aboutPrincipal: {
    title: { vi: 'Nội dung tố cáo có liên quan đến hiệu trưởng không?', en: 'Does the denunciation concern the principal?' },
    hint: {
      vi: 'Nếu có, trang này không nhận và không lưu gì cả, để người bị tố cáo không thể đọc được.',
      en: 'If so, this portal takes and keeps nothing, so that the person concerned cannot read it.',
    },
    onlyFor: { vi: 'Chỉ trả lời khi ông/bà chọn “Tố cáo”.', en: 'Answer only if you chose “Denunciation”.' },
    no: { vi: 'Không', en: 'No' },
    yes: { vi: 'Có', en: 'Yes' },
  },
  field: {
    title: { vi: 'Việc này thuộc lĩnh vực nào?', en: 'What is it about?' },
    hint: { vi: 'Chọn lĩnh vực gần nhất.', en: 'Choose the nearest.' },
    short: { vi: 'Lĩnh vực', en: 'Subject area' },
  },
  story: {
    title: { vi: 'Chuyện gì đã xảy ra?', en: 'What happened?' },
    label: { vi: 'Nội dung', en: 'In your own words' },
    hint: {
      vi: 'Viết tự nhiên như đang kể. Nếu nhớ, cho biết việc xảy ra khi nào, ở đâu và ông/bà mong nhà trường làm gì. Không cần ghi tên trẻ.',
      en: 'Write as you would tell it. If you remember, say when and where, and what you would like the school to do. The child’s name is not needed.',
    },
    count: { vi: 'Từ 10 đến 5.000 ký tự.', en: 'Between 10 and 5,000 characters.' },
    left: (text: string) => ({ vi: `Còn ${text} ký tự.`, en: `${text} characters left.` }),
    over: (text: string) => ({ vi: `Dài quá ${text} ký tự.`, en: `${text} characters too many.` }),
    place: (name: string) => ({ vi: `Cho nhà trường biết ông/bà quét mã ở: ${name}`, en: `Tell the school where you scanned the code: ${name}` }),
    placeHint: { vi: 'Bỏ đánh dấu nếu nơi này có thể làm lộ ông/bà là ai.', en: 'Untick it if the place could give away who you are.' },
    placeHintClass: {
      vi: 'Chỉ đánh dấu nếu muốn nhà trường biết chuyện ở lớp này: tên lớp có thể làm lộ ông/bà là ai.',
      en: 'Tick it only if the school should know which class it is about: the class could give away who you are.',
    },
    placeShort: { vi: 'Nơi quét mã', en: 'Where the code was scanned' },
  },
  safety: {
    label: { vi: 'Trẻ đang hoặc có thể gặp nguy hiểm', en: 'A child is or may be in danger' },
    hint: (hours: number): Message => ({
      vi: `Hiệu trưởng được báo ngay và nhà trường phản hồi trong ${hours} giờ, kể cả ngày nghỉ.`,
      en: `The principal is alerted at once and the school responds within ${hours} hours, on days off too.`,
    }),
    short: { vi: 'An toàn của trẻ', en: 'Child safety' },
    yes: { vi: 'Có dấu hiệu nguy hiểm, cần báo ngay', en: 'Possible danger, alert at once' },
  },
  keepFrom: {
    label: { vi: 'Có ai ở trường mà ông/bà không muốn đọc ý kiến này?', en: 'Is there anybody at the school who should not read this?' },
    hint: {
      vi: 'Ghi họ tên hay cách gọi, ví dụ “cô Lan” hoặc “hiệu trưởng”; nhiều người thì cách nhau bằng dấu phẩy. Nên ghi đủ họ tên: nhận ra được là ai thì người ấy không thấy và không xử lý ý kiến này, dù giữ chức vụ gì; người đọc ý kiến biết là ông/bà yêu cầu. Nếu vì thế trường không còn ai quyết định được, ông/bà sẽ được chỉ ngay nơi gửi bên ngoài.',
      en: 'Write the name, or how people call them, for example “cô Lan” or “hiệu trưởng” (the principal); separate several with commas. A full name is best: once it is clear who is meant, they neither see nor handle it, whatever their position; those who read it know that you asked for this. If that leaves nobody at the school who can decide, you are shown at once whom to write to outside.',
    },
    short: { vi: 'Không cho đọc', en: 'Kept from' },
    nobody: { vi: 'Không nêu ai', en: 'Nobody named' },
  },
  sender: {
    title: { vi: 'Ông/bà muốn gửi theo cách nào?', en: 'How would you like to send it?' },
    short: { vi: 'Cách gửi', en: 'Sent' },
    honest: {
      vi: 'Trong một lớp chừng 25 trẻ, chính chi tiết ông/bà kể (ngày giờ, sự việc) có thể làm người khác đoán ra gia đình nào gửi, dù gửi ẩn danh. Hãy bỏ bớt chi tiết không cần thiết.',
      en: 'In a class of about 25 children the details themselves (dates, what happened) can show which family wrote, even anonymously. Leave out what is not needed.',
    },
    law: {
      vi: 'Theo luật, khiếu nại và tố cáo cần có họ tên và cách liên lạc của người gửi. Không ghi tên thì nhà trường vẫn đọc, nhưng có thể không thụ lý được theo thủ tục. Tố cáo thì chỉ hiệu trưởng mở được, dù ghi tên hay giữ kín.',
      en: 'By law a complaint or denunciation needs the sender’s name and a way to reach them. Without, the school still reads it but may be unable to open the formal procedure. A denunciation is opened by the principal alone, with your name or with your identity protected.',
    },
  },
  contact: {
    title: { vi: 'Tên và cách liên lạc', en: 'Your name and how to reach you' },
    onlyFor: { vi: 'Chỉ điền khi chọn “Giữ kín danh tính” hoặc “Ghi tên”. Gửi ẩn danh thì bỏ qua phần này, có điền cũng không được lưu.', en: 'Fill in only if you chose “identity protected” or “with my name”. When you send anonymously nothing here is kept.' },
    name: { vi: 'Họ và tên', en: 'Full name' },
    phone: { vi: 'Số điện thoại', en: 'Telephone' },
    email: { vi: 'E-mail', en: 'E-mail' },
    emailHint: { vi: 'Để nhận thư báo khi nhà trường tiếp nhận và trả lời.', en: 'To be told when the school has taken it up and when it answers.' },
    short: { vi: 'Tên và liên lạc', en: 'Name and contact' },
  },
  publish: {
    title: { vi: 'Có cho phép công khai không?', en: 'May the school publish it?' },
    hint: {
      vi: 'Không bắt buộc. Dù đồng ý hay không, nhà trường vẫn xử lý và trả lời ông/bà như nhau. Khiếu nại và tố cáo không bao giờ được công khai.',
      en: 'Your choice. Either way the school deals with it and answers you just the same. Complaints and denunciations are never published.',
    },
    short: { vi: 'Công khai', en: 'Publication' },
    yes: { vi: 'Đồng ý, sau khi che thông tin cá nhân', en: 'Yes, with personal details removed' },
    no: { vi: 'Không đồng ý', en: 'No' },
    never: { vi: 'Không bao giờ công khai loại này', en: 'Never, for this kind' },
  },
  privacy: {
    vi: 'Nhà trường chịu trách nhiệm về thông tin ông/bà gửi và chỉ dùng để giải quyết ý kiến này. Ông/bà có quyền xem, sửa, rút lại đồng ý hoặc yêu cầu xóa.',
    en: 'The school is responsible for what you send and uses it only to deal with this report. You may see it, correct it, take back your consent or ask for deletion.',
  },
  privacyLink: { vi: 'Đọc thông báo về dữ liệu cá nhân', en: 'Read the privacy notice' },

  next: { vi: 'Tiếp tục', en: 'Continue' },
  back: { vi: 'Quay lại', en: 'Back' },
  review: { vi: 'Xem lại', en: 'Check your answers' },
  send: { vi: 'Gửi đến nhà trường', en: 'Send to the school' },
  edit: { vi: 'Sửa', en: 'Change' },
  editAll: { vi: 'Quay lại sửa', en: 'Go back and change' },

  check: {
    title: { vi: 'Xem lại trước khi gửi', en: 'Check before you send' },
    lead: {
      vi: 'Nhà trường chưa nhận được gì. Nội dung dưới đây chỉ được gửi khi ông/bà bấm “Gửi đến nhà trường”.',
      en: 'The school has received nothing yet. What stands below is sent only when you press “Send to the school”.',
    },
    body: { vi: 'Nội dung', en: 'What happened' },
    anonymous: { vi: 'Không gửi tên hay cách liên lạc', en: 'No name and no contact are sent' },
  },

  draft: {
    title: { vi: 'Ông/bà có một bản nháp chưa gửi', en: 'You have a draft that was not sent' },
    detail: { vi: 'Bản nháp chỉ nằm trong trình duyệt của máy này.', en: 'It is kept only in the browser of this device.' },
    resume: { vi: 'Viết tiếp', en: 'Continue the draft' },
    discard: { vi: 'Xóa bản nháp', en: 'Delete the draft' },
    kept: {
      vi: 'Bản nháp được lưu trong trình duyệt của máy này cho đến khi gửi. Dùng chung máy thì hãy xóa khi rời đi.',
      en: 'The draft is kept in this device’s browser until it is sent. On a shared device, delete it before you leave.',
    },
    discarded: { vi: 'Đã xóa bản nháp.', en: 'The draft has been deleted.' },
  },

  sentBefore: {
    title: { vi: 'Ý kiến trước đã được gửi', en: 'Your last report has been sent' },
    detail: { vi: 'Đây là trang mới để gửi một ý kiến khác.', en: 'This is a new page, for another report.' },
  },

  errors: {
    kind: { vi: 'Chọn loại ý kiến', en: 'Choose what you would like to send' },
    aboutPrincipal: { vi: 'Cho biết tố cáo có liên quan đến hiệu trưởng không', en: 'Say whether the denunciation concerns the principal' },
    field: { vi: 'Chọn một lĩnh vực', en: 'Choose what it is about' },
    bodyEmpty: { vi: 'Hãy viết điều ông/bà muốn gửi', en: 'Write what you would like to send' },
    bodyShort: { vi: 'Kể rõ hơn một chút, ít nhất 10 ký tự', en: 'Tell us a little more, at least 10 characters' },
    bodyLong: { vi: 'Rút gọn nội dung còn tối đa 5.000 ký tự', en: 'Shorten the text to at most 5,000 characters' },
    keepFromLong: { vi: 'Rút gọn còn tối đa 300 ký tự', en: 'Shorten it to at most 300 characters' },
    sender: { vi: 'Chọn cách gửi', en: 'Choose how to send it' },
    name: { vi: 'Ghi họ tên, hoặc chọn gửi ẩn danh', en: 'Give your name, or choose to send anonymously' },
    nameLong: { vi: 'Họ tên tối đa 120 ký tự', en: 'The name may have at most 120 characters' },
    phone: { vi: 'Số điện thoại gồm 8 đến 15 chữ số, ví dụ 0912 345 678', en: 'A telephone number has 8 to 15 digits, for example 0912 345 678' },
    email: { vi: 'E-mail cần có dạng ten@noi.vn', en: 'An e-mail address looks like name@place.vn' },
    consentContact: {
      vi: 'Đánh dấu đồng ý để nhà trường được lưu tên và liên lạc, hoặc chọn gửi ẩn danh',
      en: 'Tick the consent so that the school may keep your name and contact, or choose to send anonymously',
    },
    tooMany: {
      vi: 'Đang có quá nhiều ý kiến gửi từ cùng một mạng. Nội dung vẫn còn đây, vui lòng gửi lại sau ít phút.',
      en: 'Too many reports are coming from the same network. Your text is still here: please send it again in a few minutes.',
    },
    stale: { vi: 'Trang đã mở quá lâu. Nội dung vẫn còn đây, vui lòng bấm gửi lại.', en: 'The page was open for too long. Your text is still here: please press send again.' },
  },

  conflict: {
    title: { vi: 'Trang này đã gửi một ý kiến trước đó', en: 'This page has already sent a report' },
    detail: (number: string) => ({
      vi: `Ý kiến trước đã được nhận với số ${number}; nội dung lần này khác lần trước. Bấm “Gửi đến nhà trường” nếu muốn gửi nội dung này thành một ý kiến mới.`,
      en: `It was received under ${number}, and what stands here is different. Press “Send to the school” to send this as a new report.`,
    }),
    receipt: { vi: 'Xem biên nhận của ý kiến trước', en: 'See the receipt of the earlier report' },
  },

  refer: {
    title: { vi: 'Xin gửi tố cáo này đến cơ quan bên ngoài trường', en: 'Please send this denunciation outside the school' },
    lead: {
      vi: 'Vì có liên quan đến hiệu trưởng, cổng của trường không nhận nội dung này. Không có gì được lưu lại, không ai trong trường được báo.',
      en: 'Since it concerns the principal, the school’s portal does not take it. Nothing has been kept and nobody in the school has been told.',
    },
    where: { vi: 'Nơi tiếp nhận', en: 'Who takes it' },
    address: { vi: 'Địa chỉ', en: 'Address' },
    phone: { vi: 'Điện thoại', en: 'Telephone' },
    none: {
      vi: 'Ủy ban nhân dân phường nơi trường đóng, hoặc Sở Giáo dục và Đào tạo.',
      en: 'The People’s Committee of the school’s ward, or the city’s Department of Education and Training.',
    },
    how: { vi: 'Cách gửi', en: 'How to send it' },
    steps: [
      {
        vi: 'Viết đơn: ngày gửi, họ tên, địa chỉ và cách liên lạc của ông/bà, hành vi bị tố cáo, người bị tố cáo, tài liệu kèm theo (nếu có), rồi ký tên.',
        en: 'Write the date, your name, address and how to reach you, what was done and by whom, add what evidence you have, and sign it.',
      },
      { vi: 'Nộp trực tiếp tại bộ phận tiếp công dân hoặc gửi bưu điện có bảo đảm. Giữ lại giấy biên nhận.', en: 'Hand it in at the citizen reception desk or send it by registered post. Keep the receipt.' },
      {
        vi: 'Cơ quan nhận phải giữ bí mật danh tính người tố cáo và trả lời việc thụ lý trong 7 ngày làm việc (Luật Tố cáo 2018).',
        en: 'The authority must keep your identity secret and say within 7 working days whether it takes the case (Law on Denunciations 2018).',
      },
    ],
    text: { vi: 'Nội dung ông/bà đã viết', en: 'What you wrote' },
    textHint: { vi: 'Hãy sao chép để dùng lại: khi rời trang này, nội dung sẽ mất.', en: 'Copy it if you need it: it is gone once you leave this page.' },
    copy: { vi: 'Sao chép nội dung', en: 'Copy the text' },
    notAbout: { vi: 'Chọn nhầm? Quay lại', en: 'Chosen by mistake? Go back' },
  },
} as const
