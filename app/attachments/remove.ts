import type { Db, Tx } from '#db/connect.ts'
import type { FileStore } from './store.ts'

/**
 * Takes all files of a case away: from this transaction on nobody sees them, and their bytes go with the next `clearFiles`. That a file was there stays, with
 * the day on which it went. `today` is a day. Returns how many there were.
 */
export async function dropFiles(tx: Tx, caseId: string, today: string): Promise<number> {
  const rows = await tx.selectFrom('attachments').select('id').where('case_id', '=', caseId).where('removed_on', 'is', null).execute()
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  await tx.deleteFrom('attachment_covers').where('attachment_id', 'in', ids).execute()
  await tx.updateTable('attachments').set({ removed_on: today, public_description: null }).where('id', 'in', ids).execute()
  return ids.length
}

/** Deletes the bytes of files that were taken away, and then the checksum, which could still tell whether somebody else has the same file. */
export async function clearFiles(db: Db, files: FileStore): Promise<void> {
  const dropped = await db.selectFrom('attachments').select('id').where('removed_on', 'is not', null).where('checksum', '!=', '').execute()
  if (dropped.length === 0) return
  const ids = dropped.map(({ id }) => id)
  await files.remove('attachments', ids)
  await db.updateTable('attachments').set({ checksum: '' }).where('id', 'in', ids).execute()
}
