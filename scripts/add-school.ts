import { migrateDatabase } from '#db/migrate.ts'
import { connect } from '#db/connect.ts'
import { readConfig } from '#app/config.ts'
import { loadSecrets } from '#app/secrets.ts'
import { createSetupToken } from '#app/staff/index.ts'

/** `npm run add-school`: a one-time link with which one more school sets itself up, at an address of its own beside the default school. */

const config = readConfig(process.env)
const secrets = loadSecrets(config.dataDir)
await migrateDatabase(config.database)
const db = connect(config.database)
const token = await createSetupToken(db, secrets, new Date().toISOString())
await db.destroy()
console.log(`Gửi đường dẫn này cho hiệu trưởng trường mới, dùng một lần trong 7 ngày:\n${config.publicOrigin}/office/thiet-lap/${token}`)
