import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { violations } from '#tests/support/axe.ts'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

/** What a parent sees of docs/decisions/0037 at 360 pixels. The hidden box that only programs fill in stands for the flood: it asks for the same sum. */
let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

async function answered(page: Page): Promise<void> {
  await page.goto('/khao-sat/nhanh')
  for (const question of await page.locator('fieldset.level-question').all()) await question.getByText('Hài lòng', { exact: true }).click()
  await page.locator('input[name=website]').evaluate((input: HTMLInputElement) => {
    input.value = 'x'
  })
}
const send = (page: Page) => page.getByRole('button', { name: 'Gửi phiếu' })
const count = async () => (await site.db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)

test('the page does the sum by itself, says so, and the form arrives once', async () => {
  const page = await site.newPage()
  const before = await count()
  await answered(page)
  await send(page).click()
  const status = page.getByRole('status').filter({ hasText: /Máy đang tính|Đã tính xong/ })
  await status.waitFor()
  expect(await page.getByRole('button', { name: 'Gửi để xem lại' }).count()).toBe(0)
  await page.waitForURL('**/khao-sat/bien-nhan', { timeout: 40_000 })
  expect(await count()).toBe(before + 1)
  await page.context().close()
})

test('a browser that cannot do it says so, and has the button', async () => {
  const page = await site.newPage()
  const before = await count()
  await page.addInitScript(() => Object.defineProperty(crypto, 'subtle', { value: undefined }))
  await answered(page)
  await send(page).click()
  await page.getByRole('status').filter({ hasText: 'Máy này không tính được' }).waitFor()
  expect(await fits(page)).toBe(true)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Gửi để xem lại' }).click()
  await page.waitForURL('**/khao-sat/bien-nhan')
  expect(await count()).toBe(before + 1)
  await page.context().close()
})

test('where the scripts never come, as over a bad line, the button is there too', async () => {
  const page = await site.newPage()
  const before = await count()
  await page.route('**/assets/*.js', (route) => route.abort())
  await answered(page)
  await send(page).click()
  const anyway = page.getByRole('button', { name: 'Gửi để xem lại' })
  await anyway.waitFor()
  expect(await page.getByRole('status').filter({ hasText: 'Máy đang tính' }).isVisible()).toBe(false)
  expect(await fits(page)).toBe(true)
  await anyway.click()
  await page.waitForURL('**/khao-sat/bien-nhan')
  expect(await count()).toBe(before + 1)
  await page.context().close()
})

test('without scripts a button sends it to be looked at', async () => {
  const page = await site.newPage({ javaScript: false })
  const before = await count()
  await answered(page)
  await send(page).click()
  const anyway = page.getByRole('button', { name: 'Gửi để xem lại' })
  await anyway.waitFor()
  expect(await fits(page)).toBe(true)
  expect(await page.locator('fieldset.level-question').first().locator('input:checked').getAttribute('value')).toBe('4')
  await anyway.click()
  await page.waitForURL('**/khao-sat/bien-nhan')
  expect(await count()).toBe(before + 1)
  await page.context().close()
})
