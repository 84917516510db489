import type { Message } from '../index.ts'

/** The privacy notice. Each paragraph says what the software really does: change both together. */
export const privacyText = {
  title: { vi: 'Thông báo về dữ liệu cá nhân', en: 'Privacy notice' },
  description: {
    vi: 'Trang này thu thập dữ liệu gì, để làm gì, giữ bao lâu, và ông/bà có quyền gì.',
    en: 'What data this site collects, why, for how long, and what rights you have.',
  },
  lead: {
    vi: 'Nhà trường chỉ thu thập những gì cần để lắng nghe và trả lời. Thông báo này theo Luật Bảo vệ dữ liệu cá nhân số 91/2025/QH15 và Nghị định 356/2025/NĐ-CP.',
    en: 'The school collects only what it needs to listen and to answer. This notice follows Law 91/2025/QH15 on the protection of personal data and Decree 356/2025/NĐ-CP.',
  },
  controller: {
    title: { vi: 'Ai chịu trách nhiệm', en: 'Who is responsible' },
    text: (school: string, principal: string): Message => ({
      vi: `${school} là bên kiểm soát dữ liệu cá nhân; người chịu trách nhiệm là hiệu trưởng ${principal}.`,
      en: `${school} is the controller of personal data; the person responsible is the principal, ${principal}.`,
    }),
  },
  data: {
    title: { vi: 'Dữ liệu nào, để làm gì, giữ bao lâu', en: 'Which data, what for, how long' },
    what: { vi: 'Dữ liệu', en: 'Data' },
    purpose: { vi: 'Mục đích', en: 'What for' },
    kept: { vi: 'Thời gian giữ', en: 'Kept' },
    rows: [
      {
        what: { vi: 'Phiếu khảo sát: các mức độ đã chọn; nếu ông/bà muốn thì cả quan hệ với trẻ và khối lớp. Chỉ ghi ngày, không ghi giờ, không có tên.', en: 'Survey form: the levels chosen; your relation to the child and the age group if you like. The day only, no time, no name.' },
        purpose: { vi: 'Tính tỷ lệ hài lòng, cải thiện việc dạy và chăm sóc trẻ', en: 'Working out the satisfaction rates and doing better' },
        kept: { vi: 'Lâu dài; không gắn với một người nào', en: 'For good; it belongs to no identifiable person' },
      },
      {
        what: { vi: 'Góp ý ông/bà viết trong phiếu khảo sát', en: 'The comment you write in a survey form' },
        purpose: { vi: 'Hiểu vì sao phụ huynh hài lòng hay chưa, trả lời chung cho cả đợt', en: 'Understanding what parents like or miss, and answering all of them together' },
        kept: { vi: '12 tháng sau khi đợt khảo sát đóng, rồi bị xóa; các mức độ đã chọn vẫn còn. Góp ý đã thành hồ sơ thì theo hồ sơ', en: '12 months after the survey round has closed, then deleted; the levels chosen stay. A comment that became a case is kept like one' },
      },
      {
        what: { vi: 'Nội dung phản ánh và những gì trao đổi tiếp theo', en: 'What you write to the school, and the conversation that follows' },
        purpose: { vi: 'Giải quyết và trả lời ông/bà', en: 'Dealing with it and answering you' },
        kept: {
          vi: '12 tháng sau khi hồ sơ kết thúc, tên, số điện thoại, e-mail, số giấy tờ trong đó được che; phần còn lại giữ lâu dài. Hồ sơ khiếu nại, tố cáo giữ nguyên theo luật',
          en: '12 months after the case has ended names, telephone numbers, e-mail addresses and identity numbers in it are masked; the rest stays. Files of formal complaints and denunciations are kept whole by law',
        },
      },
      {
        what: {
          vi: 'Ảnh và tệp PDF ông/bà gửi kèm: chỉ giữ hình ảnh và nội dung trang. Nơi chụp, ngày giờ, tên máy, tên tệp đều được xóa trước khi lưu.',
          en: 'Photos and PDF files you send along: only the picture and the pages. Where, when and with which device they were made, and the file’s name, are removed before anything is stored.',
        },
        purpose: { vi: 'Hiểu rõ và giải quyết việc ông/bà nêu', en: 'Understanding and dealing with what you report' },
        kept: { vi: '12 tháng sau khi hồ sơ kết thúc (khiếu nại, tố cáo: cùng với hồ sơ, theo luật); tệp tải lên mà không gửi: không quá hai ngày', en: '12 months after the case has ended (complaints and denunciations: with the file, as the law asks); files uploaded but not sent: two days at most' },
      },
      {
        what: { vi: 'Tên, số điện thoại, e-mail: chỉ khi ông/bà tự ghi và đánh dấu đồng ý', en: 'Name, telephone, e-mail: only if you give them and tick the consent' },
        purpose: { vi: 'Báo tiếp nhận, hỏi thêm, gửi câu trả lời', en: 'Telling you that it was taken up, asking for more, sending the answer' },
        kept: { vi: '12 tháng sau khi hồ sơ kết thúc, hoặc đến khi ông/bà rút lại; sau đó bị xóa', en: '12 months after the case has ended, or until you take them back; then deleted' },
      },
      {
        what: { vi: 'Thư gửi đến e-mail của ông/bà', en: 'Mail sent to your e-mail address' },
        purpose: { vi: 'Biết thư đã đến chưa, gửi lại khi trục trặc', en: 'Knowing whether it has arrived, sending again where it has not' },
        kept: { vi: '30 ngày sau khi gửi', en: '30 days after it was sent' },
      },
      {
        what: { vi: 'E-mail để theo dõi một câu trả lời công khai: chỉ khi ông/bà tự đăng ký và xác nhận qua thư', en: 'E-mail address for following a published answer: only if you sign up and confirm it by mail' },
        purpose: { vi: 'Báo khi câu trả lời đó thay đổi hoặc có việc đã làm', en: 'Telling you when that answer changes or something has been done' },
        kept: { vi: 'Đến khi ông/bà bấm ngừng theo dõi trong thư; chưa xác nhận thì 2 ngày', en: 'Until you stop with the link in any of the mails; 2 days if not confirmed' },
      },
      {
        what: { vi: 'Nhật ký: nhân viên nào mở hồ sơ, xem tên người gửi, ngày giờ nào; việc ông/bà làm với dữ liệu của mình chỉ ghi ngày', en: 'Log: which member of staff opened a case or looked at a name, and when; of what you do about your data the day only' },
        purpose: { vi: 'Để ông/bà và hiệu trưởng biết ai đã xem', en: 'So that you and the principal know who has looked' },
        kept: { vi: 'Lâu dài, không ai sửa hay xóa được; không có nội dung hồ sơ', en: 'For good; nobody can change or delete it. It holds nothing of what was written' },
      },
      {
        what: { vi: 'Việc đồng ý: đồng ý điều gì, theo bản lời văn nào, ngày nào', en: 'Your consent: to what, in which wording, on which day' },
        purpose: { vi: 'Chứng minh được sự đồng ý', en: 'Being able to prove it' },
        kept: { vi: 'Cùng với hồ sơ', en: 'As long as the case' },
      },
      {
        what: { vi: 'Địa chỉ mạng: được biến thành mã không đọc ngược được, chỉ nằm trong bộ nhớ, đổi khóa mỗi ngày', en: 'Network address: turned into a code that cannot be read back, in memory only, with a key that changes daily' },
        purpose: { vi: 'Chặn gửi ồ ạt và dò mã tra cứu', en: 'Stopping floods and the guessing of case keys' },
        kept: { vi: 'Không quá một ngày, không ghi vào cơ sở dữ liệu', en: 'A day at most, never written to the database' },
      },
    ],
    never: {
      vi: 'Nhà trường không hỏi tên trẻ trong phiếu khảo sát. Trang này không có quảng cáo, không dùng công cụ đo lường của bên thứ ba và không đặt cookie khi ông/bà đọc các trang công khai.',
      en: 'Survey forms never ask for a child’s name. This site has no advertising, no measuring by others, and sets no cookie while you read the public pages.',
    },
    device: {
      title: { vi: 'Những gì được giữ trên máy của ông/bà', en: 'What is kept on your device' },
      items: [
        {
          vi: 'Khi gửi phản ánh hoặc nhập mã tra cứu: một cookie để xem biên nhận và hồ sơ, hết hạn sau 30 phút kể từ lần dùng cuối. Sau khi rời hồ sơ, cookie này không mở được gì, chỉ giúp không gửi trùng.',
          en: 'When you send feedback or enter a case key: a cookie for seeing the receipt and the case, which ends 30 minutes after you last used it. Once you have left the case it opens nothing and only keeps the same report from being sent twice.',
        },
        {
          vi: 'Khi gửi phiếu khảo sát: một cookie để xem lại biên nhận, hết hạn sau 30 phút.',
          en: 'When you send a survey form: a cookie for seeing its receipt again, which ends after 30 minutes.',
        },
        {
          vi: 'Khi đang viết phản ánh hoặc trả lời phiếu: bản nháp chỉ nằm trong trình duyệt trên máy này để không bị mất giữa chừng, không gửi đi đâu và được xóa khi gửi xong. Bản nháp quá 3 ngày bị xóa khi mở lại trang đó.',
          en: 'While you write feedback or answer a form: a draft in the browser of this device only, so that nothing is lost half-way. It is sent nowhere and goes when the form has been sent; one older than 3 days goes when the page is next opened.',
        },
        {
          vi: 'Khi mở trang khảo sát: trang được giữ trong trình duyệt để mở lại được lúc mất mạng. Phiếu gửi lúc mất mạng chờ trên máy này tối đa 3 ngày và được xóa ngay khi gửi xong; khi đó máy giữ biên nhận 7 ngày, ông/bà có thể xóa sớm hơn.',
          en: 'When you open the survey: the page stays in the browser so that it opens again without a connection. A form sent without one waits on this device for 3 days at most and is removed as soon as it has gone; its receipt then stays for 7 days, and you can remove it earlier.',
        },
        {
          vi: 'Khi nhân viên nhà trường đăng nhập: cookie của phiên làm việc, cùng bản nháp đang viết trên máy đó.',
          en: 'When staff sign in: the cookie of their session, and drafts of what they write on that device.',
        },
      ],
    },
  },
  who: {
    title: { vi: 'Ai xem được', en: 'Who sees it' },
    items: [
      { vi: 'Gửi ẩn danh: không ai biết ông/bà là ai.', en: 'Sent anonymously: nobody knows who you are.' },
      { vi: 'Giữ kín danh tính: chỉ hiệu trưởng xem được tên và cách liên lạc, và mỗi lần xem đều được ghi lại.', en: 'Identity protected: only the principal sees the name and contact, and each look is recorded.' },
      { vi: 'Ghi tên: hiệu trưởng, người điều phối và người được giao xử lý.', en: 'With your name: the principal, the coordinator and the person who deals with it.' },
      { vi: 'Khiếu nại chỉ những người giải quyết mở được; tố cáo chỉ hiệu trưởng mở được.', en: 'Formal complaints are open only to those who handle them, denunciations only to the principal.' },
      { vi: 'Trên trang công khai không bao giờ có người gửi, tên trẻ, lớp, tên giáo viên. Số liệu tính từ dưới 10 phiếu không được công bố.', en: 'The public pages never show the sender, a child, a class or a teacher’s name. Figures from fewer than 10 answers are not published.' },
      { vi: 'Nhà trường không bán, không chuyển dữ liệu ra nước ngoài; chỉ chuyển cho cơ quan có thẩm quyền khi việc không thuộc nhà trường hoặc khi luật yêu cầu.', en: 'Nothing is sold or sent abroad; it goes to an authority only when the matter is theirs to decide or the law requires it.' },
    ],
  },
  rights: {
    title: { vi: 'Quyền của ông/bà', en: 'Your rights' },
    lead: {
      vi: 'Ông/bà có quyền được biết, xem, sửa, rút lại đồng ý, yêu cầu hạn chế hoặc xóa dữ liệu của mình. Nhà trường báo đã nhận yêu cầu trong 2 ngày làm việc và thực hiện trong thời hạn sau:',
      en: 'You may be told about your data, see it, correct it, take back your consent, have its use restricted or have it deleted. The school confirms a request within 2 working days and acts on it within these limits:',
    },
    how: {
      vi: 'Nhanh nhất là mở hồ sơ bằng mã tra cứu, rồi vào “Dữ liệu của ông/bà”: rút lại sự đồng ý, xem ai đã xem tên, tải mọi dữ liệu về có ngay; yêu cầu khác gửi tại đó và theo dõi được ngày hẹn.',
      en: 'The quickest way: open your case with its key and go to “Your data”. Taking back a consent, seeing who looked at your name and downloading everything happen at once; other requests are made there, with their dates.',
    },
    open: { vi: 'Mở hồ sơ bằng mã tra cứu', en: 'Open your case with its key' },
    request: { vi: 'Yêu cầu', en: 'Request' },
    limit: { vi: 'Thời hạn', en: 'Limit' },
    rows: [
      { request: { vi: 'Xem, sửa dữ liệu', en: 'See or correct your data' }, days: 10 },
      { request: { vi: 'Rút lại đồng ý, hạn chế việc dùng dữ liệu', en: 'Take back consent, restrict the use' }, days: 15 },
      { request: { vi: 'Xóa dữ liệu', en: 'Delete your data' }, days: 20 },
    ],
    days: (count: number): Message => ({ vi: `${count} ngày`, en: `${count} days` }),
    limits: {
      vi: 'Rút lại đồng ý không làm ảnh hưởng đến việc nhà trường giải quyết phản ánh. Phiếu khảo sát không gắn với ai, nên nhà trường không tìm lại được để sửa hay xóa. Phản ánh ẩn danh thì chỉ người giữ mã tra cứu mới có quyền với nó. Yêu cầu có thể bị từ chối khi luật bắt buộc lưu giữ; khi đó nhà trường nêu lý do.',
      en: 'Taking back consent does not change how your report is dealt with. Survey forms belong to no known person, so the school cannot find yours again to correct or delete it. Over an anonymous report only the holder of its key has these rights. A request may be refused where the law has the data kept; the school then says why.',
    },
  },
  wordings: {
    title: { vi: 'Ông/bà đồng ý theo lời văn nào', en: 'The words you agree to' },
    text: {
      vi: 'Sự đồng ý được hỏi riêng cho từng việc, không đánh dấu sẵn, và rút lại được bất cứ lúc nào. Mỗi lần đồng ý được ghi lại cùng ngày và bản lời văn.',
      en: 'Consent is asked for each thing apart, never ticked beforehand, and can be taken back at any time. Each is recorded with its day and the version of its words.',
    },
    link: { vi: 'Mọi bản lời đồng ý từng dùng', en: 'Every wording ever used' },
  },
  contact: {
    title: { vi: 'Gửi yêu cầu đến đâu', en: 'Where to write' },
    text: { vi: 'Liên hệ nhà trường, ghi số hồ sơ nếu có; xin đừng ghi mã tra cứu:', en: 'Contact the school, with the case number if you have one; please never send the case key:' },
    address: { vi: 'Địa chỉ', en: 'Address' },
    phone: { vi: 'Điện thoại', en: 'Telephone' },
    email: { vi: 'E-mail', en: 'E-mail' },
    complain: {
      vi: 'Nếu cho rằng dữ liệu của mình bị xử lý sai, ông/bà có quyền khiếu nại hoặc tố cáo đến cơ quan có thẩm quyền theo pháp luật.',
      en: 'If you hold that your data are handled unlawfully you may complain to the authorities as the law provides.',
    },
  },
} as const

/** The page that lists every wording of the consents. */
export const consentTextsText = {
  title: { vi: 'Lời văn đồng ý', en: 'Wordings of the consents' },
  lead: {
    vi: 'Mỗi lần phụ huynh đánh dấu đồng ý, hệ thống ghi lại đã đồng ý theo bản nào. Không bản nào bị sửa hay xóa.',
    en: 'Whenever a parent ticks a consent, the version of its words is recorded. No version is ever changed or removed.',
  },
  purposes: {
    contact: { vi: 'Lưu và dùng thông tin liên lạc', en: 'Keeping and using contact details' },
    publish: { vi: 'Công khai nội dung đã che thông tin cá nhân', en: 'Publishing the content without personal details' },
  },
  now: { vi: 'Đang dùng', en: 'In use' },
  earlier: { vi: 'Đã dùng trước đây', en: 'Used before' },
} as const
