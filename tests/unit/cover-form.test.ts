import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { caseForms } from '#app/cases/case-forms.ts'
import { percentText } from '#app/cases/cover-form.ts'

const read = (fields: Record<string, string>) => v.safeParse(caseForms.coverPicture, { version: '3', fileId: 'x', ...fields })

test('rows of percent become thousandths; empty rows and rows taken out are no regions', () => {
  const { output } = read({
    'vung-1-x': '12,5', 'vung-1-y': '0', 'vung-1-width': '20', 'vung-1-height': '5.5',
    'vung-2-x': '', 'vung-2-y': '', 'vung-2-width': '', 'vung-2-height': '',
    'vung-3-x': '1', 'vung-3-y': '1', 'vung-3-width': '1', 'vung-3-height': '1', 'vung-3-bo': 'on',
    'vung-7-x': '90', 'vung-7-y': '90', 'vung-7-width': '50', 'vung-7-height': '50',
  })
  expect(output).toMatchObject({ version: 3, publish: false, covers: [{ x: 125, y: 0, width: 200, height: 55 }, { x: 900, y: 900, width: 100, height: 100 }] })
})

test.each([
  ['vung-1-x', { 'vung-1-x': 'abc', 'vung-1-y': '1', 'vung-1-width': '1', 'vung-1-height': '1' }],
  ['vung-1-y', { 'vung-1-x': '1', 'vung-1-y': '101', 'vung-1-width': '1', 'vung-1-height': '1' }],
  ['vung-1-width', { 'vung-1-x': '1', 'vung-1-y': '1', 'vung-1-width': '0', 'vung-1-height': '1' }],
  ['vung-2-height', { 'vung-2-x': '1', 'vung-2-y': '1', 'vung-2-width': '1', 'vung-2-height': '' }],
  ['vung-1-x', { 'vung-1-x': '-5', 'vung-1-y': '1', 'vung-1-width': '1', 'vung-1-height': '1' }],
  ['description', { publish: 'on', description: ' a ' }],
  ['description', { description: 'a'.repeat(301) }],
])('what is wrong is said beside %s', (field, fields) => {
  const { success, issues } = read(fields)
  expect(success).toBe(false)
  expect(issues!.map((issue) => v.getDotPath(issue))).toEqual([field])
})

test('what is saved and shown again is the same region, and never reaches out of the picture', () => {
  const side = fc.integer({ min: 0, max: 1000 })
  fc.assert(
    fc.property(side, side, side, side, (x, y, width, height) => {
      const { output } = read({ 'vung-1-x': percentText(x), 'vung-1-y': percentText(y), 'vung-1-width': percentText(width), 'vung-1-height': percentText(height) })
      for (const cover of (output as { covers: { x: number; y: number; width: number; height: number }[] } | undefined)?.covers ?? []) {
        expect(cover).toMatchObject({ x, y })
        expect(cover.x + cover.width).toBeLessThanOrEqual(1000)
        expect(cover.y + cover.height).toBeLessThanOrEqual(1000)
      }
    }),
  )
})
