import type { Db } from '#db/connect.ts'
import { patternOf } from './flags.ts'
import { loadQuestionnaires } from './questionnaire-store.ts'

export interface CounterDifference {
  roundId: string
  /** An item code with its level, or `form` with the name of the form; then the channel. Or `day`, `place`, `pattern`, a group with its level, `ledger`. */
  what: string
  /** What the answers add up to. */
  counted: number
  /** What the counter says. */
  stored: number
}

/** Counts all answers again and compares with the counters, over every school. Empty where they agree. */
export async function recount(db: Db): Promise<CounterDifference[]> {
  const answers = await db
    .selectFrom('answers')
    .innerJoin('responses', 'responses.id', 'answers.response_id')
    .select((eb) => ['responses.round_id', 'responses.channel', 'answers.item', 'answers.level', eb.fn.countAll<number>().as('count')])
    .groupBy(['responses.round_id', 'responses.channel', 'answers.item', 'answers.level'])
    .execute()
  const expectations = await db
    .selectFrom('responses')
    .select((eb) => ['round_id', 'channel', 'expectation', eb.fn.countAll<number>().as('count')])
    .where('expectation', 'is not', null)
    .groupBy(['round_id', 'channel', 'expectation'])
    .execute()
  const forms = await db
    .selectFrom('responses')
    .select((eb) => ['round_id', 'channel', 'form', eb.fn.countAll<number>().as('count')])
    .groupBy(['round_id', 'channel', 'form'])
    .execute()

  // The expectation is counted under the code that the round's questionnaire gives it.
  const rounds = await db.selectFrom('rounds').select(['id', 'questionnaire_id']).execute()
  const asked = await loadQuestionnaires(db, rounds)
  const expectationCode = new Map(rounds.map((round) => [round.id, asked.get(round.questionnaire_id)?.expectation?.code ?? '']))
  const overallCode = new Map(rounds.map((round) => [round.id, asked.get(round.questionnaire_id)?.overall.code ?? '']))

  const days = await db.selectFrom('responses').select((eb) => ['round_id', 'answered_on as day', eb.fn.countAll<number>().as('count')]).groupBy(['round_id', 'answered_on']).execute()
  const places = await db.selectFrom('responses').select((eb) => ['round_id', 'place_id', eb.fn.countAll<number>().as('count')]).where('place_id', 'is not', null).groupBy(['round_id', 'place_id']).execute()
  const receipts = await db.selectFrom('ledger_entries').select((eb) => ['round_id', eb.fn.countAll<number>().as('count')]).groupBy('round_id').execute()

  const counted = new Map<string, number>()
  for (const row of answers) counted.set(key(row.round_id, `${row.item} ${row.level} ${row.channel}`), Number(row.count))
  for (const row of expectations) counted.set(key(row.round_id, `${expectationCode.get(row.round_id)} ${row.expectation} ${row.channel}`), Number(row.count))
  for (const row of forms) counted.set(key(row.round_id, `form ${row.form} ${row.channel}`), Number(row.count))
  for (const row of days) counted.set(key(row.round_id, `day ${row.day}`), Number(row.count))
  for (const row of places) counted.set(key(row.round_id, `place ${row.place_id}`), Number(row.count))
  for (const row of receipts) counted.set(key(row.round_id, 'ledger'), Number(row.count))
  for (const grouping of ['age_group', 'relation'] as const) {
    const rows = await db
      .selectFrom('answers')
      .innerJoin('responses', 'responses.id', 'answers.response_id')
      .select((eb) => ['responses.round_id', 'answers.item', `responses.${grouping} as code`, 'answers.level', eb.fn.countAll<number>().as('count')])
      .where(`responses.${grouping}`, 'is not', null)
      .where('answers.item', 'in', [...new Set(overallCode.values())])
      .groupBy(['responses.round_id', 'answers.item', `responses.${grouping}`, 'answers.level'])
      .execute()
    for (const row of rows) if (row.item === overallCode.get(row.round_id)) counted.set(key(row.round_id, `${grouping} ${row.code} ${row.level}`), Number(row.count))
  }

  await countPatternsAgain(db, counted)

  const stored = new Map<string, number>()
  for (const row of await db.selectFrom('answer_counters').selectAll().execute()) stored.set(key(row.round_id, `${row.item} ${row.level} ${row.channel}`), row.count)
  for (const row of await db.selectFrom('response_counters').selectAll().execute()) stored.set(key(row.round_id, `form ${row.form} ${row.channel}`), row.count)

  for (const row of await db.selectFrom('day_counters').selectAll().execute()) stored.set(key(row.round_id, `day ${row.day}`), row.count)
  for (const row of await db.selectFrom('place_counters').selectAll().execute()) stored.set(key(row.round_id, `place ${row.place_id}`), row.count)
  for (const row of await db.selectFrom('group_counters').selectAll().execute()) stored.set(key(row.round_id, `${row.grouping} ${row.code} ${row.level}`), row.count)
  for (const row of await db.selectFrom('answer_patterns').selectAll().execute()) stored.set(key(row.round_id, `pattern ${row.pattern}`), row.count)
  for (const row of await db.selectFrom('ledger_counters').selectAll().execute()) stored.set(key(row.round_id, 'ledger'), row.count)

  return [...new Set([...counted.keys(), ...stored.keys()])]
    .map((id) => {
      const [roundId = '', what = ''] = id.split('\n')
      return { roundId, what, counted: counted.get(id) ?? 0, stored: stored.get(id) ?? 0 }
    })
    .filter((difference) => difference.counted !== difference.stored)
}

/** Forms read at a time: what is kept in memory does not grow with what came in. */
const piece = 2000

/** A pattern is made of all answers of one form, which no query that both engines understand can put together. */
async function countPatternsAgain(db: Db, counted: Map<string, number>): Promise<void> {
  for (let after = ''; ;) {
    const forms = await db.selectFrom('responses').select(['id', 'round_id']).where('id', '>', after).orderBy('id').limit(piece).execute()
    const last = forms.at(-1)?.id
    if (last === undefined) return
    const answers = await db.selectFrom('answers').select(['response_id', 'item', 'level']).where('response_id', '>', after).where('response_id', '<=', last).execute()
    const byForm = Map.groupBy(answers, (answer) => answer.response_id)
    for (const form of forms) {
      const pattern = patternOf(byForm.get(form.id) ?? [])
      if (pattern === null) continue
      const id = key(form.round_id, `pattern ${pattern}`)
      counted.set(id, (counted.get(id) ?? 0) + 1)
    }
    after = last
  }
}

function key(roundId: string, what: string): string {
  return `${roundId}\n${what}`
}
