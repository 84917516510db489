import { expect, test } from 'vitest'
import { seededRandom } from '#db/seed/random.ts'
import { measureInTurns, ratioOfMedians } from '#tests/support/bench.ts'

const noisy = (base: number, seed: number) => {
  const random = seededRandom(seed)
  return Array.from({ length: 150 }, () => base * (1 + random() * 0.5))
}

test('what takes a third longer is told from what takes the same, in noise that is greater than that', () => {
  const same = ratioOfMedians(noisy(10, 1), noisy(10, 2))
  expect(same.from).toBeLessThan(1)
  expect(same.to).toBeGreaterThan(1)
  expect(same.to).toBeLessThan(1.2)
  const longer = ratioOfMedians(noisy(13.3, 1), noisy(10, 2))
  expect(longer.from).toBeGreaterThan(1.2)
  expect(longer.to).toBeLessThan(1.5)
  expect(longer.ratio).toBeGreaterThan(longer.from)
  expect(longer.ratio).toBeLessThan(longer.to)
})

test('the times of one turn stay together: what slows both down says nothing of either', () => {
  const times = noisy(10, 3)
  expect(ratioOfMedians(times.map((time) => time * 2), times)).toEqual({ ratio: 2, from: 2, to: 2 })
})

test('each turn has all of them once, in an order that goes round', async () => {
  const order: number[] = []
  const compared = await measureInTurns([0, 1, 2].map((which) => () => Promise.resolve(order.push(which))), 6)
  expect(order.slice(0, 9)).toEqual([0, 1, 2, 1, 2, 0, 2, 0, 1])
  expect([0, 1, 2].map((which) => order.filter((one) => one === which).length)).toEqual([11, 11, 11])
  expect(compared).toHaveLength(3)
  expect(compared[0]).toMatchObject({ ratio: 1, from: 1, to: 1 })
})
