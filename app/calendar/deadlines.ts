import { addDays, dayOf, minutesOfDay } from './days.ts'
import type { Day, Instant } from './days.ts'
import { addWorkingDays, isWorkingDay, nextWorkingDay, rollForward, workingDaysBetween } from './working-days.ts'
import type { Calendar } from './working-days.ts'

/** The kinds of case as far as limits differ: only complaint and denunciation have their own. */
export type CaseKind = 'feedback' | 'suggestion' | 'praise' | 'question' | 'complaint' | 'denunciation'

/** The limits of a school. "Days" are calendar days, "working days" are by the school's calendar. */
export type Limits = typeof defaultLimits

/** What a school starts with; a limit set by law may be made shorter, not longer. */
export const defaultLimits = {
  // The school's own promise.
  acknowledgeWorkingDays: 2,
  // The national feedback portal's limit for passing on what is not ours to answer.
  classifyWorkingDays: 5,
  // Luật Tiếp công dân 2013, Điều 28: the sender is told the result of intake within 10 working days.
  intakeWorkingDays: 10,
  // The school's own promise.
  answerWorkingDays: 10,
  // The school's own promise: one extension, with the reason sent to the parent.
  extensionWorkingDays: 10,
  extensionTimes: 1,
  // Luật Khiếu nại 2011, Điều 27: accepted or refused within 10 days of receipt.
  complaintAcceptDays: 10,
  // Luật Khiếu nại 2011, Điều 28: resolved within 30 days of acceptance, 45 when complex.
  complaintResolveDays: 30,
  complaintResolveComplexDays: 45,
  // Luật Tố cáo 2018, Điều 24: accepted or refused within 7 working days of receipt.
  denunciationAcceptWorkingDays: 7,
  // Luật Tố cáo 2018, Điều 30: resolved within 30 days of acceptance, extended once when complex.
  denunciationResolveDays: 30,
  denunciationResolveComplexDays: 60,
  // The school's own promise, in hours of the clock: a child in danger does not wait for Monday.
  childSafetyHours: 24,
  // From how many working days before it a due date is shown as coming soon.
  soonWorkingDays: 2,
}

/** Office hours in minutes since midnight in Vietnam. */
export type OfficeHours = { closesAt: number }

/** The office closes at 17:00. */
const defaultOfficeHours: OfficeHours = { closesAt: 17 * 60 }

/** The dates promised for one case; a case stores them, so a later change of calendar moves none. */
export type CaseDeadlines = {
  /** The sender knows that somebody has read it. */
  acknowledgeDue: Day
  /** Kind settled, or passed on when outside the school's competence. */
  classifyDue: Day
  /** The sender knows whether it is taken up: for complaint and denunciation, accepted or refused. */
  intakeDue: Day
  /** Answered, or resolved. */
  answerDue: Day
  /** With the child-safety flag only: the moment (ISO, UTC) by which somebody must have responded. */
  childSafetyDue: string | null
}

/**
 * The day from which limits are counted. What arrives at closing time or later, or on a day off,
 * counts as received on the next working day; before opening time and in the lunch break is still
 * the same day. On a short day closing time is the earlier one.
 */
export function receivedOn(instant: Instant, calendar: Calendar, officeHours: OfficeHours = defaultOfficeHours): Day {
  const day = dayOf(instant)
  const closesAt = Math.min(officeHours.closesAt, calendar.closes.get(day) ?? officeHours.closesAt)
  const inTime = isWorkingDay(calendar, day) && minutesOfDay(instant) < closesAt
  return inTime ? day : nextWorkingDay(calendar, day)
}

/**
 * The due dates of a case. The day of receipt is not counted.
 *
 * A complaint or denunciation is resolved within so many days of its acceptance. Until it is
 * accepted, `answerDue` reckons with acceptance on the last day allowed, so it is the latest date
 * possible; call again with `acceptedOn` to get the real one.
 */
export function caseDeadlines(input: {
  kind: CaseKind
  receivedOn: Day
  submittedAt: Instant
  childSafety: boolean
  calendar: Calendar
  acceptedOn?: Day
  complex?: boolean
  /** The school's own (`limitsOf`): left to no default, so that nobody forgets them. */
  limits: Limits
}): CaseDeadlines {
  const { kind, calendar, limits } = input
  const after = (workingDays: number) => addWorkingDays(calendar, input.receivedOn, workingDays)

  const childSafetyDue = input.childSafety ? hoursAfter(input.submittedAt, limits.childSafetyHours) : null
  const intakeDue = intakeLimit(kind)
  // The law's ten calendar days can end before the school's two working days do: over Tết.
  const acknowledgeDue = earlier(after(limits.acknowledgeWorkingDays), intakeDue)
  return {
    // Lists are sorted by day, so the 24 hours also pull the day forward, onto a Sunday if need be.
    acknowledgeDue: childSafetyDue === null ? acknowledgeDue : earlier(dayOf(childSafetyDue), acknowledgeDue),
    classifyDue: earlier(after(limits.classifyWorkingDays), intakeDue),
    intakeDue,
    answerDue: answerLimit(kind, input.acceptedOn ?? intakeDue),
    childSafetyDue,
  }

  function intakeLimit(kind: CaseKind): Day {
    if (kind === 'complaint') return rollForward(calendar, addDays(input.receivedOn, limits.complaintAcceptDays))
    if (kind === 'denunciation') return after(limits.denunciationAcceptWorkingDays)
    // Whoever has the answer has been told the result of intake.
    return after(Math.min(limits.intakeWorkingDays, limits.answerWorkingDays))
  }

  function answerLimit(kind: CaseKind, acceptedOn: Day): Day {
    if (kind === 'complaint') {
      const days = input.complex ? limits.complaintResolveComplexDays : limits.complaintResolveDays
      return rollForward(calendar, addDays(acceptedOn, days))
    }
    if (kind === 'denunciation') {
      const days = input.complex ? limits.denunciationResolveComplexDays : limits.denunciationResolveDays
      return rollForward(calendar, addDays(acceptedOn, days))
    }
    return after(limits.answerWorkingDays)
  }
}

/**
 * The due date after an extension, counted from the date promised before, not from today.
 * Throws RangeError when the case was extended before or by more days than allowed.
 */
export function extendedDue(input: {
  due: Day
  workingDays: number
  extensionsSoFar: number
  calendar: Calendar
  limits: Limits
}): Day {
  const { due, workingDays, extensionsSoFar, calendar, limits } = input
  if (extensionsSoFar >= limits.extensionTimes) throw new RangeError('The case has been extended before')
  if (!Number.isInteger(workingDays) || workingDays < 1 || workingDays > limits.extensionWorkingDays) {
    throw new RangeError(`An extension is 1 to ${limits.extensionWorkingDays} working days, not ${workingDays}`)
  }
  return addWorkingDays(calendar, due, workingDays)
}

/**
 * The due date after a pause (the sender was asked for more): it moves by the working days paused,
 * so exactly as many are left as on the day of the question. Days are those counted as received:
 * pass an evening's answer through `receivedOn`.
 */
export function resumedDue(input: { due: Day; pausedOn: Day; resumedOn: Day; calendar: Calendar }): Day {
  const { due, pausedOn, resumedOn, calendar } = input
  return addWorkingDays(calendar, due, pausedWorkingDays(calendar, pausedOn, resumedOn))
}

/** Working days a pause has lasted; a pause within one day is 0. */
export function pausedWorkingDays(calendar: Calendar, pausedOn: Day, resumedOn: Day): number {
  return Math.max(0, workingDaysBetween(calendar, pausedOn, resumedOn))
}

/** Working days the school took, without those it waited for the sender; the same day is 0. */
export function daysTaken(input: { receivedOn: Day; doneOn: Day; pausedDays?: number } & ({ calendar: Calendar } | { workingDays: (from: Day, to: Day) => number })): number {
  const { receivedOn, doneOn, pausedDays = 0 } = input
  const days = 'calendar' in input ? workingDaysBetween(input.calendar, receivedOn, doneOn) : input.workingDays(receivedOn, doneOn)
  return Math.max(0, days - pausedDays)
}

/** Done on the due date is on time, at whatever hour. */
export function isOnTime(due: Day, doneOn: Day): boolean {
  return doneOn <= due
}

export type DueStatus = 'overdue' | 'today' | 'soon' | 'later'

/**
 * How pressing a due date is, and how many working days are left after today. `workingDaysLeft` is
 * negative once working days have gone by since the due date.
 */
export function dueStatus(
  due: Day, today: Day, calendar: Calendar, limits: Limits,
): { status: DueStatus; workingDaysLeft: number } {
  const workingDaysLeft = workingDaysBetween(calendar, today, due)
  return { status: status(), workingDaysLeft }

  function status(): DueStatus {
    if (due < today) return 'overdue'
    if (due === today) return 'today'
    return workingDaysLeft <= limits.soonWorkingDays ? 'soon' : 'later'
  }
}

function hoursAfter(instant: Instant, hours: number): string {
  return new Date(new Date(instant).getTime() + hours * 3_600_000).toISOString()
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b
}
