import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { insideView, publicView } from '#app/statistics/index.ts'
import type { AreaStatistics, LevelCounts } from '#app/statistics/index.ts'
import { limitsOf } from '#tests/support/attacker.ts'
import type { Equation } from '#tests/support/attacker.ts'

/** Everything shown of a table: its total and its cells. */
interface Shown {
  total: AreaStatistics | null
  cells: (AreaStatistics | null)[]
}

const people = (counts: LevelCounts) => counts[1] + counts[2] + counts[3] + counts[4] + counts[5]

/** What is shown, as equations over satisfied and other answers; `members` are the cells that an unknown stands for. */
function told(shown: Shown, parts: readonly { name: string; members: readonly number[] }[]): Equation[] {
  const known = ({ satisfied, nValid }: AreaStatistics, of: readonly string[]) => [
    { of: of.map((name) => `satisfied ${name}`), sum: satisfied },
    { of: of.map((name) => `others ${name}`), sum: nValid - satisfied },
  ]
  return [
    ...(shown.total ? known(shown.total, parts.map((part) => part.name)) : []),
    ...parts.flatMap(({ name, members }) => {
      const figure = members.length === 1 ? shown.cells[members[0]!] : null
      return figure ? known(figure, [name]) : []
    }),
  ]
}

/** Within which limits the satisfied answers of these cells together lie, for somebody who knows besides how many answered each question. */
function satisfiedIn(shown: Shown, cells: readonly LevelCounts[], target: readonly number[]) {
  const others = cells.map((_, index) => index).filter((index) => !target.includes(index))
  const parts = [{ name: 'target', members: target }, ...others.map((index) => ({ name: `${index}`, members: [index] }))]
  const sizes = parts.map(({ name, members }) => ({ of: [`satisfied ${name}`, `others ${name}`], sum: members.reduce((sum, index) => sum + people(cells[index]!), 0) }))
  return limitsOf([...told(shown, parts), ...sizes]).get('satisfied target')!
}

const only = (value: number) => ({ least: value, most: value })

describe('the attacker', () => {
  test('subtracts, adds up and knows that nobody answers less than not at all', () => {
    expect(limitsOf([{ of: ['a', 'b', 'c'], sum: 10 }, { of: ['a', 'b'], sum: 7 }, { of: ['b', 'c'], sum: 8 }])).toEqual(new Map([['a', only(2)], ['b', only(5)], ['c', only(3)]]))
    expect(limitsOf([{ of: ['a', 'b'], sum: 4 }, { of: ['b', 'c'], sum: 9 }]).get('c')).toEqual({ least: 5, most: 9 })
    // Three sums of pairs: no subtraction finds them one by one, elimination does.
    expect(limitsOf([{ of: ['a', 'b'], sum: 3 }, { of: ['b', 'c'], sum: 5 }, { of: ['a', 'c'], sum: 4 }]).get('b')).toEqual(only(2))
    expect(() => limitsOf([{ of: ['a', 'b'], sum: 3 }, { of: ['a'], sum: 4 }])).toThrow('No such school')
  })

  const careless: LevelCounts[] = [[0, 0, 1, 0, 2, 1], [0, 2, 2, 2, 8, 9], [0, 1, 1, 1, 9, 9]]
  const figure = (counts: LevelCounts) => ({ satisfied: counts[4] + counts[5], nValid: people(counts) }) as AreaStatistics
  const total = figure(careless.reduce((sum, cell) => sum.map((count, level) => count + cell[level]!) as unknown as LevelCounts))

  test('finds what a table gives away that hides the small cell alone', () => {
    expect(satisfiedIn({ total, cells: [null, figure(careless[1]!), figure(careless[2]!)] }, careless, [0])).toEqual(only(3))
  })

  test('is left guessing where another is hidden with it', () => {
    expect(satisfiedIn({ total, cells: [null, null, figure(careless[2]!)] }, careless, [0])).toEqual({ least: 0, most: 4 })
  })
})

const small = fc.tuple(fc.nat(3), fc.nat(1), fc.nat(1), fc.nat(2), fc.nat(4), fc.nat(8)) as fc.Arbitrary<LevelCounts>
const happy = fc.tuple(fc.nat(2), fc.constant(0), fc.nat(1), fc.constant(0), fc.nat(5), fc.nat(12)) as fc.Arbitrary<LevelCounts>
const large = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(9), fc.nat(40), fc.nat(40)) as fc.Arbitrary<LevelCounts>
const table = fc.array(fc.oneof(small, happy, large), { minLength: 1, maxLength: 7 })

function publicTable(cells: readonly LevelCounts[]): Shown {
  const items = cells.map((_, index) => `A${index}`)
  const area = publicView(new Map(cells.map((counts, index) => [items[index]!, counts])), { areas: [{ code: 'A', items }], overall: 'F1' }).areas[0]!
  return { total: area.statistics, cells: area.items.map((item) => item.statistics) }
}

/** Nobody without a group. */
function insideTable(cells: readonly LevelCounts[]): Shown {
  const sum = cells.reduce((all, cell) => all.map((count, level) => count + cell[level]!) as unknown as LevelCounts, [0, 0, 0, 0, 0, 0] as LevelCounts)
  const view = insideView(sum, new Map(cells.map((counts, index) => [`${index}`, counts])))
  return { total: view.total, cells: view.groups.map((group) => group.statistics) }
}

describe.each([['public', publicTable, 10], ['inside', insideTable, 5]] as const)('with all the numbers of a %s table and the number of answers to each question', (where, publish, threshold) => {
  // Three possible values at least, or both where there is one answer: the width of protection (docs/decisions/0027).
  test('no small cell, and no small cells together, are known to closer than two answers', () => {
    let attacked = 0
    fc.assert(
      fc.property(table, (cells) => {
        const shown = publish(cells)
        // Staff always see the total. Where that is all they see, the table adds nothing to it.
        if (where === 'inside' && shown.cells.every((cell) => cell === null)) return
        const hidden = cells.flatMap((counts, index) => (people(counts) > 0 && people(counts) < threshold ? [index] : []))
        const together = hidden.reduce((sum, index) => sum + people(cells[index]!), 0)
        const targets = [...hidden.map((index) => [index]), ...(hidden.length > 1 && together < threshold ? [hidden] : [])]
        for (const target of targets) {
          attacked += 1
          const { least, most } = satisfiedIn(shown, cells, target)
          const answers = target.reduce((sum, index) => sum + people(cells[index]!), 0)
          expect(most - least).toBeGreaterThanOrEqual(Math.min(2, answers))
          const truth = target.reduce((sum, index) => sum + cells[index]![4] + cells[index]![5], 0)
          expect(least <= truth && truth <= most).toBe(true)
        }
      }),
      { numRuns: 3000 },
    )
    expect(attacked).toBeGreaterThan(300)
  })
})
