import { loadCalendar } from '#app/calendar/index.ts'
import { publicFigures } from '#app/cases/index.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { authoritiesOn } from '#app/schools/index.ts'
import { roundHistory } from '#app/surveys/index.ts'
import type { Db } from '#db/connect.ts'
import type { School, SchoolFiguresTable } from '#db/schema.ts'

/**
 * One line for each school, copied once a day from what stands on its own page (docs/decisions/0038). Only published figures go in: what is hidden there is not
 * here, and the day in between keeps anybody from watching single cases move.
 */

/** Makes the lines that are not of `today` (a day). A job of the scheduler; the school's own page is always newer. Returns how many it made. */
export async function keepSchoolFigures(db: Db, today: string): Promise<number> {
  const stale = await db
    .selectFrom('schools')
    .leftJoin('school_figures', 'school_figures.school_id', 'schools.id')
    .selectAll('schools')
    .where((eb) => eb.or([eb('school_figures.as_of', 'is', null), eb('school_figures.as_of', '!=', today)]))
    .orderBy('schools.id')
    .execute()
  for (const school of stale) {
    const line = await lineOf(db, school, today)
    const { school_id: _, ...rest } = line
    await db.insertInto('school_figures').values(line).onConflict((oc) => oc.column('school_id').doUpdateSet(rest)).execute()
  }
  return stale.length
}

async function lineOf(db: Db, school: School, today: string): Promise<SchoolFiguresTable> {
  const released = (await roundHistory(db, school, 'education')).map(({ results }) => results)
  const last = released.findLast(({ overall }) => overall.statistics !== null)
  const { thisYear } = await publicFigures(db, school, await loadCalendar(db, school), today)
  const governing = (await authoritiesOn(db, school, today)).find(({ kind }) => kind === 'governing')?.name ?? ''
  return {
    school_id: school.id,
    as_of: today,
    name: school.name,
    sort_name: foldDiacritics(school.name),
    search_text: foldDiacritics([school.name, school.address, governing].join(' ')),
    governing,
    round_closed_on: last?.releasedOn ?? null,
    n_valid: last?.overall.statistics?.nValid ?? null,
    satisfied: last?.overall.statistics?.satisfied ?? null,
    collected: last?.collected?.all ?? null,
    audience: last?.round.audience ?? null,
    is_hidden: last === undefined && released.length > 0 ? 1 : 0,
    received: thisYear.received,
    in_time: thisYear.answeredInTime.inTime,
    in_time_of: thisYear.answeredInTime.outOf,
    overdue: thisYear.overdue,
    published: thisYear.published.done,
    published_of: thisYear.published.outOf,
  }
}
