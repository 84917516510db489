import { randomUUID } from 'node:crypto'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { findPersonalData, mayOpen } from '#app/cases/index.ts'
import type { Finding } from '#app/cases/index.ts'
import type { Person } from '#app/cases/transitions.ts'
import type { Change } from '#app/schools/profile.ts'
import { publicThreshold, shownCounts } from '#app/statistics/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import type { CaseState, Round, RoundSummariesTable, School } from '#db/schema.ts'
import type { Selectable } from 'kysely'
import { readableRounds, themeCounts } from './list.ts'
import { themesOf } from './theme-settings.ts'
import { otherTheme } from './themes.ts'
import { quotedRuns } from './verbatim.ts'

/**
 * "Phụ huynh nói gì – nhà trường trả lời": one text for a round, in the school's words. One person writes, another approves; every change is a version of its own with a
 * note that the public reads, and what was taken down says why (docs/decisions/0026).
 */

export type SummaryRow = Selectable<RoundSummariesTable>

export interface SummaryEntry {
  theme: string
  /** The names as they were when it was written. */
  vi: string
  en: string
  said: string
  answer: string
}

export type SummaryResult = 'done' | 'stale' | 'not-found' | 'own' | 'personal' | 'quoted'

/** The round, where its comments may be read and so be summed up. */
export async function summaryRound(db: Db, school: Pick<School, 'id'>, id: string): Promise<Round | undefined> {
  return (await readableRounds(db, school)).find((round) => round.id === id)
}

export function entriesOf(row: Pick<SummaryRow, 'content'>): SummaryEntry[] {
  return JSON.parse(row.content) as SummaryEntry[]
}

/** All versions of a round, the newest first. */
export function summaryVersions(db: Db | Tx, round: Pick<Round, 'id'>): Promise<SummaryRow[]> {
  return db.selectFrom('round_summaries').selectAll().where('round_id', '=', round.id).orderBy('number', 'desc').execute()
}

/** The rounds whose summary waits for this person to read it: another one wrote it. The earliest first. */
export function summariesToApprove(db: Db, school: Pick<School, 'id'>, person: Pick<Person, 'id'>): Promise<{ roundId: string; roundName: string }[]> {
  return db
    .selectFrom('round_summaries')
    .innerJoin('rounds', 'rounds.id', 'round_summaries.round_id')
    .select(['rounds.id as roundId', 'rounds.name_vi as roundName'])
    .where('rounds.school_id', '=', school.id)
    .where('round_summaries.state', '=', 'waiting')
    .where('round_summaries.written_by', '!=', person.id)
    .orderBy('rounds.opens_on')
    .execute()
}

/** Themes to write about: those of the comments that this person may read, most first, and those the text has already. */
export async function themesToSumUp(
  db: Db, school: Pick<School, 'comment_themes'>, person: Pick<Person, 'id'>, round: Pick<Round, 'id'>, entries: readonly SummaryEntry[],
): Promise<{ code: string; vi: string; en: string; count: number }[]> {
  const counts = new Map((await themeCounts(db, school, person, round)).map(({ code, total }) => [code, total]))
  const named = [...themesOf(school), otherTheme]
  const known = named.map(({ code, vi, en }) => ({ code, vi, en, count: counts.get(code) ?? 0 })).filter(({ code, count }) => count > 0 || entries.some(({ theme }) => theme === code))
  const gone = entries.filter(({ theme }) => !named.some(({ code }) => code === theme)).map(({ theme, vi, en }) => ({ code: theme, vi, en, count: 0 }))
  return [...known.sort((a, b) => b.count - a.count), ...gone]
}

async function countsOf(db: Tx, round: Pick<Round, 'id'>): Promise<Map<string, number>> {
  const rows = await db.selectFrom('comments').select((eb) => ['theme', eb.fn.countAll<number>().as('count')]).where('round_id', '=', round.id).groupBy('theme').execute()
  return new Map(rows.map((row) => [row.theme, Number(row.count)]))
}

/** What in a text must or should not be published: personal data, and what parents wrote word for word. */
export interface SummaryCheck {
  findings: Finding[]
  quotes: string[]
}

/** Looks through a text. Costs as much as the round has comments. */
export async function checkSummary(db: Db | Tx, school: Pick<School, 'id'>, round: Pick<Round, 'id'>, row: Pick<SummaryRow, 'content' | 'correction'>): Promise<SummaryCheck> {
  const text = [...entriesOf(row).flatMap(({ said, answer }) => [said, answer]), row.correction ?? ''].join('\n')
  const staff = await db.selectFrom('staff').select('name').where('school_id', '=', school.id).execute()
  const comments = await db.selectFrom('responses').select('comment').where('round_id', '=', round.id).where('comment', 'is not', null).execute()
  return {
    findings: findPersonalData(text, { contact: [], staff: staff.map(({ name }) => name) }),
    quotes: quotedRuns(text, comments.map(({ comment }) => comment ?? '')),
  }
}

interface At extends Change {
  round: Pick<Round, 'id'>
  school: Pick<School, 'id'>
}

/** Keeps a draft; `revision` is 0 where there was none yet. Whoever writes last is its author. */
export function saveSummary(db: Db, at: At, revision: number, { entries, correction }: { entries: readonly SummaryEntry[]; correction: string }): Promise<SummaryResult> {
  return db.transaction().execute(async (tx) => {
    const versions = await summaryVersions(tx, at.round)
    const atWork = versions.find(({ state }) => state === 'draft' || state === 'waiting')
    const text = { content: JSON.stringify(entries), correction: correction === '' ? null : correction, written_by: at.staff.id }
    if (!atWork) {
      if (revision !== 0) return 'stale'
      const number = (versions[0]?.number ?? 0) + 1
      await tx.insertInto('round_summaries').values({ id: randomUUID(), round_id: at.round.id, number, state: 'draft', ...text, approved_by: null, note: null, counts: null, published_on: null, ended_on: null, withdrawal_reason: null }).execute()
    } else {
      if (atWork.revision !== revision || atWork.state !== 'draft') return 'stale'
      await tx.updateTable('round_summaries').set({ ...text, revision: revision + 1 }).where('id', '=', atWork.id).execute()
    }
    await audit(tx, at, 'summary:draft')
    return 'done'
  })
}

/** Throws a draft away; what is public stays. */
export function discardSummary(db: Db, at: At, revision: number): Promise<SummaryResult> {
  return change(db, at, ['draft'], revision, 'summary:discard', async (tx, row) => {
    await tx.deleteFrom('round_summaries').where('id', '=', row.id).execute()
    return 'done'
  })
}

/** Hands the draft to a second person. Refused while personal data are found in it. */
export function submitSummary(db: Db, at: At, revision: number): Promise<SummaryResult> {
  return change(db, at, ['draft'], revision, 'summary:submit', async (tx, row) => {
    const { findings } = await checkSummary(tx, at.school, at.round, row)
    if (findings.some(({ certain }) => certain)) return 'personal'
    return set(tx, row, { state: 'waiting', written_by: at.staff.id, note: null })
  })
}

/** Gives it back to its author, who reads why; the author may take it back too. */
export function returnSummary(db: Db, at: At, revision: number, note: string): Promise<SummaryResult> {
  return change(db, at, ['waiting'], revision, 'summary:return', (tx, row) => set(tx, row, { state: 'draft', note: note === '' ? null : note }))
}

/**
 * Publishes it, by somebody else than its author; the version before it is replaced. Refused while personal data are found in it, and while words of a comment stand in it that
 * whoever approves has not confirmed to be common ones. How many comments each theme has is released once: a later version keeps the numbers of the first.
 */
export function approveSummary(db: Db, at: At, revision: number, { quotesSeen }: { quotesSeen: boolean }): Promise<SummaryResult> {
  return change(db, at, ['waiting'], revision, 'summary:publish', async (tx, row) => {
    if (row.written_by === at.staff.id) return 'own'
    const { findings, quotes } = await checkSummary(tx, at.school, at.round, row)
    if (findings.some(({ certain }) => certain)) return 'personal'
    if (quotes.length > 0 && !quotesSeen) return 'quoted'
    const today = dayOf(at.now)
    const released = (await summaryVersions(tx, at.round)).find(({ counts }) => counts !== null)
    const counts = released?.counts ?? JSON.stringify(Object.fromEntries(shownCounts(await countsOf(tx, at.round), publicThreshold)))
    await tx.updateTable('round_summaries').set({ state: 'replaced', ended_on: today }).where('round_id', '=', at.round.id).where('state', '=', 'published').execute()
    return set(tx, row, { state: 'published', approved_by: at.staff.id, published_on: today, counts })
  })
}

/** Takes it down. The reason is public. */
export function withdrawSummary(db: Db, at: At, revision: number, reason: string): Promise<SummaryResult> {
  return change(db, at, ['published'], revision, 'summary:withdraw', (tx, row) => set(tx, row, { state: 'withdrawn', ended_on: dayOf(at.now), withdrawal_reason: reason }))
}

async function set(tx: Tx, row: SummaryRow, values: Partial<SummaryRow>): Promise<SummaryResult> {
  await tx.updateTable('round_summaries').set({ ...values, revision: row.revision + 1 }).where('id', '=', row.id).execute()
  return 'done'
}

function change(db: Db, at: At, states: readonly SummaryRow['state'][], revision: number, action: string, work: (tx: Tx, row: SummaryRow) => Promise<SummaryResult>): Promise<SummaryResult> {
  return db.transaction().execute(async (tx) => {
    const row = (await summaryVersions(tx, at.round)).find(({ state }) => states.includes(state))
    if (row?.revision !== revision) return 'stale'
    const result = await work(tx, row)
    if (result === 'done') await audit(tx, at, action)
    return result
  })
}

async function audit(tx: Tx, { school, round, staff, now }: At, action: string): Promise<void> {
  await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action, target: round.id, at: now })
}

/** The cases that were made of comments of a round, as far as this person may open them: what came of them belongs in the text. */
export async function casesOfRound(db: Db, person: Person, round: Pick<Round, 'id'>): Promise<{ number: string; subject: string; state: CaseState }[]> {
  const rows = await db.selectFrom('cases').select(['number', 'subject', 'state', 'kind', 'barred', 'assignee_id']).where('from_round_id', '=', round.id).orderBy('number').execute()
  return rows.filter((row) => mayOpen(person, row)).map(({ number, subject, state }) => ({ number, subject, state }))
}

/** What the public reads of a round: the text that stands, or why it was taken down; what was corrected and when. Null where nothing was ever published. */
export interface PublicSummary {
  /** Null where it was taken down. */
  entries: SummaryEntry[] | null
  publishedOn: string
  corrections: { on: string; note: string }[]
  withdrawal: { on: string; reason: string } | null
  /** How many comments each theme has, where that is told. */
  counts: Record<string, number | null>
}

export async function publicSummary(db: Db, round: Pick<Round, 'id'>): Promise<PublicSummary | null> {
  const versions = (await summaryVersions(db, round)).filter(({ published_on }) => published_on !== null)
  const newest = versions[0]
  if (!newest) return null
  return {
    entries: newest.state === 'published' ? entriesOf(newest) : null,
    publishedOn: versions.at(-1)!.published_on!,
    corrections: versions.slice(0, -1).map(({ published_on, correction }) => ({ on: published_on!, note: correction ?? '' })),
    withdrawal: newest.state === 'withdrawn' ? { on: newest.ended_on!, reason: newest.withdrawal_reason ?? '' } : null,
    counts: JSON.parse(newest.counts ?? '{}') as Record<string, number | null>,
  }
}
