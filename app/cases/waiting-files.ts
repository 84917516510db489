import type { CaseFileEntry } from '#app/attachments/index.ts'
import type { CaseRow } from '#db/schema.ts'

/** The files of the school among those of a case that have not gone out yet. */
export function waitingAmong(files: readonly CaseFileEntry[]): CaseFileEntry[] {
  return files.filter((file) => file.origin === 'staff' && file.messageId === null && file.removedOn === null)
}

/** True where what this action sends takes the files along that wait: beside an answer that waits for approval a message goes alone, since they are the answer's. */
export function takesFiles(action: 'answer' | 'ask' | 'message', row: Pick<CaseRow, 'state'>): boolean {
  return action !== 'message' || row.state !== 'awaiting_approval'
}
