import type { Limits } from '#app/calendar/deadlines.ts'
import { formatDate } from '../format.ts'
import type { Message } from '../index.ts'

interface Step {
  title: Message
  /** The limit in a few words, where there is one. */
  limit: Message | null
  text: Message
}

const workingDays = (count: number): Message => ({ vi: `${count} ngày làm việc`, en: `${count} working ${count === 1 ? 'day' : 'days'}` })

/** The way of a piece of feedback, with the limits the calendar really uses. */
export function processSteps(limits: Limits, closesAt: string): Step[] {
  return [
    {
      title: { vi: 'Ông/bà gửi', en: 'You send it' },
      limit: { vi: 'Nhận biên nhận ngay', en: 'Receipt at once' },
      text: {
        vi: `Biên nhận có số hồ sơ, mã tra cứu 16 chữ số và ngày hẹn trả lời. Gửi sau ${closesAt} (ngày đóng cửa sớm: sau giờ đóng cửa của ngày đó) hoặc vào ngày nghỉ thì tính là nhận vào ngày làm việc kế tiếp; ngày nhận không tính vào hạn.`,
        en: `The receipt has the case number, a 16-digit key and the date promised. What is sent after ${closesAt} (earlier where the office closes early that day) or on a day off counts as received on the next working day; the day of receipt itself is not counted.`,
      },
    },
    {
      title: { vi: 'Nhà trường tiếp nhận', en: 'The school takes it up' },
      limit: workingDays(limits.acknowledgeWorkingDays),
      text: {
        vi: 'Có người đọc, phân loại theo nội dung và giao người xử lý. Ông/bà biết điều đó khi tra cứu, hoặc qua e-mail nếu đã để lại địa chỉ.',
        en: 'Somebody reads it, files it by its content and gives it to a person to deal with. You see that with your key, or by e-mail if you left an address.',
      },
    },
    {
      title: { vi: 'Chuyển đi nếu không thuộc thẩm quyền', en: 'Passed on if it is not the school’s to decide' },
      limit: workingDays(limits.classifyWorkingDays),
      text: {
        vi: 'Việc thuộc cơ quan khác được chuyển đến nơi có thẩm quyền và nhà trường cho biết đã chuyển đi đâu.',
        en: 'What another authority must answer is passed on, and the school tells you where to.',
      },
    },
    {
      title: { vi: 'Nhà trường trả lời', en: 'The school answers' },
      limit: workingDays(limits.answerWorkingDays),
      text: {
        vi: `Câu trả lời được người thứ hai duyệt trước khi gửi. Nếu cần thêm thời gian, nhà trường chỉ được gia hạn ${limits.extensionTimes} lần, không quá ${limits.extensionWorkingDays} ngày làm việc, và phải nêu lý do. Thời gian chờ ông/bà bổ sung không tính vào hạn.`,
        en: `A second person approves the answer before it goes out. If more time is needed the school may extend it ${limits.extensionTimes === 1 ? 'once' : `${limits.extensionTimes} times`}, by ${limits.extensionWorkingDays} working days at most, and must say why. Time spent waiting for you is not counted.`,
      },
    },
    {
      title: { vi: 'Công khai', en: 'Published' },
      limit: null,
      text: {
        vi: 'Nếu ông/bà đồng ý, nội dung được viết tóm tắt, bỏ hết thông tin cá nhân, được người thứ hai kiểm tra rồi đăng cùng câu trả lời, ghi rõ đúng hạn hay trễ hạn.',
        en: 'If you agreed, it is summarised without personal data, checked by a second person and published with the answer, marked on time or late.',
      },
    },
    {
      title: { vi: 'Ông/bà chưa đồng ý', en: 'You do not agree' },
      limit: workingDays(limits.answerWorkingDays),
      text: {
        vi: 'Chọn “Tôi chưa đồng ý” trong trang hồ sơ: hồ sơ được mở lại với hạn trả lời mới. Ông/bà cũng có thể gửi đến các cơ quan bên dưới.',
        en: 'Choose “I do not agree” on the case page: the case is reopened with a new date. You may also turn to the authorities below.',
      },
    },
  ]
}

/** Words of the page of promises. */
export const promisesPageText = {
  title: { vi: 'Cam kết và quy trình', en: 'Promises and process' },
  description: {
    vi: 'Nhà trường đã hứa những gì, đã làm được đến đâu, và một phản ánh được xử lý theo từng bước với thời hạn nào.',
    en: 'What the school promised, how far it has come, and how feedback is handled step by step, with the time limits.',
  },
  lead: {
    vi: 'Mỗi cam kết đứng cạnh số liệu thực tế, được tính lại mỗi lần mở trang. Không đạt thì ghi là chưa đạt.',
    en: 'Each promise stands beside the actual figure, computed anew whenever the page is opened. What is not reached is called so.',
  },
  promises: { vi: 'Nhà trường đã hứa gì, làm được đến đâu', en: 'What was promised, and how far it has come' },
  promisesSource: {
    vi: 'Số mục theo kế hoạch cải cách hành chính của nhà trường. Số liệu phản ánh tính theo hồ sơ nhận trong năm nay.',
    en: 'Sections are those of the school’s plan on administrative reform. Figures on feedback count cases received this year.',
  },
  noPromises: { vi: 'Nhà trường chưa đăng chỉ tiêu của năm nay', en: 'The school has not entered this year’s targets yet' },
  process: { vi: 'Một phản ánh được xử lý thế nào', en: 'How feedback is handled' },
  safety: (hours: number): Message => ({
    vi: `Khi trẻ có thể gặp nguy hiểm, hiệu trưởng được báo ngay và nhà trường phản hồi trong ${hours} giờ, kể cả ngày nghỉ.`,
    en: `When a child may be in danger the principal is alerted at once and the school responds within ${hours} hours, on days off too.`,
  }),
  kinds: { vi: 'Các loại ý kiến', en: 'Kinds of feedback' },
  kindsLead: { vi: 'Nhà trường phân loại theo nội dung, không theo tên gọi người gửi đặt.', en: 'The school files by content, not by the title given.' },
  legal: (limits: Limits): Message => ({
    vi: `Khiếu nại: nhà trường trả lời có thụ lý hay không trong ${limits.complaintAcceptDays} ngày, giải quyết trong ${limits.complaintResolveDays} ngày kể từ ngày thụ lý (việc phức tạp: ${limits.complaintResolveComplexDays} ngày), theo Luật Khiếu nại 2011. Tố cáo: quyết định thụ lý trong ${limits.denunciationAcceptWorkingDays} ngày làm việc, giải quyết trong ${limits.denunciationResolveDays} ngày (phức tạp: ${limits.denunciationResolveComplexDays} ngày), theo Luật Tố cáo 2018. Mọi ý kiến khác: kết quả tiếp nhận được báo chậm nhất sau ${limits.intakeWorkingDays} ngày làm việc, theo Luật Tiếp công dân 2013.`,
    en: `Formal complaints: accepted or refused within ${limits.complaintAcceptDays} days and resolved within ${limits.complaintResolveDays} days of acceptance (${limits.complaintResolveComplexDays} when complex), Law on Complaints 2011. Denunciations: accepted within ${limits.denunciationAcceptWorkingDays} working days and resolved within ${limits.denunciationResolveDays} days (${limits.denunciationResolveComplexDays} when complex), Law on Denunciations 2018. Everything else: the result of intake is told within ${limits.intakeWorkingDays} working days at most, Law on Reception of Citizens 2013.`,
  }),
  senders: { vi: 'Ba cách gửi', en: 'Three ways to send' },
  honest: {
    vi: 'Trong một lớp chừng 25 trẻ, chính chi tiết ông/bà kể có thể làm người khác đoán ra gia đình nào gửi. Hãy bỏ bớt chi tiết không cần thiết.',
    en: 'In a class of about 25 children the details themselves can show which family wrote. Leave out what is not needed.',
  },
  authorities: { vi: 'Nhà trường chịu sự quản lý của ai', en: 'Who the school answers to' },
  authoritiesNote: {
    vi: 'Nếu không hài lòng với cách nhà trường giải quyết, ông/bà có thể gửi đến các cơ quan này. Cơ quan cũ được giữ lại trong bảng vì văn bản trước đây còn ghi tên.',
    en: 'If you are not satisfied with how the school dealt with it you may turn to these. Former ones stay in the table because older documents name them.',
  },
  authority: { vi: 'Cơ quan', en: 'Authority' },
  role: { vi: 'Vai trò', en: 'Role' },
  contact: { vi: 'Liên hệ', en: 'Contact' },
  period: { vi: 'Thời gian', en: 'In charge' },
  since: (from: string): Message => ({ vi: `Từ ${formatDate(from)} đến nay`, en: `Since ${formatDate(from)}` }),
  between: (from: string, to: string): Message => ({ vi: `Từ ${formatDate(from)} đến ${formatDate(to)}`, en: `${formatDate(from)} to ${formatDate(to)}` }),
} as const
