import { addDays } from '#app/calendar/index.ts'
import type { CaseFigures } from '#app/cases/index.ts'
import type { Message } from '#app/i18n/index.ts'
import type { Target } from '#app/schools/index.ts'
import type { HistoryEntry } from '#app/surveys/index.ts'

/** A promise of the school's plan beside what came of it. */
export interface KeptPromise {
  id: string
  section: string
  statement: Message
  /** Per cent; null where the promise names none. */
  targetPercent: number | null
  indicator: Target['indicator']
  /** The live share 0–1; null where there is none. */
  actual: number | null
  /** The day on which the figure was released, for the indicators that come from surveys. */
  asOf: string | null
  /** `none`: nothing to measure yet; `unmeasured`: this site keeps no figure for it. */
  status: 'reached' | 'missed' | 'none' | 'unmeasured'
}

/** "Kept up to date" means that no more than a school year has gone by since the last release. */
const upToDateDays = 365

/** The promises in their order, each with its live figure. `cases` are this year's; `today` is a day. */
export function keptPromises(
  targets: readonly Target[],
  live: { education: readonly HistoryEntry[]; dossier: readonly HistoryEntry[]; cases: CaseFigures },
  today: string,
): KeptPromise[] {
  return targets.map((target) => ({
    id: target.id,
    section: target.section,
    statement: { vi: target.statement_vi, en: target.statement_en },
    targetPercent: target.target_percent,
    indicator: target.indicator,
    ...measured(target),
  }))

  function measured(target: Target): Pick<KeptPromise, 'actual' | 'asOf' | 'status'> {
    switch (target.indicator) {
      case 'education_satisfaction':
        return satisfaction(live.education, target)
      case 'dossier_satisfaction':
        return satisfaction(live.dossier, target)
      case 'cases_answered_published': {
        const { published, overdue } = live.cases
        if (published.outOf === 0 && overdue === 0) return { actual: null, asOf: null, status: 'none' }
        const actual = published.outOf === 0 ? null : published.done / published.outOf
        // "Received, handled, answered and published": one case left unanswered past its day breaks it.
        return { actual, asOf: null, status: overdue === 0 ? compared(actual, target) : 'missed' }
      }
      case 'rate_published': {
        const last = newestFigure(live.education)
        if (!last) return { actual: null, asOf: null, status: 'none' }
        const isRecent = addDays(last.results.releasedOn, upToDateDays) >= today
        return { actual: null, asOf: last.results.releasedOn, status: isRecent ? 'reached' : 'missed' }
      }
      default:
        return { actual: null, asOf: null, status: 'unmeasured' }
    }
  }
}

function satisfaction(history: readonly HistoryEntry[], target: Target): Pick<KeptPromise, 'actual' | 'asOf' | 'status'> {
  const last = newestFigure(history)
  if (!last) return { actual: null, asOf: null, status: 'none' }
  const actual = last.results.overall.statistics?.rate ?? null
  return { actual, asOf: last.results.releasedOn, status: compared(actual, target) }
}

function newestFigure(history: readonly HistoryEntry[]): HistoryEntry | undefined {
  return history.findLast((entry) => entry.results.overall.statistics !== null)
}

function compared(actual: number | null, target: Target): KeptPromise['status'] {
  if (actual === null) return 'none'
  // Two decimals are what people see: 97,996 % is shown as 98,00 % and counts as such.
  return target.target_percent === null || Math.round(actual * 10_000) / 100 >= target.target_percent ? 'reached' : 'missed'
}
