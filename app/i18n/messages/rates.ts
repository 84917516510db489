import type { Message } from '../index.ts'

/** Words of the page of satisfaction rates. */
export const ratesText = {
  title: { vi: 'Tỷ lệ hài lòng', en: 'Satisfaction' },
  description: {
    vi: 'Kết quả từng đợt khảo sát: tỷ lệ, số phiếu, phân bố, khoảng tin cậy, từng lĩnh vực và từng câu hỏi.',
    en: 'The results of each survey round: rate, number of answers, spread, interval, every area and every question.',
  },
  lead: {
    vi: 'Hai khảo sát riêng: dịch vụ giáo dục và giải quyết hồ sơ, thủ tục. Mỗi đợt được công bố một lần khi đóng, giữ nguyên từ đó về sau.',
    en: 'Two separate surveys: the education service and the handling of paperwork. Each round is released once, when it closes, and stays as it is.',
  },
  survey: { vi: 'Khảo sát', en: 'Survey' },
  rounds: { vi: 'Chọn đợt khảo sát', en: 'Choose a round' },
  areas: { vi: 'Kết quả theo lĩnh vực', en: 'Results by area' },
  areasNote: {
    vi: 'Tỷ lệ của lĩnh vực gộp mọi câu trả lời trong lĩnh vực, nên n đếm số câu trả lời chứ không phải số người và không có khoảng tin cậy.',
    en: 'The rate of an area pools all its answers, so n counts answers, not people, and there is no interval.',
  },
  questions: { vi: 'Từng câu hỏi', en: 'Every question' },
  questionsOf: (area: Message): Message => ({ vi: `Các câu hỏi: ${area.vi}`, en: `Questions: ${area.en}` }),
  /** Beside a question that has no figure to be compared with. */
  reworded: { vi: 'câu hỏi mới hoặc đổi lời từ đợt này, không so sánh với đợt trước', en: 'new or reworded in this round, not comparable with the round before' },
  quick: { vi: 'Phiếu một phút', en: 'One-minute form' },
  expectation: { vi: 'Mức đáp ứng mong đợi', en: 'Expectation met' },
  expectationNote: (n: number): Message => ({
    vi: `Trung bình của ${n} câu trả lời từ 0 đến 150 phần trăm. 100 % là đúng như mong đợi.`,
    en: `Mean of ${n} answers from 0 to 150 per cent. 100% is just what was expected.`,
  }),
  method: { vi: 'Cách tính', en: 'How it is counted' },
  methodText: [
    { vi: 'Tỷ lệ hài lòng = số câu trả lời “Hài lòng” và “Rất hài lòng” chia cho số câu trả lời có chọn mức độ (n). Bỏ trống và “Không ý kiến” không tính vào n.', en: 'Rate = answers “satisfied” and “very satisfied” out of answers with a level (n). Blanks and “no opinion” are not part of n.' },
    { vi: 'Điểm trung bình tính từ 1 (rất không hài lòng) đến 5 (rất hài lòng).', en: 'The mean runs from 1 (very dissatisfied) to 5 (very satisfied).' },
    { vi: 'Khoảng 95 % tính theo phương pháp Wilson; so sánh hai đợt theo phương pháp Newcombe.', en: 'The 95% interval is Wilson’s; rounds are compared by Newcombe’s method.' },
  ],
  /** What the round asked, and where its areas come from where that can be said. */
  asked: (version: number, areas: number, questions: number, basis: 'education' | 'dossier' | null): Message => ({
    vi: `Đợt này hỏi theo mẫu phiếu bản ${version}: ${questions} câu trong ${areas} lĩnh vực và một câu chung${basis === null ? ', do nhà trường chọn' : basis === 'education' ? '. Các lĩnh vực theo Quyết định 3476/QĐ-BGDĐT ngày 04/10/2019, lời từng câu do nhà trường đặt' : '. Các câu theo những yếu tố của chỉ số SIPAS (Bộ Nội vụ), lời do nhà trường đặt'}.`,
    en: `This round asked version ${version} of the form: ${questions} questions in ${areas} ${areas === 1 ? 'area' : 'areas'} and one overall${basis === null ? ', chosen by the school' : basis === 'education' ? '. The areas are those of Decision 3476/QĐ-BGDĐT (4 October 2019), the wording is the school’s' : '. The questions follow the factors of the SIPAS index (Ministry of Home Affairs), the wording is the school’s'}.`,
  }),
  askedQuick: {
    vi: 'Phiếu một phút hỏi chung mỗi lĩnh vực một câu; câu ấy được tính gộp cùng lĩnh vực đó.',
    en: 'The one-minute form asks one question for each area, pooled with that area.',
  },
  onPage: { vi: 'Trên trang này', en: 'On this page' },
  trend: { vi: 'Qua các đợt', en: 'Over the rounds' },
  answersN: { vi: 'Câu trả lời (n)', en: 'Answers (n)' },
  questionCount: (count: number): Message => ({ vi: `${count} câu`, en: `${count} ${count === 1 ? 'question' : 'questions'}` }),
  questionsNote: {
    vi: 'Mở từng lĩnh vực để xem tỷ lệ, khoảng 95 %, phân bố của mỗi câu và mức thay đổi so với đợt trước.',
    en: 'Open an area to see the rate, 95% interval and spread of each question, and how it changed since the round before.',
  },
  changeNote: {
    vi: 'Mũi tên chỉ mức thay đổi lớn hơn dao động ngẫu nhiên (khoảng 95 % không chứa 0). Khi so hai mươi câu, chỉ do ngẫu nhiên cũng có thể có một câu như vậy.',
    en: 'An arrow marks a change that is more than chance alone usually brings (95% interval without 0). Among twenty questions, chance alone may give one such.',
  },
  share: { vi: 'Chia sẻ kết quả này', en: 'Share this result' },
  noSuchRound: { vi: 'Không có đợt khảo sát này', en: 'There is no such round' },
  ledger: {
    vi: 'Mỗi phiếu được tính có một biên nhận trong sổ niêm phong hằng ngày, nên không ai bỏ hay sửa được một phiếu mà không lộ ra:',
    en: 'Every form that counts has a receipt in a ledger sealed each day, so nobody can drop or alter one unnoticed:',
  },
} as const
