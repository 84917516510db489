import { expect, test } from 'vitest'
import kills from '#tests/faults/kills.fault.ts'

// `npm run faults -- kills` goes on for minutes; a few kills already turn red what is acknowledged too soon, or counted twice.
test('a server that is killed in the middle of everything loses nothing that it acknowledged and counts nothing twice', { timeout: 120_000 }, async () => {
  const { broken, table } = await kills.run({ kills: 5, servers: 1, log: () => undefined })
  expect(broken).toEqual([])
  expect(table.rows.reduce((sum, [, , acknowledged]) => sum + Number(acknowledged), 0)).toBeGreaterThan(0)
})
