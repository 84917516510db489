import { dayOf } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { EnvelopeKeys } from './envelope-keys.ts'
import { flagIdentical } from './flags.ts'
import { leavePaper } from './paper.ts'
import { auditRound, changeRound, findRound, startRound } from './rounds.ts'
import type { Actor, RoundResult } from './rounds.ts'
import { forgetKeys, openAll, waitingEnvelopes } from './slips.ts'

/** What opens the envelopes of slip answers. */
export interface SlipDeps {
  secrets: { hash(purpose: string, value: string): string }
  keys: EnvelopeKeys
}

/**
 * Closes an open round and so releases its figures, for good. The last day that was announced stays on record beside the real
 * one. Answers that wait in envelopes are opened with it; `slips` is needed where there are any.
 */
export async function closeRound(
  db: Db, school: { id: string }, target: { id: string; version: number }, actor: Actor | null, now: string, slips?: SlipDeps,
): Promise<RoundResult> {
  const result = await db.transaction().execute(async (trx): Promise<RoundResult> => {
    const round = await findRound(trx, school, target.id)
    if (!round) return { status: 'not-found' }
    if (round.version !== target.version || round.state !== 'open') return { status: 'stale' }
    const today = dayOf(now)
    if (slips) await openAll(trx, slips, round.id)
    else if ((await waitingEnvelopes(trx, [round.id])).size > 0) throw new Error('A round with answers in envelopes is closed with their keys')
    await flagIdentical(trx, round.id, today)
    const paperLeft = await leavePaper(trx, round.id)
    await changeRound(trx, round, { state: 'closed', paper_left: paperLeft, closed_on: today, closes_on: round.closes_on < today ? round.closes_on : today })
    await auditRound(trx, school, actor, 'round:close', round.id, now)
    return { status: 'done' }
  })
  if (slips) await forgetKeys(db, slips.keys)
  return result
}

/**
 * What the calendar does by itself, for one school or for all: closes rounds whose last day is over, then opens planned
 * ones whose first day has come. Safe to call at any time and as often as one likes. Returns how many rounds turned.
 */
export async function turnRounds(db: Db, school: { id: string } | null, now: string, slips?: SlipDeps): Promise<{ opened: number; closed: number }> {
  const today = dayOf(now)
  let query = db.selectFrom('rounds').selectAll().where('state', '!=', 'closed').orderBy('opens_on').orderBy('id')
  if (school) query = query.where('school_id', '=', school.id)
  const rounds = await query.execute()

  const turned = { opened: 0, closed: 0 }
  for (const round of rounds.filter((one) => one.state === 'open' && one.closes_on < today)) {
    const { status } = await closeRound(db, { id: round.school_id }, round, null, now, slips)
    if (status === 'done') turned.closed += 1
  }
  for (const round of rounds.filter((one) => one.state === 'planned' && one.opens_on <= today && one.closes_on >= today)) {
    const { status } = await startRound(db, { id: round.school_id }, round, null, now)
    if (status === 'done') turned.opened += 1
  }
  return turned
}
