import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { openFileStore } from '#app/attachments/store.ts'
import { readConfig } from '#app/config.ts'
import { groupCaseKey } from '#app/cases/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import { runServer } from '#app/server.ts'
import { roleLabels } from '#app/staff/index.ts'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import { loadDemo } from '#db/seed/load.ts'
import type { Demo } from '#db/seed/load.ts'
import { newDemoSignIns } from '#db/seed/sign-ins.ts'
import { buildApp, isBuildCurrent } from './support/build-app.ts'

/**
 * `npm run demo`: builds, loads the demo data where there is none, serves, and prints where to go and how to sign in.
 * A second start keeps what was done in the first; `npm run demo -- --fresh` begins again.
 */

// The people of the demo have addresses nobody should write to, and its data a file of its own: no database that is somebody's is filled with it.
const env = { ...process.env, SMTP_URL: undefined, DATABASE_URL: undefined }
const config = readConfig(env)
const note = path.join(config.dataDir, 'demo.json')
const files = ['', '-wal', '-shm'].map((suffix) => config.databaseFile + suffix)

if (existsSync(config.databaseFile) && !existsSync(note)) {
  console.error(
    `${config.databaseFile} không phải dữ liệu dùng thử nên được giữ nguyên. Hãy chọn thư mục khác: DATA_DIR=data-demo npm run demo\n` +
      `${config.databaseFile} is not demo data and is left alone. Choose another folder: DATA_DIR=data-demo npm run demo`,
  )
  process.exit(1)
}

if (!isBuildCurrent()) {
  console.log('Đang dựng … · Building …')
  await buildApp()
}

const secrets = loadSecrets(config.dataDir)
let demo = process.argv.includes('--fresh') ? null : readNote()
if (demo === null) {
  console.log('Đang nạp dữ liệu dùng thử … · Loading the demo data …')
  for (const file of files) rmSync(file, { force: true })
  for (const folder of ['uploads', 'attachments', 'published']) rmSync(path.join(config.dataDir, folder), { recursive: true, force: true })
  // Marks the folder as the demo's own before the first row: a load that is cut off is begun again.
  writeFileSync(note, '{}\n')
}
migrate(config.databaseFile)
const db = connect(config.databaseFile)
if (demo === null) {
  demo = await loadDemo({ db, files: openFileStore(config.dataDir), secrets, publicOrigin: config.publicOrigin }, new Date().toISOString())
  writeFileSync(note, `${JSON.stringify(demo, null, 2)}\n`)
}
const signIns = await newDemoSignIns(db)
await db.destroy()
await runServer(env)

const { publicOrigin } = config
const lines = [
  'Lắng Nghe · bản dùng thử (demo)',
  '',
  `Trang thông tin (public page)   ${publicOrigin}/`,
  `Mã QR ở cổng trường (QR code)   ${publicOrigin}/s/CAMSANH`,
  `Tra cứu phản ánh (look up)      ${publicOrigin}/tra-cuu`,
  `   mã tra cứu mẫu (sample key)  ${groupCaseKey(demo.caseKey)}`,
  `Văn phòng (office)              ${publicOrigin}/office`,
  `   phiếu giấy chờ người thứ hai (paper form to check)  ${demo.paperCode}`,
  `Máy của trường (kiosk)          ${publicOrigin}/may#${demo.kioskCode}`,
  '',
  'Mật khẩu mới cho mỗi lần khởi động (new passwords at every start):',
  ...signIns.flatMap(({ school, role, email, password }, index) => [
    ...(school.id === signIns[index - 1]?.school.id ? [] : ['', school.name]),
    `   ${roleLabels[role].padEnd(16)} ${email.padEnd(36)} ${password}`,
  ]),
  '',
  'Dừng: Ctrl+C (stop). Làm lại từ đầu (begin again): npm run demo -- --fresh',
]
console.log(box(lines))

function readNote(): Demo | null {
  if (!existsSync(note) || !existsSync(config.databaseFile)) return null
  const saved = JSON.parse(readFileSync(note, 'utf8')) as Partial<Demo>
  return saved.caseKey && saved.kioskCode && saved.paperCode ? { caseKey: saved.caseKey, kioskCode: saved.kioskCode, paperCode: saved.paperCode } : null
}

function box(content: string[]): string {
  const width = Math.max(...content.map((line) => line.length))
  const bar = '─'.repeat(width + 2)
  return [`┌${bar}┐`, ...content.map((line) => `│ ${line.padEnd(width)} │`), `└${bar}┘`].join('\n')
}
