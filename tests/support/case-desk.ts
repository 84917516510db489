import { loadCalendar } from '#app/calendar/index.ts'
import type { CaseDesk, StaffAct } from '#app/cases/index.ts'
import type { CaseRow, Role, StaffRow } from '#db/schema.ts'
import type { TestApp } from './app.ts'
import { sendCase } from './cases.ts'
import type { Sent } from './cases.ts'
import type { SeededSchool } from './school.ts'

/** What tests of the case rules need again and again: the desk, a report that comes in, and somebody who acts on the newest version. */
export async function deskOf(app: TestApp, seeded: SeededSchool) {
  const desk: CaseDesk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.config.publicOrigin }
  const fresh = (row: Pick<CaseRow, 'id'>): Promise<CaseRow> => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
  return {
    desk,
    fresh,
    send: (given: Sent = {}) => sendCase(app, seeded, given),
    /** Acts as somebody does who has just opened the page. */
    async by(who: Role | StaffRow, row: Pick<CaseRow, 'id'>): Promise<StaffAct> {
      const { number, version } = await fresh(row)
      return { staff: typeof who === 'string' ? seeded.staff[who] : who, number, version, now: app.now() }
    },
    /** What its sender reads, the first report left out. */
    async told(row: Pick<CaseRow, 'id'>): Promise<string[]> {
      const messages = await app.db.selectFrom('case_messages').select('body').where('case_id', '=', row.id).where('direction', '=', 'school').orderBy('id').execute()
      return messages.map(({ body }) => body)
    },
    async history(row: Pick<CaseRow, 'id'>): Promise<string[]> {
      const events = await app.db.selectFrom('case_events').select('type').where('case_id', '=', row.id).orderBy('id').execute()
      return events.map(({ type }) => type)
    },
  }
}
