import { dayOf, daysTaken, isOnTime, workingDayCounter } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import type { Db } from '#db/connect.ts'
import type { CaseRow } from '#db/schema.ts'
import { isPublishable, isRestricted, openStates } from './transitions.ts'

/**
 * How the school deals with what parents send, for everybody to see. Complaints and denunciations have procedures and limits of
 * their own and are never public: complaints stand in a number of their own, and no other figure counts them. Denunciations are in no
 * figure at all: whoever knows how many complaints there are could subtract, and only the principal may know that one has come.
 */
export interface CaseFigures {
  /** Feedback, suggestions, praise and questions. */
  received: number
  /** Of those whose day of acknowledgement has come or that were acknowledged: how many in time. */
  acknowledged: { inTime: number; outOf: number }
  /** Answered, and not reopened since. */
  answered: number
  /** Of those answered and those overdue now: how many were answered in time. What is overdue counts as late. */
  answeredInTime: { inTime: number; outOf: number }
  /** Past the promised day, not answered. While the school waits for the sender nothing is overdue. */
  overdue: number
  /** Of those passed on to another authority: how many within the days for it. */
  transferredInTime: { inTime: number; outOf: number }
  /** Being handled, the promised day still ahead. */
  pending: number
  waitingForSender: number
  /** Mean working days from receipt to answer, without those the school waited for the sender; null where nothing is answered. */
  averageWorkingDays: number | null
  /** Of the answered ones that may be published: how many are, with the answer that stands now. */
  published: { done: number; outOf: number }
  /** Published, but being answered again because the sender disagreed: not in `published.done`. */
  answeredAgain: number
  /** Taken down and not published again, though they may be: in `published.outOf`, not in `published.done`. */
  takenDown: number
  /** What is not counted in `published.outOf`, and why; together they are all that came in but denunciations. */
  leftOut: {
    /** Formal complaints. */
    restricted: number
    unanswered: number
    noConsent: number
    transferred: number
    ineligible: number
    /** Answered together with a like report that is not published. */
    merged: number
  }
}

export type CaseFacts = Pick<
  CaseRow,
  'kind' | 'state' | 'consent_publish' | 'received_on' | 'acknowledge_due' | 'acknowledged_on' | 'answer_due' | 'answered_on' | 'paused_days'
> & {
  /** Whether the public list holds it. */
  isPublished: boolean
  /** Whether the sender has disagreed with the answer in the public list. */
  isDisputed: boolean
  /** Whether the school took it down again. */
  isWithdrawn?: boolean
  wasTransferred: boolean
  /** Only kept, because the sender asked for that: it waits for them. */
  isFrozen?: boolean
  /** Answered together with the case it repeats. */
  isMerged?: boolean
  /** Of a merged one: whether the public list holds the answer they share, and it stands. */
  isPublishedTogether?: boolean
  /** The day by which what is not the school's is passed on, and the day on which it was. */
  classify_due?: string | null
  transferredOn?: string | null
}

/** The figures of these cases as of `today`. */
export function caseFigures(cases: readonly CaseFacts[], calendar: Calendar, today: string): CaseFigures {
  const ordinary = cases.filter((row) => !isRestricted(row.kind))
  const count = (test: (row: CaseFacts) => boolean) => ordinary.filter(test).length

  const isOpen = (row: CaseFacts) => openStates.includes(row.state)
  const isAnswered = (row: CaseFacts) => !isOpen(row) && row.answered_on !== null
  const isWaiting = (row: CaseFacts) => row.state === 'more_info' || (isOpen(row) && row.isFrozen === true)
  const isOverdue = (row: CaseFacts) => isOpen(row) && !isWaiting(row) && row.answer_due < today
  // A case can be closed only after an answer, a transfer or a refusal.
  const isTransferred = (row: CaseFacts) => !isOpen(row) && row.answered_on === null && row.wasTransferred
  const isIneligible = (row: CaseFacts) => !isOpen(row) && row.answered_on === null && !row.wasTransferred
  const countsForAcknowledgement = (row: CaseFacts) => row.acknowledged_on !== null || (isOpen(row) && row.acknowledge_due < today)
  // What was published and is not answered now has no answer to show for it.
  const standsPublished = (row: CaseFacts) => isAnswered(row) && (row.isMerged ? row.isPublishedTogether === true : row.isPublished && !row.isWithdrawn && !row.isDisputed)
  // One publication speaks for all whom it answers; a merged case cannot be published by itself.
  const countsForPublication = (row: CaseFacts) => standsPublished(row) || (isAnswered(row) && !row.isMerged && isPublishable(row))

  const answered = ordinary.filter(isAnswered)
  const overdue = count(isOverdue)
  const workingDays = workingDayCounter(calendar)
  const days = answered.map((row) => daysTaken({ receivedOn: row.received_on, doneOn: row.answered_on!, workingDays, pausedDays: row.paused_days }))

  return {
    received: ordinary.length,
    acknowledged: {
      inTime: count((row) => row.acknowledged_on !== null && isOnTime(row.acknowledge_due, row.acknowledged_on)),
      outOf: count(countsForAcknowledgement),
    },
    answered: answered.length,
    answeredInTime: { inTime: count((row) => isAnswered(row) && isOnTime(row.answer_due, row.answered_on!)), outOf: answered.length + overdue },
    overdue,
    transferredInTime: {
      inTime: count((row) => isTransferred(row) && isOnTime(row.classify_due ?? '9', row.transferredOn ?? '')),
      outOf: count(isTransferred),
    },
    pending: count((row) => isOpen(row) && !isWaiting(row) && !isOverdue(row)),
    waitingForSender: count(isWaiting),
    averageWorkingDays: days.length === 0 ? null : days.reduce((sum, taken) => sum + taken, 0) / days.length,
    published: { done: count(standsPublished), outOf: count(countsForPublication) },
    answeredAgain: count((row) => row.isPublished && !row.isWithdrawn && row.isDisputed),
    takenDown: count((row) => row.isWithdrawn === true && countsForPublication(row)),
    leftOut: {
      restricted: cases.filter((row) => row.kind === 'complaint').length,
      unanswered: count(isOpen),
      noConsent: count((row) => isAnswered(row) && !row.isMerged && !countsForPublication(row)),
      transferred: count(isTransferred),
      ineligible: count(isIneligible),
      merged: count((row) => isAnswered(row) && row.isMerged === true && !standsPublished(row)),
    },
  }
}

export interface PublicFigures {
  year: number
  /** Cases received since 1 January of the year of `today`. */
  thisYear: CaseFigures
  all: CaseFigures
}

/** The school's figures for this year and since the beginning. `today` is a day. */
export async function publicFigures(db: Db, school: { id: string }, calendar: Calendar, today: string): Promise<PublicFigures> {
  const cases = await loadCaseFacts(db, school)
  const year = today.slice(0, 4)
  return {
    year: Number(year),
    thisYear: caseFigures(cases.filter((row) => row.received_on.startsWith(year)), calendar, today),
    all: caseFigures(cases, calendar, today),
  }
}

/** What the figures are counted from: every case of the school, or those whose answer is due from a day on, without a word of what was written. */
export async function loadCaseFacts(db: Db, school: { id: string }, dueFrom?: string): Promise<CaseFacts[]> {
  const rows = await db
    .selectFrom('cases')
    .leftJoin('publications', (join) =>
      join.onRef('publications.school_id', '=', 'cases.school_id').onRef('publications.number', '=', 'cases.number'))
    .leftJoin('cases as main', 'main.id', 'cases.merged_into')
    .leftJoin('publications as shared', (join) =>
      join
        .onRef('shared.school_id', '=', 'main.school_id')
        .onRef('shared.number', '=', 'main.number')
        .on('shared.withdrawn_on', 'is', null)
        .on('shared.reopened_on', 'is', null)
        .on('main.answered_on', 'is not', null))
    .select((eb) => [
      'cases.kind',
      'cases.state',
      'cases.consent_publish',
      'cases.received_on',
      'cases.acknowledge_due',
      'cases.acknowledged_on',
      'cases.answer_due',
      'cases.answered_on',
      'cases.paused_days',
      'cases.frozen_on',
      'cases.classify_due',
      'cases.merged_into',
      'shared.id as shared_id',
      'publications.id as publication_id',
      'publications.reopened_on as disputed_on',
      'publications.withdrawn_on',
      eb
        .case()
        // Asked only where it can have happened.
        .when(eb.and([eb('cases.answered_on', 'is', null), eb('cases.state', 'in', ['transferred', 'closed'])]))
        .then(
          eb
            .selectFrom('case_events')
            .select('case_events.at')
            .where('case_events.to_state', '=', 'transferred')
            // How it ended last: the sender may have had it reopened, and it then ended another way.
            .where('case_events.id', '=', (event) =>
              event
                .selectFrom('case_events as ended')
                .select((ends) => ends.fn.max('ended.id').as('id'))
                .whereRef('ended.case_id', '=', 'cases.id')
                .where('ended.to_state', 'in', ['transferred', 'ineligible'])
                .whereRef('ended.from_state', '!=', 'ended.to_state')),
        )
        .end()
        .as('transferred_at'),
    ])
    .where('cases.school_id', '=', school.id)
    .$if(dueFrom !== undefined, (query) => query.where('cases.answer_due', '>=', dueFrom!))
    .execute()
  return rows.map(({ publication_id, disputed_on, withdrawn_on, transferred_at, frozen_on, merged_into, shared_id, ...row }) => ({
    ...row,
    isPublished: publication_id !== null,
    isFrozen: frozen_on !== null,
    isDisputed: disputed_on !== null,
    isWithdrawn: withdrawn_on !== null,
    wasTransferred: row.state === 'transferred' || transferred_at !== null,
    transferredOn: transferred_at === null ? null : dayOf(transferred_at),
    isMerged: merged_into !== null,
    isPublishedTogether: shared_id !== null,
  }))
}
