import { randomUUID } from 'node:crypto'
import type { Selectable } from 'kysely'
import { dayOf } from '#app/calendar/index.ts'
import { formatDate } from '#app/i18n/format.ts'
import type { Tx } from '#db/connect.ts'
import type { CaseRow, MeasuresTable } from '#db/schema.ts'
import { changeCase, Refused } from './change.ts'
import type { CaseDesk, Outcome, StaffAct } from './change.ts'
import { coverProblem, outside, tidyCovers } from './covers.ts'
import { notifyDeciders, notifyParent, notifyWorker } from './notices.ts'
import { checkForPublic, logChange } from './public-checks.ts'

/**
 * "Việc đã làm": what the school has done because of a case. One person states it, a second goes and looks, and only then is it told to the
 * sender and, where the answer is published, to everybody. Statements may carry covers, like every text on its way to the public.
 */

export type Measure = Selectable<MeasuresTable>

/** States that something has been done. `doneOn` is a day, not in the future and not before the case came in. */
export function stateMeasure(desk: CaseDesk, act: StaffAct, input: { statement: string; doneOn: string }): Promise<Outcome> {
  return changeCase(desk, act, 'stateMeasure', null, async (tx, row) => {
    const statement = tidyCovers(input.statement)
    const today = dayOf(act.now)
    const problem = coverProblem(statement)
    if (problem !== null) return new Refused('bad-input', problem)
    if (input.doneOn > today) return new Refused('bad-input', 'Chỉ ghi việc đã làm xong: ngày không thể ở sau hôm nay.')
    if (input.doneOn < row.submitted_on) return new Refused('bad-input', `Việc làm nhờ ý kiến này không thể xong trước ngày phụ huynh gửi (${formatDate(row.submitted_on)}).`)
    await tx
      .insertInto('measures')
      .values({ id: randomUUID(), case_id: row.id, statement, done_on: input.doneOn, stated_by: act.staff.id, stated_on: today, state: 'stated', verified_by: null, verified_on: null, note: null })
      .execute()
    await notifyDeciders(tx, desk, row, 'case-measure-to-verify', act.now, act.staff.id)
    return { note: `Xong ngày ${formatDate(input.doneOn)}.` }
  })
}

/** Confirms, having looked, what somebody else stated: the sender is told, and the public where the answer is published. `note` stays inside. */
export function verifyMeasure(desk: CaseDesk, act: StaffAct, input: { measureId: string; seen: boolean; note: string }): Promise<Outcome> {
  return changeCase(desk, act, 'verifyMeasure', null, async (tx, row) => {
    const measure = await measureOf(tx, row, input.measureId, 'stated')
    if (!measure) return new Refused('bad-input', 'Việc này không còn chờ xác nhận.')
    if (measure.stated_by === act.staff.id) return new Refused('own-work')
    const author = await tx.selectFrom('staff').select(['id', 'role']).where('id', '=', measure.stated_by).executeTakeFirstOrThrow()
    const statement = outside(measure.statement)
    const refused = await checkForPublic(tx, row, act.staff, author, [statement])
    if (refused) return refused
    if (!input.seen) return new Refused('bad-input', 'Chỉ xác nhận việc mà thầy/cô đã tận mắt thấy.')
    await decide(tx, measure, { state: 'verified', verified_by: act.staff.id, verified_on: dayOf(act.now), note: input.note })
    await publishMeasures(tx, row)
    if (row.published_on !== null) await logChange(tx, row, 'measure', dayOf(act.now))
    await notifyParent(tx, desk, row, { purpose: 'case-measure', text: statement }, act.now)
    return { note: input.note }
  })
}

/** Says that it could not be confirmed, and why; whoever stated it is told. */
export function rejectMeasure(desk: CaseDesk, act: StaffAct, input: { measureId: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'rejectMeasure', null, async (tx, row) => {
    const measure = await measureOf(tx, row, input.measureId, 'stated')
    if (!measure) return new Refused('bad-input', 'Việc này không còn chờ xác nhận.')
    if (measure.stated_by === act.staff.id) return new Refused('own-work')
    await decide(tx, measure, { state: 'rejected', verified_by: act.staff.id, verified_on: dayOf(act.now), note: input.reason })
    await notifyWorker(tx, desk, row, measure.stated_by, 'case-measure-rejected', act.now)
    return { note: input.reason }
  })
}

/** Takes back what no longer holds, or was stated by mistake: it leaves the public pages and the sender's. */
export function withdrawMeasure(desk: CaseDesk, act: StaffAct, input: { measureId: string; reason: string }): Promise<Outcome> {
  return changeCase(desk, act, 'withdrawMeasure', null, async (tx, row) => {
    const measure = (await measureOf(tx, row, input.measureId, 'verified')) ?? (await measureOf(tx, row, input.measureId, 'stated'))
    if (!measure) return new Refused('bad-input', 'Việc này đã được rút hoặc không còn.')
    await decide(tx, measure, { state: 'withdrawn', note: input.reason })
    await publishMeasures(tx, row)
    return { note: input.reason }
  })
}

/** Writes what is verified anew to what the public reads; nothing where the answer does not stand there. */
export async function publishMeasures(tx: Tx, row: Pick<CaseRow, 'id' | 'school_id' | 'number'>): Promise<void> {
  await tx.deleteFrom('published_measures').where('school_id', '=', row.school_id).where('number', '=', row.number).execute()
  const publication = await tx
    .selectFrom('publications')
    .select('id')
    .where('school_id', '=', row.school_id)
    .where('number', '=', row.number)
    .where('withdrawn_on', 'is', null)
    .executeTakeFirst()
  if (!publication) return
  const verified = await tx.selectFrom('measures').selectAll().where('case_id', '=', row.id).where('state', '=', 'verified').execute()
  for (const measure of verified) {
    await tx
      .insertInto('published_measures')
      // An id of its own: nothing in public points back into the case.
      .values({ id: randomUUID(), school_id: row.school_id, number: row.number, statement: outside(measure.statement), done_on: measure.done_on, verified_on: measure.verified_on ?? measure.stated_on })
      .execute()
  }
}

function measureOf(tx: Tx, row: CaseRow, id: string, state: Measure['state']): Promise<Measure | undefined> {
  return tx.selectFrom('measures').selectAll().where('case_id', '=', row.id).where('id', '=', id).where('state', '=', state).executeTakeFirst()
}

async function decide(tx: Tx, measure: Measure, facts: Partial<Measure>): Promise<void> {
  await tx.updateTable('measures').set(facts).where('id', '=', measure.id).execute()
}
