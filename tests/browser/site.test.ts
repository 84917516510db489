import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test('the information page opens without an error in the console', async () => {
  const page = await site.newPage()
  const problems: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(message.text())
  })
  page.on('pageerror', (error) => problems.push(error.message))
  const response = await page.goto('/')
  expect(response?.status()).toBe(200)
  await page.waitForLoadState('networkidle')
  expect(problems).toEqual([])
  await page.context().close()
})
