import { recordAudit } from '#app/audit/index.ts'
import type { ActingStaff } from '#app/staff/index.ts'
import { may } from '#app/staff/index.ts'
import { csvFile, xlsxFile } from '#app/spreadsheets/index.ts'
import type { Cell } from '#app/spreadsheets/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { InboxFilter } from './inbox-filter.ts'
import { writeFilter } from './inbox-filter.ts'
import { casesMatching } from './inbox.ts'
import { exportLimits, mostIdentities } from './export-limits.ts'
import type { ExportFormat } from './export-limits.ts'
import { mayViewIdentity } from './transitions.ts'
import { kindLabels, senderLabels, stateLabels } from './words.ts'

/** Which cases are meant: those of a list, or those that were ticked in it. */
export type ExportSource = { filter: InboxFilter } | { numbers: readonly string[] }

export interface ExportRequest {
  source: ExportSource
  format: ExportFormat
  /** Also what the sender wrote. */
  withText: boolean
  /** Also who the sender is, where this person may know it: the principal's own decision, written down for each case. */
  withIdentity: boolean
}

export type Exported =
  | { ok: true; file: string | Buffer; count: number }
  | { ok: false; reason: 'nothing' | 'too-many' | 'too-many-identities' | 'not-allowed'; count: number }

/** Writes the cases that this person may see into a file for a spreadsheet, and into the log that it was done. `today` is a day, `now` an instant. */
export async function exportCases(db: Db, school: { id: string }, person: ActingStaff, request: ExportRequest, today: string, now: string): Promise<Exported> {
  const { format, withText, withIdentity } = request
  if (withIdentity && person.role !== 'principal') return { ok: false, reason: 'not-allowed', count: 0 }
  if (!may(person.role, 'case:export')) return { ok: false, reason: 'not-allowed', count: 0 }
  const taken = await db.transaction().execute(async (tx) => {
    const count = await countExport(tx, school, person, request.source, today)
    if (count === 0) return { ok: false as const, reason: 'nothing' as const, count }
    if (count > exportLimits[format]) return { ok: false as const, reason: 'too-many' as const, count }
    if (withIdentity && count > mostIdentities) return { ok: false as const, reason: 'too-many-identities' as const, count }
    const rows = await rowsOf(tx, school, person, request.source, today)
    const extras = [withText ? 'kèm nội dung' : '', withIdentity ? 'kèm người gửi' : ''].filter((part) => part !== '')
    await recordAudit(tx, {
      schoolId: school.id,
      staffId: person.id,
      action: 'case:export',
      detail: [`${rows.length} hồ sơ`, format, ...extras, sourceWords(request.source)].join(', '),
      at: now,
    })
    const identities = withIdentity ? await identitiesOf(tx, school, person, rows, now) : null
    return { ok: true as const, rows, identities }
  })
  if (!taken.ok) return taken

  const columns = columnsOf(withText, taken.identities)
  const cells = taken.rows.map((row) => columns.map((column) => column.cell(row)))
  const file =
    format === 'xlsx'
      ? await xlsxFile('Hồ sơ', columns, cells)
      : csvFile(columns.map(({ header }) => header), cells, format === 'csv' ? 'standard' : 'vietnamese')
  return { ok: true, file, count: taken.rows.length }
}

/** How many cases a file would hold for this person. */
export async function countExport(db: Db, school: { id: string }, person: ActingStaff, source: ExportSource, today: string): Promise<number> {
  const { count } = await chosen(db, school, person, source, today)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

function chosen(db: Db, school: { id: string }, person: ActingStaff, source: ExportSource, today: string) {
  if ('filter' in source) return casesMatching(db, school, person, source.filter, today)
  // An empty list would be no list at all in SQL.
  return casesMatching(db, school, person, { view: 'all' }, today).where('cases.number', 'in', source.numbers.length > 0 ? [...source.numbers] : [''])
}

function rowsOf(tx: Tx, school: { id: string }, person: ActingStaff, source: ExportSource, today: string) {
  return chosen(tx, school, person, source, today)
    .innerJoin('fields', 'fields.id', 'cases.field_id')
    .leftJoin('places', 'places.id', 'cases.place_id')
    .leftJoin('staff', 'staff.id', 'cases.assignee_id')
    .leftJoin('case_ratings', 'case_ratings.case_id', 'cases.id')
    .select([
      'cases.id', 'cases.number', 'cases.kind', 'cases.state', 'cases.subject', 'cases.body', 'cases.sender_mode', 'cases.child_safety', 'cases.submitted_on', 'cases.received_on',
      'cases.acknowledge_due', 'cases.acknowledged_on', 'cases.answer_due', 'cases.answered_on', 'cases.published_on', 'cases.closed_on', 'cases.extended_on', 'cases.paused_days',
      'cases.reopened_on', 'cases.frozen_on', 'cases.assignee_id', 'cases.barred',
    ])
    .select(['fields.name_vi as fieldName', 'places.name as placeName', 'staff.name as assigneeName', 'case_ratings.level as rating'])
    .orderBy('cases.received_on')
    .orderBy('cases.number')
    .execute()
}

type Row = Awaited<ReturnType<typeof rowsOf>>[number]
interface Contact {
  name: string | null
  phone: string | null
  email: string | null
}

/** Who sent them, each look written down as if its page had been opened. */
async function identitiesOf(tx: Tx, school: { id: string }, person: ActingStaff, rows: readonly Row[], now: string): Promise<Map<string, Contact>> {
  const found = new Map<string, Contact>()
  for (const row of rows) {
    // What is only kept, at the sender's wish, is used for nothing.
    if (row.frozen_on !== null || !mayViewIdentity(person, row)) continue
    const contact = await tx.selectFrom('case_contacts').select(['name', 'phone', 'email']).where('case_id', '=', row.id).executeTakeFirst()
    if (!contact) continue
    found.set(row.id, contact)
    await recordAudit(tx, { schoolId: school.id, staffId: person.id, action: 'case:view-identity', target: row.number, at: now })
  }
  return found
}

interface Column {
  header: string
  width: number
  cell: (row: Row) => Cell
}

function columnsOf(withText: boolean, identities: Map<string, Contact> | null): Column[] {
  const contact = (row: Row) => identities?.get(row.id)
  return [
    { header: 'Số hồ sơ', width: 20, cell: (row) => row.number },
    { header: 'Loại', width: 20, cell: (row) => kindLabels[row.kind] },
    { header: 'Lĩnh vực', width: 24, cell: (row) => row.fieldName },
    { header: 'Tiêu đề', width: 40, cell: (row) => row.subject },
    ...(withText ? [{ header: 'Nội dung', width: 60, cell: (row: Row) => (row.frozen_on === null ? row.body : null) }] : []),
    { header: 'Trạng thái', width: 20, cell: (row) => stateLabels[row.state] },
    { header: 'Người xử lý', width: 24, cell: (row) => row.assigneeName },
    { header: 'Người gửi', width: 18, cell: (row) => senderLabels[row.sender_mode] },
    ...(identities === null
      ? []
      : [
          { header: 'Họ tên người gửi', width: 24, cell: (row: Row) => contact(row)?.name ?? null },
          { header: 'Điện thoại', width: 16, cell: (row: Row) => contact(row)?.phone ?? null },
          { header: 'E-mail', width: 24, cell: (row: Row) => contact(row)?.email ?? null },
        ]),
    { header: 'Gửi từ mã QR', width: 20, cell: (row) => row.placeName },
    { header: 'An toàn trẻ em', width: 14, cell: (row) => (row.child_safety === 1 ? 'Có' : null) },
    { header: 'Gửi ngày', width: 12, cell: (row) => day(row.submitted_on) },
    { header: 'Nhận ngày', width: 12, cell: (row) => day(row.received_on) },
    { header: 'Hạn tiếp nhận', width: 14, cell: (row) => day(row.acknowledge_due) },
    { header: 'Tiếp nhận ngày', width: 14, cell: (row) => day(row.acknowledged_on) },
    { header: 'Hạn trả lời', width: 12, cell: (row) => day(row.answer_due) },
    { header: 'Gia hạn ngày', width: 12, cell: (row) => day(row.extended_on) },
    { header: 'Số ngày làm việc chờ phụ huynh', width: 16, cell: (row) => row.paused_days },
    { header: 'Trả lời ngày', width: 12, cell: (row) => day(row.answered_on) },
    { header: 'Mở lại ngày', width: 12, cell: (row) => day(row.reopened_on) },
    { header: 'Công khai ngày', width: 14, cell: (row) => day(row.published_on) },
    { header: 'Đóng ngày', width: 12, cell: (row) => day(row.closed_on) },
    { header: 'Phụ huynh đánh giá (1–5)', width: 14, cell: (row) => row.rating },
  ]
}

function day(value: string | null): Cell {
  return value === null ? null : { day: value }
}

/** For the log: the words somebody searched for may be a name, so they are left out. */
function sourceWords(source: ExportSource): string {
  if ('numbers' in source) return `đã chọn ${source.numbers.join(' ')}`
  const { q, ...filter } = source.filter
  const query = writeFilter({ ...filter, page: 1 })
  return [query === '' ? 'mọi hồ sơ cần xử lý' : `lọc ${decodeURIComponent(query)}`, ...(q ? ['tìm theo từ'] : [])].join(', ')
}
