import type { DemoComment } from './types.ts'

/** Free text of F3 and of the dossier form, in parents' own words; some without marks or with typos. */
const positive: string[] = [
  'Cô dễ thương, bé thích đi học.',
  'Cảm ơn các cô.',
  'Bé nói nhiều hơn hẳn từ khi đi học.',
  'Con tự xúc ăn, tự mang giày rồi. Cảm ơn cô.',
  'Cô hay nhắn cho biết bé ăn ngủ ra sao, em yên tâm.',
  'Mọi thứ ổn.',
  'Tốt.',
  'Sân trường sạch, nhiều cây.',
  'be nha minh rat thich co giao',
  'Bé bớt nhút nhát nhiều, biết chào ông bà.',
  'Trường gần nhà, tiện đưa rước.',
  'Các cô nhiệt tình.',
  'Hài lòng.',
  'Bé biết hát, về nhà hát cả buổi.',
  'Thực đơn gửi trước mỗi tuần vậy là tốt, mong giữ luôn.',
  'Cô y tế có tâm.',
  'Lần trước em phản ánh có người trả lời đàng hoàng.',
  'Bé được cân đo hằng tháng, có ghi sổ gửi về.',
  'Con mình chậm nói, cô kiên nhẫn với bé. Rất biết ơn.',
  'Giờ rước bé đỡ kẹt xe hơn hồi đầu năm.',
  'Bảo vệ vui vẻ, nhớ mặt từng bé.',
  'Phiếu thu ghi rõ từng khoản dễ coi hơn trước.',
  'Bé lên được 2 ký từ đầu năm.',
  'Cô lớp Lá dạy kỹ, bé thuộc mặt chữ.',
  'Lớp sạch sẽ.',
  'Ok.',
  'Nhà có hai bé học ở đây, bé nào cũng thích đi học.',
  'Bé về kể chuyện ở lớp hoài.',
  'Trường có thay đổi, nhà vệ sinh đỡ hôi rồi.',
  'Mong các cô giữ gìn sức khỏe.',
  'Cảm ơn trường nhận bé giữa năm, làm giấy tờ nhanh.',
  'Em làm ca, rước trễ mấy lần cô vẫn vui vẻ chờ.',
]

const neutral: string[] = [
  'Không có ý kiến gì thêm.',
  'Không.',
  'Bình thường.',
  'Cũng được.',
  'Mong trường tổ chức cho bé đi chơi ngoài trời nhiều hơn.',
  'Xin thêm giờ vận động, bé ngồi nhiều.',
  'Trường nên có thẻ đón bé.',
  'Nên họp phụ huynh buổi tối hoặc thứ bảy, ban ngày em không nghỉ được.',
  'Mong lớp bớt đông.',
  'Thông báo nên gửi sớm hơn một chút.',
  'Xin cho bé học bơi.',
  'Cho em hỏi hè có giữ bé không?',
  'Nhóm Zalo lớp nhiều tin quá, tin quan trọng hay bị trôi.',
  'Đề nghị trường có chỗ đậu xe.',
  'nen cho be mac do thun cho mat, dong phuc hoi nong',
  'Bé mới vô có 1 tháng nên chưa đánh giá được nhiều.',
  'Nên đổi món xế.',
  'Mong trường mở cửa sớm lúc 6g15.',
  'Phiếu hơi dài.',
  'Tùy cô, có cô kỹ có cô không.',
  'Xin cho phụ huynh vô thăm lớp mỗi học kỳ một lần.',
  'Mong có mái che chỗ chờ rước bé.',
  'Học kỳ này tốt hơn học kỳ trước một chút.',
  'Giờ tiếng Anh ít quá, chưa thấy bé biết gì.',
  'Nên có lịch tẩy giun, khám răng báo trước.',
]

const negative: string[] = [
  'Nhà vệ sinh còn hôi, nhất là buổi chiều.',
  'Toilet ướt hoài, bé té một lần rồi.',
  'Bữa xế ngán, bé bỏ ăn.',
  'Cơm ít đồ ăn mặn. Bé về nhà đói.',
  'Góp ý năm ngoái tới giờ không thấy ai trả lời.',
  'Đóng nhiều khoản lặt vặt, không biết khoản nào bắt buộc.',
  'Lớp đông quá, 2 cô coi không xuể.',
  'Bé bị trầy mặt hỏi cô thì cô nói không biết.',
  'phong ngu nong, be ve ra mo hoi uot ao',
  'Cô nói lớn tiếng với bé, nghe xót.',
  'Khảo sát hoài mà có thấy đổi gì đâu.',
  'Đồ chơi cũ, gãy nhiều mà không thay.',
  'Chỗ rửa tay không có xà bông.',
  'Bé hay bị mất đồ.',
  'Bảo vệ khó chịu khi mình tới trễ 5 phút.',
  'Cổng trường kẹt xe, mưa xuống là ngập.',
  'Xin giấy xác nhận phải chờ 3 ngày, hỏi thì nói hiệu trưởng đi họp.',
  'Sổ liên lạc ghi chung chung, bé nào cũng giống bé nào.',
  'Bé bệnh hoài, lớp có bé ho sổ mũi vẫn cho vô học.',
  'Nước uống có mùi lạ, em phải cho bé mang nước theo.',
  'Thu tiền thì nhắc liền, hỏi chuyện khác thì lâu trả lời.',
]

const dossierPositive: string[] = [
  'Làm nhanh, có hẹn ngày rõ.',
  'Cô văn thư chỉ kỹ.',
  'Có tờ ghi giấy tờ cần nộp, đi một lần là xong.',
  'Tốt.',
  'Xin chuyển trường có kết quả trước hẹn 1 ngày.',
]

const dossierNeutral: string[] = [
  'Nên cho nộp qua mạng.',
  'Văn phòng nên làm tới 17g cho người đi làm.',
  'Giấy tờ vẫn còn nhiều, khai sinh nộp mấy lần.',
]

const dossierNegative: string[] = [
  'Đi 2 lần vì lần đầu không có người nhận.',
  'Hẹn thứ tư mà thứ sáu mới có, không thấy ai báo trước.',
  'Ngồi chờ hơi lâu, không có số thứ tự.',
]

export const comments: DemoComment[] = [
  ...positive.map((text): DemoComment => ({ questionnaire: 'education', tone: 'positive', text })),
  ...neutral.map((text): DemoComment => ({ questionnaire: 'education', tone: 'neutral', text })),
  ...negative.map((text): DemoComment => ({ questionnaire: 'education', tone: 'negative', text })),
  ...dossierPositive.map((text): DemoComment => ({ questionnaire: 'dossier', tone: 'positive', text })),
  ...dossierNeutral.map((text): DemoComment => ({ questionnaire: 'dossier', tone: 'neutral', text })),
  ...dossierNegative.map((text): DemoComment => ({ questionnaire: 'dossier', tone: 'negative', text })),
]
