import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { openFileStore } from '#app/attachments/store.ts'
import { dayOf } from '#app/calendar/index.ts'
import { keepSchoolFigures } from '#app/publication/index.ts'
import { loadSecrets } from '#app/secrets.ts'
import { connect } from '#db/connect.ts'
import { migrate } from '#db/migrate.ts'
import type { Role } from '#db/schema.ts'
import { loadDemo } from '#db/seed/load.ts'
import { newDemoSignIns } from '#db/seed/sign-ins.ts'

/** Monday 23/11/2026, 09:30 in Ho Chi Minh City: the demo's story has just been told. */
export const demoNow = '2026-11-23T02:30:00.000Z'

export interface DemoNote {
  caseKey: string
  signIns: { school: string; role: Role; email: string; password: string }[]
}

/** Writes a whole demo into a folder and returns what is needed to sign in and to look up a case. */
export async function prepareDemo(dataDir: string): Promise<DemoNote> {
  const file = path.join(dataDir, 'langnghe.sqlite')
  const secrets = loadSecrets(dataDir)
  migrate(file)
  const db = connect(file)
  try {
    const { caseKey, kioskCode, paperCode } = await loadDemo({ db, files: openFileStore(dataDir), secrets, publicOrigin: 'http://localhost:3000' }, demoNow)
    // As the server's first minute leaves it.
    await keepSchoolFigures(db, dayOf(demoNow))
    const signIns = await newDemoSignIns(db)
    const note = { caseKey, signIns: signIns.map(({ school, role, email, password }) => ({ school: school.slug, role, email, password })) }
    writeFileSync(path.join(dataDir, 'demo.json'), JSON.stringify({ caseKey, kioskCode, paperCode }))
    return note
  } finally {
    await db.destroy()
  }
}
