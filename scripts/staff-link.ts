import { readConfig } from '#app/config.ts'
import { loadSecrets } from '#app/secrets.ts'
import { invitationDays, sendNewLinkTo } from '#app/staff/index.ts'
import { connect } from '#db/connect.ts'

/**
 * `npm run staff-link -- address`: a one-time link to set a new password, for a principal who has forgotten theirs.
 * Whoever may run commands on the server could read the database anyway.
 */

const email = process.argv[2]
if (email === undefined) {
  console.error('Cách dùng: npm run staff-link -- dia-chi-thu@truong.edu.vn\nUsage: npm run staff-link -- address')
  process.exit(1)
}
const config = readConfig(process.env)
const db = connect(config.databaseFile)
const token = await sendNewLinkTo(db, { secrets: loadSecrets(config.dataDir), publicOrigin: config.publicOrigin }, email, new Date().toISOString())
await db.destroy()
if (token === null) {
  console.error(`Không có tài khoản nào đang mở với địa chỉ ${email}.\nNo open account has this address.`)
  process.exit(1)
}
console.log(`Đường dẫn đặt mật khẩu, dùng một lần trong ${invitationDays} ngày:\n${config.publicOrigin}/office/moi/${token}`)
