import { staffLetter } from '#app/mail/index.ts'
import type { CaseRow } from '#db/schema.ts'

/** Mail to staff about a case: its number, whatever days and kinds are told, and the address of its page. */
export function caseLetter(publicOrigin: string, row: Pick<CaseRow, 'number'>, says: string, facts: readonly string[] = []): string {
  return staffLetter({ says, facts: [`Số hồ sơ: ${row.number}`, ...facts], open: `Mở hồ sơ: ${publicOrigin}/office/phan-anh/${row.number}` })
}
