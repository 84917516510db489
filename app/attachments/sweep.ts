import type { Db } from '#db/connect.ts'
import type { FileStore, Shelf } from './store.ts'
import { dropStaleUploads } from './uploads.ts'

const dayMs = 24 * 60 * 60 * 1000

/** Deletes uploads that nobody has sent, and files that no row knows: a process that was killed between writing the file and the row leaves one. `today` is a day, `now` an instant. Returns how many files went. */
export async function sweepFiles(db: Db, files: FileStore, today: string, now: string): Promise<number> {
  let gone = await dropStaleUploads(db, files, today)
  await dropWithdrawnPictures(db)
  for (const shelf of ['uploads', 'attachments', 'published'] as const) {
    const known = await knownIds(db, shelf)
    for (const file of await files.list(shelf)) {
      if (known.has(file.id) && !file.name.endsWith('.part')) continue
      // A younger one may be just about to get its row.
      if (Date.parse(now) - file.changedMs < dayMs) continue
      await files.removeNamed(shelf, file.name)
      gone += 1
    }
  }
  return gone
}

/** Pictures of an answer that no longer stands in public are shown to nobody from that moment on; here their rows go, and with them the copies. */
async function dropWithdrawnPictures(db: Db): Promise<void> {
  await db
    .deleteFrom('publication_pictures')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('publications')
            .select('publications.id')
            .whereRef('publications.school_id', '=', 'publication_pictures.school_id')
            .whereRef('publications.number', '=', 'publication_pictures.number')
            .where('publications.withdrawn_on', 'is', null),
        ),
      ),
    )
    .execute()
}

async function knownIds(db: Db, shelf: Shelf): Promise<Set<string>> {
  if (shelf === 'published') return new Set((await db.selectFrom('publication_pictures').select('id').execute()).map(({ id }) => id))
  const uploads = await db.selectFrom('attachment_uploads').select('id').execute()
  if (shelf === 'uploads') return new Set(uploads.map(({ id }) => id))
  const attached = await db.selectFrom('attachments').select('id').where('removed_on', 'is', null).execute()
  return new Set([...uploads, ...attached].map(({ id }) => id))
}
