import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { caseStatesPage } from '../../scripts/support/case-states.ts'

test('the page about the states of a case is what the table of transitions says (npm run docs)', () => {
  expect(readFileSync('docs/case-states.md', 'utf8')).toBe(caseStatesPage())
})
