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
  /** Days on which forms came in, the earliest first. */
  days: { day: string; full: number; quick: number }[]
  /** Places whose QR code was used; `count` is null below the inside threshold. */
  places: { name: string; count: number | null }[]
}

export async function participation(db: Db, round: Round): Promise<Participation> {
  const byDay = await db
    .selectFrom('responses')
    .select((eb) => ['answered_on', 'form', eb.fn.countAll<number>().as('count')])
    .where('round_id', '=', round.id)
    .groupBy(['answered_on', 'form'])
    .orderBy('answered_on')
    .execute()
  const byPlace = await db
    .selectFrom('responses')
    .innerJoin('places', 'places.id', 'responses.place_id')
    .select((eb) => ['places.name', eb.fn.countAll<number>().as('count')])
    .where('responses.round_id', '=', round.id)
    .groupBy(['places.id', 'places.name'])
    .orderBy('places.name')
    .execute()

  const byChannel = await db
    .selectFrom('response_counters')
    .select((eb) => ['channel', eb.fn.sum<number>('count').as('count')])
    .where('round_id', '=', round.id)
    .groupBy('channel')
    .execute()

  const days = new Map<string, { day: string; full: number; quick: number }>()
  for (const row of byDay) {
    const day = days.get(row.answered_on) ?? { day: row.answered_on, full: 0, quick: 0 }
    day[row.form] += Number(row.count)
    days.set(row.answered_on, day)
  }
  const list = [...days.values()]
  const full = list.reduce((sum, day) => sum + day.full, 0)
  const quick = list.reduce((sum, day) => sum + day.quick, 0)
  const inEnvelopes = (await waitingEnvelopes(db, [round.id])).get(round.id) ?? 0
  const came = (channel: Channel) => Number(byChannel.find((row) => row.channel === channel)?.count ?? 0)
  return {
    channels: { open: came('open'), slip: came('slip') + inEnvelopes, paper: came('paper'), kiosk: came('kiosk') },
    total: full + quick + inEnvelopes,
    inEnvelopes,
    full,
    quick,
    days: list,
    places: byPlace.map(({ name, count }) => ({ name, count: Number(count) < insideThreshold ? null : Number(count) })),
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
  const rows = await db
    .selectFrom('answers')
    .innerJoin('responses', 'responses.id', 'answers.response_id')
    .select((eb) => [eb.ref(`responses.${grouping}`).as('group'), 'answers.level', eb.fn.countAll<number>().as('count')])
    .where('responses.round_id', '=', round.id)
    .where('answers.item', '=', overall.code)
    .groupBy([`responses.${grouping}`, 'answers.level'])
    .execute()
  const counted = rows.map((row) => ({ ...row, count: Number(row.count) }))
  const total = countsByItem(counted.map((row) => ({ ...row, item: 'all' }))).get('all') ?? noCounts
  const named = countsByItem(counted.flatMap((row) => (row.group === null ? [] : [{ ...row, item: row.group }])))
  const options = grouping === 'age_group' ? (groups?.options ?? []) : relations
  return insideView(total, new Map(options.map((one) => [one.code, named.get(one.code) ?? noCounts])))
}
