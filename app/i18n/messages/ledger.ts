import { formatDate } from '../format.ts'
import type { Message } from '../index.ts'

/** Words of the ledger of receipts: its public page, and what the receipt and its check say of it. */
export const ledgerText = {
  title: { vi: 'Sổ niêm phong biên nhận', en: 'Sealed ledger of receipts' },
  description: {
    vi: 'Mỗi phiếu khảo sát có một biên nhận; mỗi ngày mọi biên nhận được niêm phong và nối với ngày trước. Ai cũng kiểm chứng được rằng không phiếu nào bị bỏ hay bị sửa.',
    en: 'Every survey form has a receipt; every day all receipts are sealed and chained to the day before. Anybody can check that no form was dropped or altered.',
  },
  lead: {
    vi: 'Số liệu hài lòng chỉ đáng tin khi không ai, kể cả nhà trường, bỏ được một phiếu chê. Vì vậy mỗi phiếu để lại một dòng trong sổ này, và cuối mỗi ngày cả sổ được khóa lại.',
    en: 'A satisfaction rate is worth believing only if nobody, the school included, can drop a bad form. So each form leaves a line in this ledger, and at the end of each day the ledger is locked.',
  },
  howTitle: { vi: 'Kiểm chứng thế nào?', en: 'How to check' },
  how: [
    { vi: 'Có biên nhận: nhập mã ở trang “Kiểm tra biên nhận”. Trình duyệt tự tính lại và cho biết dòng của ông/bà có nằm trong niêm phong hay không.', en: 'With a receipt: enter its code on the page “Check a receipt”. Your browser computes for itself whether your line is under the seal.' },
    { vi: 'Muốn kiểm cả sổ, không cần mạng: tải tệp sổ và trang kiểm chứng về máy, mở trang đó rồi chọn tệp sổ.', en: 'To check the whole ledger offline: download the ledger and the checking page, open that page and choose the file.' },
    { vi: 'Muốn làm chứng: ghi lại hoặc chụp mã niêm phong mới nhất. Về sau nếu sổ bị viết lại, mã đó sẽ không còn trong chuỗi.', en: 'To be a witness: write down or photograph the newest seal. If the ledger were ever rewritten, that seal would be missing from the chain.' },
  ] satisfies Message[],
  downloadLedger: { vi: 'Tải tệp sổ (so.txt)', en: 'Download the ledger (so.txt)' },
  downloadVerifier: { vi: 'Tải trang kiểm chứng', en: 'Download the checking page' },
  newest: { vi: 'Niêm phong mới nhất', en: 'Newest seal' },
  sealName: (number: number, day: string): Message => ({ vi: `Số ${number}, ngày ${formatDate(day)}`, en: `No. ${number}, ${formatDate(day)}` }),
  noSeals: { vi: 'Chưa có niêm phong nào', en: 'Nothing is sealed yet' },
  noSealsText: {
    vi: 'Niêm phong đầu tiên được lập sau nửa đêm của ngày có phiếu đầu tiên.',
    en: 'The first seal is set after midnight of the day on which the first form comes in.',
  },
  roundsTitle: { vi: 'Số phiếu và số biên nhận từng đợt', en: 'Forms and receipts of each round' },
  roundsNote: {
    vi: 'Hai con số phải bằng nhau. Phiếu của hôm nay được niêm phong sau nửa đêm.',
    en: 'The two must be equal. Today’s forms are sealed after midnight.',
  },
  columns: {
    round: { vi: 'Đợt khảo sát', en: 'Round' },
    counted: { vi: 'Phiếu đã tính', en: 'Forms counted' },
    sealed: { vi: 'Biên nhận đã niêm phong', en: 'Receipts sealed' },
    number: { vi: 'Số', en: 'No.' },
    day: { vi: 'Ngày', en: 'Day' },
    receipts: { vi: 'Biên nhận', en: 'Receipts' },
    seal: { vi: 'Mã niêm phong', en: 'Seal' },
  },
  equal: { vi: 'bằng nhau', en: 'equal' },
  waiting: (count: number): Message => ({ vi: `${count} phiếu chờ niêm phong`, en: count === 1 ? '1 form waits for its seal' : `${count} forms wait for their seal` }),
  older: (count: number): Message => ({ vi: `${count} phiếu có từ trước khi mở sổ`, en: `${count} from before the ledger began` }),
  sealsTitle: { vi: 'Các niêm phong gần đây', en: 'Recent seals' },
  sealsNote: {
    vi: 'Mười niêm phong mới nhất, mỗi mã ghi 16 chữ số đầu. Tệp sổ có đủ từ ngày đầu.',
    en: 'The ten newest, each with its first 16 digits. The ledger file has all of them.',
  },
  limitsTitle: { vi: 'Sổ này không chứng minh được điều gì?', en: 'What the ledger cannot prove' },
  limits: [
    { vi: 'Sổ không chứng minh được rằng mọi phiếu là do phụ huynh thật gửi: phiếu bịa thêm cũng có biên nhận. Chống việc đó bằng cách so số phiếu với số gia đình được hỏi; nhiều phiếu hơn số gia đình là dấu hiệu phải hỏi lại.', en: 'It cannot prove that every form came from a real parent: an invented form has a receipt too. Against that, compare the number of forms with the number of families asked; more forms than families must be explained.' },
    { vi: 'Phiếu bị xóa ngay trong ngày gửi, trước khi niêm phong, chỉ người giữ biên nhận mới phát hiện được: mã sẽ không có trong sổ.', en: 'A form deleted on the very day it was sent, before the seal, is noticed only by whoever holds its receipt: the code will not be in the ledger.' },
    { vi: 'Nếu cả sổ bị viết lại từ đầu, chỉ người đã giữ một mã niêm phong hoặc một tệp sổ cũ phát hiện được. Càng nhiều người giữ càng khó gian dối.', en: 'If the whole ledger were rewritten, only those who kept a seal or an old file would notice. The more people keep one, the harder it is to cheat.' },
    { vi: 'Sổ không cho biết ai trả lời và trả lời gì: mỗi dòng chỉ là dấu vân tay của phiếu.', en: 'It does not tell who answered or what: each line is only a fingerprint of the form.' },
  ] satisfies Message[],
  algorithmTitle: { vi: 'Cách tính, cho người muốn tự viết chương trình kiểm', en: 'The algorithm, for those who write their own checker' },
  algorithm: [
    { vi: 'Mọi phép băm là SHA-256, kết quả viết dạng thập lục phân chữ thường; chữ mã hóa UTF-8.', en: 'All hashes are SHA-256, written as lower-case hexadecimal; text is UTF-8.' },
    { vi: 'Nhãn của biên nhận = băm của “lang-nghe:bien-nhan:” nối với mã 12 ký tự.', en: 'Tag of a receipt = hash of “lang-nghe:bien-nhan:” followed by the twelve characters of the code.' },
    { vi: 'Cam kết của phiếu = băm của “lang-nghe:phieu:” nối với muối, dấu hai chấm và nội dung phiếu. Bản kiểm chứng tải được ngay sau khi gửi ghi đủ muối và nội dung.', en: 'Commitment of a form = hash of “lang-nghe:phieu:”, its salt, a colon and its content. The proof that can be downloaded right after sending holds both.' },
    { vi: 'Mỗi dòng của sổ: mã đợt, nhãn, cam kết, cách nhau một dấu cách. Các dòng trong ngày xếp theo thứ tự chữ.', en: 'A line of the ledger: round, tag, commitment, with a space between. The lines of a day are sorted as text.' },
    { vi: 'Cây Merkle: lá = băm của byte 0 và dòng; nút = băm của byte 1, nút trái, nút phải; hàng lẻ thì nút cuối lên thẳng (RFC 6962, mục 2.1).', en: 'Merkle tree: leaf = hash of byte 0 and the line; node = hash of byte 1, left, right; in an odd row the last goes up as it is (RFC 6962, section 2.1).' },
    { vi: 'Mã niêm phong = băm của “lang-nghe:niem-phong” và mã trường, số, ngày, số biên nhận, gốc cây, mã niêm phong trước, cách nhau bằng dấu hai chấm; niêm phong đầu tiên nối với 64 số 0.', en: 'Seal = hash of “lang-nghe:niem-phong” and school, number, day, count, root, previous seal, with colons between; the first one follows 64 zeros.' },
  ] satisfies Message[],
  // On the receipt and its check
  fingerprint: { vi: 'Dấu kiểm chứng', en: 'Fingerprint' },
  fingerprintNote: {
    vi: 'Dấu này gắn chặt với câu trả lời của ông/bà mà không để lộ câu trả lời. Nếu phiếu bị sửa, dấu trong sổ niêm phong sẽ khác.',
    en: 'It is bound to your answers without telling them. If the form were altered, the fingerprint in the ledger would be another.',
  },
  whatIsIt: { vi: 'Dấu kiểm chứng và niêm phong để làm gì?', en: 'What are the fingerprint and the seal for?' },
  witnessNote: {
    vi: 'Niêm phong mới nhất khi gửi là mã khóa sổ của ngày trước. Giữ biên nhận này thì về sau biết được sổ có bị viết lại hay không.',
    en: 'The newest seal is the code that closed the ledger the day before. Keep this receipt, and you can tell later whether the ledger was rewritten.',
  },
  witness: { vi: 'Niêm phong mới nhất khi gửi', en: 'Newest seal when sent' },
  sealed: (number: number, day: string, count: number): Message => ({
    vi: `Nằm trong niêm phong số ${number} ngày ${formatDate(day)}, cùng ${count} biên nhận`,
    en: `Under seal no. ${number} of ${formatDate(day)}, among ${count} receipts`,
  }),
  notSealedYet: { vi: 'Sẽ được niêm phong sau nửa đêm nay', en: 'Will be sealed after midnight' },
  beforeLedger: { vi: 'Phiếu có từ trước khi mở sổ niêm phong', en: 'Sent before the ledger began' },
  state: { vi: 'Niêm phong', en: 'Seal' },
  answers: { vi: 'Câu trả lời', en: 'Answers' },
  asSent: { vi: 'Còn nguyên như khi gửi, vừa được đối chiếu với sổ', en: 'Still as they were sent, just compared with the ledger' },
  altered: { vi: 'Phiếu này không còn như khi ông/bà gửi', en: 'This form is no longer what you sent' },
  'line-missing': { vi: 'Dòng của phiếu này đã bị lấy khỏi sổ niêm phong', en: 'The line of this form was taken out of the ledger' },
  gone: { vi: 'Biên nhận có trong sổ niêm phong, nhưng phiếu không còn trong dữ liệu', en: 'The receipt is in the ledger, but its form is no longer in the data' },
  goneText: {
    vi: 'Phiếu đã được nhận và niêm phong, sau đó bị xóa khỏi dữ liệu của trường. Xin chụp lại trang này cùng biên nhận và báo cho cơ quan quản lý của trường: ai giữ tệp sổ cũng kiểm chứng được.',
    en: 'The form was received and sealed, and later deleted from the school’s data. Please photograph this page with your receipt and tell the authority the school answers to: whoever keeps the ledger file can prove it.',
  },
  tamperedText: {
    vi: 'Dữ liệu đã bị can thiệp sau khi phiếu được nhận. Xin chụp lại trang này cùng biên nhận và báo cho cơ quan quản lý của trường.',
    en: 'The data was tampered with after the form was received. Please photograph this page with your receipt and tell the authority the school answers to.',
  },
  checking: { vi: 'Máy của ông/bà đang tự tính lại: biên nhận có nằm trong niêm phong, đúng từng chữ số?', en: 'Your device is computing it: is the receipt under the seal, digit for digit?' },
  holds: { vi: 'Máy của ông/bà vừa tự tính lại: biên nhận nằm trong niêm phong, đúng từng chữ số.', en: 'Your device has just computed it: the receipt is under the seal, digit for digit.' },
  broken: {
    vi: 'Máy của ông/bà tính ra kết quả khác. Xin chụp lại trang này và báo cho cơ quan quản lý của trường.',
    en: 'Your device gets another result. Please photograph this page and tell the authority the school answers to.',
  },
  cannot: { vi: 'Trình duyệt này không tự tính được. Ông/bà có thể tải tệp sổ và kiểm chứng trên máy khác.', en: 'This browser cannot compute it. You can download the ledger and check on another device.' },
  proof: { vi: 'Tải bản kiểm chứng của riêng tôi', en: 'Download my own proof' },
  proofNote: {
    vi: 'Bản này ghi lại chính câu trả lời của ông/bà, để chứng minh phiếu không bị sửa. Chỉ tải khi cần, và đừng đưa cho ai.',
    en: 'It holds your answers, to prove that they were not altered. Download it only if you need it, and show it to nobody.',
  },
} as const
