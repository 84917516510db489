import { countsByItem, insideThreshold, insideView, noCounts } from '#app/statistics/index.ts'
import type { InsideView } from '#app/statistics/index.ts'
import type { Db } from '#db/connect.ts'
import type { Channel, Round } from '#db/schema.ts'
import { loadQuestionnaire } from './questionnaire-store.ts'
import { relations } from './questionnaires.ts'
import type { ChannelCounts } from './results.ts'
import { waitingEnvelopes } from './slips.ts'

/**
 * What the school's own staff see of a round: who took part while it is open, and after it has closed figures by
 * group; comments are for app/comments. Never a single form, and of a group under the inside threshold not even its size.
 */

export interface Participation {
  /** All that came in, also what lies in envelopes. */
  total: number
  /** Answers with a slip whose envelopes are still closed: of which length they are nobody knows yet. */
  inEnvelopes: number
  full: number
  quick: number
  /** By the way they came, also what lies in envelopes. Paper counts once two people agree on it. */
  channels: ChannelCounts
  /** Days on which forms came in, the earliest first. Of which length they were is not kept by the day. */
  days: { day: string; count: number }[]
  /** Places whose QR code was used; `count` is null below the inside threshold. */
  places: { name: string; count: number | null }[]
}

export async function participation(db: Db, round: Round): Promise<Participation> {
  const days = await db.selectFrom('day_counters').select(['day', 'count']).where('round_id', '=', round.id).orderBy('day').execute()
  const byPlace = await db
    .selectFrom('place_counters')
    .innerJoin('places', 'places.id', 'place_counters.place_id')
    .select(['places.name', 'place_counters.count'])
    .where('place_counters.round_id', '=', round.id)
    .orderBy('places.name')
    .execute()
  const counted = await db.selectFrom('response_counters').select(['channel', 'form', 'count']).where('round_id', '=', round.id).execute()
  const sum = (which: { channel?: Channel; form?: 'full' | 'quick' }) =>
    counted.filter((row) => (which.channel ?? row.channel) === row.channel && (which.form ?? row.form) === row.form).reduce((all, row) => all + row.count, 0)
  const inEnvelopes = (await waitingEnvelopes(db, [round.id])).get(round.id) ?? 0
  return {
    channels: { open: sum({ channel: 'open' }), slip: sum({ channel: 'slip' }) + inEnvelopes, paper: sum({ channel: 'paper' }), kiosk: sum({ channel: 'kiosk' }) },
    total: sum({}) + inEnvelopes,
    inEnvelopes,
    full: sum({ form: 'full' }),
    quick: sum({ form: 'quick' }),
    days,
    places: byPlace.map(({ name, count }) => ({ name, count: count < insideThreshold ? null : count })),
  }
}

/** How many forms each of these rounds has; a round without any is missing. */
export async function collectedForms(db: Db, rounds: readonly Round[]): Promise<Map<string, number>> {
  if (rounds.length === 0) return new Map()
  const rows = await db
    .selectFrom('response_counters')
    .select((eb) => ['round_id', eb.fn.sum<number>('count').as('count')])
    .where('round_id', 'in', rounds.map((round) => round.id))
    .groupBy('round_id')
    .execute()
  const collected = new Map(rows.map((row) => [row.round_id, Number(row.count)]))
  for (const [id, count] of await waitingEnvelopes(db, rounds.map((round) => round.id))) collected.set(id, (collected.get(id) ?? 0) + count)
  return collected
}

export type Grouping = 'age_group' | 'relation'

/** The headline by group of people, for a closed round; null while it is open, so that nobody can watch single forms come in. */
export async function headlineByGroup(db: Db, round: Round, grouping: Grouping): Promise<InsideView | null> {
  if (round.state !== 'closed') return null
  const { overall, groups } = await loadQuestionnaire(db, round)
  const all = await db.selectFrom('answer_counters').select(['item', 'level', 'count']).where('round_id', '=', round.id).where('item', '=', overall.code).execute()
  const rows = await db.selectFrom('group_counters').select(['code as item', 'level', 'count']).where('round_id', '=', round.id).where('grouping', '=', grouping).execute()
  const named = countsByItem(rows)
  const options = grouping === 'age_group' ? (groups?.options ?? []) : relations
  return insideView(countsByItem(all).get(overall.code) ?? noCounts, new Map(options.map((one) => [one.code, named.get(one.code) ?? noCounts])))
}
