import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { defaultLimits, limitNames, limitRules, limitsOf } from '#app/calendar/index.ts'

describe('the limits of a school', () => {
  test('are the shipped ones until it sets its own, one by one', () => {
    expect(limitsOf({ limits: null })).toEqual(defaultLimits)
    expect(limitsOf({ limits: '{"answerWorkingDays":7}' })).toEqual({ ...defaultLimits, answerWorkingDays: 7 })
  })

  test.each(limitNames.filter((name) => limitRules[name].source === 'law'))('%s: the shipped figure is what the law allows at most, and no stored figure is longer', (name) => {
    expect(defaultLimits[name]).toBe(limitRules[name].max)
    expect(limitsOf({ limits: JSON.stringify({ [name]: 400 }) })[name]).toBe(limitRules[name].max)
  })

  test('every shipped figure lies within its own bounds and names its source', () => {
    for (const name of limitNames) {
      const { min, max, basis, label } = limitRules[name]
      expect(defaultLimits[name], name).toBeGreaterThanOrEqual(min)
      expect(defaultLimits[name], name).toBeLessThanOrEqual(max)
      expect(basis !== '' && label !== '', name).toBe(true)
    }
  })

  test('what is no whole number, or no limit at all, is left out', () => {
    expect(limitsOf({ limits: '{"answerWorkingDays":"3","acknowledgeWorkingDays":1.5,"extensionTimes":9,"other":1}' })).toEqual(defaultLimits)
  })
})

test.each(limitNames)('%s stands in the documentation with its figure, its bounds and its source', (name) => {
  const { min, max, source, basis, unit } = limitRules[name]
  const line = readFileSync('docs/law-and-ours.md', 'utf8').split('\n').find((one) => one.includes(`\`${name}\``)) ?? ''
  expect(line).toContain(`| ${defaultLimits[name]} ${{ 'working-days': 'working days', days: 'days', hours: 'hours of the clock' }[unit]} |`)
  expect(line).toContain(`| ${min}–${max} | ${source}`)
  if (basis.startsWith('Luật')) expect(line).toContain(basis.replace(/\.$/, ''))
})
