import type { Tx } from '#db/connect.ts'
import type { CaseRow, PublicationChangesTable } from '#db/schema.ts'
import { Refused } from './change.ts'
import { tidyCovers } from './covers.ts'
import { knownNames } from './known-names.ts'
import type { KnownNames } from './known-names.ts'
import { findPersonalData } from './redaction.ts'
import { mayViewIdentity, oneKnowsSender } from './transitions.ts'
import type { Person } from './transitions.ts'

/** Writes down for the public what happened to a published answer; followers are told of it later, by a job. */
export async function logChange(tx: Tx, row: Pick<CaseRow, 'school_id' | 'number'>, kind: PublicationChangesTable['kind'], today: string, note = ''): Promise<void> {
  await tx.insertInto('publication_changes').values({ school_id: row.school_id, number: row.number, kind, changed_on: today, note }).execute()
}

/**
 * What stops these texts from being published by this person, or null: nobody of the two knows a protected sender, or something certainly
 * personal stands in them. That a name is the sender's own is said to nobody who may not know the sender.
 */
export async function checkForPublic(tx: Tx, row: CaseRow, person: Person, author: Person, texts: readonly string[]): Promise<Refused | null> {
  const names = await knownNames(tx, row)
  if (!oneKnowsSender(person, author, row, names.contact.length > 0)) {
    return new Refused('not-allowed', 'Người gửi được giữ kín danh tính, nên hiệu trưởng cần là người kiểm tra bản công khai này.')
  }
  const certain = findPersonalData(texts.join('\n'), names).filter((finding) => finding.certain)
  if (certain.length === 0) return null
  const shown = certain.filter(({ kind }) => mayViewIdentity(person, row) || kind !== 'contact').map(({ text }) => text)
  return new Refused('bad-input', shown.length > 0 ? `Bản công khai còn thông tin cá nhân: ${shown.join(', ')}.` : 'Bản công khai còn thông tin về người gửi. Vui lòng trả lại để sửa.')
}

/** A short text for the public that one person alone writes: refused while it holds personal data, without saying which is the sender's. */
export function withoutPersonalData(text: string, names: KnownNames): string | Refused {
  const tidy = tidyCovers(text).trim()
  if (/[⟦⟧]/.test(tidy)) return new Refused('bad-input', 'Câu này không dùng dấu che: viết sao cho không cần che.')
  const certain = findPersonalData(tidy, names).filter((finding) => finding.certain)
  if (certain.length === 0) return tidy
  const shown = certain.filter(({ kind }) => kind !== 'contact').map((finding) => finding.text)
  return new Refused('bad-input', shown.length > 0 ? `Mọi người sẽ đọc câu này, nhưng còn thông tin cá nhân: ${shown.join(', ')}.` : 'Mọi người sẽ đọc câu này, nhưng còn thông tin về người gửi.')
}
