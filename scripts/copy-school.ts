import { existsSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { connect } from '#db/connect.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { copySchool } from './support/copy-school.ts'
import { Refused } from './support/restore.ts'

/**
 * `npm run copy-school -- ADDRESS --from FOLDER [--from-database postgres://…] --to FOLDER [--to-database postgres://…]`: copies a school from one installation into another, for instance out
 * of the SQLite file of a data folder into PostgreSQL, or back. A folder without a database beside it has its own in `langnghe.sqlite`. Stop both servers first.
 */

const usage = 'npm run copy-school -- ADDRESS --from FOLDER [--from-database postgres://…] --to FOLDER [--to-database postgres://…]'
try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { from: { type: 'string' }, 'from-database': { type: 'string' }, to: { type: 'string' }, 'to-database': { type: 'string' } },
  })
  const [slug] = positionals
  if (slug === undefined || positionals.length > 1 || values.from === undefined || values.to === undefined) throw new Refused('Hãy nêu trường, nơi lấy và nơi nhận.', 'Name the school, and both sides.')
  const from = side(values.from, values['from-database'])
  const to = side(values.to, values['to-database'])
  if (from.database === to.database) throw new Refused('Nơi lấy và nơi nhận là một.', 'Both sides are the same.')
  if (values['from-database'] === undefined && !existsSync(from.database)) throw new Refused(`Không có cơ sở dữ liệu ở ${from.database}.`, `There is no database at ${from.database}.`)
  mkdirSync(to.dataDir, { recursive: true })
  await migrateDatabase(from.database)
  await migrateDatabase(to.database)
  const [source, target] = [connect(from.database), connect(to.database)]
  try {
    const done = await copySchool(slug, { db: source, dataDir: from.dataDir }, { db: target, dataDir: to.dataDir })
    console.log(
      `Đã chép ${done.rows} dòng và ${done.files} tệp, giống hệt nơi lấy.${done.isDefault ? '' : ` Trường có địa chỉ /${slug}, vì nơi nhận đã có trường ở trang đầu.`}\n` +
        'Copied, equal in every row. Check the other side: npm run verify',
    )
    if (done.lost.length > 0) console.log(`Đã thiếu từ trước (were missing already):\n${done.lost.map((name) => `   ${name}`).join('\n')}`)
  } finally {
    await source.destroy()
    await target.destroy()
  }
} catch (error) {
  if (error instanceof Refused) console.error(`${error.vi}\n${error.en}\n`)
  else if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) console.error(`${error.message}\n`)
  else throw error
  console.error(usage)
  process.exitCode = 1
}

function side(folder: string, database: string | undefined) {
  const dataDir = path.resolve(folder)
  return { dataDir, database: database ?? path.join(dataDir, 'langnghe.sqlite') }
}
