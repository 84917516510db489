import type { OwnData } from '#app/privacy/own-data.ts'
import type { DataRequestKind, DataRequestState } from '#app/privacy/words.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Message } from '#app/i18n/index.ts'

type Role = OwnData['identityViews'][number]['role']

/** Staff as a parent knows them: by what they are for. */
export const roleWords: Record<Role, Message> = {
  principal: { vi: 'Hiệu trưởng', en: 'The principal' },
  coordinator: { vi: 'Người điều phối', en: 'The coordinator' },
  handler: { vi: 'Người được giao xử lý', en: 'The person dealing with it' },
  viewer: { vi: 'Người xem', en: 'A reader' },
}

export const requestWords: Record<DataRequestKind, { label: Message; hint: Message }> = {
  see: {
    label: { vi: 'Xem dữ liệu', en: 'See my data' },
    hint: { vi: 'Ông/bà tải được ngay ở mục trên. Gửi yêu cầu này nếu muốn nhà trường giải thích thêm.', en: 'You can download them above at once. Ask here if you would like the school to explain.' },
  },
  correct: {
    label: { vi: 'Sửa dữ liệu', en: 'Correct my data' },
    hint: { vi: 'Thông tin liên lạc hoặc nội dung bị sai. Nhà trường ghi lại cho đúng, bản sai không còn.', en: 'Contact details or words that are wrong. The school writes them right; the wrong ones are gone.' },
  },
  withdraw: {
    label: { vi: 'Rút lại sự đồng ý', en: 'Take back my consent' },
    hint: { vi: 'Ông/bà tự làm được ngay ở mục “Những gì ông/bà đã đồng ý”.', en: 'You can do it yourself at once under “What you agreed to”.' },
  },
  restrict: {
    label: { vi: 'Chỉ lưu giữ, tạm ngừng xử lý', en: 'Only keep it, stop handling it' },
    hint: { vi: 'Nhà trường không làm gì với hồ sơ cho đến khi ông/bà cho phép trở lại.', en: 'The school does nothing with the case until you allow it again.' },
  },
  delete: {
    label: { vi: 'Xóa dữ liệu', en: 'Delete my data' },
    hint: {
      vi: 'Thông tin liên lạc, nội dung đã viết và tệp gửi kèm bị xóa, bản công khai được gỡ. Không khôi phục được. Hồ sơ khiếu nại, tố cáo phải giữ theo luật.',
      en: 'Contact details, what you wrote and the files you sent are deleted and the public version is taken down. This cannot be undone. Formal complaints and denunciations must be kept by law.',
    },
  },
}

export const requestStateWords: Record<DataRequestState, Message> = {
  new: { vi: 'Đã gửi, chờ nhà trường xác nhận', en: 'Sent, waiting for the school to confirm' },
  acknowledged: { vi: 'Nhà trường đã nhận, đang thực hiện', en: 'Received, being carried out' },
  done: { vi: 'Đã thực hiện', en: 'Carried out' },
  refused: { vi: 'Không thực hiện được', en: 'Refused' },
}

export const ownDataText = {
  title: { vi: 'Dữ liệu của ông/bà', en: 'Your data' },
  link: { vi: 'Dữ liệu của ông/bà và sự đồng ý', en: 'Your data and your consent' },
  linkHint: {
    vi: 'Xem ai đã xem tên của ông/bà, rút lại sự đồng ý, tải về, yêu cầu sửa hoặc xóa.',
    en: 'See who looked at your name, take back a consent, download everything, ask to correct or delete.',
  },
  back: { vi: 'Về hồ sơ', en: 'Back to the case' },
  consents: {
    title: { vi: 'Những gì ông/bà đã đồng ý', en: 'What you agreed to' },
    none: { vi: 'Ông/bà chưa đồng ý điều gì: gửi ẩn danh và không công khai.', en: 'There is no consent in this case: it is anonymous and not for publication.' },
    given: (day: string): Message => ({ vi: `Đồng ý ngày ${formatDate(day)}`, en: `Agreed on ${formatDate(day)}` }),
    withdrawn: (day: string): Message => ({ vi: `Đã rút lại ngày ${formatDate(day)}`, en: `Taken back on ${formatDate(day)}` }),
    version: (version: string): Message => ({ vi: `Bản lời đồng ý ${version}`, en: `Wording ${version}` }),
    allVersions: { vi: 'Mọi bản lời đồng ý từng dùng', en: 'Every wording ever used' },
  },
  unpublish: {
    open: { vi: 'Rút lại sự đồng ý công khai', en: 'Take back the consent to publication' },
    before: {
      vi: 'Nhà trường sẽ không đăng nội dung này. Việc xử lý và trả lời ông/bà không thay đổi.',
      en: 'The school will not publish it. It deals with it and answers you as before.',
    },
    after: {
      vi: 'Bản đã đăng được gỡ khỏi trang công khai ngay lập tức; ở đó chỉ còn ghi rằng người gửi đã rút lại sự đồng ý. Ai đã đọc hoặc chép lại trước đó thì nhà trường không thu hồi được. Việc xử lý và trả lời ông/bà không thay đổi.',
      en: 'What stands in public is taken down at once; all that stays is a line saying that the sender took back the consent. What somebody has read or copied before cannot be called back. The school deals with it and answers you as before.',
    },
    submit: { vi: 'Tôi rút lại sự đồng ý công khai', en: 'I take back my consent to publication' },
    done: { vi: 'Đã rút lại sự đồng ý công khai. Nếu có bản đã đăng, bản đó không còn trên trang công khai.', en: 'Your consent to publication has been taken back. What was published is no longer there.' },
  },
  forget: {
    open: { vi: 'Rút lại thông tin liên lạc', en: 'Take back my contact details' },
    what: {
      vi: 'Tên, số điện thoại, e-mail của ông/bà bị xóa ngay, cùng mọi thư đã gửi đến địa chỉ đó; chỗ nào trong hồ sơ còn ghi lại thì được che. Nhà trường không gọi, không gửi thư được nữa: từ nay chỉ còn mã tra cứu mở được hồ sơ và xem câu trả lời. Không khôi phục được.',
      en: 'Your name, telephone and e-mail are deleted at once, with all mail sent to that address; where the case repeats them they are masked. The school can no longer call or write: from now on only your case key opens the case and shows the answer. This cannot be undone.',
    },
    haveKey: { vi: 'Ông/bà hãy chắc chắn còn giữ mã tra cứu 16 chữ số.', en: 'Please make sure that you still have your 16-digit case key.' },
    submit: { vi: 'Tôi rút lại và xóa thông tin liên lạc', en: 'I take them back: delete my contact details' },
    done: { vi: 'Thông tin liên lạc đã được xóa. Xin giữ kỹ mã tra cứu.', en: 'Your contact details have been deleted. Please keep your case key safe.' },
  },
  agree: {
    title: { vi: 'Cho phép công khai', en: 'Agree to publication' },
    lead: {
      vi: 'Không bắt buộc. Nếu đồng ý, phụ huynh khác cũng đọc được nhà trường đã giải quyết thế nào.',
      en: 'Not required. If you agree, other parents can read how the school dealt with it.',
    },
    submit: { vi: 'Gửi sự đồng ý', en: 'Send my consent' },
    done: { vi: 'Cảm ơn ông/bà. Sự đồng ý đã được ghi lại và rút lại được bất cứ lúc nào.', en: 'Thank you. Your consent has been recorded; you may take it back at any time.' },
  },
  frozen: {
    title: (day: string): Message => ({ vi: `Hồ sơ chỉ được lưu giữ từ ngày ${formatDate(day)}`, en: `The case has only been kept since ${formatDate(day)}` }),
    text: { vi: 'Theo yêu cầu của ông/bà, nhà trường không làm gì với hồ sơ này và hạn trả lời tạm dừng.', en: 'As you asked, the school does nothing with this case, and its dates stand still.' },
    submit: { vi: 'Cho nhà trường xử lý tiếp', en: 'Let the school go on' },
    done: { vi: 'Nhà trường xử lý tiếp hồ sơ. Hạn trả lời lùi đúng số ngày đã tạm dừng.', en: 'The school goes on with the case. Its date moves by the days it rested.' },
  },
  views: {
    title: { vi: 'Ai đã xem tên của ông/bà', en: 'Who has looked at your name' },
    none: { vi: 'Chưa ai xem.', en: 'Nobody yet.' },
    anonymous: { vi: 'Ông/bà gửi ẩn danh: nhà trường không có tên để xem.', en: 'You sent it anonymously: the school has no name to look at.' },
    line: (day: string, times: number): Message => ({
      vi: `ngày ${formatDate(day)}${times > 1 ? `, ${times} lần` : ''}`,
      en: `on ${formatDate(day)}${times > 1 ? `, ${times} times` : ''}`,
    }),
    note: { vi: 'Mỗi lần xem đều được ghi vào nhật ký, không ai xóa được.', en: 'Each look is written into a log that nobody can delete from.' },
  },
  copy: {
    title: { vi: 'Tải mọi dữ liệu về', en: 'Download everything' },
    text: {
      vi: 'Tất cả những gì nhà trường lưu về hồ sơ này và về ông/bà, có ngay. Xin cất kỹ tệp tải về.',
      en: 'All that the school keeps about this case and about you, at once. Please keep the file in a safe place.',
    },
    html: { vi: 'Bản để đọc (HTML)', en: 'To read (HTML)' },
    json: { vi: 'Bản cho máy (JSON)', en: 'For machines (JSON)' },
  },
  requests: {
    title: { vi: 'Yêu cầu gửi nhà trường', en: 'Requests to the school' },
    lead: {
      vi: 'Nhà trường xác nhận trong 2 ngày làm việc và thực hiện chậm nhất: xem, sửa 10 ngày; rút lại, hạn chế 15 ngày; xóa 20 ngày.',
      en: 'The school confirms within 2 working days and acts at the latest: see, correct 10 days; take back, restrict 15 days; delete 20 days.',
    },
    kind: { vi: 'Ông/bà yêu cầu gì?', en: 'What do you ask for?' },
    body: { vi: 'Nói rõ hơn', en: 'Say more' },
    bodyHint: { vi: 'Sửa gì, rút lại gì, hoặc điều nhà trường cần biết. Nếu giữ kín danh tính, chỉ hiệu trưởng đọc được.', en: 'What to correct or take back, or what the school should know. If your identity is protected, only the principal reads it.' },
    open: { vi: 'Viết một yêu cầu', en: 'Make a request' },
    submit: { vi: 'Gửi yêu cầu', en: 'Send the request' },
    done: { vi: 'Nhà trường đã nhận yêu cầu. Ngày hẹn hiện bên dưới.', en: 'The school has received your request. The dates are below.' },
    sent: (day: string): Message => ({ vi: `Tính từ ngày ${formatDate(day)}`, en: `Counted from ${formatDate(day)}` }),
    confirmBy: (day: string): Message => ({ vi: `Xác nhận chậm nhất ${formatDate(day)}`, en: `Confirmation by ${formatDate(day)}` }),
    doneBy: (day: string): Message => ({ vi: `Thực hiện chậm nhất ${formatDate(day)}`, en: `Carried out by ${formatDate(day)}` }),
    endedOn: (day: string): Message => ({ vi: `Ngày ${formatDate(day)}`, en: `On ${formatDate(day)}` }),
    answer: { vi: 'Nhà trường trả lời', en: 'The school’s answer' },
  },
  errors: {
    kind: { vi: 'Chọn điều ông/bà yêu cầu', en: 'Choose what you ask for' },
    body: { vi: 'Nói rõ cần sửa hoặc rút lại điều gì', en: 'Say what to correct or take back' },
    bodyLong: { vi: 'Rút gọn còn tối đa 2.000 ký tự', en: 'Shorten it to at most 2,000 characters' },
    tick: { vi: 'Đánh dấu vào ô nếu ông/bà đồng ý', en: 'Tick the box if you agree' },
    changed: { vi: 'Lời văn vừa được đổi. Xin đọc lại bên dưới rồi gửi.', en: 'The wording has just changed. Please read it again below and send.' },
    notAllowed: { vi: 'Việc này hiện không làm được. Hồ sơ có thể vừa thay đổi, hoặc đang có nhiều yêu cầu chờ nhà trường.', en: 'This is not possible now: the case may have changed, or several requests are waiting for the school.' },
  },
  file: {
    title: (number: string): Message => ({ vi: `Dữ liệu của hồ sơ ${number}`, en: `Data of case ${number}` }),
    made: (school: string, day: string): Message => ({ vi: `${school} lập ngày ${formatDate(day)}`, en: `Made by ${school} on ${formatDate(day)}` }),
    case: { vi: 'Hồ sơ', en: 'The case' },
    subject: { vi: 'Tên hồ sơ (lấy từ câu đầu)', en: 'Title (made from the first words)' },
    report: { vi: 'Nội dung đã gửi', en: 'What you sent' },
    keptFrom: { vi: 'Người ông/bà không muốn cho đọc', en: 'Whom you asked to keep it from' },
    contact: { vi: 'Thông tin liên lạc', en: 'Contact details' },
    noContact: { vi: 'Nhà trường không lưu thông tin liên lạc nào.', en: 'The school keeps no contact details.' },
    name: { vi: 'Họ tên', en: 'Name' },
    phone: { vi: 'Điện thoại', en: 'Telephone' },
    email: { vi: 'E-mail', en: 'E-mail' },
    conversation: { vi: 'Trao đổi', en: 'Conversation' },
    you: { vi: 'Ông/bà', en: 'You' },
    school: { vi: 'Nhà trường', en: 'The school' },
    history: { vi: 'Những việc đã diễn ra', en: 'What has happened' },
    public: { vi: 'Bản công khai', en: 'Public version' },
    publishedOn: (day: string): Message => ({ vi: `Đăng ngày ${formatDate(day)}`, en: `Published on ${formatDate(day)}` }),
    withdrawnOn: (day: string): Message => ({ vi: `Gỡ ngày ${formatDate(day)}`, en: `Taken down on ${formatDate(day)}` }),
    attachments: { vi: 'Tệp đã gửi', en: 'Files you sent' },
    mail: { vi: 'Thư gửi đến địa chỉ của ông/bà', en: 'Mail to your address' },
    waiting: { vi: 'chờ gửi', en: 'waiting' },
    opened: { vi: 'Ai đã mở hồ sơ', en: 'Who has opened the case' },
    days: (count: number): Message => ({ vi: `${count} ngày`, en: count === 1 ? '1 day' : `${count} days` }),
    internal: (notes: number, drafts: number): Message => ({
      vi: `Ngoài ra nhà trường có ${notes} ghi chú nội bộ và ${drafts} dự thảo chưa gửi về việc này. Đó là việc riêng của nhà trường và có thể nhắc đến người khác, nên không có trong bản này; ông/bà có thể gửi yêu cầu xem.`,
      en: `Besides, the school has ${notes} internal notes and ${drafts} unsent drafts about it. They are its own work and may mention others, so they are not in this copy; you may ask to see them.`,
    }),
    key: { vi: 'Mã tra cứu của ông/bà không được lưu: nhà trường chỉ có một dấu vết để nhận ra khi nhập đúng.', en: 'Your case key is not kept: the school has only a trace that recognises it when it is typed.' },
    nothing: { vi: 'Không có', en: 'None' },
  },
} as const
