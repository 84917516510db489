/** The same date so many months ago; compared as text, a 31st that does not exist does no harm. */
export function monthsAgo(day: string, months: number): string {
  return shifted(day, -months)
}

/** The first day that exists on or after the same date so many months later. */
export function monthsLater(day: string, months: number): string {
  const [year, month, date] = shifted(day, months).split('-').map(Number) as [number, number, number]
  return new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10)
}

function shifted(day: string, months: number): string {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}${day.slice(7)}`
}
