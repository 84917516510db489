import { sql } from 'kysely'
import { addDays } from '#app/calendar/index.ts'
import { closeRound, createRound, findRound, startRound } from '#app/surveys/index.ts'
import type { Db, Tx } from '#db/connect.ts'
import { randomHex } from '#db/dialect.ts'

/** What the one-minute form of the preschool template asks, each with a number that makes its answers differ from the others'. */
const items = ['A0', 'B0', 'C0', 'D0', 'E0', 'F1']
/** Ten families as they often are; 0 is "no opinion". */
const ticks = [0, 1, 2, 3, 4, 4, 5, 5, 5, 5]
/** What families say of themselves, and the gate whose code they used; some say nothing. */
const ages = ['mam', 'choi', 'la', null] as const
const relations = ['mother', 'father', null] as const

/**
 * Fills a school with a closed round of so many one-minute forms, half of them with slips, and the counters that the product would have kept of them.
 * For measuring: `recount` agrees, but no form went through the door, so their lines in the ledger are made of chance. Otherwise the same for the same number.
 * `today` is a day. Each form says one of `comments` and its number, where there are any; they still have to be sorted (`attendComments`). `from` is the number of
 * the first form: no two rounds of a database may share numbers. Returns the round's id.
 */
export async function addManyResponses(db: Db, school: { id: string }, count: number, today: string, comments: readonly string[] = [], from = 0): Promise<string> {
  const now = `${today}T01:00:00.000Z`
  const input = { questionnaire: 'education' as const, nameVi: `Đợt ${count} phiếu`, nameEn: `Round of ${count} forms`, opensOn: addDays(today, -9), closesOn: today, audienceSize: count * 2 }
  const id = await createRound(db, school, input, null, now)
  await startRound(db, school, (await findRound(db, school, id))!, null, now)

  const first = sql.lit(1_000_000_000 + from)
  // Numbers of one length, so that the rows are written in the order in which they lie.
  const numbers = sql`with recursive numbers (i) as (select 0 union all select i + 1 from numbers where i + 1 < ${sql.lit(count)})`
  const asked = sql.join(items.map((item, place) => sql`select ${sql.lit(item)} as item, ${sql.lit(place)} as place`), sql` union all `)
  const level = sql`(i * (place + 3) + i / 10) % 10`
  const one = (options: readonly (string | null)[]) => sql`case i % ${sql.lit(options.length)} ${sql.join(options.map((option, index) => sql`when ${sql.lit(index)} then ${option}`), sql` `)} end`
  const place = await db.selectFrom('places').select('id').where('school_id', '=', school.id).where('kind', '=', 'gate').executeTakeFirstOrThrow()
  const day = addDays(today, -1)
  const comment = comments.length === 0 ? sql`null` : sql`case i % ${sql.lit(comments.length)} ${sql.join(comments.map((text, index) => sql`when ${sql.lit(index)} then ${text}`), sql` `)} end || ' (' || i || ')'`
  const tick = sql.join(ticks.map((value, index) => sql`when ${sql.lit(index)} then ${sql.lit(value)}`), sql` `)
  await db.transaction().execute(async (tx) => {
    await sql`
      insert into responses (id, school_id, round_id, form, answered_on, place_id, relation, age_group, comment, idempotency_hash, body_hash, receipt_hash, channel)
      ${numbers} select 'f' || (${first} + i), ${school.id}, ${id}, 'quick', ${day}, ${one([place.id, null])}, ${one(relations)}, ${one(ages)}, ${comment}, 'k' || (${first} + i), 'b', 'r' || (${first} + i), case i % 2 when 0 then 'slip' else 'open' end from numbers`.execute(tx)
    await sql`
      insert into answers (response_id, item, level)
      ${numbers} select 'f' || (${first} + i), item, case ${level} ${tick} end from numbers cross join (${asked}) as asked`.execute(tx)
    if (comments.length > 0) await addComments(tx, id)
    await sql`
      insert into ledger_entries (tag, school_id, round_id, link, commitment, day)
      ${numbers} select ${randomHex(db, 32)}, ${school.id}, ${id}, 'l' || (${first} + i), ${randomHex(db, 32)}, ${day} from numbers`.execute(tx)
    await tx.insertInto('ledger_counters').values({ round_id: id, count }).execute()
    await tx.insertInto('day_counters').values({ round_id: id, day, count }).execute()
    await tx.insertInto('place_counters').values({ round_id: id, place_id: place.id, count: Math.ceil(count / 2) }).execute()
    await tx.insertInto('group_counters').values([...groupCounters(count, 'age_group', ages), ...groupCounters(count, 'relation', relations)].map((row) => ({ round_id: id, ...row }))).execute()
    await tx.insertInto('answer_counters').values(counters(count).map((row) => ({ round_id: id, ...row }))).execute()
    await tx.insertInto('response_counters').values((['slip', 'open'] as const).map((channel, odd) => ({ round_id: id, channel, form: 'quick' as const, count: Math.ceil((count - odd) / 2) }))).execute()
  })
  await closeRound(db, school, (await findRound(db, school, id))!, null, now)
  return id
}

/** The rows by which comments are worked with, in an order that tells nothing. */
async function addComments(tx: Tx, roundId: string): Promise<void> {
  await sql`
    insert into comments (id, school_id, round_id, response_id, state)
    select ${randomHex(tx, 16)} as id, school_id, round_id, id, 'stale' from responses where round_id = ${roundId} order by 1`.execute(tx)
}

/** What form `i` ticks at the question in this place. */
const tickOf = (i: number, place: number) => ticks[(i * (place + 3) + Math.floor(i / 10)) % 10]!

function groupCounters(count: number, grouping: 'age_group' | 'relation', options: readonly (string | null)[]) {
  const overall = items.indexOf('F1')
  const counted = new Map<string, { grouping: typeof grouping; code: string; level: number; count: number }>()
  for (let i = 0; i < count; i += 1) {
    const code = options[i % options.length]
    if (code === null || code === undefined) continue
    const level = tickOf(i, overall)
    const row = counted.get(`${code} ${level}`) ?? { grouping, code, level, count: 0 }
    row.count += 1
    counted.set(`${code} ${level}`, row)
  }
  return [...counted.values()]
}

/** The counters of the same forms, counted here as the product counts them one by one. */
function counters(count: number) {
  const counted = new Map<string, number>()
  for (let i = 0; i < count; i += 1) {
    for (let place = 0; place < items.length; place += 1) {
      const key = `${items[place]} ${tickOf(i, place)} ${i % 2 === 0 ? 'slip' : 'open'}`
      counted.set(key, (counted.get(key) ?? 0) + 1)
    }
  }
  return [...counted].map(([key, number]) => {
    const [item, level, channel] = key.split(' ') as [string, string, 'slip' | 'open']
    return { item, level: Number(level), channel, count: number }
  })
}
