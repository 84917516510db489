import { queueMail } from '#app/mail/index.ts'
import { translate, type Lang, type Message } from '#app/i18n/index.ts'
import { formatDate, formatDateTime } from '#app/i18n/format.ts'
import { mailText } from '#app/i18n/messages/mail.ts'
import { schoolUrl } from '#app/schools/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseKind, NewCase, School } from '#db/schema.ts'
import { caseLetter } from './case-letter.ts'
import { deciders } from './notices.ts'

/** Mail about a new case. It names number, kind and days, never what was written or by whom: a mailbox is not a safe place. */

type Arrived = Pick<NewCase, 'id' | 'number' | 'kind' | 'acknowledge_due' | 'answer_due' | 'respond_by' | 'child_safety'> & { barred: string }

const staffKinds: Record<CaseKind, string> = {
  feedback: 'phản ánh, kiến nghị',
  suggestion: 'góp ý',
  praise: 'lời khen',
  question: 'câu hỏi',
  complaint: 'khiếu nại',
  denunciation: 'tố cáo',
}

/** Tells those who must know: the principal and the coordinators, of a denunciation the principal alone. */
export async function tellStaff(tx: Tx, school: School, publicOrigin: string, row: Arrived, now: string): Promise<void> {
  for (const person of await deciders(tx, school, row)) {
    const urgent = row.child_safety === 1 && row.respond_by !== null && row.respond_by !== undefined
    const says = urgent
      ? `Có hồ sơ mới báo trẻ đang hoặc có thể gặp nguy hiểm. Cần liên hệ và có biện pháp trước ${formatDateTime(row.respond_by!)}.`
      : 'Có hồ sơ mới gửi đến nhà trường.'
    const facts = [`Loại: ${staffKinds[row.kind]}`, `Hạn tiếp nhận: ${formatDate(row.acknowledge_due)}`, `Hạn trả lời: ${formatDate(row.answer_due)}`]
    await queueMail(
      tx,
      {
        schoolId: school.id,
        caseId: row.id,
        recipient: person.email,
        subject: urgent ? `[${row.number}] KHẨN: an toàn của trẻ` : `[${row.number}] Hồ sơ mới: ${staffKinds[row.kind]}`,
        body: caseLetter(publicOrigin, row, says, facts),
        purpose: urgent ? 'child-safety' : 'case-new',
        dedupeKey: `case-new:${row.id}:${person.id}`,
      },
      now,
    )
  }
}

/** Tells the parent that the case has arrived. The key is not in it: whoever reads the mailbox must not be able to open the case. */
export async function tellParent(tx: Tx, school: School, publicOrigin: string, row: Arrived, recipient: string, lang: Lang, now: string): Promise<void> {
  const t = (message: Message) => translate(lang, message)
  const lookUp = schoolUrl(publicOrigin, school, '/tra-cuu', lang)
  await queueMail(
    tx,
    {
      schoolId: school.id,
      caseId: row.id,
      recipient,
      subject: t(words.subject(row.number)),
      body: [t(mailText.greeting), '', t(words.received(row.number, school.name)), t(words.dates(row)), '', t(words.follow(lookUp)), t(mailText.neverAsked), '', school.name].join('\n'),
      purpose: 'case-received',
      dedupeKey: `case-received:${row.id}`,
    },
    now,
  )
}

const words = {
  subject: (number: string) => ({ vi: `[${number}] Nhà trường đã nhận được ý kiến`, en: `[${number}] The school has received your report` }),
  received: (number: string, school: string) => ({
    vi: `${school} đã nhận được ý kiến của ông/bà. Số hồ sơ: ${number}.`,
    en: `${school} has received your report. Case number: ${number}.`,
  }),
  dates: (row: Arrived) => ({
    vi: `Nhà trường sẽ xác nhận tiếp nhận chậm nhất ngày ${formatDate(row.acknowledge_due)} và trả lời chậm nhất ngày ${formatDate(row.answer_due)}.`,
    en: `The school will confirm that it is looking into it by ${formatDate(row.acknowledge_due)} and answer by ${formatDate(row.answer_due)}.`,
  }),
  follow: (address: string) => ({
    vi: `Theo dõi bằng mã tra cứu 16 chữ số trên biên nhận: ${address}`,
    en: `Follow it with the 16-digit key on your receipt: ${address}`,
  }),
} as const
