import * as v from 'valibot'
import { mostSlips } from './slips.ts'

/** At most so many classes in one go: more is a slip of the finger. */
const mostBatches = 60
const line = /^(.{1,40}?)\s*[:–-]\s*(\d{1,4})$/u

export interface SlipOrder {
  name: string
  count: number
}

/** What staff type to print slips: one class a line, its name and how many families it has (`Lớp Lá 1: 28`). */
export const slipOrderForm = v.object({
  lop: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.nonEmpty('Ghi mỗi lớp một dòng, ví dụ: Lớp Lá 1: 28'),
    v.maxLength(4000, 'Danh sách quá dài.'),
    v.rawTransform<string, SlipOrder[]>(({ dataset, addIssue, NEVER }) => {
      const lines = dataset.value.split('\n').map((text) => text.trim()).filter((text) => text !== '')
      const orders = lines.map((text) => line.exec(text)).map((found) => (found ? { name: found[1]!.trim(), count: Number(found[2]) } : null))
      const wrong = orders.findIndex((order) => order === null || order.count < 1)
      if (wrong !== -1) {
        addIssue({ message: `Dòng ${wrong + 1} chưa đúng: “${lines[wrong]!.slice(0, 60)}”. Viết tên lớp, dấu hai chấm, rồi số gia đình.` })
        return NEVER
      }
      const sure = orders as SlipOrder[]
      const total = sure.reduce((sum, order) => sum + order.count, 0)
      if (sure.length > mostBatches || total > mostSlips) {
        addIssue({ message: `Mỗi lần in nhiều nhất ${mostBatches} lớp và ${mostSlips} phiếu; danh sách này có ${sure.length} lớp, ${total} phiếu.` })
        return NEVER
      }
      return sure
    }),
  ),
})
