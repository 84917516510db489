import type { Db, Tx } from '#db/connect.ts'
import { FilesRefused } from './errors.ts'
import { fileLimits } from './limits.ts'

/** What the case page tells of a file. Its name on the sender's device was never kept: it is "Ảnh 1" or "Tệp PDF 1" by `nth`. */
export interface CaseFileEntry {
  id: string
  messageId: number | null
  origin: 'parent' | 'staff'
  type: 'image' | 'pdf'
  /** Counts pictures and PDFs of the case apart, from 1. */
  nth: number
  bytes: number
  width: number | null
  height: number | null
  addedOn: string
  /** The day on which the file itself was deleted. */
  removedOn: string | null
}

interface Owner {
  schoolId: string
  caseId: string
  /** Null for the first report, and for what the school has not sent yet. */
  messageId: number | null
  origin: 'parent' | 'staff'
}

/** Gives waiting files to a case, in their order. The files themselves have been on the disk since they came. `today` is a day. Throws `FilesRefused`. */
export async function attachFiles(tx: Tx, owner: Owner, ids: readonly string[], today: string): Promise<void> {
  if (ids.length === 0) return
  if (ids.length > fileLimits.files) throw new FilesRefused('too-many')
  const { count } = await tx
    .selectFrom('attachments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('case_id', '=', owner.caseId)
    .executeTakeFirstOrThrow()
  if (Number(count) + ids.length > fileLimits.perCase) throw new FilesRefused('case-full')
  for (const [index, id] of ids.entries()) {
    const upload = await tx.selectFrom('attachment_uploads').selectAll().where('id', '=', id).where('school_id', '=', owner.schoolId).executeTakeFirst()
    if (!upload || upload.type === null || upload.bytes === null || upload.checksum === null) throw new FilesRefused('gone')
    const { type, bytes, width, height, checksum } = upload
    await tx
      .insertInto('attachments')
      .values({
        id,
        school_id: owner.schoolId,
        case_id: owner.caseId,
        message_id: owner.messageId,
        origin: owner.origin,
        type,
        bytes,
        width,
        height,
        checksum,
        added_on: today,
        removed_on: null,
        position: Number(count) + index,
        public_description: null,
      })
      .execute()
    await tx.deleteFrom('attachment_uploads').where('id', '=', id).execute()
  }
}

/** The files of the school that wait with a case go with this message: from now on the sender sees them. Returns how many. */
export async function sendWaitingFiles(tx: Tx, caseId: string, messageId: number): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('attachments')
    .set({ message_id: messageId })
    .where('case_id', '=', caseId)
    .where('origin', '=', 'staff')
    .where('message_id', 'is', null)
    .where('removed_on', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Takes back a file of the school that has not gone out; its bytes go with the next sweep. False where this case has none of that id waiting. */
export async function dropWaitingFile(tx: Tx, caseId: string, id: string): Promise<boolean> {
  const waiting = await tx
    .selectFrom('attachments')
    .select('id')
    .where('id', '=', id)
    .where('case_id', '=', caseId)
    .where('origin', '=', 'staff')
    .where('message_id', 'is', null)
    .where('removed_on', 'is', null)
    .executeTakeFirst()
  if (!waiting) return false
  await tx.deleteFrom('attachment_covers').where('attachment_id', '=', id).execute()
  await tx.deleteFrom('attachments').where('id', '=', id).execute()
  return true
}

/** All files of a case in the order in which they came. */
export async function filesOfCase(db: Db, caseId: string): Promise<CaseFileEntry[]> {
  const rows = await db.selectFrom('attachments').selectAll().where('case_id', '=', caseId).orderBy('position').orderBy('id').execute()
  const counted = { image: 0, pdf: 0 }
  return rows.map((row) => ({
    id: row.id,
    messageId: row.message_id,
    origin: row.origin,
    type: row.type,
    nth: ++counted[row.type],
    bytes: row.bytes,
    width: row.width,
    height: row.height,
    addedOn: row.added_on,
    removedOn: row.removed_on,
  }))
}

/** One file of this case that is still there, or undefined. */
export async function fileOfCase(db: Db, caseId: string, id: string): Promise<CaseFileEntry | undefined> {
  const found = (await filesOfCase(db, caseId)).find((file) => file.id === id)
  return found?.removedOn === null ? found : undefined
}
