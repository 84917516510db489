import { randomUUID } from 'node:crypto'
import type { Db, Tx } from '#db/connect.ts'
import type { Cover } from './pictures.ts'

/** The regions to black out of a picture. */
export function coversOf(db: Db, attachmentId: string): Promise<Cover[]> {
  return db.selectFrom('attachment_covers').select(['x', 'y', 'width', 'height']).where('attachment_id', '=', attachmentId).orderBy('y').orderBy('x').orderBy('id').execute()
}

/** Puts these regions in place of the earlier ones. The picture itself stays as it is. */
export async function replaceCovers(tx: Tx, attachmentId: string, covers: readonly Cover[], staffId: string): Promise<void> {
  await tx.deleteFrom('attachment_covers').where('attachment_id', '=', attachmentId).execute()
  for (const { x, y, width, height } of covers) {
    await tx.insertInto('attachment_covers').values({ id: randomUUID(), attachment_id: attachmentId, x, y, width, height, staff_id: staffId }).execute()
  }
}
