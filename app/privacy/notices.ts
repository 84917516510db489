import { formatDate } from '#app/i18n/format.ts'
import { queueMail, staffLetter } from '#app/mail/index.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, School } from '#db/schema.ts'
import { requestHandlers } from './requests.ts'
import { requestKindLabels, requestPath } from './words.ts'
import type { DataRequestKind } from './words.ts'

interface Announced {
  id: string
  kind: DataRequestKind
  acknowledge_due: string
  due: string
}

/** Tells those who deal with it that a request has come. Names number and dates alone: mail is not a safe place for more. */
export async function tellHandlers(tx: Tx, sender: { school: School; publicOrigin: string }, row: CaseRow, request: Announced, now: string): Promise<void> {
  const body = staffLetter({
    says: 'Một người gửi vừa có yêu cầu về dữ liệu cá nhân của họ.',
    facts: [
      `Yêu cầu: ${requestKindLabels[request.kind]}`,
      `Số hồ sơ: ${row.number}`,
      `Xác nhận với người gửi chậm nhất: ${formatDate(request.acknowledge_due)}`,
      `Thực hiện chậm nhất: ${formatDate(request.due)}`,
    ],
    open: `Mở yêu cầu: ${sender.publicOrigin}${requestPath(request.id)}`,
  })
  for (const person of await requestHandlers(tx, row)) {
    await queueMail(
      tx,
      { schoolId: row.school_id, caseId: row.id, recipient: person.email, subject: `[${row.number}] Yêu cầu về dữ liệu cá nhân`, body, purpose: 'data-request-new', dedupeKey: `data-request-new:${request.id}:${person.id}` },
      now,
    )
  }
}
