import { createHash } from 'node:crypto'
import type { Db } from '#db/connect.ts'

/** One file that a row of the database points at. `checksum` is null where the row keeps only the length. */
export interface ExpectedFile {
  shelf: 'attachments' | 'published'
  id: string
  bytes: number
  checksum: string | null
}

/** Every file that must be there for this database to be whole. Uploads that wait for their form are left out: whoever sent them still has them. */
export async function expectedFiles(db: Db): Promise<ExpectedFile[]> {
  const attached = await db.selectFrom('attachments').select(['id', 'bytes', 'checksum']).where('removed_on', 'is', null).orderBy('id').execute()
  const published = await db.selectFrom('publication_pictures').select(['id', 'bytes']).orderBy('id').execute()
  return [
    ...attached.map((row) => ({ shelf: 'attachments' as const, ...row })),
    ...published.map((row) => ({ shelf: 'published' as const, ...row, checksum: null })),
  ]
}

/** Compares the files with their rows, byte for byte. `read` gives a file's bytes, or null where it is not there. */
export async function verifyFiles(db: Db, read: (file: ExpectedFile) => Promise<Uint8Array | null>): Promise<{ count: number; problems: string[] }> {
  const expected = await expectedFiles(db)
  const problems: string[] = []
  for (const file of expected) {
    const bytes = await read(file)
    if (bytes === null) problems.push(`${file.shelf}/${file.id}: không có tệp (missing)`)
    else if (bytes.length !== file.bytes || (file.checksum !== null && createHash('sha256').update(bytes).digest('hex') !== file.checksum)) {
      problems.push(`${file.shelf}/${file.id}: nội dung không khớp (differs)`)
    }
  }
  return { count: expected.length, problems }
}
