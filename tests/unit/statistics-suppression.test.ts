import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addCounts, areaStatistics, insideView, itemStatistics, publicView } from '#app/statistics/index.ts'
import type { AreaStatistics, LevelCounts } from '#app/statistics/index.ts'

/** `n` valid answers of which `unsatisfied` are a 2 and the others a 5. */
const answers = (n: number, unsatisfied = 2): LevelCounts => [0, 0, unsatisfied, 0, 0, n - unsatisfied]

const structure = { areas: [{ code: 'A', items: ['A1', 'A2', 'A3', 'A0'] }], overall: 'F1' }

/** Which items of the area and whether its total are shown, as 'A1 A3 total'. */
function shownOf(items: Record<string, LevelCounts>): string {
  const area = publicView(new Map(Object.entries(items)), structure).areas[0]!
  const shown = area.items.filter((item) => item.statistics !== null).map((item) => item.code)
  return [...shown, ...(area.statistics === null ? [] : ['total'])].join(' ')
}

describe('the public view', () => {
  test('shows everything when everything has 10 answers', () => {
    const items = { A1: answers(10), A2: answers(11, 0), A3: answers(30), A0: answers(12), F1: answers(40) }
    const view = publicView(new Map(Object.entries(items)), structure, [{ value: 90, count: 10 }])
    expect(view).toEqual({
      overall: { code: 'F1', statistics: itemStatistics(items.F1) },
      areas: [{
        code: 'A',
        statistics: areaStatistics([items.A1, items.A2, items.A3, items.A0]),
        items: (['A1', 'A2', 'A3', 'A0'] as const).map((code) => ({ code, statistics: itemStatistics(items[code]) })),
      }],
      expectation: { nValid: 10, mean: 90 },
    })
  })

  test('keeps the threshold of 10 for headline and expectation; no opinion is no answer', () => {
    const view = publicView(new Map([['F1', [30, 0, 0, 0, 2, 7] as const]]), structure, [{ value: 90, count: 9 }])
    expect(view.overall.statistics).toBeNull()
    expect(view.expectation).toBeNull()
  })

  test.each<[string, Record<string, LevelCounts>, string]>([
    ['one small item takes the next smallest with it', { A1: answers(4), A2: answers(25), A3: answers(12), A0: answers(40) }, 'A2 A0 total'],
    ['9 is small, 10 is not', { A1: answers(9), A2: answers(10), A3: answers(30), A0: answers(30) }, 'A3 A0 total'],
    ['two small items do too, as together they may be fewer than 10 people', { A1: answers(4), A2: answers(4), A3: answers(12), A0: answers(40) }, 'A0 total'],
    ['an item without any answer hides nobody', { A1: answers(12), A2: answers(25), A3: answers(12) }, 'A1 A2 A3 total'],
    ['one with only "Không ý kiến" does', { A1: answers(12), A2: answers(25), A3: answers(13), A0: [3, 0, 0, 0, 0, 0] }, 'A2 A3 total'],
    ['all small: nothing at all', { A1: answers(9), A2: answers(9), A3: answers(9), A0: answers(9) }, ''],
    ['nobody came', {}, ''],
    ['a remainder of satisfied answers alone takes the total with it', { A1: answers(4, 0), A2: answers(12, 0), A3: answers(30), A0: answers(40) }, 'A3 A0'],
    ['and so with one other answer', { A1: answers(4, 1), A2: answers(12, 0), A3: answers(30), A0: answers(40) }, 'A3 A0'],
    ['and of unsatisfied ones', { A1: answers(4, 3), A2: answers(12, 12), A3: answers(30), A0: answers(40) }, 'A3 A0'],
    ['with two it stays', { A1: answers(4, 1), A2: answers(12, 1), A3: answers(30), A0: answers(40) }, 'A3 A0 total'],
    ['unanimous figures of 10 are shown', { A1: answers(10, 0), A2: answers(10, 0), A3: answers(10, 0), A0: answers(10, 0) }, 'A1 A2 A3 A0 total'],
  ])('%s', (_, items, expected) => {
    expect(shownOf(items)).toBe(expected)
  })

  test('a hidden figure is absent, in whatever form the view is sent', () => {
    const text = JSON.stringify(publicView(new Map([['A1', [0, 0, 0, 0, 3, 4]], ['F1', answers(12)]]), structure))
    expect(text).toContain('{"code":"A1","statistics":null}')
    expect(text).toContain('{"code":"A","statistics":null,')
  })
})

// The attacks. Small counts, so that every kind of gap comes up often; mostly satisfied, as in life.
const small = fc.tuple(fc.nat(3), fc.nat(1), fc.nat(1), fc.nat(2), fc.nat(4), fc.nat(8)) as fc.Arbitrary<LevelCounts>
const happy = fc.tuple(fc.nat(2), fc.constant(0), fc.nat(1), fc.constant(0), fc.nat(5), fc.nat(12)) as fc.Arbitrary<LevelCounts>
const cell = fc.oneof(small, happy, fc.constant([0, 0, 0, 0, 0, 0] as LevelCounts))
const area = fc.array(cell, { minLength: 1, maxLength: 6 })
const manyRuns = { numRuns: 4000 }

type Shown = { total: AreaStatistics | null; cells: (AreaStatistics | null)[] }

function publish(cells: readonly LevelCounts[]): Shown {
  const codes = cells.map((_, index) => `A${index}`)
  const view = publicView(new Map(cells.map((counts, index) => [codes[index]!, counts])), { areas: [{ code: 'A', items: codes }], overall: 'F1' })
  return { total: view.areas[0]!.statistics, cells: view.areas[0]!.items.map((item) => item.statistics) }
}

/** The groups of a question, all people named in one of them. */
function publishInside(cells: readonly LevelCounts[]): Shown {
  const view = insideView(addCounts(cells), new Map(cells.map((counts, index) => [`${index}`, counts])))
  return { total: view.total, cells: view.groups.map((group) => group.statistics) }
}

const rawOf = (statistics: AreaStatistics): number[] => [statistics.nNoOpinion, ...statistics.distribution]

describe.each([['public', publish, 10], ['inside', publishInside, 5]] as const)('an attacker on %s figures', (name, show, threshold) => {
  test('sees no figure from fewer people than the threshold', () => {
    fc.assert(fc.property(area, (cells) => {
      const view = show(cells)
      for (const figure of [view.total, ...view.cells]) if (figure) expect(figure.nValid).toBeGreaterThanOrEqual(threshold)
    }), manyRuns)
  })

  test('gets nothing small by subtracting what is shown from the total', () => {
    let attacked = 0
    fc.assert(fc.property(area, (cells) => {
      const view = show(cells)
      if (view.total === null) return
      const left = rawOf(view.total)
      for (const figure of view.cells) if (figure) rawOf(figure).forEach((count, level) => { left[level]! -= count })
      if (left.every((count) => count === 0)) return
      attacked += 1
      expect(left.slice(1).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(threshold)
      // Never exactly one hidden item with answers, of fewer people than the threshold.
      const hidden = cells.filter((counts, index) => view.cells[index] === null && counts.some((count) => count > 0))
      const sizes = hidden.map((counts) => counts.slice(1).reduce((a, b) => a + b))
      expect(sizes.length > 1 || sizes[0]! >= threshold).toBe(true)
    }), manyRuns)
    expect(attacked).toBeGreaterThan(100)
  })

  // The strongest attacker knows the rules and every number of answers. For each small item there
  // must still be other answers its people may have given that lead to exactly the same view.
  test('who knows the rules still cannot tell the rate of a small item', () => {
    let attacked = 0
    fc.assert(fc.property(area, (cells) => {
      const view = show(cells)
      // Staff see the total of a question whatever happens: one with fewer than two answers of a
      // sort tells about every group, and no hiding of groups can help.
      if (name === 'inside' && !mixed(addCounts(cells))) return
      const seen = JSON.stringify(view)
      cells.forEach((counts, index) => {
        const n = counts.slice(1).reduce((a, b) => a + b)
        if (n === 0 || n >= threshold) return
        attacked += 1
        expect(view.cells[index]).toBeNull()
        const explained = otherWorlds(cells, index).some((world) => JSON.stringify(show(world)) === seen)
        expect(explained).toBe(true)
      })
    }), manyRuns)
    expect(attacked).toBeGreaterThan(1000)
  })
})

function mixed(counts: LevelCounts): boolean {
  return counts[4] + counts[5] >= 2 && counts[1] + counts[2] + counts[3] >= 2
}

/**
 * Worlds in which the item has another rate: one of its answers changed sides, and perhaps another
 * item's answer changed sides the other way.
 */
function otherWorlds(cells: readonly LevelCounts[], target: number): LevelCounts[][] {
  const worlds: LevelCounts[][] = []
  for (let from = 1; from <= 5; from += 1) {
    for (let to = 1; to <= 5; to += 1) {
      if ((from >= 4) === (to >= 4)) continue
      const moved = move(cells, target, from, to)
      if (moved === null) continue
      worlds.push(moved)
      cells.forEach((_, other) => {
        const back = other === target ? null : move(moved, other, to, from)
        if (back !== null) worlds.push(back)
      })
    }
  }
  return worlds
}

function move(cells: readonly LevelCounts[], index: number, from: number, to: number): LevelCounts[] | null {
  const counts = [...cells[index]!]
  if (counts[from] === 0) return null
  counts[from]! -= 1
  counts[to]! += 1
  return cells.map((cell, at) => (at === index ? counts as unknown as LevelCounts : cell))
}

describe('the view inside the school', () => {
  test('keeps the threshold of 5 and counts people of no group', () => {
    const groups = new Map([['Mầm', answers(4)], ['Chồi', answers(8)], ['Lá', answers(20)]])
    const shown = (total: LevelCounts) => {
      const view = insideView(total, groups)
      return [...view.groups.filter((group) => group.statistics).map((group) => group.code), view.unspecified && 'unspecified', view.total && 'total'].filter(Boolean)
    }
    // Nobody outside the groups.
    expect(shown(answers(32, 6))).toEqual(['Lá', 'total'])
    // Six without a group are the smallest group that can cover for Mầm.
    expect(shown(answers(38, 6))).toEqual(['Chồi', 'Lá', 'total'])
    expect(insideView(answers(4), new Map())).toEqual({ total: null, groups: [], unspecified: null })
  })

  test('hides all groups when the remainder is of one sort', () => {
    const groups = new Map([['Mầm', answers(3, 0)], ['Chồi', answers(8, 0)], ['Lá', answers(20)]])
    const view = insideView(addCounts(groups.values()), groups)
    expect(view.groups.map((group) => group.statistics)).toEqual([null, null, null])
    expect(view.total?.nValid).toBe(31)
  })

  test('refuses groups larger than the total', () => {
    expect(() => insideView(answers(5), new Map([['Lá', answers(6)]]))).toThrow(RangeError)
  })
})
