import type { DemoCase } from './types.ts'

/** Published: answered, checked by a second person, shown to everyone. Three were answered late. */
const published: DemoCase[] = [
  {
    key: 'canh-nguoi',
    kind: 'feedback',
    fieldCode: 'meals',
    placeCode: 'CHANHDAY',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Cơm canh trưa bị nguội',
    body:
      'Con em học Mầm 2, bữa nào về cũng nói canh nguội. Bé ăn chậm nên tới lúc múc canh là lạnh ngắt, bé bỏ luôn không ăn. ' +
      'Mong nhà bếp coi lại giờ chia cơm giùm.',
    submittedAt: '2026-03-05T19:20',
    state: 'published',
    assignee: 'kitchen',
    conversation: [
      { at: '2026-03-09T08:10', by: 'clerk', type: 'acknowledge' },
      { at: '2026-03-09T08:15', by: 'clerk', type: 'assign', assignee: 'kitchen' },
      {
        at: '2026-03-11T13:40',
        by: 'kitchen',
        type: 'internal_note',
        text: 'Đã theo xe cơm 2 ngày. Canh múc ra thau lúc 10g15, lên tới dãy lầu 1 là 10g45, không có nắp đậy kín. Các lớp dưới đất thì còn nóng.',
      },
      { at: '2026-03-16T14:05', by: 'kitchen', type: 'draft_reply' },
      { at: '2026-03-16T14:20', by: 'kitchen', type: 'submit_reply' },
      { at: '2026-03-17T09:00', by: 'vice', type: 'approve_reply' },
      {
        at: '2026-03-17T20:12',
        by: 'parent',
        type: 'rate',
        level: 4,
        text: 'Mấy bữa nay bé nói canh ấm rồi, cảm ơn cô.',
      },
      { at: '2026-03-18T08:30', by: 'clerk', type: 'propose_publication' },
      { at: '2026-03-19T10:15', by: 'vice', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Nhà trường đã kiểm tra việc chia cơm trong hai ngày 10 và 11/3. Phụ huynh phản ánh đúng: canh cho các lớp trên lầu được múc sớm khoảng 30 phút và thau đựng không có nắp kín nên khi đến lớp đã nguội.\n' +
        'Từ ngày 16/3, bếp múc canh cho các lớp trên lầu sau cùng, lúc 10g35, và dùng xô inox có nắp. Các cô trong lớp múc canh làm hai lần để bé ăn chậm vẫn có canh ấm.\n' +
        'Nhà trường xin lỗi phụ huynh và bé về sự bất tiện này.',
      draftedBy: 'kitchen',
      approvedBy: 'vice',
    },
    publication: {
      summary: 'Phụ huynh phản ánh canh trong bữa trưa bị nguội khi đến lớp, trẻ ăn chậm thường bỏ canh.',
      answer:
        'Nhà trường đã kiểm tra trong hai ngày 10 và 11/3 và xác nhận phản ánh là đúng: canh cho các lớp trên lầu được múc sớm khoảng 30 phút, thau đựng không có nắp kín. ' +
        'Từ ngày 16/3, bếp múc canh cho các lớp trên lầu sau cùng và dùng xô có nắp; canh được múc cho trẻ làm hai lần. Nhà trường xin lỗi phụ huynh.',
      proposedBy: 'clerk',
      publishedBy: 'vice',
    },
  },
  {
    key: 'nha-ve-sinh-hoi',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'BANGLANG',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'nha ve sinh lop Choi 2 hoi qua',
    body:
      'nha ve sinh lop Choi 2 bi hoi ca thang nay, dung ngoai hanh lang con nghe mui. be nha minh so khong dam di, ve nha moi chiu di. ' +
      'mong nha truong sua som dum',
    submittedAt: '2026-03-17T21:05',
    state: 'published',
    assignee: 'former',
    conversation: [
      { at: '2026-03-19T09:25', by: 'clerk', type: 'acknowledge' },
      { at: '2026-03-19T09:30', by: 'clerk', type: 'assign', assignee: 'former' },
      {
        at: '2026-03-24T15:10',
        by: 'former',
        type: 'internal_note',
        text: 'Thợ xem rồi, cổ bồn cầu bị hở và phễu thoát sàn không có con thỏ ngăn mùi. Đang chờ báo giá.',
      },
      {
        at: '2026-04-02T08:20',
        by: 'vice',
        type: 'internal_note',
        text: 'Hồ sơ đã quá hạn 01/4. Chị Lài đôn đốc thợ, trả lời phụ huynh trong tuần sau, ghi rõ lý do trễ.',
      },
      { at: '2026-04-08T15:30', by: 'former', type: 'draft_reply' },
      { at: '2026-04-08T15:40', by: 'former', type: 'submit_reply' },
      { at: '2026-04-09T10:00', by: 'vice', type: 'approve_reply' },
      { at: '2026-04-10T21:40', by: 'parent', type: 'rate', level: 3, text: 'sua roi nhung lau qua' },
      { at: '2026-04-13T14:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-04-14T08:45', by: 'vice', type: 'publish' },
      {
        at: '2026-08-14T09:20',
        by: 'vice',
        type: 'state_measure',
        doneOn: '2026-08-12',
        text: 'Sáu nhà vệ sinh còn lại đã được kiểm tra trong hè: thay 5 phễu thoát sàn ngăn mùi, lắp 2 quạt hút, sơn lại vách ngăn.',
      },
      { at: '2026-08-17T14:10', by: 'principal', type: 'verify_measure', text: 'Sáng 17/8 tôi đi hết sáu phòng cùng bác bảo vệ, quạt chạy, không còn mùi.' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Trước hết nhà trường xin lỗi vì trả lời trễ hạn 6 ngày làm việc, do chờ báo giá mà không báo lại cho phụ huynh.\n' +
        'Qua kiểm tra, cổ một bồn cầu bị hở và phễu thoát sàn không có bộ phận ngăn mùi. Ngày 04 và 05/4, nhà trường đã cho thay cổ bồn cầu, lắp lại 3 phễu thoát sàn. Cô phụ trách chà rửa nhà vệ sinh thêm một lần lúc 13g30 mỗi ngày. Các nhà vệ sinh còn lại sẽ được kiểm tra trong hè 2026.\n' +
        'Nếu bé vẫn ngại đi vệ sinh ở lớp, phụ huynh nhắn cho cô để các cô đi cùng bé.',
      draftedBy: 'former',
      approvedBy: 'vice',
    },
    publication: {
      summary:
        'Phụ huynh viết: “Nhà vệ sinh ⟦lớp Chồi 2⟧ bị hôi cả tháng nay, đứng ngoài hành lang còn nghe mùi. Bé nhà mình sợ không dám đi, về nhà mới chịu đi. Mong nhà trường sửa sớm giùm.”',
      answer:
        'Nhà trường xin lỗi vì trả lời trễ hạn 6 ngày làm việc. Nguyên nhân mùi hôi là cổ bồn cầu bị hở và phễu thoát sàn không có bộ phận ngăn mùi. ' +
        'Ngày 04 và 05/4, nhà trường đã thay cổ bồn cầu, lắp lại 3 phễu thoát sàn và tăng thêm một lần chà rửa lúc 13g30 mỗi ngày. Nhà trường sẽ kiểm tra tất cả nhà vệ sinh còn lại trong hè 2026.',
      proposedBy: 'clerk',
      publishedBy: 'vice',
    },
  },
  {
    key: 'xin-xem-cac-khoan-thu',
    kind: 'question',
    fieldCode: 'fees',
    sender: { mode: 'named', name: 'Phạm Hữu Lợi', phone: '0900 000 021' },
    consentContact: true,
    consentPublish: true,
    subject: 'Các khoản thu tháng 4 gồm những gì?',
    body:
      'Tháng này tôi đóng 1.420.000đ mà phiếu thu chỉ ghi chung "tiền bán trú tháng 4". Học phí miễn rồi thì còn những khoản nào, trường ghi rõ ra được không? ' +
      'Hôm trước hỏi thì được trả lời là "giống tháng trước".',
    submittedAt: '2026-04-08T20:30',
    state: 'published',
    assignee: 'clerk',
    conversation: [
      { at: '2026-04-10T08:05', by: 'clerk', type: 'acknowledge' },
      { at: '2026-04-10T08:10', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-04-15T10:50', by: 'clerk', type: 'draft_reply' },
      { at: '2026-04-15T11:00', by: 'clerk', type: 'submit_reply' },
      { at: '2026-04-16T08:40', by: 'principal', type: 'approve_reply' },
      { at: '2026-04-16T18:25', by: 'parent', type: 'rate', level: 5 },
      { at: '2026-04-17T09:10', by: 'clerk', type: 'propose_publication' },
      { at: '2026-04-20T14:30', by: 'principal', type: 'publish' },
      {
        at: '2026-11-19T15:20',
        by: 'clerk',
        type: 'correct',
        answer:
          'Các khoản thu hằng tháng gồm: tiền ăn 36.000 đồng/ngày, được trừ ngày trẻ nghỉ có báo trước 8 giờ sáng; phục vụ và quản lý bán trú 450.000 đồng; vệ sinh bán trú 50.000 đồng; nước uống 20.000 đồng; làm quen tiếng Anh 180.000 đồng (chỉ với trẻ có đăng ký). Học phí được miễn. ' +
          'Phiếu thu ghi gộp là thiếu sót của nhà trường; từ tháng 5 phiếu thu ghi riêng từng khoản. Bảng các khoản thu đã được dán ở bảng tin cổng chính.',
        note: 'Viết thêm cách trừ tiền ăn khi trẻ nghỉ có báo trước, vì lần trước nhà trường không nhắc đến.',
      },
    ],
    reply: {
      body:
        'Kính gửi ông Phạm Hữu Lợi,\n' +
        'Số tiền 1.420.000 đồng của tháng 4 gồm: tiền ăn 20 ngày × 36.000 đồng = 720.000 đồng; phục vụ và quản lý bán trú 450.000 đồng; vệ sinh bán trú 50.000 đồng; nước uống 20.000 đồng; làm quen tiếng Anh (tự nguyện đăng ký) 180.000 đồng. Học phí được miễn nên không thu.\n' +
        'Phiếu thu ghi gộp là thiếu sót của nhà trường. Từ phiếu thu tháng 5, kế toán ghi riêng từng khoản. Bảng các khoản thu của năm học đã được dán lại ở bảng tin cổng chính ngày 14/4.',
      draftedBy: 'clerk',
      approvedBy: 'principal',
    },
    publication: {
      summary: 'Phụ huynh hỏi các khoản thu trong tháng gồm những gì, vì phiếu thu chỉ ghi gộp một dòng.',
      answer:
        'Các khoản thu hằng tháng gồm: tiền ăn 36.000 đồng/ngày; phục vụ và quản lý bán trú 450.000 đồng; vệ sinh bán trú 50.000 đồng; nước uống 20.000 đồng; làm quen tiếng Anh 180.000 đồng (chỉ với trẻ có đăng ký). Học phí được miễn. ' +
        'Phiếu thu ghi gộp là thiếu sót của nhà trường; từ tháng 5 phiếu thu ghi riêng từng khoản. Bảng các khoản thu đã được dán ở bảng tin cổng chính.',
      proposedBy: 'clerk',
      publishedBy: 'principal',
    },
  },
  {
    key: 'bao-lich-nghi-tre',
    kind: 'feedback',
    fieldCode: 'other',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Báo lịch nghỉ lễ trễ quá, không xin nghỉ làm kịp',
    body:
      'Lịch nghỉ Giỗ Tổ với 30/4 tới hôm nay trường mới báo. Vợ chồng em làm công ty, xin nghỉ phải trước 1 tuần. ' +
      'Lần sau trường báo sớm giùm, ít nhất 2 tuần để phụ huynh còn sắp xếp người giữ bé.',
    submittedAt: '2026-04-21T07:10',
    state: 'published',
    assignee: 'clerk',
    conversation: [
      { at: '2026-04-22T08:00', by: 'clerk', type: 'acknowledge' },
      { at: '2026-04-22T08:05', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-05-04T09:30', by: 'clerk', type: 'draft_reply' },
      { at: '2026-05-04T09:35', by: 'clerk', type: 'submit_reply' },
      { at: '2026-05-05T08:20', by: 'vice', type: 'approve_reply' },
      { at: '2026-05-07T15:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-05-08T09:00', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Nhà trường có văn bản về lịch nghỉ từ ngày 08/4 nhưng đến ngày 20/4 mới gửi thông báo qua các lớp. Đây là lỗi của bộ phận văn phòng, nhà trường xin lỗi phụ huynh.\n' +
        'Từ nay lịch nghỉ lễ được dán ở bảng tin cổng chính và gửi vào nhóm lớp trước ít nhất 15 ngày. Lịch nghỉ lễ cả năm 2026 đã được gửi cho các lớp hôm 04/5.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
    publication: {
      summary: 'Phụ huynh phản ánh nhà trường thông báo lịch nghỉ lễ quá sát ngày, phụ huynh không kịp xin nghỉ làm.',
      answer:
        'Nhà trường đã có lịch nghỉ từ ngày 08/4 nhưng đến 20/4 mới gửi thông báo; đây là lỗi của bộ phận văn phòng, nhà trường xin lỗi phụ huynh. ' +
        'Từ nay lịch nghỉ lễ được dán ở bảng tin và gửi phụ huynh trước ít nhất 15 ngày. Lịch nghỉ lễ cả năm 2026 đã gửi ngày 04/5.',
      proposedBy: 'clerk',
      publishedBy: 'principal',
    },
  },
  {
    key: 'cau-tuot-gay',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'CAMSANH',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Cầu tuột ngoài sân bị nứt, có cạnh bén',
    body:
      'Cái cầu tuột màu vàng ngoài sân bị nứt ở khúc cuối, nhựa bung lên bén lắm. Chiều nay rước con em thấy mấy bé vẫn leo chơi. ' +
      'Trường rào lại hoặc dẹp đi chứ đứt tay đứt chân mấy bé.',
    submittedAt: '2026-05-14T17:40',
    state: 'published',
    assignee: 'vice',
    conversation: [
      {
        at: '2026-05-15T07:35',
        by: 'vice',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận phản ánh. Sáng nay chúng tôi cho rào cầu tuột lại, không để các bé chơi cho đến khi sửa xong.',
      },
      { at: '2026-05-15T07:40', by: 'vice', type: 'assign', assignee: 'vice' },
      { at: '2026-05-21T14:15', by: 'vice', type: 'draft_reply' },
      { at: '2026-05-21T14:20', by: 'vice', type: 'submit_reply' },
      { at: '2026-05-22T08:30', by: 'principal', type: 'approve_reply' },
      { at: '2026-05-22T19:05', by: 'parent', type: 'rate', level: 5 },
      { at: '2026-05-25T10:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-05-27T08:50', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Máng trượt bị nứt khoảng 12 cm ở đoạn cuối. Nhà trường đã rào lại từ 7g30 ngày 15/5 và tháo máng ngày 18/5, không có bé nào bị thương. Máng mới được lắp ngày 21/5.\n' +
        'Việc kiểm tra đồ chơi ngoài trời trước đây làm mỗi tháng một lần nên không phát hiện kịp. Từ tuần này, bảo vệ và giáo viên trực sân kiểm tra vào sáng thứ Hai hằng tuần và ghi sổ.\n' +
        'Cảm ơn phụ huynh đã báo sớm.',
      draftedBy: 'vice',
      approvedBy: 'principal',
    },
    publication: {
      summary: 'Phụ huynh phản ánh cầu tuột ngoài sân bị nứt, có cạnh bén, trẻ vẫn đang chơi.',
      answer:
        'Nhà trường đã rào cầu tuột từ 7g30 ngày 15/5, tháo máng nứt ngày 18/5 và lắp máng mới ngày 21/5; không có trẻ bị thương. ' +
        'Trước đây đồ chơi ngoài trời chỉ được kiểm tra mỗi tháng một lần; nay kiểm tra vào sáng thứ Hai hằng tuần và có ghi sổ.',
      proposedBy: 'clerk',
      publishedBy: 'principal',
    },
  },
  {
    key: 'khen-phong-y-te',
    kind: 'praise',
    fieldCode: 'health',
    placeCode: 'RAUMA',
    sender: { mode: 'named', name: 'Trần Ngọc Trâm Em', phone: '0900 000 022' },
    consentContact: true,
    consentPublish: true,
    subject: 'Cảm ơn cô y tế gọi sớm khi bé sốt',
    body:
      'Hôm thứ ba con em sốt lúc ngủ trưa, cô y tế đo thấy 38 độ 5 là gọi em liền, lau mát cho bé trong lúc chờ. Em tới bé đã hạ. Em cảm ơn cô.',
    submittedAt: '2026-06-03T20:15',
    state: 'closed',
    assignee: 'clerk',
    conversation: [
      { at: '2026-06-05T08:15', by: 'clerk', type: 'acknowledge' },
      { at: '2026-06-05T08:20', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-06-08T14:10', by: 'clerk', type: 'draft_reply' },
      { at: '2026-06-08T14:15', by: 'clerk', type: 'submit_reply' },
      { at: '2026-06-09T09:30', by: 'vice', type: 'approve_reply' },
      { at: '2026-06-10T10:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-06-12T08:40', by: 'vice', type: 'publish' },
      {
        at: '2026-06-18T08:05',
        by: 'clerk',
        type: 'internal_note',
        text: 'Chị Trâm Em gọi lên: đăng xong mấy phụ huynh trong lớp hỏi thăm liền, chị ngại. Chị vẫn vui vì lời cảm ơn, chỉ xin đừng để trên trang.',
      },
      { at: '2026-06-18T08:20', by: 'vice', type: 'take_down', text: 'Đọc kỹ vẫn đoán được gia đình nào đã viết, nên nhà trường gỡ xuống theo mong muốn của phụ huynh.' },
      { at: '2026-06-18T08:30', by: 'clerk', type: 'close', text: 'Đã gỡ và báo lại cho phụ huynh.' },
    ],
    reply: {
      body:
        'Kính gửi chị Trâm Em,\n' +
        'Nhà trường đã chuyển lời của chị đến nhân viên y tế. Theo quy định của trường, bé sốt từ 38 độ trở lên thì phải báo phụ huynh ngay. Mong chị cho trường xin thêm một số điện thoại dự phòng để gọi khi cần.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
    publication: {
      summary: 'Phụ huynh cảm ơn nhân viên y tế đã gọi báo và chăm sóc kịp thời khi trẻ sốt trong giờ ngủ trưa.',
      answer:
        'Nhà trường đã chuyển lời đến nhân viên y tế. Khi trẻ sốt từ 38 độ trở lên, nhà trường báo phụ huynh ngay. Phụ huynh vui lòng cho giáo viên thêm một số điện thoại dự phòng.',
      proposedBy: 'clerk',
      publishedBy: 'vice',
    },
  },
  {
    key: 'ho-so-nhap-hoc-cho-lau',
    kind: 'feedback',
    fieldCode: 'procedures',
    placeCode: 'MANCAU',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Nộp hồ sơ nhập học phải đi lại 3 lần',
    body:
      'Em nộp hồ sơ cho bé vô lớp nhà trẻ mà đi 3 lần mới xong. Lần đầu thiếu bản sao giấy khai sinh, lần hai mới nói thiếu sổ tiêm, lần ba thì cô phụ trách nghỉ. ' +
      'Sao không dán một tờ ghi đủ giấy tờ cần có ở văn phòng cho tụi em coi trước.',
    submittedAt: '2026-07-13T21:30',
    state: 'published',
    assignee: 'clerk',
    conversation: [
      { at: '2026-07-20T08:30', by: 'clerk', type: 'acknowledge' },
      { at: '2026-07-20T08:40', by: 'vice', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-07-29T16:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Đã quá hạn 28/7. Tuần trước văn thư nghỉ phép, không có người nhận thay. Trả lời phải xin lỗi cả hai việc: trễ tiếp nhận và trễ trả lời.',
      },
      { at: '2026-08-04T10:20', by: 'clerk', type: 'draft_reply' },
      { at: '2026-08-04T10:30', by: 'clerk', type: 'submit_reply' },
      { at: '2026-08-05T09:15', by: 'principal', type: 'approve_reply' },
      {
        at: '2026-08-05T21:10',
        by: 'parent',
        type: 'rate',
        level: 2,
        text: 'Có xin lỗi nhưng em đã mất 3 buổi làm rồi.',
      },
      { at: '2026-08-07T14:00', by: 'vice', type: 'propose_publication' },
      { at: '2026-08-10T08:30', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Nhà trường xin lỗi vì để phụ huynh đi lại ba lần, và vì tiếp nhận, trả lời phản ánh này trễ hạn do văn thư nghỉ phép mà trường không phân công người thay.\n' +
        'Nhà trường đã làm: dán danh mục giấy tờ nhập học ở cửa văn phòng và bảng tin cổng chính từ ngày 30/7; người nhận hồ sơ phải ghi phiếu nêu đủ giấy tờ còn thiếu trong một lần; khi văn thư nghỉ, phó hiệu trưởng nhận hồ sơ thay.\n' +
        'Phụ huynh có thể gọi văn phòng hỏi trước trong giờ 7g30–10g30 và 13g30–16g30.',
      draftedBy: 'clerk',
      approvedBy: 'principal',
    },
    publication: {
      summary: 'Phụ huynh phản ánh phải đi lại ba lần mới nộp xong hồ sơ nhập học vì không được hướng dẫn đủ giấy tờ ngay từ đầu.',
      answer:
        'Nhà trường xin lỗi vì để phụ huynh đi lại nhiều lần và vì trả lời trễ hạn. Từ ngày 30/7, danh mục giấy tờ nhập học được dán ở văn phòng và bảng tin cổng chính; người nhận hồ sơ ghi phiếu nêu đủ giấy tờ còn thiếu trong một lần; khi nhân viên phụ trách nghỉ có người nhận thay.',
      proposedBy: 'vice',
      publishedBy: 'principal',
    },
  },
  {
    key: 'dang-thuc-don-hang-tuan',
    kind: 'suggestion',
    fieldCode: 'meals',
    placeCode: 'CACHUA',
    sender: { mode: 'protected', name: 'Nguyễn Thị Út Hiền', phone: '0900 000 023' },
    consentContact: true,
    consentPublish: true,
    subject: 'Đăng thực đơn tuần cho phụ huynh coi trước',
    body:
      'Bảng thực đơn để trong sân, em rước bé 5 giờ hơn là cổng đóng, không coi được. Trường chụp hình gửi nhóm lớp mỗi đầu tuần được không, để chiều về em nấu món khác cho bé khỏi ngán.',
    submittedAt: '2026-08-11T19:00',
    state: 'published',
    assignee: 'kitchen',
    conversation: [
      { at: '2026-08-13T08:05', by: 'clerk', type: 'acknowledge' },
      { at: '2026-08-13T08:10', by: 'clerk', type: 'assign', assignee: 'kitchen' },
      { at: '2026-08-20T13:50', by: 'kitchen', type: 'draft_reply' },
      { at: '2026-08-20T14:00', by: 'kitchen', type: 'submit_reply' },
      { at: '2026-08-21T08:30', by: 'vice', type: 'approve_reply' },
      { at: '2026-08-21T20:45', by: 'parent', type: 'rate', level: 5 },
      { at: '2026-08-24T09:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-08-25T08:30', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Góp ý của phụ huynh rất cần thiết. Từ ngày 24/8, tổ cấp dưỡng gửi thực đơn tuần cho các lớp trước 16g30 thứ Sáu, giáo viên đăng vào nhóm lớp. Bảng thực đơn cũng được treo thêm một bản ở mặt ngoài cổng chính.\n' +
        'Hôm nào phải đổi món vì nguồn hàng, bếp sẽ ghi lại trên bảng.',
      draftedBy: 'kitchen',
      approvedBy: 'vice',
    },
    publication: {
      summary: 'Phụ huynh đề nghị gửi thực đơn tuần trước cho phụ huynh vì bảng thực đơn đặt trong sân khó xem.',
      answer:
        'Từ ngày 24/8, thực đơn tuần được gửi vào nhóm lớp trước 16g30 thứ Sáu và treo thêm ở mặt ngoài cổng chính. Hôm nào phải đổi món, bếp ghi lại trên bảng.',
      proposedBy: 'clerk',
      publishedBy: 'principal',
    },
  },
  {
    key: 'do-xe-gio-don',
    kind: 'feedback',
    fieldCode: 'safety',
    placeCode: 'CAMSANH',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Giờ rước bé xe đậu kín cổng, rất nguy hiểm',
    body:
      '4g30 chiều nào cũng vậy, xe máy đậu kín trước cổng chính, xe hơi thì quay đầu ngay chỗ mấy bé đi ra. Hôm qua có bé suýt bị quẹt. ' +
      'Bảo vệ chỉ đứng trong nhìn ra. Trường kẻ vạch hay chia giờ rước theo khối đi.',
    submittedAt: '2026-09-15T16:25',
    state: 'published',
    assignee: 'vice',
    conversation: [
      { at: '2026-09-16T09:00', by: 'clerk', type: 'acknowledge' },
      { at: '2026-09-16T09:05', by: 'clerk', type: 'assign', assignee: 'vice' },
      {
        at: '2026-09-21T16:40',
        by: 'vice',
        type: 'internal_note',
        text: 'Đã gửi giấy mời công an phường bàn việc kẻ vạch, họ hẹn 01/10. Quên làm gia hạn, phải trả lời ngay sau cuộc họp.',
      },
      { at: '2026-10-02T15:00', by: 'vice', type: 'draft_reply' },
      { at: '2026-10-02T15:05', by: 'vice', type: 'submit_reply' },
      { at: '2026-10-05T08:30', by: 'principal', type: 'approve_reply' },
      { at: '2026-10-05T18:10', by: 'parent', type: 'rate', level: 4 },
      { at: '2026-10-06T10:00', by: 'clerk', type: 'propose_publication' },
      { at: '2026-10-08T09:20', by: 'principal', type: 'publish' },
      {
        at: '2026-11-04T09:30',
        by: 'vice',
        type: 'state_measure',
        doneOn: '2026-11-03',
        text: 'Phường đã kẻ vạch cấm đậu hai bên cổng chính; nhà trường đặt thêm hàng rào di động, mỗi chiều chừa một lối riêng cho trẻ đi bộ.',
      },
      { at: '2026-11-04T16:50', by: 'principal', type: 'verify_measure', text: 'Chiều 04/11 tôi đứng ở cổng từ 16g15 đến 16g45: vạch đã khô, hàng rào đặt đúng chỗ, xe hơi không quay đầu trước cổng.' },
      {
        at: '2026-11-05T08:30',
        by: 'vice',
        type: 'correct',
        answer:
          'Nhà trường xin lỗi vì trả lời trễ hạn. Từ ngày 05/10: bảo vệ và một giáo viên đứng ngoài cổng từ 16g15 đến 17g; trẻ lớn nhất đón ở cổng sau, các khối khác đón ở cổng chính; xe hơi dừng phía đầu đường. Phường đã kẻ vạch cấm đậu trước cổng ngày 03/11, trễ hơn nhà trường đã hẹn. Cách làm này được xem lại sau một tháng.',
        note: 'Vạch cấm đậu kẻ xong ngày 03/11, không phải trong tháng 10 như đã viết.',
      },
      { at: '2026-11-05T10:10', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Nhà trường xin lỗi vì trả lời trễ hạn: trường chờ cuộc họp với công an phường ngày 01/10 nhưng không báo trước cho phụ huynh.\n' +
        'Từ ngày 05/10: bảo vệ và một giáo viên đứng ngoài cổng từ 16g15 đến 17g; khối Lá đón ở cổng sau, các khối khác đón ở cổng chính; xe hơi dừng phía đầu đường, không quay đầu trước cổng. Phường sẽ kẻ vạch cấm đậu trước cổng trong tháng 10.\n' +
        'Nhà trường sẽ xem lại cách làm này sau một tháng.',
      draftedBy: 'vice',
      approvedBy: 'principal',
    },
    publication: {
      summary: 'Phụ huynh phản ánh giờ đón trẻ xe đậu kín trước cổng, xe hơi quay đầu gần lối trẻ đi ra, dễ xảy ra tai nạn.',
      answer:
        'Nhà trường xin lỗi vì trả lời trễ hạn. Từ ngày 05/10: bảo vệ và một giáo viên đứng ngoài cổng từ 16g15 đến 17g; trẻ lớn nhất đón ở cổng sau, các khối khác đón ở cổng chính; xe hơi dừng phía đầu đường. Phường sẽ kẻ vạch cấm đậu trước cổng trong tháng 10. Cách làm này được xem lại sau một tháng.',
      proposedBy: 'clerk',
      publishedBy: 'principal',
    },
  },
  {
    key: 'cong-sau-mo',
    kind: 'feedback',
    fieldCode: 'safety',
    placeCode: 'DUAHAU',
    sender: { mode: 'named', name: 'Lý Quốc Thắng', phone: '0900 000 024' },
    consentContact: true,
    consentPublish: true,
    subject: 'Cổng sau không khóa, bé chạy ra tới hẻm',
    body:
      'Tôi rước con thì thấy một bé nhỏ, chắc lớp Mầm 1, chạy ra cổng sau tới ngoài hẻm, không có cô nào bên cạnh. Tôi bế bé vô giao lại cho cô. ' +
      'Cổng sau mở toang, người giao gas vừa đi ra. Đề nghị trường xử lý liền, xe chạy ngoài hẻm rất nhiều.',
    submittedAt: '2026-10-06T16:50',
    state: 'published',
    childSafety: true,
    assignee: 'vice',
    conversation: [
      {
        at: '2026-10-06T17:15',
        by: 'principal',
        type: 'acknowledge',
        text: 'Tôi là hiệu trưởng. Cổng sau đã được khóa lúc 17g05. Bé đã về cùng gia đình, không bị thương. Trong sáng mai nhà trường sẽ trả lời anh cách xử lý.',
      },
      { at: '2026-10-06T17:18', by: 'principal', type: 'assign', assignee: 'vice' },
      {
        at: '2026-10-06T18:05',
        by: 'vice',
        type: 'internal_note',
        text: 'Đã xem camera: người giao gas ra lúc 16g41, không ai khóa lại. Bé ra 16g43, anh Thắng bế vô 16g44. Đã gọi báo và xin lỗi mẹ bé lúc 17g50.',
      },
      { at: '2026-10-07T09:40', by: 'vice', type: 'draft_reply' },
      { at: '2026-10-07T09:45', by: 'vice', type: 'submit_reply' },
      { at: '2026-10-07T10:20', by: 'principal', type: 'approve_reply' },
      { at: '2026-10-07T19:30', by: 'parent', type: 'rate', level: 4, text: 'Trường xử lý nhanh. Mong giữ được lâu dài.' },
      { at: '2026-10-12T08:50', by: 'vice', type: 'propose_publication' },
      { at: '2026-10-13T10:00', by: 'principal', type: 'publish' },
    ],
    reply: {
      body:
        'Kính gửi anh Thắng,\n' +
        'Camera cho thấy cổng sau mở khoảng 3 phút sau khi người giao gas ra về, trong lúc đó một bé đi ra hẻm. Trách nhiệm thuộc về nhà trường. Nhà trường đã xin lỗi gia đình bé ngay trong chiều 06/10.\n' +
        'Từ sáng 07/10: cổng sau khóa suốt giờ học, chìa khóa do bảo vệ giữ; việc giao hàng chỉ làm từ 6g đến 6g45; cửa hông dãy lớp gần cổng sau có thêm chốt trên cao. Người trực cổng hôm đó đã làm tường trình, nhà trường xem xét trách nhiệm theo quy chế.\n' +
        'Cảm ơn anh đã bế bé vào và báo ngay.',
      draftedBy: 'vice',
      approvedBy: 'principal',
    },
    publication: {
      summary: 'Phụ huynh phản ánh cổng sau không khóa sau khi giao hàng, một trẻ đi ra ngoài hẻm mà không có người lớn đi cùng.',
      answer:
        'Phản ánh là đúng, trách nhiệm thuộc về nhà trường. Trẻ không bị thương; nhà trường đã xin lỗi gia đình trong chiều cùng ngày. ' +
        'Từ sáng hôm sau, cổng sau khóa suốt giờ học, việc giao hàng chỉ thực hiện từ 6g đến 6g45, cửa gần cổng sau có thêm chốt trên cao. Nhà trường đang xem xét trách nhiệm của người trực cổng.',
      proposedBy: 'vice',
      publishedBy: 'principal',
    },
  },
]

const answered: DemoCase[] = [
  {
    key: 'phong-ngu-nong',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'HUETRANG',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Giờ ngủ trưa nóng, bé về nổi rôm sảy',
    body:
      'Lớp Lá 1 có 34 bé mà ngủ trưa có 2 cái quạt trần với 1 máy lạnh chạy ì ạch. Con em về lưng nổi rôm đỏ hết. Hỏi cô thì cô nói đã báo trường từ tháng 8.',
    submittedAt: '2026-10-01T20:40',
    state: 'answered',
    assignee: 'clerk',
    conversation: [
      { at: '2026-10-05T08:20', by: 'clerk', type: 'acknowledge' },
      { at: '2026-10-05T08:25', by: 'vice', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-10-09T14:30',
        by: 'clerk',
        type: 'draft_reply',
        text:
          'Kính gửi quý phụ huynh,\n' +
          'Nhà trường đã cho vệ sinh máy lạnh của lớp ngày 08/10. Nhà trường ghi nhận ý kiến và sẽ theo dõi thêm.',
      },
      { at: '2026-10-09T14:35', by: 'clerk', type: 'submit_reply' },
      { at: '2026-10-12T09:10', by: 'vice', type: 'approve_reply' },
      {
        at: '2026-10-14T19:30',
        by: 'parent',
        type: 'reopen',
        text: 'Em chưa đồng ý. Vệ sinh máy xong vẫn nóng như cũ, máy yếu quá so với phòng. "Theo dõi thêm" là tới khi nào?',
      },
      {
        at: '2026-10-16T10:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Trả lời lần đầu chưa đạt, chưa ai đo nhiệt độ phòng. Chị Tiên mượn nhiệt kế phòng y tế đo 3 trưa liên tục rồi báo lại.',
      },
      { at: '2026-10-26T15:20', by: 'clerk', type: 'draft_reply' },
      { at: '2026-10-26T15:25', by: 'clerk', type: 'submit_reply' },
      { at: '2026-10-27T08:40', by: 'principal', type: 'approve_reply' },
      { at: '2026-10-28T20:05', by: 'parent', type: 'rate', level: 3, text: 'Đỡ hơn. Phải nói hai lần mới làm.' },
      { at: '2026-11-18T09:00', by: 'clerk', type: 'propose_publication' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Phụ huynh chưa đồng ý là có lý do: trả lời lần trước nhà trường chưa đo nhiệt độ phòng. Từ 19 đến 21/10, nhà trường đo lúc 12g30, phòng ngủ ở mức 30–31 độ, máy lạnh 1,5 HP không đủ cho 34 bé.\n' +
        'Ngày 24/10 nhà trường đã chuyển máy lạnh 2 HP của phòng chức năng sang lớp và thêm một quạt treo tường. Ngày 26/10 đo lại là 27 độ. Máy cũ sẽ được thay trong dự toán năm 2027.\n' +
        'Nhà trường xin lỗi vì giáo viên đã báo từ tháng 8 mà chưa được giải quyết.',
      draftedBy: 'clerk',
      approvedBy: 'principal',
    },
    publication: {
      summary:
        '⟦Lớp Lá 1⟧ có nhiều bé mà ngủ trưa chỉ có 2 cái quạt trần với 1 máy lạnh chạy ì ạch. Bé về lưng nổi rôm đỏ hết. ' +
        'Lần trả lời đầu phụ huynh chưa đồng ý: “Vệ sinh máy xong vẫn nóng như cũ, máy yếu quá so với phòng.”',
      answer:
        'Lần trả lời đầu, nhà trường chỉ vệ sinh máy lạnh mà chưa đo nhiệt độ phòng. Đo lại từ 19 đến 21/10, phòng ở mức 30–31 độ do máy không đủ công suất. Ngày 24/10 nhà trường đã thay bằng máy 2 HP và thêm quạt; đo lại còn 27 độ. Nhà trường xin lỗi vì giải quyết chậm.',
      proposedBy: 'clerk',
    },
  },
  {
    key: 'la-be-truoc-mat-nguoi-khac',
    kind: 'feedback',
    fieldCode: 'attitude',
    sender: { mode: 'protected', name: 'Võ Thị Diệu Hương', phone: '0900 000 025', email: 'dieuhuong@example.com' },
    consentContact: true,
    consentPublish: false,
    subject: 'Cô nói nặng lời với bé trước mặt phụ huynh khác',
    body:
      'Chiều thứ hai tôi rước con, nghe cô nói lớn trước cửa lớp: "Con lì nhất lớp, mai mẹ cho nghỉ luôn đi". Bé đứng khóc, mấy phụ huynh khác đều nghe. ' +
      'Tôi biết cô mệt nhưng nói vậy trước mặt con nít tôi không chịu được. Xin đừng nói với cô là tôi gửi.',
    submittedAt: '2026-10-20T21:15',
    state: 'answered',
    assignee: 'vice',
    conversation: [
      {
        at: '2026-10-22T08:00',
        by: 'principal',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận được. Tên của chị chỉ hiệu trưởng biết. Nhà trường sẽ làm việc theo cách không để lộ người gửi.',
      },
      { at: '2026-10-22T08:10', by: 'principal', type: 'assign', assignee: 'vice' },
      {
        at: '2026-10-28T16:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Đã dự giờ trả trẻ 3 buổi ở cả khối nên không ai biết là lớp nào bị phản ánh. Có hai cô còn nói lớn tiếng lúc đông phụ huynh.',
      },
      { at: '2026-10-30T10:30', by: 'vice', type: 'draft_reply' },
      { at: '2026-10-30T10:35', by: 'vice', type: 'submit_reply' },
      { at: '2026-11-02T08:30', by: 'principal', type: 'approve_reply' },
      { at: '2026-11-02T20:50', by: 'parent', type: 'rate', level: 4 },
    ],
    reply: {
      body:
        'Kính gửi chị,\n' +
        'Lời nói như chị kể là không đúng với quy tắc ứng xử của nhà trường. Nhà trường xin lỗi chị và bé.\n' +
        'Nhà trường đã dự giờ trả trẻ ở cả khối trong ba buổi và họp rút kinh nghiệm với tất cả giáo viên ngày 29/10. Quy định rõ: không nhận xét khuyết điểm của bé ở cửa lớp, khi cần thì mời phụ huynh trao đổi riêng. Ban giám hiệu tiếp tục dự giờ trả trẻ mỗi tuần một buổi đến hết tháng 12.\n' +
        'Nếu sự việc lặp lại, chị nhắn ngay vào hồ sơ này.',
      draftedBy: 'vice',
      approvedBy: 'principal',
    },
  },
  {
    key: 'tien-an-ngay-nghi-benh',
    kind: 'question',
    fieldCode: 'fees',
    sender: { mode: 'named', name: 'Đoàn Minh Khôi', email: 'minhkhoi@example.com' },
    consentContact: true,
    consentPublish: true,
    subject: 'Bé nghỉ bệnh có được trả lại tiền ăn không?',
    body:
      'Bé nhà tôi nghỉ bệnh 4 ngày cuối tháng 10, tôi có nhắn cô từ tối hôm trước. Sang tháng 11 đóng tiền không thấy trừ. Cho tôi hỏi trường tính sao?',
    submittedAt: '2026-11-03T07:25',
    state: 'answered',
    assignee: 'clerk',
    conversation: [
      { at: '2026-11-04T08:05', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-04T08:10', by: 'vice', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-11-09T09:20',
        by: 'clerk',
        type: 'internal_note',
        text: 'Chị Đài kiểm tra sổ: bé nghỉ 27–30/10, lớp chấm đủ nhưng bảng tổng hợp chốt ngày 26 nên chưa trừ.',
      },
      { at: '2026-11-11T14:40', by: 'clerk', type: 'draft_reply' },
      { at: '2026-11-11T14:45', by: 'clerk', type: 'submit_reply' },
      { at: '2026-11-12T08:50', by: 'vice', type: 'approve_reply' },
      { at: '2026-11-12T19:20', by: 'parent', type: 'rate', level: 5, text: 'Rõ ràng, cảm ơn trường.' },
      { at: '2026-11-13T20:05', by: 'parent', type: 'withdraw_publication' },
    ],
    reply: {
      body:
        'Kính gửi anh Khôi,\n' +
        'Bé nghỉ có báo trước 8 giờ sáng thì được trừ tiền ăn của ngày đó. Bốn ngày bé nghỉ (27–30/10) chưa được trừ vì kế toán chốt bảng chấm cơm ngày 26/10. Số tiền 4 × 36.000 = 144.000 đồng sẽ được trừ vào phiếu thu tháng 12.\n' +
        'Nếu anh muốn nhận lại tiền mặt, anh ghé văn phòng trong giờ làm việc. Nhà trường sẽ ghi rõ ngày chốt bảng chấm cơm trên phiếu thu để phụ huynh tiện theo dõi.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
  },
  {
    key: 'muoi-nhieu',
    kind: 'feedback',
    fieldCode: 'health',
    placeCode: 'DUDU',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Lớp nhà trẻ nhiều muỗi, đang mùa sốt xuất huyết',
    body:
      'Bé nhà mình về tay chân toàn vết muỗi đốt, đếm được 9 nốt. Sau lưng lớp có mấy chậu cây đọng nước. Đang mùa sốt xuất huyết, trường xịt muỗi dùm.',
    submittedAt: '2026-11-05T20:00',
    state: 'answered',
    assignee: 'nurse',
    conversation: [
      { at: '2026-11-06T10:05', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-06T10:10', by: 'clerk', type: 'assign', assignee: 'nurse' },
      {
        at: '2026-11-09T08:30',
        by: 'nurse',
        type: 'internal_note',
        text: 'Đã đổ nước 6 chậu cây phía sau, có lăng quăng. Liên hệ trạm y tế phường, hẹn phun thứ Bảy 14/11.',
      },
      { at: '2026-11-16T09:50', by: 'nurse', type: 'draft_reply' },
      { at: '2026-11-16T10:00', by: 'nurse', type: 'submit_reply' },
      { at: '2026-11-17T08:40', by: 'vice', type: 'approve_reply' },
      {
        at: '2026-11-20T10:15',
        by: 'nurse',
        type: 'state_measure',
        doneOn: '2026-11-20',
        text: 'Đã dời hết chậu cây đọng nước phía sau các lớp, thả cá bảy màu vào hai chum còn lại. Sổ kiểm tra chỗ đọng nước bắt đầu ghi từ sáng thứ Sáu 20/11.',
      },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Kiểm tra sáng 09/11, phía sau lớp có 6 chậu cây đọng nước và có lăng quăng. Đây là thiếu sót của nhà trường. Các chậu đã được đổ nước và dời đi ngay trong ngày.\n' +
        'Trạm y tế phường đã phun thuốc diệt muỗi toàn trường thứ Bảy 14/11, khi không có trẻ. Từ nay sáng thứ Sáu hằng tuần, nhân viên y tế đi kiểm tra chỗ đọng nước và ghi sổ. Giờ ngủ trưa các bé nằm mùng.\n' +
        'Hiện trường chưa có bé nào báo mắc sốt xuất huyết. Nếu bé sốt cao trên 2 ngày, phụ huynh cho bé đi khám và báo cho trường.',
      draftedBy: 'nurse',
      approvedBy: 'vice',
    },
  },
  {
    key: 'ghe-ngoi-cho',
    kind: 'suggestion',
    fieldCode: 'facilities',
    placeCode: 'CAMSANH',
    sender: { mode: 'named', name: 'Huỳnh Văn Tư', phone: '0900 000 026' },
    consentContact: true,
    consentPublish: true,
    subject: 'Xin thêm ghế với chỗ che nắng cho ông bà chờ rước cháu',
    body:
      'Tôi đi rước cháu ngoại, đứng chờ ngoài nắng 15–20 phút đau chân lắm. Trường để vài cái ghế với cây dù trước cổng cho người lớn tuổi nhờ.',
    submittedAt: '2026-10-27T19:45',
    state: 'answered',
    assignee: 'clerk',
    conversation: [
      { at: '2026-10-29T08:10', by: 'clerk', type: 'acknowledge' },
      { at: '2026-10-29T08:15', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-11-09T10:10', by: 'clerk', type: 'draft_reply' },
      { at: '2026-11-09T10:15', by: 'clerk', type: 'submit_reply' },
      { at: '2026-11-10T08:30', by: 'vice', type: 'approve_reply' },
    ],
    reply: {
      body:
        'Kính gửi ông Tư,\n' +
        'Nhà trường đã đặt 4 ghế dài dưới mái hiên phòng bảo vệ từ ngày 09/11, ông vào ngồi chờ từ 16g. Phía ngoài cổng là vỉa hè của phường nên nhà trường không đặt dù cố định được.\n' +
        'Nếu trời mưa, bảo vệ sẽ mở cổng sớm để người đón vào trong sân.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
  },
]

/** Closed without publication: a complaint is never public; the others gave no consent. */
const closed: DemoCase[] = [
  {
    key: 'khieu-nai-ho-tro-an-trua',
    kind: 'complaint',
    fieldCode: 'fees',
    sender: { mode: 'named', name: 'Thạch Thị Sa Rinh', phone: '0900 000 027' },
    consentContact: true,
    consentPublish: false,
    subject: 'Khiếu nại việc không nhận hồ sơ hỗ trợ ăn trưa',
    body:
      'Gia đình tôi là hộ cận nghèo. Ngày 14/4 tôi nộp hồ sơ xin hỗ trợ ăn trưa cho cháu thì văn phòng trả lại, nói hết hạn từ cuối tháng 3. ' +
      'Nhưng thông báo dán ở trường không ghi ngày hết hạn, giấy xác nhận của phường thì tới 10/4 mới có. Tôi đề nghị nhà trường xem lại việc không nhận hồ sơ của tôi.',
    submittedAt: '2026-05-25T20:10',
    state: 'closed',
    assignee: 'vice',
    conversation: [
      {
        at: '2026-05-27T09:00',
        by: 'vice',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận đơn khiếu nại của bà và đang xem xét điều kiện thụ lý.',
      },
      { at: '2026-05-27T09:05', by: 'principal', type: 'accept_formal' },
      { at: '2026-05-27T09:10', by: 'principal', type: 'assign', assignee: 'vice' },
      {
        at: '2026-06-04T14:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Đã xem lại thông báo tháng 3: đúng là không ghi hạn nộp. Sổ tiếp nhận không ghi việc trả hồ sơ ngày 14/4.',
      },
      {
        at: '2026-06-09T15:00',
        by: 'vice',
        type: 'ask',
        text: 'Đề nghị bà gửi bản chụp giấy xác nhận hộ cận nghèo năm 2026 (mặt có ngày ký) để nhà trường đối chiếu.',
      },
      {
        at: '2026-06-10T18:20',
        by: 'parent',
        type: 'parent_message',
        text: 'Tôi đã nộp bản sao cho bảo vệ chuyển văn phòng chiều nay. Giấy ký ngày 10/4.',
      },
      {
        at: '2026-06-16T15:30',
        by: 'vice',
        type: 'record_dialogue',
        heldOn: '2026-06-16',
        place: 'phòng hiệu trưởng',
        text: 'Dự: hiệu trưởng, phó hiệu trưởng, nhân viên văn phòng, bà Sa Rinh. Văn phòng xác nhận đã trả hồ sơ ngày 14/4 mà không lập phiếu. Hai bên thống nhất nhận lại hồ sơ.',
      },
      { at: '2026-06-17T10:10', by: 'vice', type: 'record_decision', number: '07/QĐ-MNHP' },
      { at: '2026-06-18T09:00', by: 'principal', type: 'approve_reply' },
      { at: '2026-06-19T19:40', by: 'parent', type: 'rate', level: 4 },
      {
        at: '2026-06-30T14:00',
        by: 'principal',
        type: 'close',
        text: 'Đã giải quyết xong: hồ sơ được bổ sung, gia đình đã nhận tiền hỗ trợ ngày 29/6. Khiếu nại không công khai theo quy định.',
      },
    ],
    reply: {
      body:
        'Kính gửi bà Thạch Thị Sa Rinh,\n' +
        'Qua xác minh, thông báo của nhà trường tháng 3/2026 không ghi hạn nộp, và văn phòng trả hồ sơ ngày 14/4 mà không lập phiếu. Nội dung khiếu nại của bà là đúng. Nhà trường xin lỗi bà.\n' +
        'Nhà trường đã nhận lại hồ sơ ngày 11/6 và bổ sung tên cháu vào danh sách đề nghị hỗ trợ. Tiền hỗ trợ tính từ tháng 4 dự kiến chi trả trước ngày 30/6.',
      draftedBy: 'vice',
      approvedBy: 'principal',
    },
  },
  {
    key: 'cam-on-bac-bao-ve',
    kind: 'praise',
    fieldCode: 'attitude',
    placeCode: 'CAMSANH',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: false,
    subject: 'Cảm ơn bác bảo vệ',
    body: 'Bữa mưa lớn bác bảo vệ cầm dù ra tận xe đón từng bé. Gửi lời cảm ơn bác, trường khỏi đăng cũng được.',
    submittedAt: '2026-06-24T17:05',
    state: 'closed',
    assignee: 'clerk',
    conversation: [
      { at: '2026-06-26T08:00', by: 'clerk', type: 'acknowledge' },
      { at: '2026-06-26T08:05', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-06-29T09:40', by: 'clerk', type: 'draft_reply' },
      { at: '2026-06-29T09:45', by: 'clerk', type: 'submit_reply' },
      { at: '2026-06-30T08:20', by: 'vice', type: 'approve_reply' },
      {
        at: '2026-07-02T10:00',
        by: 'clerk',
        type: 'close',
        text: 'Đã chuyển lời. Người gửi không đồng ý công khai.',
      },
    ],
    reply: {
      body: 'Nhà trường đã chuyển lời của phụ huynh đến bác bảo vệ. Cảm ơn phụ huynh.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
  },
  {
    key: 'giay-xac-nhan-hoc-sinh',
    kind: 'question',
    fieldCode: 'procedures',
    sender: { mode: 'named', name: 'Lưu Thị Mộng Cầm', phone: '0900 000 072' },
    consentContact: true,
    consentPublish: false,
    subject: 'Xin giấy xác nhận bé đang học ở trường',
    body: 'Em cần giấy xác nhận bé đang học để làm hồ sơ tạm trú. Em nộp giấy gì và bao lâu có?',
    submittedAt: '2025-12-08T19:20',
    state: 'closed',
    assignee: 'clerk',
    conversation: [
      { at: '2025-12-09T08:10', by: 'clerk', type: 'acknowledge' },
      { at: '2025-12-09T08:15', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2025-12-10T09:00', by: 'clerk', type: 'draft_reply' },
      { at: '2025-12-10T09:05', by: 'clerk', type: 'submit_reply' },
      { at: '2025-12-11T08:30', by: 'vice', type: 'approve_reply' },
      { at: '2025-12-15T09:00', by: 'clerk', type: 'close', text: 'Phụ huynh đã nhận giấy ngày 12/12.' },
    ],
    reply: {
      body: 'Kính gửi chị,\nChị mang giấy khai sinh của bé đến văn phòng trong giờ làm việc. Nhà trường viết giấy xác nhận và đưa ngay trong ngày, không thu phí.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
  },
  {
    key: 'hoi-lop-he',
    kind: 'question',
    fieldCode: 'procedures',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: false,
    subject: 'Hè này trường có giữ bé không?',
    body: 'Cho em hỏi tháng 6 tháng 7 trường có nhận giữ bé không, đăng ký tới ngày nào, đóng bao nhiêu?',
    submittedAt: '2026-05-06T20:20',
    state: 'closed',
    assignee: 'clerk',
    conversation: [
      { at: '2026-05-08T08:30', by: 'clerk', type: 'acknowledge' },
      { at: '2026-05-08T08:35', by: 'vice', type: 'assign', assignee: 'clerk' },
      { at: '2026-05-12T14:00', by: 'clerk', type: 'draft_reply' },
      { at: '2026-05-12T14:05', by: 'clerk', type: 'submit_reply' },
      { at: '2026-05-13T08:30', by: 'vice', type: 'approve_reply' },
      { at: '2026-05-13T20:30', by: 'parent', type: 'rate', level: 5 },
      {
        at: '2026-05-20T09:00',
        by: 'clerk',
        type: 'close',
        text: 'Đã trả lời đầy đủ. Người gửi không chọn cho công khai; thông báo về hè đã dán ở bảng tin.',
      },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Nhà trường nhận trẻ trong hè từ 08/6 đến 31/7, đăng ký tại lớp hoặc văn phòng đến hết ngày 25/5. Các khoản thu giữ như trong năm học, tiền ăn tính theo ngày thực tế. Mẫu đăng ký có ở văn phòng.',
      draftedBy: 'clerk',
      approvedBy: 'vice',
    },
  },
]

const branches: DemoCase[] = [
  {
    key: 'nap-cong-hu',
    kind: 'feedback',
    fieldCode: 'safety',
    placeCode: 'DUAHAU',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Nắp cống ngoài hẻm cổng sau bị sụp',
    body:
      'Nắp cống ngay đầu hẻm vô cổng sau bị bể một góc, trời mưa nước ngập không thấy đâu. Tôi chạy xe chở con suýt lọt bánh. Nhờ trường báo ai sửa giùm.',
    submittedAt: '2026-08-19T18:30',
    state: 'transferred',
    conversation: [
      { at: '2026-08-21T08:00', by: 'clerk', type: 'acknowledge' },
      {
        at: '2026-08-21T08:45',
        by: 'clerk',
        type: 'internal_note',
        text: 'Bác bảo vệ đã đặt tạm biển báo và tấm ván. Hẻm do phường quản lý.',
      },
      {
        at: '2026-08-25T10:00',
        by: 'vice',
        type: 'transfer',
        authority: 'ubnd-phuong',
        text:
          'Kính gửi quý phụ huynh, nắp cống trong hẻm không thuộc thẩm quyền của nhà trường. Nhà trường đã chuyển phản ánh đến Ủy ban nhân dân phường ngày 25/8 bằng văn bản kèm hình ảnh, và đặt tạm biển báo tại chỗ. Phụ huynh có thể liên hệ phường để biết kết quả.',
      },
    ],
  },
  {
    key: 'tin-thu',
    kind: 'feedback',
    fieldCode: 'other',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: false,
    subject: 'test',
    body: 'gui thu coi co ai doc khong. hihi',
    submittedAt: '2026-09-22T21:50',
    state: 'ineligible',
    conversation: [
      { at: '2026-09-24T08:10', by: 'clerk', type: 'acknowledge' },
      {
        at: '2026-09-24T08:15',
        by: 'clerk',
        type: 'ineligible',
        text: 'Tin nhắn không nêu nội dung cụ thể nên nhà trường không có cơ sở xử lý. Nếu có việc cần phản ánh, phụ huynh vui lòng gửi lại, nhà trường có đọc và trả lời từng phản ánh.',
      },
    ],
  },
  {
    key: 'mat-do-hoai',
    kind: 'feedback',
    fieldCode: 'other',
    sender: { mode: 'named', name: 'Ngô Thị Bé Ba', phone: '0900 000 029' },
    consentContact: true,
    consentPublish: true,
    subject: 'Bé bị mất đồ hoài',
    body: 'Từ đầu năm tới giờ bé mất 2 áo khoác, 1 bình nước rồi. Đồ có thêu tên đàng hoàng. Trường coi lại sao chứ mua hoài chịu không nổi.',
    submittedAt: '2026-11-11T17:30',
    state: 'more_info',
    assignee: 'teacher',
    conversation: [
      { at: '2026-11-13T08:20', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-13T08:25', by: 'clerk', type: 'assign', assignee: 'teacher' },
      {
        at: '2026-11-16T09:30',
        by: 'teacher',
        type: 'ask',
        text: 'Nhà trường xin lỗi chị và bé. Chị cho biết bé học lớp nào, màu áo khoác, bình nước và khoảng ngày bé mất, để các cô tìm trong tủ đồ của các lớp và phòng giặt.',
      },
    ],
  },
  {
    key: 'co-bam-dien-thoai',
    kind: 'feedback',
    fieldCode: 'attitude',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Cô coi điện thoại trong giờ bé ăn',
    body: 'Sáng em đưa bé vô trễ thấy cô ngồi bấm điện thoại, để mấy bé tự ăn, có bé đổ cháo đầy người không ai lau.',
    submittedAt: '2026-11-09T19:20',
    state: 'more_info',
    assignee: 'vice',
    conversation: [
      { at: '2026-11-11T08:15', by: 'vice', type: 'acknowledge' },
      { at: '2026-11-11T08:20', by: 'vice', type: 'assign', assignee: 'vice' },
      {
        at: '2026-11-13T10:10',
        by: 'vice',
        type: 'ask',
        text: 'Cảm ơn phụ huynh đã báo. Để kiểm tra camera đúng chỗ, phụ huynh cho biết sự việc ở khối nào, ngày nào, khoảng mấy giờ. Phụ huynh không cần ghi tên mình hay tên bé.',
      },
    ],
  },
]

const awaitingApproval: DemoCase[] = [
  {
    key: 'quat-hu-lop-choi',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'CUCVANG',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Quạt trần lớp Chồi 1 kêu to, sợ rớt',
    body: 'Quạt giữa lớp Chồi 1 quay lắc qua lắc lại, kêu cọt kẹt. Em đứng ngoài nhìn vô mà sợ, bên dưới là chỗ mấy bé ngồi học.',
    submittedAt: '2026-11-10T07:15',
    state: 'awaiting_approval',
    assignee: 'clerk',
    conversation: [
      {
        at: '2026-11-10T09:00',
        by: 'clerk',
        type: 'acknowledge',
        text: 'Nhà trường đã cho tắt quạt này từ sáng nay, chờ thợ kiểm tra.',
      },
      { at: '2026-11-10T09:05', by: 'clerk', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-11-13T14:20',
        by: 'clerk',
        type: 'internal_note',
        text: 'Thợ thay bạc đạn và siết lại ti quạt ngày 12/11, kiểm tra luôn 11 quạt còn lại ở tầng trệt.',
      },
      { at: '2026-11-17T15:00', by: 'clerk', type: 'draft_reply' },
      { at: '2026-11-18T09:00', by: 'clerk', type: 'submit_reply' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Quạt đã được tắt ngay trong sáng 10/11. Ngày 12/11 thợ thay bạc đạn, siết lại ti quạt và kiểm tra 11 quạt trần còn lại ở tầng trệt; có thêm một quạt phải thay ốc. Các quạt trên lầu sẽ được kiểm tra ngày 28/11.\n' +
        'Nhà trường cảm ơn phụ huynh đã báo và xin lỗi vì chưa tự phát hiện.',
      draftedBy: 'clerk',
    },
  },
  {
    key: 'thu-tien-hoa-cu',
    kind: 'feedback',
    fieldCode: 'fees',
    sender: { mode: 'protected', name: 'Trương Thị Kiều My', phone: '0900 000 030' },
    consentContact: true,
    consentPublish: true,
    subject: 'Lớp thu tiền họa cụ ngoài danh sách trường công bố',
    body:
      'Nhóm lớp kêu đóng thêm 150k tiền "họa cụ" mà bảng các khoản thu đầu năm không có. Ai không đóng thì cô nhắc tên trong nhóm. Em đóng rồi nhưng thấy không đúng.',
    submittedAt: '2026-11-10T20:50',
    state: 'awaiting_approval',
    assignee: 'clerk',
    conversation: [
      { at: '2026-11-12T08:10', by: 'vice', type: 'acknowledge' },
      { at: '2026-11-12T08:20', by: 'vice', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-11-17T10:00',
        by: 'clerk',
        type: 'draft_reply',
        text: 'Kính gửi quý phụ huynh, khoản họa cụ do ban đại diện lớp tự vận động, nhà trường không thu.',
      },
      { at: '2026-11-17T10:10', by: 'clerk', type: 'submit_reply' },
      {
        at: '2026-11-18T08:40',
        by: 'vice',
        type: 'return_reply',
        text: 'Chưa được. Phải nói rõ trường xử lý thế nào: có trả lại tiền không, việc nhắc tên trong nhóm có đúng không.',
      },
      { at: '2026-11-19T14:30', by: 'clerk', type: 'draft_reply' },
      { at: '2026-11-20T08:15', by: 'clerk', type: 'submit_reply' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Khoản 150.000 đồng họa cụ không có trong danh sách các khoản thu năm học, lớp không được thu. Nhà trường đã yêu cầu dừng thu và trả lại tiền cho tất cả phụ huynh đã đóng, hoàn tất trước ngày 30/11. Họa cụ của các bé do nhà trường mua từ khoản học phẩm đã công khai.\n' +
        'Việc nhắc tên phụ huynh trong nhóm là không đúng, nhà trường đã nhắc nhở và xin lỗi phụ huynh. Mọi khoản ngoài danh sách, phụ huynh có quyền không đóng.',
      draftedBy: 'clerk',
    },
  },
  {
    key: 'tieng-anh-hoc-gi',
    kind: 'question',
    fieldCode: 'education',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Bé không học tiếng Anh thì giờ đó làm gì?',
    body: 'Con em không đăng ký tiếng Anh. Giờ đó bé làm gì, ai coi? Bé về nói "con ngồi ngoài hành lang chờ bạn".',
    submittedAt: '2026-11-12T19:30',
    state: 'awaiting_approval',
    assignee: 'teacher',
    conversation: [
      { at: '2026-11-16T08:00', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-16T08:05', by: 'clerk', type: 'assign', assignee: 'teacher' },
      { at: '2026-11-19T10:30', by: 'teacher', type: 'draft_reply' },
      { at: '2026-11-20T09:00', by: 'teacher', type: 'submit_reply' },
    ],
    reply: {
      body:
        'Kính gửi quý phụ huynh,\n' +
        'Giờ làm quen tiếng Anh có hai buổi mỗi tuần, mỗi buổi 30 phút. Theo kế hoạch, bé không đăng ký sang góc đọc sách ở phòng chức năng với một cô. Qua kiểm tra, có hai buổi đầu tháng 11 phòng chức năng bận nên các bé phải ngồi ngoài hành lang. Nhà trường xin lỗi phụ huynh và các bé.\n' +
        'Từ ngày 16/11, các bé sang lớp bên cạnh cùng khối để chơi và nghe kể chuyện, có cô đi cùng.',
      draftedBy: 'teacher',
    },
  },
]

/** The first two are past their due date. */
const inProgress: DemoCase[] = [
  {
    key: 'mai-che-dot',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'CAMSANH',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Mái che lối vô bị dột, mưa là trơn trợt',
    body: 'Mái che từ cổng vô lớp dột 3-4 chỗ, mưa xuống gạch trơn lắm. Hôm thứ tư em với con đều té. Bé không sao nhưng trường sửa sớm giùm.',
    pictures: ['leakingRoof', 'wetFloor'],
    submittedAt: '2026-10-29T19:10',
    state: 'in_progress',
    assignee: 'clerk',
    conversation: [
      { at: '2026-11-02T08:30', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-02T08:35', by: 'vice', type: 'assign', assignee: 'clerk' },
      {
        at: '2026-11-06T15:30',
        by: 'clerk',
        type: 'internal_note',
        text: 'Đã trải thảm chống trượt tạm ở lối vào. Có một báo giá thay tôn 18 triệu, cần thêm hai báo giá nữa.',
      },
      {
        at: '2026-11-16T08:40',
        by: 'vice',
        type: 'internal_note',
        text: 'Hồ sơ quá hạn từ 13/11. Chị Tiên báo trước cho phụ huynh việc đã trải thảm và lý do chậm, đừng chờ đủ báo giá.',
      },
    ],
  },
  {
    key: 'mai-che-dot-lan-nua',
    kind: 'feedback',
    fieldCode: 'facilities',
    placeCode: 'CAMSANH',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Mái che từ cổng vô bị dột, gạch trơn',
    body: 'Mái che từ cổng vô lớp bị dột, mưa xuống gạch trơn lắm, sáng nay suýt té khi bế con. Mong trường sửa sớm.',
    submittedAt: '2026-11-17T07:50',
    state: 'in_progress',
    conversation: [
      {
        at: '2026-11-18T09:30',
        by: 'vice',
        type: 'merge',
        into: 'mai-che-dot',
        text: 'Cùng một mái che ở lối vào cổng chính.',
      },
    ],
  },
  {
    key: 'thuc-don-lap-lai',
    kind: 'feedback',
    fieldCode: 'meals',
    placeCode: 'CACHUA',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Bữa xế toàn bánh bông lan với sữa',
    body: 'Em coi thực đơn 3 tuần liền thì bữa xế có 8 ngày là bánh bông lan, sữa. Tiền ăn tăng lên 36 ngàn mà bữa xế vậy thì thấy không hợp lý.',
    submittedAt: '2026-11-02T20:35',
    state: 'in_progress',
    assignee: 'kitchen',
    conversation: [
      { at: '2026-11-05T09:10', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-05T09:15', by: 'clerk', type: 'assign', assignee: 'kitchen' },
      {
        at: '2026-11-12T13:30',
        by: 'kitchen',
        type: 'internal_note',
        text: 'Đếm lại thực đơn 19/10–06/11: bánh bông lan 6 ngày, bánh mì ngọt 2 ngày. Đang xếp lại thực đơn xế 4 tuần không trùng, chờ cô Nhi tính khẩu phần.',
      },
    ],
  },
  {
    key: 'lap-camera-lop',
    kind: 'suggestion',
    fieldCode: 'safety',
    sender: { mode: 'protected', name: 'Cao Thị Hồng Gấm', email: 'honggam@example.com' },
    consentContact: true,
    consentPublish: true,
    subject: 'Xin cho phụ huynh coi camera lớp',
    body: 'Trường có camera trong lớp sao không cho phụ huynh coi qua điện thoại? Trường tư gần đây cho coi. Coi được thì tụi em yên tâm đi làm hơn.',
    submittedAt: '2026-10-28T20:15',
    state: 'in_progress',
    assignee: 'vice',
    conversation: [
      { at: '2026-10-30T08:10', by: 'clerk', type: 'acknowledge' },
      { at: '2026-10-30T08:15', by: 'clerk', type: 'assign', assignee: 'vice' },
      {
        at: '2026-11-06T16:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Camera hiện lưu 15 ngày, chỉ ban giám hiệu xem. Nếu cho xem từ xa thì phải có ý kiến đồng ý của tất cả phụ huynh trong lớp vì có hình của bé khác. Xin ý kiến Phòng VH-XH.',
      },
      {
        at: '2026-11-11T14:00',
        by: 'principal',
        type: 'extend',
        workingDays: 10,
        text: 'Việc cho xem camera liên quan đến hình ảnh của các bé khác nên nhà trường cần hỏi ý kiến ban đại diện cha mẹ học sinh và cấp trên. Nhà trường xin gia hạn trả lời thêm 10 ngày làm việc.',
      },
      {
        at: '2026-11-18T15:30',
        by: 'vice',
        type: 'internal_note',
        text: 'Họp ban đại diện 17/11: 7/10 lớp đồng ý, 3 lớp có phụ huynh không muốn.',
      },
    ],
  },
  {
    key: 'to-cao-thuc-pham',
    kind: 'denunciation',
    fieldCode: 'meals',
    sender: { mode: 'protected', name: 'Kiều Thị Ngọc Ẩn', phone: '0900 000 031' },
    consentContact: true,
    consentPublish: false,
    subject: 'Tố cáo việc lấy bớt thực phẩm của trẻ',
    body:
      'Tôi xin tố cáo: từ tháng 9 đến nay, khoảng 14 giờ các ngày thứ ba, thứ năm, có một nhân viên bếp mang thịt, trứng sống của trường ra cổng sau cho người nhà chở đi. ' +
      'Tôi thấy tận mắt ba lần, gần nhất là ngày 05/11. Trường có camera cổng sau, đề nghị hiệu trưởng kiểm tra. Xin giữ kín tên tôi.',
    submittedAt: '2026-11-09T21:40',
    state: 'in_progress',
    assignee: 'principal',
    conversation: [
      {
        at: '2026-11-11T09:00',
        by: 'principal',
        type: 'acknowledge',
        text: 'Tôi là hiệu trưởng, đã nhận tố cáo của chị. Hồ sơ này chỉ một mình tôi mở được. Tôi sẽ thông báo cho chị việc thụ lý trong thời hạn quy định.',
      },
      { at: '2026-11-11T09:05', by: 'principal', type: 'assign', assignee: 'principal' },
      {
        at: '2026-11-13T16:20',
        by: 'principal',
        type: 'internal_note',
        text: 'Đã trích xuất camera cổng sau các ngày 29/10, 03/11, 05/11 và lưu riêng. Chưa thông báo cho tổ cấp dưỡng. Tiếp theo: đối chiếu sổ giao nhận thực phẩm.',
      },
      { at: '2026-11-16T09:00', by: 'principal', type: 'accept_formal' },
    ],
  },
  {
    key: 'khieu-nai-chuyen-lop',
    kind: 'complaint',
    fieldCode: 'education',
    sender: { mode: 'named', name: 'Tăng Vĩnh Phú', phone: '0900 000 032', email: 'vinhphu@example.com' },
    consentContact: true,
    consentPublish: false,
    subject: 'Khiếu nại việc chuyển lớp của con tôi',
    body:
      'Ngày 04/11 nhà trường chuyển con tôi từ Chồi 1 sang Chồi 2, không hỏi ý kiến gia đình. Cháu nhút nhát, mới quen cô quen bạn, cả tuần nay khóc không chịu đi học. ' +
      'Tôi đề nghị nhà trường xem lại quyết định này và cho cháu về lớp cũ.',
    submittedAt: '2026-11-10T07:30',
    state: 'in_progress',
    assignee: 'vice',
    conversation: [
      {
        at: '2026-11-12T08:30',
        by: 'vice',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận đơn khiếu nại của ông.',
      },
      { at: '2026-11-12T08:35', by: 'principal', type: 'accept_formal' },
      { at: '2026-11-12T08:40', by: 'principal', type: 'assign', assignee: 'vice' },
      {
        at: '2026-11-17T14:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Biên bản họp khối 02/11 có ghi chuyển 3 bé để cân sĩ số (37 và 29), nhưng không có biên bản trao đổi với gia đình nào. Mời anh Phú làm việc ngày 25/11.',
      },
      { at: '2026-11-17T14:20', by: 'vice', type: 'record_dialogue', heldOn: '2026-11-25', place: 'phòng họp của trường, 8 giờ 30' },
    ],
  },
  {
    key: 'be-bi-can',
    kind: 'feedback',
    fieldCode: 'education',
    placeCode: 'DAUTAY',
    sender: { mode: 'named', name: 'Quách Thị Mộng Thu', phone: '0900 000 033' },
    consentContact: true,
    consentPublish: true,
    subject: 'Bé bị bạn cắn hai lần mà cô không báo',
    body: 'Con em bị bạn cắn ở tay 2 lần trong 1 tuần, về tắm em mới thấy. Con nít cắn nhau em hiểu, nhưng cô phải nói cho em biết chứ. Lần sau hỏi cô mới nói.',
    submittedAt: '2026-11-12T19:05',
    state: 'in_progress',
    assignee: 'teacher',
    conversation: [
      { at: '2026-11-16T08:10', by: 'clerk', type: 'acknowledge' },
      { at: '2026-11-16T08:15', by: 'clerk', type: 'assign', assignee: 'teacher' },
      {
        at: '2026-11-17T19:45',
        by: 'parent',
        type: 'parent_message',
        text: 'Hôm nay cô có gọi xin lỗi em rồi. Em chỉ mong có gì cô báo liền trong ngày.',
      },
      {
        at: '2026-11-18T10:20',
        by: 'teacher',
        type: 'internal_note',
        text: 'Cô chủ nhiệm đã gọi cho mẹ bé chiều 17/11. Đang soạn quy định: bé bị trầy xước, bị cắn phải báo phụ huynh trong ngày và ghi sổ nhật ký lớp.',
      },
    ],
  },
  {
    key: 'anh-be-tren-facebook',
    kind: 'feedback',
    fieldCode: 'other',
    sender: { mode: 'protected', name: 'Phùng Thị Ái Như', email: 'ainhu@example.com' },
    consentContact: true,
    consentPublish: true,
    subject: 'Hình bé bị đăng Facebook khi chưa xin phép',
    body: 'Trang Facebook của trường đăng hình bé đang thay đồ ở hồ bơi, thấy rõ mặt. Em không có ký giấy đồng ý. Đề nghị gỡ và hỏi phụ huynh trước khi đăng.',
    submittedAt: '2026-11-13T18:10',
    state: 'in_progress',
    assignee: 'vice',
    conversation: [
      {
        at: '2026-11-16T07:45',
        by: 'principal',
        type: 'acknowledge',
        text: 'Nhà trường xin lỗi phụ huynh. Toàn bộ hình của buổi bơi đã được gỡ lúc 7g40 sáng nay. Nhà trường sẽ trả lời cách làm về sau.',
      },
      { at: '2026-11-16T07:50', by: 'principal', type: 'assign', assignee: 'vice' },
      {
        at: '2026-11-19T15:00',
        by: 'vice',
        type: 'internal_note',
        text: 'Rà lại trang từ tháng 9: còn 14 hình thấy rõ mặt bé chưa có giấy đồng ý, đã ẩn hết. Soạn mẫu xin phép để phát tuần tới.',
      },
    ],
  },
]

const acknowledged: DemoCase[] = [
  {
    key: 'tiep-khach-van-phong',
    kind: 'feedback',
    fieldCode: 'attitude',
    placeCode: 'MANCAU',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Chờ ở văn phòng 20 phút không ai hỏi',
    body: 'Sáng qua em vô xin giấy xác nhận, đứng 20 phút mà trong phòng 2 cô nói chuyện, không ai hỏi em cần gì. Xin cái giấy thôi mà thấy ngại.',
    submittedAt: '2026-11-17T07:50',
    state: 'acknowledged',
    conversation: [{ at: '2026-11-18T08:20', by: 'vice', type: 'acknowledge' }],
  },
  {
    key: 'giu-be-them-gio',
    kind: 'suggestion',
    fieldCode: 'education',
    sender: { mode: 'named', name: 'Mai Thị Lụa', phone: '0900 000 034' },
    consentContact: true,
    consentPublish: true,
    subject: 'Xin giữ bé tới 17g30, có đóng phí',
    body: 'Em làm công nhân 17g mới tan ca, chạy về tới trường là 17g20. Trường tổ chức giữ thêm tới 17g30 được không, tụi em đóng thêm phí. Trong xóm em có 5-6 nhà cũng cần.',
    submittedAt: '2026-11-17T18:00',
    state: 'acknowledged',
    conversation: [
      {
        at: '2026-11-19T08:00',
        by: 'clerk',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận góp ý của chị và sẽ hỏi nhu cầu của các lớp trước khi trả lời.',
      },
      { at: '2026-11-19T19:30', by: 'parent', type: 'request_data', kind: 'correct', text: 'Tôi đổi số điện thoại, số cũ không dùng nữa. Số mới là 0900 000 037.' },
    ],
  },
  {
    key: 'khen-co-lop-nha-tre',
    kind: 'praise',
    fieldCode: 'education',
    placeCode: 'DUDU',
    sender: { mode: 'protected', name: 'Lưu Ngọc Hân', phone: '0900 000 035' },
    consentContact: true,
    consentPublish: true,
    subject: 'Hai cô lớp Cơm Thường dỗ bé giỏi',
    body: 'Bé nhà em khóc cả tháng đầu, hai cô thay nhau bế, tối nhắn cho em biết bữa nay bé ăn được mấy muỗng. Giờ bé chịu đi học rồi. Em chỉ muốn nói cảm ơn nhân 20/11.',
    submittedAt: '2026-11-17T20:25',
    state: 'acknowledged',
    conversation: [{ at: '2026-11-19T08:10', by: 'clerk', type: 'acknowledge' }],
  },
  {
    key: 'ly-uong-chung',
    kind: 'feedback',
    fieldCode: 'health',
    placeCode: 'HUETRANG',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'Bé uống chung ly, lớp đang có tay chân miệng',
    body: 'Lớp có bé bị tay chân miệng nghỉ rồi mà con em nói ly hết dấu tên, mấy bạn uống lộn của nhau. Nhờ cô y tế kiểm tra.',
    submittedAt: '2026-11-19T07:05',
    state: 'acknowledged',
    conversation: [
      {
        at: '2026-11-20T07:45',
        by: 'clerk',
        type: 'acknowledge',
        text: 'Nhà trường đã nhận. Sáng nay cô y tế vào lớp kiểm tra ly, khăn của các bé.',
      },
    ],
  },
]

const submitted: DemoCase[] = [
  {
    key: 'com-it-thit',
    kind: 'feedback',
    fieldCode: 'meals',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: true,
    subject: 'phan com cua be it qua',
    body: 'be nha e lop la ma phan com nhu lop mam, chieu ve doi bung an 2 chen. co noi xin them thi het com. truong coi lai khau phan dum e',
    submittedAt: '2026-11-20T17:40',
    state: 'submitted',
    conversation: [],
  },
  {
    key: 'doi-nguoi-ruoc',
    kind: 'feedback',
    fieldCode: 'safety',
    placeCode: 'CAMSANH',
    sender: { mode: 'protected', name: 'Hứa Thị Thu Cúc', phone: '0900 000 036' },
    consentContact: true,
    consentPublish: true,
    subject: 'Người lạ rước bé mà không ai hỏi giấy',
    body:
      'Thứ năm em nhờ đứa em họ rước dùm, nó mới tới trường lần đầu mà nói tên bé là cô cho rước luôn, không gọi hỏi em. Em họ em thì không sao, nhưng người khác thì sao? ' +
      'Đề nghị trường làm thẻ đón bé.',
    submittedAt: '2026-11-21T20:12',
    state: 'submitted',
    conversation: [],
  },
  {
    key: 'phat-be-dung-goc-lop',
    kind: 'feedback',
    fieldCode: 'attitude',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: false,
    subject: 'Bé bị phạt đứng góc lớp gần cả buổi',
    body:
      'Sáng thứ năm con tôi kể bị đứng góc lớp từ lúc vô học tới giờ ăn trưa vì làm đổ màu nước. Bé mới 4 tuổi. Tôi hỏi thì được trả lời là "cho bé nhớ". ' +
      'Mong nhà trường xem lại cách phạt này, và đừng để bé bị để ý thêm.',
    keepFrom: 'cô Đặng Thị Tuyết Sương',
    submittedAt: '2026-11-21T21:05',
    state: 'submitted',
    conversation: [],
  },
  {
    key: 'hoi-nghi-24-11',
    kind: 'question',
    fieldCode: 'other',
    sender: { mode: 'anonymous' },
    consentContact: false,
    consentPublish: false,
    subject: 'Thứ ba 24/11 bé có nghỉ không?',
    body: 'Em nghe nói 24/11 năm nay được nghỉ lễ, trường có nghỉ không ạ? Nhóm lớp chưa thấy thông báo.',
    submittedAt: '2026-11-22T07:20',
    state: 'submitted',
    conversation: [],
  },
  {
    key: 'muon-sach-ve-nha',
    kind: 'suggestion',
    fieldCode: 'education',
    placeCode: 'LANRUNG',
    sender: { mode: 'named', name: 'Tôn Nữ Bảo Quyên', email: 'baoquyen@example.com' },
    consentContact: true,
    consentPublish: true,
    subject: 'Cho bé mượn sách truyện cuối tuần',
    body: 'Góc sách của lớp Lá 2 có nhiều truyện hay mà bé chỉ coi được ở lớp. Thứ sáu cho bé mượn một cuốn về, thứ hai trả. Làm hư thì phụ huynh đền.',
    submittedAt: '2026-11-22T21:35',
    state: 'submitted',
    conversation: [],
  },
]

export const hoaPhuongCases: DemoCase[] = [
  ...published,
  ...answered,
  ...closed,
  ...branches,
  ...awaitingApproval,
  ...inProgress,
  ...acknowledged,
  ...submitted,
]
