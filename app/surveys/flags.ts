import { createHash, randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { recordAudit } from '#app/audit/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { publicThreshold } from '#app/statistics/index.ts'
import type { Changes } from '#db/changes.ts'
import type { Db, Tx } from '#db/connect.ts'
import { mayHaveOthers, tellInstances } from '#db/dialect.ts'
import { summed } from '#db/group-commit.ts'
import type { Round } from '#db/schema.ts'

/**
 * Patterns that a reader should know of: many open answers within minutes, many long forms with the very same answers. Either may be innocent (a parents'
 * meeting; people who tick one column), so nothing is deleted: the public is told, and the school may say why (docs/decisions/0022).
 */

export interface RoundFlag {
  kind: 'burst' | 'identical' | 'unproven'
  /** The day of the burst; for identical forms the day of the release. */
  day: string
  /** Answers within ten minutes; forms that are the same or that came unproven, null where the number would say too much of single ones. */
  count: number | null
  /** For identical forms: all long forms they are among. */
  outOf: number | null
  /** The school's own words, for the public. */
  explanation: string | null
}

const windowMs = 10 * 60_000
const fewestInBurst = 20
/** Of the families asked: in a large school more people may come at once. */
const shareOfAudience = 0.1
/** Forms with fewer answers are alike by chance. */
const fewestAnswers = 10
const fewestIdentical = 5
const shareIdentical = 0.2

/** When open answers came, by the minute and in memory alone: a time on disk could be matched to a person. */
export interface Arrivals {
  /** Notes one answer of this round. Returns how many came in the ten minutes up to now. */
  note(roundId: string, nowMs: number): number
}

/**
 * `db` and `changes` lead to other instances on the same database: they tell each other what has come in, so that a burst is seen however it is spread over them. Not in the
 * transaction of the answers, since commits that tell something pass one by one; what is told late or lost with a process makes a burst smaller, nothing else. `now` gives the current instant.
 */
export function createArrivals({ db, changes, now }: { db: Db; changes: Pick<Changes, 'onWords'>; now: () => string }): Arrivals {
  const name = randomBytes(8).toString('hex')
  const rounds = new Map<string, { times: number[]; past: number }>()
  const untold = new Map<string, number>()
  let isTelling = false

  /** Whatever comes in while it tells is told next, together. */
  async function tell(): Promise<void> {
    if (isTelling) return
    isTelling = true
    try {
      while (untold.size > 0) {
        const words = [...untold].map(([roundId, count]) => `${roundId} ${count}`)
        untold.clear()
        for (const one of words) await tellInstances(db, `${name} ${one}`)
      }
    } catch (error) {
      console.warn(`Other instances were not told of answers: ${error instanceof Error ? error.message : String(error)}`)
    } finally {
      isTelling = false
    }
  }

  function add(roundId: string, nowMs: number): number {
    const arrived = rounds.get(roundId) ?? { times: [], past: 0 }
    rounds.set(roundId, arrived)
    arrived.times.push(nowMs)
    while (arrived.times[arrived.past]! <= nowMs - windowMs) arrived.past += 1
    // Only now and then: in a flood, moving all that is left for each answer would take longer with every one that comes.
    if (arrived.past * 2 > arrived.times.length) {
      arrived.times.splice(0, arrived.past)
      arrived.past = 0
    }
    return arrived.times.length - arrived.past
  }

  changes.onWords((words) => {
    const [from, roundId, count] = words.split(' ')
    if (from === name || roundId === undefined) return
    for (let one = 0; one < Number(count); one += 1) add(roundId, Date.parse(now()))
  })
  return {
    note(roundId, nowMs) {
      if (mayHaveOthers(db)) {
        untold.set(roundId, (untold.get(roundId) ?? 0) + 1)
        void tell()
      }
      return add(roundId, nowMs)
    },
  }
}

/** For one answer: however often its transaction has to begin anew, it has come once. */
export function noteOnce(arrivals: Arrivals): Arrivals {
  let count: number | undefined
  return { note: (roundId, nowMs) => (count ??= arrivals.note(roundId, nowMs)) }
}

/** From how many answers within ten minutes on the public is told. */
export function burstThreshold(audience: number | null): number {
  return Math.max(fewestInBurst, Math.ceil((audience ?? 0) * shareOfAudience))
}

/** An open answer that has just been written. `now` is the instant at which it came; `unproven` says that it was taken in a flood without the check against machines. */
export interface Arrival {
  arrivals: Arrivals
  round: Pick<Round, 'id' | 'audience_size'>
  now: string
  unproven: boolean
}

/** Notes open answers, in the transaction of the answers themselves, and flags the day where too many came at once (the largest burst of a day stands) or came unproven. */
export async function noteArrivals(tx: Tx, answers: readonly Arrival[]): Promise<void> {
  const bursts = new Map<string, { round_id: string; day: string; count: number }>()
  for (const { arrivals, round, now } of answers) {
    const count = arrivals.note(round.id, Date.parse(now))
    if (count < burstThreshold(round.audience_size)) continue
    const day = dayOf(now)
    const key = `${round.id} ${day}`
    bursts.set(key, { round_id: round.id, day, count: Math.max(count, bursts.get(key)?.count ?? 0) })
  }
  if (bursts.size > 0) {
    await tx
      .insertInto('round_flags')
      .values([...bursts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, burst]) => ({ ...burst, kind: 'burst' as const, out_of: null, explanation: null })))
      .onConflict((oc) => oc.columns(['round_id', 'kind', 'day']).doUpdateSet({ count: sql`excluded.count` }).where('round_flags.count', '<', sql<number>`excluded.count`))
      .execute()
  }
  const unproven = summed(answers.flatMap(({ round, now, unproven }) => (unproven ? [{ round_id: round.id, day: dayOf(now) }] : [])))
  if (unproven.length > 0) {
    await tx
      .insertInto('round_flags')
      .values(unproven.map((flag) => ({ ...flag, kind: 'unproven' as const, out_of: null, explanation: null })))
      .onConflict((oc) => oc.columns(['round_id', 'kind', 'day']).doUpdateSet({ count: sql`round_flags.count + excluded.count` }))
      .execute()
  }
}

/** For `recount`: the pattern of a long form, the same for the very same answers; null for a form too short to have one. */
export function patternOf(answers: readonly { item: string; level: number }[]): string | null {
  if (answers.length < fewestAnswers) return null
  const text = answers.map(({ item, level }) => `${item}${level}`).sort().join(' ')
  return createHash('sha256').update(text).digest('base64url')
}

/** Counts the patterns of long forms, in the transaction of the forms themselves. */
export async function countPatterns(tx: Tx, forms: readonly { roundId: string; answers: readonly { item: string; level: number }[] }[]): Promise<void> {
  const patterns = forms.flatMap(({ roundId, answers }) => {
    const pattern = patternOf(answers)
    return pattern === null ? [] : [{ round_id: roundId, pattern }]
  })
  if (patterns.length === 0) return
  await tx
    .insertInto('answer_patterns')
    .values(summed(patterns))
    .onConflict((oc) => oc.columns(['round_id', 'pattern']).doUpdateSet({ count: sql`answer_patterns.count + excluded.count` }))
    .execute()
}

/** Flags a round in which many long forms are the same, in the transaction that closes it; nothing is told of fewer than ten. `today` is a day. */
export async function flagIdentical(tx: Tx, roundId: string, today: string): Promise<void> {
  const { most, all } = await tx
    .selectFrom('answer_patterns')
    .select((eb) => [eb.fn.max<number | null>('count').as('most'), eb.fn.sum<number | null>('count').as('all')])
    .where('round_id', '=', roundId)
    .executeTakeFirstOrThrow()
  if (most === null || all === null || Number(all) < publicThreshold || most < fewestIdentical || most / Number(all) < shareIdentical) return
  await tx.insertInto('round_flags').values({ round_id: roundId, kind: 'identical', day: today, count: most, out_of: Number(all), explanation: null }).execute()
}

/** The flags of these rounds, by round, as everybody may see them. */
export async function flagsOf(db: Db, roundIds: readonly string[]): Promise<Map<string, RoundFlag[]>> {
  const flags = new Map<string, RoundFlag[]>()
  if (roundIds.length === 0) return flags
  for (const { round_id, out_of, ...flag } of await db.selectFrom('round_flags').selectAll().where('round_id', 'in', roundIds).orderBy('day').orderBy('kind').execute()) {
    if (flag.kind === 'identical' && (out_of ?? 0) < publicThreshold) continue
    const count = flag.kind === 'identical' ? tellable(flag.count, out_of ?? 0) : flag.kind === 'unproven' && flag.count < publicThreshold ? null : flag.count
    flags.set(round_id, [...(flags.get(round_id) ?? []), { ...flag, count, outOf: out_of }])
  }
  return flags
}

/**
 * "15 of 16 forms are the same" would make one whole form out of the single other answers to each question. So the number is told only where the
 * forms that are the same and the others are both as many as any published figure needs.
 */
function tellable(same: number, all: number): number | null {
  return same >= publicThreshold && all - same >= publicThreshold ? same : null
}

/** Sets the school's own words beside a flag; an empty text takes them back. False where this school has no such flag. */
export function explainFlag(
  db: Db, school: { id: string }, flag: { roundId: string; kind: RoundFlag['kind']; day: string }, words: string, { staff, now }: { staff: { id: string }; now: string },
): Promise<boolean> {
  return db.transaction().execute(async (tx) => {
    const round = await tx.selectFrom('rounds').select('id').where('id', '=', flag.roundId).where('school_id', '=', school.id).executeTakeFirst()
    if (!round) return false
    const result = await tx
      .updateTable('round_flags')
      .set({ explanation: words === '' ? null : words })
      .where('round_id', '=', round.id)
      .where('kind', '=', flag.kind)
      .where('day', '=', flag.day)
      .executeTakeFirst()
    if (result.numUpdatedRows === 0n) return false
    await recordAudit(tx, { schoolId: school.id, staffId: staff.id, action: 'round:explain-flag', target: round.id, detail: words, at: now })
    return true
  })
}
