import path from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#app/config.ts'
import { isPostgresUrl } from '#db/dialect.ts'
import { refusePostgres } from './support/postgres-backup.ts'
import { Refused, restore } from './support/restore.ts'

/**
 * `npm run restore -- BACKUP.sqlite [FOLDER] --pepper FILE`: puts a backup into an empty folder (the data folder, where none is named) and proves that it is what was backed up. `--new-pepper` instead of
 * `--pepper` is for a pepper that is lost. Whatever is wrong is said in words, and nothing stays behind.
 */

if (isPostgresUrl(readConfig(process.env).database)) refusePostgres()

const usage = 'npm run restore -- BACKUP.sqlite [FOLDER] --pepper FILE | --new-pepper'
try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { pepper: { type: 'string' }, 'new-pepper': { type: 'boolean', default: false } } })
  const [backup, folder] = positionals
  if (backup === undefined || positionals.length > 2) throw new Refused('Hãy nêu bản sao lưu cần khôi phục.', 'Name the backup to restore.')
  if ((values.pepper === undefined) === !values['new-pepper']) {
    throw new Refused(
      'Hãy đưa tệp pepper đã cất riêng: --pepper TỆP. Nếu đã mất, dùng --new-pepper: dữ liệu còn đủ, nhưng mã tra cứu phụ huynh đang giữ sẽ không mở được hồ sơ nữa.',
      'Give the pepper that was kept apart: --pepper FILE. Where it is lost, --new-pepper: the data is whole, but the case keys that parents hold open nothing any more.',
    )
  }
  const target = path.resolve(folder ?? readConfig(process.env).dataDir)
  const done = restore(path.resolve(backup), target, values.pepper === undefined ? null : path.resolve(values.pepper))
  console.log(
    `Đã khôi phục vào ${target}: ${done.tables} bảng, ${done.rows} dòng, ${done.files} tệp, giống hệt lúc sao lưu.\n` +
      `Restored, equal to the backup in every table and file. Kiểm lại (check again): DATA_DIR=${target} npm run verify`,
  )
  if (done.lost.length > 0) console.log(`Đã thiếu hoặc hỏng từ lúc sao lưu (lost or damaged already when it was backed up):\n${done.lost.map((name) => `   ${name}`).join('\n')}`)
} catch (error) {
  if (error instanceof Refused) console.error(`${error.vi}\n${error.en}\n`)
  else if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) console.error(`${error.message}\n`)
  else throw error
  console.error(usage)
  process.exitCode = 1
}
