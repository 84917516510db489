/** Who stands in for whom on one day. Pure; the rows are the absences of that day. */

export interface Absence {
  staff_id: string
  deputy_id: string
  /** The last day of the absence. */
  to_day: string
}

/** Who acts for this person, the nearest first: their deputy, and where that one is away too, the deputy's deputy. */
export function deputiesOf(absences: readonly Absence[], staffId: string): string[] {
  const chain: string[] = []
  for (let next = absences.find((row) => row.staff_id === staffId); next !== undefined && next.deputy_id !== staffId && !chain.includes(next.deputy_id);) {
    chain.push(next.deputy_id)
    const deputy = next.deputy_id
    next = absences.find((row) => row.staff_id === deputy)
  }
  return chain
}

/** For whom this person acts. */
export function actsFor(absences: readonly Absence[], staffId: string): string[] {
  return [...new Set(absences.map((row) => row.staff_id))].filter((away) => deputiesOf(absences, away).includes(staffId))
}

/** The last day of this person's absence, or null where they are here. */
export function awayUntil(absences: readonly Absence[], staffId: string): string | null {
  return absences.find((row) => row.staff_id === staffId)?.to_day ?? null
}
