import type { Message } from '#app/i18n/index.ts'
import { changeBetween, countsByItem, countValid, itemStatistics, noCounts, publicThreshold, publicView, responseRate } from '#app/statistics/index.ts'
import type { AreaStatistics, Interval, ItemStatistics } from '#app/statistics/index.ts'
import type { Db } from '#db/connect.ts'
import type { Channel, QuestionnaireCode, Round } from '#db/schema.ts'
import { comparableItems, formChange } from './comparable.ts'
import type { FormChange } from './comparable.ts'
import { flagsOf } from './flags.ts'
import type { RoundFlag } from './flags.ts'
import { paperOf } from './paper.ts'
import { loadQuestionnaires } from './questionnaire-store.ts'
import { structureOf } from './questionnaires.ts'
import type { Questionnaire } from './questionnaires.ts'
import { waitingEnvelopes } from './slips.ts'

/**
 * What everybody may see of a round. Figures exist only for a closed round: it is released once, whole, and does not
 * change afterwards, so no two publications can be subtracted from each other. Hidden figures are null and carry no reason
 * (app/statistics/suppression.ts), in every form this result is sent.
 */

export interface RoundFacts {
  id: string
  questionnaire: QuestionnaireCode
  /** The version of the questionnaire that was asked. */
  questionnaireVersion: number
  name: Message
  /** Days, both included. */
  opensOn: string
  closesOn: string
  /** The last day as announced: after `closesOn` where the round was closed early. */
  plannedClosesOn: string
  /** How many families could answer; null where nobody counted. */
  audience: number | null
}

export interface UnreleasedResults {
  state: 'planned' | 'open'
  round: RoundFacts
  /** Forms that have come in, also those that wait in envelopes. */
  collected: number
  channels: ChannelCounts
  flags: RoundFlag[]
}

/** How many forms came by which way. */
export type ChannelCounts = Record<Channel, number>

export interface QuestionResult {
  code: string
  wording: Message
  statistics: ItemStatistics | null
}

export interface AreaResult {
  code: string
  name: Message
  /** All answers of the area pooled, so its n counts answers, not people. */
  statistics: AreaStatistics | null
  questions: QuestionResult[]
}

export interface ReleasedResults {
  state: 'closed'
  round: RoundFacts
  /** The day of release. */
  releasedOn: string
  /** Forms collected, by length of the form; null under the public threshold, like every other figure then. */
  collected: { all: number; full: number; quick: number } | null
  /** By the way they came; null under the public threshold. */
  channels: ChannelCounts | null
  /** Sheets of paper on the way to being counted, for whoever compares them with what was; null where none was printed. `left`: typed in once, too late for a second person. */
  paper: { printed: number; returned: number | null; withdrawn: number; left: number } | null
  /**
   * The headline once more for those who came with something that only a family of the school has (a slip or a paper form), and for those who came
   * by an open code or a kiosk. Both or neither: one alone could be subtracted from the whole.
   */
  overallBy: { verified: ItemStatistics; open: ItemStatistics } | null
  /** What a reader should know before believing the figures. */
  flags: RoundFlag[]
  /** Collected out of asked, 0–1; null where nobody counted who was asked. */
  responseRate: number | null
  overall: QuestionResult
  areas: AreaResult[]
  /** How much of what was expected the school delivers: mean per cent, 0–150. */
  expectation: { code: string; wording: Message; nValid: number; mean: number } | null
}

/** The public results of one round: figures when it is closed, before that only how many forms have come in. */
export async function roundResults(db: Db, round: Round): Promise<UnreleasedResults | ReleasedResults> {
  const [results] = await resultsOf(db, [round])
  return results!
}

/** A released round beside the one before it. */
export interface HistoryEntry {
  results: ReleasedResults
  /** The questionnaire changed since the round before; null where it did not. */
  formChange: FormChange | null
  /**
   * Change of the headline rate since the round before (−1 to 1) with its 95 % interval; null where either has no figure, and where the question had
   * other words then.
   */
  change: Change | null
  /** The same for every question that was asked in the same words the round before, where both have a figure; by its code. */
  questionChanges: Record<string, Change>
}

type Change = { change: number } & Interval

/** All closed rounds of a questionnaire, oldest first, each with its change since the one before. */
export async function roundHistory(db: Db, school: { id: string }, code: QuestionnaireCode): Promise<HistoryEntry[]> {
  const rounds = await db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('questionnaire', '=', code)
    .where('state', '=', 'closed')
    .orderBy('closes_on')
    .orderBy('opens_on')
    .orderBy('id')
    .execute()
  const asked = await loadQuestionnaires(db, rounds)
  const released = (await resultsOf(db, rounds)).filter((results) => results.state === 'closed')
  return released.map((results, index) => {
    const before = released[index - 1]
    const change = before ? formChange(asked.get(rounds[index - 1]!.questionnaire_id)!, asked.get(rounds[index]!.questionnaire_id)!) : null
    const comparable = change === null || change.headlineSame
    return {
      results,
      formChange: change,
      change: changeBetween((comparable && before?.overall.statistics) || null, results.overall.statistics),
      questionChanges: before ? changesOfQuestions(before, results, comparableItems(asked.get(rounds[index - 1]!.questionnaire_id)!, asked.get(rounds[index]!.questionnaire_id)!)) : {},
    }
  })
}

/** Worked out from what both rounds show, so it tells nothing that they do not. */
function changesOfQuestions(before: ReleasedResults, after: ReleasedResults, comparable: ReadonlySet<string>): Record<string, Change> {
  const questions = (results: ReleasedResults) => results.areas.flatMap((area) => area.questions)
  const earlier = new Map(questions(before).map(({ code, statistics }) => [code, statistics]))
  return Object.fromEntries(
    questions(after).flatMap(({ code, statistics }) => {
      const change = comparable.has(code) ? changeBetween(earlier.get(code) ?? null, statistics) : null
      return change === null ? [] : [[code, change] as const]
    }),
  )
}

/** The round that is collecting answers now, with how many have come in; null where none is open. */
export async function collectingNow(db: Db, school: { id: string }, code: QuestionnaireCode): Promise<UnreleasedResults | null> {
  const round = await db
    .selectFrom('rounds')
    .selectAll()
    .where('school_id', '=', school.id)
    .where('questionnaire', '=', code)
    .where('state', '=', 'open')
    .executeTakeFirst()
  if (!round) return null
  const results = await roundResults(db, round)
  return results.state === 'closed' ? null : results
}

/** Reads the counters of all these rounds at once: the cost does not grow with the number of answers. */
async function resultsOf(db: Db, rounds: Round[]): Promise<(UnreleasedResults | ReleasedResults)[]> {
  if (rounds.length === 0) return []
  const ids = rounds.map((round) => round.id)
  const released = rounds.filter((round) => round.state === 'closed').map((round) => round.id)
  const waiting = await waitingEnvelopes(db, ids)
  const flags = await flagsOf(db, ids)
  const paper = await paperOf(db, rounds.filter((round) => round.state === 'closed'))
  const asked = await loadQuestionnaires(db, rounds)
  const forms = await db.selectFrom('response_counters').selectAll().where('round_id', 'in', ids).execute()
  const counters = released.length === 0 ? [] : await db.selectFrom('answer_counters').selectAll().where('round_id', 'in', released).execute()

  return rounds.map((round) => {
    const sum = (rows: typeof forms) => rows.reduce((all, row) => all + row.count, 0)
    const ofRound = forms.filter((row) => row.round_id === round.id)
    const counted = (form: 'full' | 'quick') => sum(ofRound.filter((row) => row.form === form))
    const by = (channel: Channel) => sum(ofRound.filter((row) => row.channel === channel))
    const inEnvelopes = waiting.get(round.id) ?? 0
    const channels = { open: by('open'), slip: by('slip') + inEnvelopes, paper: by('paper'), kiosk: by('kiosk') }
    const collected = { all: sum(ofRound), full: counted('full'), quick: counted('quick') }
    if (round.state !== 'closed') return { state: round.state, round: factsOf(round), collected: collected.all + inEnvelopes, channels, flags: flags.get(round.id) ?? [] }
    return { ...release(round, asked.get(round.questionnaire_id)!, collected, channels, counters.filter((row) => row.round_id === round.id)), paper: paper.get(round.id) ?? null, flags: flags.get(round.id) ?? [] }
  })
}

type Counter = { item: string; level: number; count: number; channel: Channel }

function release(
  round: Round, form: Questionnaire, collected: { all: number; full: number; quick: number }, channels: ChannelCounts, counters: Counter[],
): Omit<ReleasedResults, 'flags' | 'paper'> {
  // F2 is counted by the percentage given, not by a level.
  const isExpectation = (row: Counter) => row.item === form.expectation?.code
  const view = publicView(
    countsByItem(counters.filter((row) => !isExpectation(row))),
    structureOf(form),
    counters.filter(isExpectation).map(({ level, count }) => ({ value: level, count })),
  )
  const enough = collected.all >= publicThreshold
  return {
    state: 'closed',
    round: factsOf(round),
    releasedOn: round.closed_on ?? round.closes_on,
    collected: enough ? collected : null,
    channels: enough ? channels : null,
    overallBy: headlineByChannel(form.overall.code, counters),
    responseRate: enough ? responseRate(collected.all, round.audience_size) : null,
    overall: { code: form.overall.code, wording: form.overall.wording, statistics: view.overall.statistics },
    areas: form.areas.map((area, index) => {
      const shown = view.areas[index]!
      const asked = area.quickItem ? [...area.items, area.quickItem] : area.items
      return {
        code: area.code,
        name: area.name,
        statistics: shown.statistics,
        questions: asked.map((question, place) => ({ ...question, statistics: shown.items[place]!.statistics })),
      }
    }),
    expectation: form.expectation && view.expectation ? { ...form.expectation, ...view.expectation } : null,
  }
}

function headlineByChannel(overall: string, counters: Counter[]): ReleasedResults['overallBy'] {
  const of = (wanted: readonly Channel[]) => countsByItem(counters.filter((row) => row.item === overall && wanted.includes(row.channel))).get(overall) ?? noCounts
  const verified = of(['slip', 'paper'])
  const open = of(['open', 'kiosk'])
  if (countValid(verified) < publicThreshold || countValid(open) < publicThreshold) return null
  return { verified: itemStatistics(verified), open: itemStatistics(open) }
}

function factsOf(round: Round): RoundFacts {
  return {
    id: round.id,
    questionnaire: round.questionnaire,
    questionnaireVersion: round.questionnaire_version,
    name: { vi: round.name_vi, en: round.name_en },
    opensOn: round.opens_on,
    closesOn: round.closes_on,
    plannedClosesOn: round.planned_closes_on,
    audience: round.audience_size,
  }
}
