import { existsSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { verifyFiles } from '#app/attachments/index.ts'
import { verifyAudit } from '#app/audit/index.ts'
import { verifyPublished } from '#app/cases/index.ts'
import { readConfig } from '#app/config.ts'
import { verifyLedger } from '#app/ledger/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import { recount } from '#app/surveys/index.ts'
import { connect } from '#db/connect.ts'
import { isPostgresUrl } from '#db/dialect.ts'
import { soundness } from '#db/soundness.ts'
import { folderWithFiles, missingKeys, reader } from './support/backup-files.ts'

/**
 * `npm run verify [-- file] [--audit-head HASH]`: reads a database (the live one, in a file or in PostgreSQL, or a backup) and tells whether it is sound: the file itself, every
 * reference in it, what the database refuses to change, the chain of the audit log, the pictures and PDFs byte for byte, and every published figure against the facts it was counted
 * from. A head of the log that was noted down earlier must still be in it. Ends with 1 where something is wrong.
 */

const { values, positionals } = parseArgs({ allowPositionals: true, options: { 'audit-head': { type: 'string' } } })
const config = readConfig(process.env)
const database = positionals[0] ?? config.database
if (!isPostgresUrl(database) && !existsSync(database)) {
  console.error(`Không có cơ sở dữ liệu ở ${database}.\nThere is no database at ${database}.`)
  process.exit(1)
}
// The pepper lies beside the database, the files too, or in a folder of the backup's own.
const dataDir = isPostgresUrl(database) ? config.dataDir : path.dirname(database)
const filesDir = isPostgresUrl(database) ? config.dataDir : folderWithFiles(database)

let sound = true
function report(name: string, problems: string[]): void {
  if (problems.length > 0) sound = false
  console.log(`${problems.length === 0 ? '✓' : '✗'} ${name}`)
  for (const problem of problems.slice(0, 20)) console.log(`    ${problem}`)
  if (problems.length > 20) console.log(`    … ${problems.length - 20} nữa (more)`)
}

const { damages, dangling, refusals } = await soundness(database)
report('Tệp dữ liệu nguyên vẹn (integrity)', damages)
report('Liên kết giữa các bảng (references)', dangling)

const neverChanged = ['responses', 'answers', 'case_events', 'audit'].flatMap((table) => [`${table} update`, `${table} delete`])
report('Phiếu, quá trình hồ sơ và nhật ký không sửa, không xóa được (append-only)', neverChanged.filter((one) => !refusals.includes(one)).map((one) => `${one}: không còn bị chặn (no longer refused)`))

const db = connect(database)
const audit = await verifyAudit(db, values['audit-head'])
report(`Nhật ký nối liền, ${audit.lines} dòng (audit chain)`, audit.problems)
const published = await verifyPublished(db)
report(`${published.count} câu trả lời công khai khớp với hồ sơ (published answers follow from their cases)`, published.problems)
const files = await verifyFiles(db, reader(filesDir))
report(`${files.count} ảnh và tệp PDF đủ và nguyên vẹn (files)`, files.problems)
const differences = await recount(db)
const { count } = await db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
report(
  `Số liệu khớp với ${count} phiếu (figures match ${count} forms)`,
  differences.map((one) => `${one.roundId} ${one.what}: ${one.counted} phiếu, ghi ${one.stored}`),
)

const pepper = path.join(dataDir, 'pepper')
const proof = await verifyLedger(db, existsSync(pepper) ? loadSecrets(dataDir) : null)
report(
  `Sổ niêm phong: ${proof.seals} niêm phong, ${proof.entries} biên nhận (ledger: ${proof.seals} seals, ${proof.entries} receipts)${existsSync(pepper) ? '' : ', không có tệp pepper nên chưa đối chiếu với từng phiếu (without the pepper the answers are not compared)'}`,
  proof.problems,
)
const closed = (await db.selectFrom('slip_envelopes').select('key_id').distinct().execute()).map((row) => row.key_id)
const lost = missingKeys(closed, filesDir)
report('Phong bì của phiếu mã một lần đều mở được (envelopes have their keys)', lost === 0 ? [] : [`thiếu ${lost} khóa: các phiếu trong đó không mở được nữa (keys are missing)`])
await db.destroy()

if (!sound) process.exitCode = 1
