import type { FileProblem } from '#app/attachments/kinds.ts'

/** What the server says about a file on its way: announced (`token`), so far come (`offset`), or not taken (`problem`). */
export interface UploadAnswer {
  token?: string
  offset?: number
  done?: boolean
  problem?: FileProblem
}
