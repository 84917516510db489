import * as v from 'valibot'
import { expect, test } from 'vitest'
import { newPlaceCode } from '#app/schools/place-codes.ts'
import { newPlaceForm, normalisePlaceCode, placeCodePattern } from '#app/schools/place-forms.ts'

test('a code made here can be said over the telephone: letters alone, none that passes for a digit', () => {
  const taken = new Set<string>()
  for (let i = 0; i < 1500; i += 1) {
    const code = newPlaceCode((candidate) => taken.has(candidate))
    expect(code).toMatch(/^[A-Z]{4,12}$/)
    expect(code).not.toMatch(/[ILO]/)
    expect(code).toMatch(placeCodePattern)
    expect(taken.has(code)).toBe(false)
    taken.add(code)
  }
})

test.each([
  ['cam sành', 'CAMSANH'],
  ['Đậu-xanh', 'DAUXANH'],
  [' duahau ', 'DUAHAU'],
])('%s typed by hand is the code %s', (typed, code) => {
  expect(normalisePlaceCode(typed)).toBe(code)
  expect(v.parse(newPlaceForm, { name: 'Cổng', kind: 'gate', code: typed }).code).toBe(code)
})

test.each(['LOP1', 'HOA', 'DAO', 'CAMSANHCAMSANH', 'cam/../sanh', 'C0NG', 'ΑΒΓΔ'])('%s is no code', (typed) => {
  const result = v.safeParse(newPlaceForm, { name: 'Cổng', kind: 'gate', code: typed })
  expect(result.success).toBe(false)
  expect(result.issues?.[0]?.message).toContain('chữ O và chữ I')
})

test('a place needs a name and a known kind', () => {
  const result = v.safeParse(newPlaceForm, { name: '   ', kind: 'roof', code: '' })
  expect(result.issues?.map((issue) => v.getDotPath(issue))).toEqual(['name', 'kind'])
})
