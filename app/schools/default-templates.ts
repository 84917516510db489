import type { CaseKind } from '#db/schema.ts'
import type { TemplatePurpose } from './template-words.ts'

/**
 * The wording a new school starts with, each to be changed or switched off. They leave a blank `[…]` wherever only the case itself can say
 * something: none of them promises anything by itself. What stands behind "Lý do:" begins with a small letter.
 */
export const defaultTemplates: readonly { purpose: TemplatePurpose; name: string; body: string; kind?: CaseKind; field?: string }[] = [
  {
    purpose: 'acknowledge',
    name: 'Đã đọc, đang tìm hiểu',
    body: 'Nhà trường đã đọc ý kiến của ông/bà và bắt đầu tìm hiểu. Ông/bà theo dõi hồ sơ {số hồ sơ} và viết thêm cho nhà trường ngay tại trang này.',
  },
  {
    purpose: 'acknowledge',
    name: 'Đã làm ngay một việc',
    body: 'Nhà trường đã đọc ý kiến của ông/bà. Ngay hôm nay nhà trường đã […]. Nhà trường tiếp tục tìm hiểu nguyên nhân và sẽ trả lời đầy đủ.',
  },
  {
    purpose: 'acknowledge',
    name: 'An toàn của trẻ',
    field: 'safety',
    body: 'Nhà trường đã đọc và đang kiểm tra ngay. Nếu trẻ đang gặp nguy hiểm, xin ông/bà gọi {điện thoại của trường} hoặc 111 (Tổng đài quốc gia bảo vệ trẻ em).',
  },
  {
    purpose: 'acknowledge',
    name: 'Nhận lời khen',
    kind: 'praise',
    body: 'Cảm ơn ông/bà đã dành thời gian viết. Nhà trường sẽ chuyển lời của ông/bà đến những người đã làm việc đó.',
  },
  {
    purpose: 'ask',
    name: 'Hỏi thời gian và nơi xảy ra',
    body:
      'Để tìm hiểu đúng việc, nhà trường xin ông/bà cho biết thêm:\n- Việc xảy ra ngày nào, khoảng mấy giờ?\n- Ở chỗ nào trong trường?\nÔng/bà không cần nêu tên trẻ.',
  },
  {
    purpose: 'ask',
    name: 'Hỏi về bữa ăn',
    field: 'meals',
    body: 'Để kiểm tra với bếp, nhà trường xin ông/bà cho biết việc xảy ra hôm nào, ở bữa nào (trưa hay xế) và món nào. Ông/bà không cần nêu tên trẻ.',
  },
  {
    purpose: 'ask',
    name: 'Hỏi về khoản thu',
    field: 'fees',
    body: 'Để đối chiếu sổ sách, nhà trường xin ông/bà cho biết đó là khoản thu nào, số tiền bao nhiêu, nộp ngày nào, bằng tiền mặt hay chuyển khoản, và có được đưa biên lai không.',
  },
  {
    purpose: 'ask',
    name: 'Làm rõ nội dung khiếu nại',
    kind: 'complaint',
    body:
      'Để thụ lý khiếu nại, nhà trường xin ông/bà cho biết:\n- Quyết định hoặc việc làm nào của nhà trường mà ông/bà khiếu nại?\n- Ông/bà biết quyết định hoặc việc làm đó từ ngày nào?\n- Ông/bà yêu cầu nhà trường giải quyết thế nào?',
  },
  {
    purpose: 'message',
    name: 'Báo việc đang làm',
    body: 'Nhà trường báo để ông/bà biết về hồ sơ {số hồ sơ}: […]. Nhà trường vẫn trả lời đầy đủ chậm nhất ngày {hạn trả lời}.',
  },
  {
    purpose: 'message',
    name: 'Báo một việc đã xong',
    body: 'Việc […] đã xong ngày […]. Nếu còn thấy chỗ nào chưa ổn, xin ông/bà viết lại tại trang này.',
  },
  {
    purpose: 'answer',
    name: 'Trả lời phản ánh',
    kind: 'feedback',
    body:
      'Kính gửi ông/bà,\nVề việc ông/bà nêu trong hồ sơ {số hồ sơ}, nhà trường đã tìm hiểu bằng cách […] và thấy rằng […].\nViệc đã làm: […], ngày […].\nViệc còn làm tiếp: […], xong trước ngày […].\nCảm ơn ông/bà đã cho nhà trường biết.',
  },
  {
    purpose: 'answer',
    name: 'Nhà trường có lỗi',
    kind: 'feedback',
    body:
      'Kính gửi ông/bà,\nViệc ông/bà nêu là đúng: […]. Nhà trường xin lỗi ông/bà và các cháu.\nNguyên nhân là […]. Nhà trường đã […], ngày […].\nĐể việc này không lặp lại, từ ngày […] nhà trường […].',
  },
  {
    purpose: 'answer',
    name: 'Đã tìm hiểu, không thấy đúng như phản ánh',
    kind: 'feedback',
    body:
      'Kính gửi ông/bà,\nNhà trường đã tìm hiểu việc ông/bà nêu bằng cách […]. Kết quả là […].\nNhà trường hiểu vì sao ông/bà lo lắng. Nếu ông/bà biết thêm điều gì khác, xin chọn “Tôi chưa đồng ý” tại trang này, hồ sơ sẽ được mở lại.',
  },
  {
    purpose: 'answer',
    name: 'Trả lời về bữa ăn',
    field: 'meals',
    body:
      'Kính gửi ông/bà,\nNhà trường đã kiểm tra với bếp về bữa […] ngày […]: […].\nTừ ngày […], bếp […]. Thực đơn hằng tuần được công khai tại […].',
  },
  {
    purpose: 'answer',
    name: 'Trả lời về khoản thu',
    field: 'fees',
    body:
      'Kính gửi ông/bà,\nKhoản […] thu theo […], mức […] đồng, đã công khai tại […].\nVề trường hợp ông/bà nêu: […]. Khoản thu không đúng (nếu có) được trả lại bằng cách […], xong trước ngày […].',
  },
  {
    purpose: 'answer',
    name: 'Trả lời về cơ sở vật chất',
    field: 'facilities',
    body: 'Kính gửi ông/bà,\nNhà trường đã kiểm tra […] ngày […] và thấy […].\nTrong lúc chờ sửa, nhà trường đã […] để các cháu an toàn. Việc sửa chữa xong trước ngày […].',
  },
  {
    purpose: 'answer',
    name: 'Làm theo góp ý',
    kind: 'suggestion',
    body: 'Kính gửi ông/bà,\nNhà trường làm theo góp ý của ông/bà: […], từ ngày […]. Cảm ơn ông/bà đã nghĩ cùng nhà trường.',
  },
  {
    purpose: 'answer',
    name: 'Chưa làm được theo góp ý',
    kind: 'suggestion',
    body: 'Kính gửi ông/bà,\nNhà trường đã bàn về góp ý của ông/bà nhưng hiện chưa làm được, vì […]. Trước mắt nhà trường […], từ ngày […]. Nhà trường sẽ xem lại việc này vào […].',
  },
  {
    purpose: 'answer',
    name: 'Trả lời câu hỏi',
    kind: 'question',
    body: 'Kính gửi ông/bà,\nVề câu hỏi của ông/bà: […].\nThông tin này cũng có tại […]. Cần hỏi thêm, ông/bà gọi {điện thoại của trường} trong giờ làm việc.',
  },
  {
    purpose: 'answer',
    name: 'Cảm ơn lời khen',
    kind: 'praise',
    body: 'Kính gửi ông/bà,\nNhà trường đã chuyển lời khen đến […] ngày […]. Cảm ơn ông/bà đã đồng hành cùng nhà trường.',
  },
  {
    purpose: 'answer',
    name: 'Kết quả giải quyết khiếu nại lần đầu',
    kind: 'complaint',
    body:
      'Kính gửi ông/bà,\nNhà trường đã xem xét khiếu nại của ông/bà về […]. Kết quả xác minh: […]. Căn cứ: […].\nNhà trường quyết định: […], thực hiện trước ngày […].',
  },
  { purpose: 'extend', name: 'Chờ kiểm tra, sửa chữa', body: 'nhà trường đang chờ […] kiểm tra, dự kiến có kết quả ngày […].' },
  { purpose: 'extend', name: 'Cần hỏi thêm những người liên quan', body: 'nhà trường cần trao đổi thêm với […] để trả lời đúng và đủ từng điều ông/bà nêu.' },
  { purpose: 'transfer', name: 'Việc do cơ quan khác quản lý', body: 'Việc […] do cơ quan này quản lý. Ông/bà có thể liên hệ trực tiếp: […].' },
  {
    purpose: 'ineligible',
    name: 'Chưa đủ thông tin để tìm hiểu',
    body: 'nội dung chưa cho biết việc cụ thể nào; nhà trường đã hỏi thêm ngày […] nhưng chưa nhận được thông tin. Ông/bà có thể gửi lại bất cứ lúc nào.',
  },
  { purpose: 'ineligible', name: 'Việc đã được trả lời', body: 'việc này đã được trả lời tại hồ sơ […] ngày […]. Nếu có tình tiết mới, xin ông/bà gửi một ý kiến mới.' },
]
