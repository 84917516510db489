import { addDays, addWorkingDays, rollForward } from '#app/calendar/index.ts'
import type { Calendar } from '#app/calendar/index.ts'
import type { DataRequestKind } from './words.ts'

/**
 * Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 and Nghị định 356/2025/NĐ-CP: a request is acknowledged within 2 working days; seeing and correcting take at
 * most 10 days, taking back a consent and restricting 15, deleting 20. Not for a school to change: docs/decisions/0015.
 */
const acknowledgeRequestWorkingDays = 2
const requestDays: Record<DataRequestKind, number> = { see: 10, correct: 10, withdraw: 15, restrict: 15, delete: 20 }

/** The due dates of a request, counted from the working day it counts as received on, which itself is not counted. A limit in calendar days that ends on a day off rolls forward. */
export function requestDue(kind: DataRequestKind, receivedOn: string, calendar: Calendar): { acknowledgeDue: string; due: string } {
  return {
    acknowledgeDue: addWorkingDays(calendar, receivedOn, acknowledgeRequestWorkingDays),
    due: rollForward(calendar, addDays(receivedOn, requestDays[kind])),
  }
}
