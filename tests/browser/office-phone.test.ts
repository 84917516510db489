import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { violations } from '#tests/support/axe.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

/** A small telephone inside a chat app, whose bars leave this much of the page. */
const smallScreen = { viewport: { width: 360, height: 560 } }
const firstCase = (page: Page) => page.locator('a.inbox-subject').first()
/** Looked at from the top: wherever else a page is scrolled to, the bar lies over half of something. */
async function accessible(page: Page): Promise<string[]> {
  await page.evaluate(() => window.scrollTo({ top: 0, behavior: 'instant' }))
  return violations(page)
}
const bottomOf = (page: Page) => firstCase(page).evaluate((link) => link.getBoundingClientRect().bottom)

describe.each([true, false])('the inbox on a phone, with scripts: %s', (javaScript) => {
  test('shows the first case at once, however many filters are set; ways to look and the search are a tap away', async () => {
    const page = await site.newPage({ role: 'coordinator', javaScript }, smallScreen)
    for (const path of ['/office/phan-anh', '/office/phan-anh?xem=all&loai=feedback&nhan-tu=2026-01-01']) {
      await page.goto(path)
      if (javaScript) await settle(page)
      expect(await bottomOf(page), path).toBeLessThan(smallScreen.viewport.height)
    }
    // What is set is said without opening anything.
    const search = page.getByRole('link', { name: 'Tìm, lọc 2 điều kiện đang đặt' })
    await search.waitFor()
    expect(await page.getByRole('search').isVisible()).toBe(false)
    if (javaScript) expect(await accessible(page)).toEqual([])

    await page.getByRole('link', { name: /^Cách xem: Tất cả/ }).click()
    if (javaScript) expect(await accessible(page)).toEqual([])
    await page.getByRole('navigation', { name: 'Cách xem' }).getByRole('link', { name: /^Chưa giao/ }).click()
    await page.getByRole('link', { name: /^Cách xem: Chưa giao/ }).waitFor()
    expect(new URL(page.url()).searchParams.get('loai')).toBe('feedback')
    expect(await page.getByRole('navigation', { name: 'Cách xem' }).isVisible()).toBe(false)

    await search.click()
    await page.getByRole('searchbox').fill('khong co chu nay')
    if (javaScript) expect(await accessible(page)).toEqual([])
    await page.getByRole('button', { name: 'Lọc', exact: true }).click()
    await page.getByText('Không có hồ sơ nào khớp').waitFor()
    expect(await page.getByRole('search').isVisible()).toBe(false)
    await page.getByRole('link', { name: 'Tìm, lọc 3 điều kiện đang đặt' }).waitFor()
    await page.context().close()
  })

  test('folds again what was opened: by its link, and with the back button', async () => {
    const page = await site.newPage({ role: 'coordinator', javaScript }, smallScreen)
    await page.goto('/office/phan-anh')
    if (javaScript) await settle(page)
    await page.getByRole('link', { name: 'Tìm, lọc', exact: true }).click()
    await page.getByRole('search').waitFor()
    await page.getByRole('link', { name: 'Thu gọn' }).click()
    await page.getByRole('search').waitFor({ state: 'hidden' })
    await page.goBack()
    await page.getByRole('search').waitFor()
    await page.goBack()
    await page.getByRole('search').waitFor({ state: 'hidden' })
    await page.context().close()
  })
})

test('the log begins on the first screen of a phone too, and says what is set', async () => {
  const page = await site.newPage({ role: 'principal' }, smallScreen)
  await page.goto('/office/nhat-ky?tu=2026-01-01')
  await settle(page)
  expect(await page.getByRole('row').nth(1).evaluate((row) => row.getBoundingClientRect().top)).toBeLessThan(smallScreen.viewport.height)
  await page.getByRole('link', { name: /^Nhóm việc: Tất cả/ }).waitFor()
  expect(await accessible(page)).toEqual([])
  await page.getByRole('link', { name: 'Lọc 1 điều kiện đang đặt' }).click()
  await page.getByLabel('Số hồ sơ').fill('PAKN.1')
  expect(await accessible(page)).toEqual([])
  await page.getByRole('button', { name: 'Lọc', exact: true }).click()
  await page.getByRole('link', { name: 'Lọc 2 điều kiện đang đặt' }).waitFor()
  await page.context().close()
})

test('by keyboard on a narrow screen: the link of the search leads to its first field, and so does the key for it', async () => {
  const page = await site.newPage({ role: 'coordinator' })
  await page.goto('/office/phan-anh')
  await settle(page)
  await page.getByRole('link', { name: 'Tìm, lọc', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('name'))
  expect(await focused()).toBe('q')

  await page.goto('/office/phan-anh?xem=all')
  await settle(page)
  await page.keyboard.press('/')
  expect(await focused()).toBe('q')
  await page.context().close()
})

test('on a wide screen everything stands open, and nothing of it is asked for', async () => {
  const page = await site.newPage({ role: 'coordinator', width: 'desktop' })
  await page.goto('/office/phan-anh')
  await page.getByRole('search').waitFor()
  expect(await page.getByRole('navigation', { name: 'Cách xem' }).isVisible()).toBe(true)
  expect(await page.getByRole('link', { name: 'Thu gọn' }).count()).toBe(0)
  expect(await page.getByRole('link', { name: /^Cách xem:/ }).count()).toBe(0)
  await page.context().close()
})
