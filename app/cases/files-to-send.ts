import { attachFiles, dropWaitingFile, filesOfCase } from '#app/attachments/index.ts'
import type { CaseFileEntry } from '#app/attachments/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import type { Db } from '#db/connect.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { mayDo } from './transitions.ts'
import { waitingAmong } from './waiting-files.ts'

/**
 * Pictures and PDFs that the school sends along. They lie with the case, unseen by the sender, until the next answer, question or message goes out, and are
 * taken back with one click before. While something is held or waits for approval nobody adds or takes away any: what is approved is what goes.
 */

/** Lays files that have come aside for the next thing that is sent. Throws `FilesRefused`. */
export function addFiles(desk: CaseDesk, act: StaffAct, input: { fileIds: readonly string[] }): Promise<Outcome> {
  return changeCase(desk, act, 'addFiles', null, async (tx, row) => {
    await attachFiles(tx, { schoolId: row.school_id, caseId: row.id, messageId: null, origin: 'staff' }, input.fileIds, dayOf(act.now))
    return { note: `${input.fileIds.length} tệp, chờ gửi cùng nội dung kế tiếp.` }
  })
}

/** Takes a file back that has not gone out. */
export function removeFile(desk: CaseDesk, act: StaffAct, input: { fileId: string }): Promise<Outcome> {
  return changeCase(desk, act, 'removeFile', null, async (tx, row) => ((await dropWaitingFile(tx, row.id, input.fileId)) ? {} : new Refused('bad-input', 'Tệp này đã gửi đi hoặc không còn nữa.')))
}

/** What whoever may add files to this case sees; null as for `openCase`, and where nothing can be added now. */
export async function filesToSend(db: Db, school: { id: string }, person: ActingStaff, number: string): Promise<{ caseId: string; version: number; waiting: CaseFileEntry[] } | null> {
  const row = await db.selectFrom('cases').selectAll().where('school_id', '=', school.id).where('number', '=', number).executeTakeFirst()
  if (!row || !mayDo(person, 'addFiles', row)) return null
  return { caseId: row.id, version: row.version, waiting: waitingAmong(await filesOfCase(db, row.id)) }
}
