import type { BrowserContext } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { violations } from '#tests/support/axe.ts'
import { movesOf, watchMoves } from '#tests/support/moves.ts'
import { allScreens } from '#tests/support/screens.ts'
import type { Screen } from '#tests/support/screens.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
let screens: Screen[]
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
  screens = await allScreens(site, inject('demo'))
})
afterAll(() => site.close())

// Both widths at once: most of the time is the browser's, which has a process for each window.
describe.concurrent.each<Width>(['phone', 'desktop'])('every screen on a %s', (width) => {
  test('is without a violation of WCAG 2.2 A and AA in light and dark, an error in the console, sideways scrolling, or anything that moves by itself', { timeout: 900_000 }, async ({ expect }) => {
    const problems: string[] = []
    // One window for each role: the second page of a visitor comes from the cache, as it does in life.
    for (const role of new Set(screens.map((screen) => screen.role))) {
      // Chromium warns of every preload that a service worker answers; the worker has tests of its own.
      const context = await site.newContext({ width, ...(role ? { role } : {}) }, { serviceWorkers: 'block' })
      await watchMoves(context)
      for (const screen of screens.filter((one) => one.role === role)) {
        for (const found of await look(context, screen)) problems.push(`${screen.name}: ${found}`)
      }
      await context.close()
    }
    expect(problems).toEqual([])
  })
})

test('what looks at the screens sees a mistake', async () => {
  const page = await site.newPage()
  await page.goto('/')
  await settle(page)
  await page.evaluate(() => document.querySelector('main')?.insertAdjacentHTML('beforeend', '<input><p class="muted"><a href="/x"></a></p>'))
  const found = await violations(page)
  expect(found.join('\n')).toMatch(/label[\s\S]*link-name/)
  await page.context().close()
})

test('what looks at the screens sees what moves by itself, and nothing where somebody has touched the page', async () => {
  const page = await site.newPage()
  await watchMoves(page.context())
  const insertAbove = () => page.evaluate(() => document.querySelector('h1')!.insertAdjacentHTML('beforebegin', '<p>Late</p>'))
  await page.goto('/khao-sat/nhanh')
  await settle(page)
  expect(await movesOf(page)).toEqual([])
  await insertAbove()
  expect((await movesOf(page)).join('\n')).toMatch(/moves by itself .*<h1>/)

  await page.goto('/khao-sat/nhanh')
  await page.getByText('Hài lòng', { exact: true }).first().click()
  await insertAbove()
  expect(await movesOf(page)).toEqual([])
  await page.context().close()
})

/** Everything that is wrong with one screen. */
async function look(context: BrowserContext, screen: Screen): Promise<string[]> {
  const page = await context.newPage()
  const found: string[] = []
  page.on('console', (message) => {
    const expected =
      ((screen.status !== undefined || screen.prepare) && message.text().startsWith('Failed to load resource')) || message.text().startsWith('Service Worker registration blocked')
    if ((message.type() === 'error' || message.type() === 'warning') && !expected) found.push(`console: ${message.text().slice(0, 300)}`)
  })
  page.on('pageerror', (error) => found.push(`error: ${error.message.slice(0, 300)}`))
  try {
    const response = await page.goto(screen.path)
    if (response?.status() !== (screen.status ?? 200)) return [`status ${response?.status()}`]
    await settle(page)
    if (screen.prepare) {
      await screen.prepare(page)
      await settle(page)
    }
    if ((await page.locator('h1').count()) !== 1) found.push(`${await page.locator('h1').count()} headings of the first level`)
    if ((await page.title()) === '') found.push('no title')
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (overflow > 0) found.push(`${overflow} px too wide`)

    // Wherever else a page is scrolled to, the bar that stays at the top lies over half of something.
    await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
    found.push(...(await violations(page)))
    // Last, so that what comes late has had its time.
    found.push(...(await movesOf(page)))
  } catch (error) {
    found.push(String(error).split('\n').slice(0, 2).join(' '))
  } finally {
    await page.close()
  }
  return found
}
