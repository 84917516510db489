import { expect, test } from 'vitest'
import { everyDay } from '#app/routes/office/rounds/every-day.ts'

test('a day on which no form came in counts as none, not as no day', () => {
  const days = [
    { day: '2026-10-30', count: 3 },
    { day: '2026-11-02', count: 4 },
  ]
  expect(everyDay(days).map(({ day, count }) => [day, count])).toEqual([['2026-10-30', 3], ['2026-10-31', 0], ['2026-11-01', 0], ['2026-11-02', 4]])
  expect(everyDay([])).toEqual([])
})
