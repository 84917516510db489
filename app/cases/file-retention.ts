import { clearFiles, dropFiles } from '#app/attachments/index.ts'
import type { FileStore } from '#app/attachments/index.ts'
import { recordAudit } from '#app/audit/index.ts'
import type { Db } from '#db/connect.ts'
import { openStates } from './transitions.ts'

/**
 * Deletes the files of cases that ended twelve months ago or longer (ours; domain §5), and the bytes of all that was taken away before, for instance because its
 * sender asked for it. The file of a complaint or denunciation is kept whole by law. `today` is a day in Vietnam, `now` an instant. Returns how many files went.
 */
export async function removeOldAttachments(db: Db, files: FileStore, today: string, now: string): Promise<number> {
  // The same date a year ago; compared as text, a 29 February that did not exist does no harm.
  const lastDay = `${Number(today.slice(0, 4)) - 1}${today.slice(4)}`
  const due = await db
    .selectFrom('attachments')
    .innerJoin('cases', 'cases.id', 'attachments.case_id')
    .select(['cases.id', 'cases.school_id', 'cases.number'])
    .distinct()
    .where('attachments.removed_on', 'is', null)
    .where('cases.state', 'not in', [...openStates])
    .where('cases.kind', 'not in', ['complaint', 'denunciation'])
    // A case that nobody closed ended with the last thing that happened to it.
    .where((eb) => eb(eb.fn.coalesce('cases.closed_on', eb.fn<string>('substr', ['cases.updated_at', eb.val(1), eb.val(10)])), '<=', lastDay))
    .execute()
  let removed = 0
  for (const row of due) {
    removed += await db.transaction().execute(async (tx) => {
      await recordAudit(tx, { schoolId: row.school_id, staffId: null, action: 'case:remove-files', target: row.number, at: now })
      return dropFiles(tx, row.id, today)
    })
  }
  await clearFiles(db, files)
  return removed
}
