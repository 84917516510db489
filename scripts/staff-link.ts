import { readConfig } from '#app/config.ts'
import { loadSecrets } from '#app/secrets.ts'
import { invitationDays, normalizeEmail, resetSecondFactor, sendNewLinkTo } from '#app/staff/index.ts'
import { connect } from '#db/connect.ts'

/**
 * `npm run staff-link -- address`: a one-time link to set a new password, for a principal who has forgotten theirs. With `--reset-second-factor` after the
 * address it also takes the second factor away, for one who has lost the phone and the recovery codes too.
 * Whoever may run commands on the server could read the database anyway.
 */

const resetOption = '--reset-second-factor'
const [email, option] = process.argv.slice(2)
if (email === undefined || (option !== undefined && option !== resetOption)) {
  console.error('Cách dùng: npm run staff-link -- dia-chi-thu@truong.edu.vn [--reset-second-factor]\nUsage: npm run staff-link -- address [--reset-second-factor]')
  process.exit(1)
}
const config = readConfig(process.env)
const db = connect(config.database)
const now = new Date().toISOString()
const token = await sendNewLinkTo(db, { secrets: loadSecrets(config.dataDir), publicOrigin: config.publicOrigin }, email, now)
if (token !== null && option === resetOption) {
  const staff = await db.selectFrom('staff').select(['id', 'school_id']).where('email', '=', normalizeEmail(email)).executeTakeFirstOrThrow()
  await resetSecondFactor(db, { id: staff.school_id }, staff.id, null, now)
}
await db.destroy()
if (token === null) {
  console.error(`Không có tài khoản nào đang mở với địa chỉ ${email}.\nNo open account has this address.`)
  process.exit(1)
}
if (option === resetOption) console.log('Đã gỡ xác thực hai lớp của tài khoản này. The second factor of this account is gone.')
console.log(`Đường dẫn đặt mật khẩu, dùng một lần trong ${invitationDays} ngày:\n${config.publicOrigin}/office/moi/${token}`)
