import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recount } from '#app/surveys/index.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(async () => {
  expect(await recount(site.db)).toEqual([])
  await site.close()
})

const formAddress = '/khao-sat/nhanh'
const send = (page: Page) => page.getByRole('button', { name: 'Gửi phiếu' })

async function forms(): Promise<number> {
  const { count } = await site.db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

async function answerAll(page: Page, label = 'Hài lòng'): Promise<void> {
  await settle(page)
  await send(page).waitFor()
  for (const question of await page.locator('fieldset.level-question').all()) await question.getByText(label, { exact: true }).click()
}

/** What the browser has kept under one of the worker's names. */
function keptIn(page: Page, name: 'trang' | 'cho-gui' | 'bien-nhan'): Promise<string[]> {
  return page.evaluate(async (cache) => (await (await caches.open(cache)).keys()).map((request) => new URL(request.url).pathname), `khao-sat:${name}-1`)
}

/** A phone that has been to these pages once. */
async function phoneThatVisited(...addresses: string[]): Promise<{ phone: BrowserContext; page: Page }> {
  const phone = await site.newContext()
  const page = await phone.newPage()
  for (const address of addresses) {
    await page.goto(address)
    await expect.poll(() => keptIn(page, 'trang')).toContain(address)
  }
  return { phone, page }
}

async function answerWithoutNetwork(page: Page, label?: string): Promise<void> {
  await page.goto(formAddress)
  await answerAll(page, label)
  await send(page).click()
  await page.getByText(/đang chờ trên máy này/).waitFor()
}

test('what was visited once opens without network, down to the form; what is sent there goes out when the page is next opened, and shows its receipt', async () => {
  const { phone, page } = await phoneThatVisited('/s/CAMSANH', '/khao-sat', formAddress)
  const before = await forms()
  site.line.cut()
  await page.goto('/s/CAMSANH')
  await page.getByRole('link', { name: /Đánh giá nhà trường/ }).waitFor()
  await answerWithoutNetwork(page)
  expect(await keptIn(page, 'cho-gui')).toHaveLength(1)
  await page.close()
  expect(await forms()).toBe(before)

  site.line.mend()
  const later = await phone.newPage()
  await later.goto('/khao-sat')
  await later.getByText('Phiếu gửi lúc mất mạng đã đến trường').waitFor()
  expect(await forms()).toBe(before + 1)
  expect(await keptIn(later, 'cho-gui')).toEqual([])
  // The receipt is there an hour and a lost connection later.
  site.line.cut()
  await later.getByRole('link', { name: 'Xem biên nhận' }).click()
  await later.getByText('Mã biên nhận').first().waitFor()
  site.line.mend()
  await later.goto('/khao-sat')
  await later.getByRole('button', { name: /Đã xem/ }).click()
  await expect.poll(() => keptIn(later, 'bien-nhan')).toEqual([])
  await later.goto(formAddress)
  expect(await later.locator('input[type=radio]:checked').count()).toBe(0)
  await phone.close()
})

test('the browser sends it with every page closed, once, even where the school had it already', async () => {
  const { phone, page } = await phoneThatVisited(formAddress)
  const before = await forms()
  await page.goto(formAddress)
  await answerAll(page)
  site.line.loseAnswers()
  await send(page).click()
  await page.getByText(/đang chờ trên máy này/).waitFor()
  expect(await forms()).toBe(before + 1)
  await page.goto('about:blank')
  site.line.mend()
  await networkIsBack(phone, page)
  const later = await phone.newPage()
  await later.goto(formAddress)
  await later.getByText('Phiếu gửi lúc mất mạng đã đến trường').waitFor()
  expect(await keptIn(later, 'cho-gui')).toEqual([])
  expect(await forms()).toBe(before + 1)
  await phone.close()
})

test('the form page opened again sends what waits and leads to its receipt', async () => {
  const { phone, page } = await phoneThatVisited(formAddress)
  const before = await forms()
  site.line.cut()
  await answerWithoutNetwork(page)
  site.line.mend()
  await page.goto('about:blank')
  await page.goto(formAddress)
  await page.waitForURL('**/khao-sat/bien-nhan?da-gui=*')
  await page.getByText('Mã biên nhận').first().waitFor()
  expect(await forms()).toBe(before + 1)
  await phone.close()
})

test('two parents with one phone fill in the same kept page: two forms', async () => {
  const { phone, page } = await phoneThatVisited(formAddress)
  const before = await forms()
  site.line.cut()
  await answerWithoutNetwork(page, 'Hài lòng')
  await page.evaluate(() => localStorage.clear())
  await answerWithoutNetwork(page, 'Không hài lòng')
  expect(await keptIn(page, 'cho-gui')).toHaveLength(2)
  site.line.mend()
  await page.goto('/khao-sat')
  await expect.poll(() => page.getByText('Phiếu gửi lúc mất mạng đã đến trường').count()).toBe(2)
  expect(await forms()).toBe(before + 2)
  await phone.close()
})

test('a waiting form that somebody changes, or drops, is not sent behind their back', async () => {
  const { phone, page } = await phoneThatVisited(formAddress)
  const before = await forms()
  site.line.cut()
  await answerWithoutNetwork(page)
  await page.getByRole('textbox', { name: /góp ý/i }).fill('Thêm một lời')
  await expect.poll(() => keptIn(page, 'cho-gui')).toEqual([])

  await send(page).click()
  await page.getByText(/đang chờ trên máy này/).waitFor()
  await page.reload()
  await page.getByRole('button', { name: 'Bỏ phiếu này' }).click()
  await expect.poll(() => keptIn(page, 'cho-gui')).toEqual([])
  site.line.mend()
  await page.goto('/khao-sat')
  expect(await forms()).toBe(before)
  await phone.close()
})

test('a browser that keeps nothing still has the form', async () => {
  const page = await site.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(Navigator.prototype, 'serviceWorker', { get: () => undefined })
    Object.defineProperty(window, 'caches', { get: () => { throw new Error('forbidden') } })
    Object.defineProperty(window, 'localStorage', { get: () => { throw new Error('forbidden') } })
  })
  const before = await forms()
  await page.goto(formAddress)
  await answerAll(page)
  site.line.cut()
  await send(page).click()
  await page.getByText(/cứ để trang này mở/).waitFor()
  site.line.mend()
  await page.getByRole('button', { name: /gửi lại/i }).click()
  await page.waitForURL('**/khao-sat/bien-nhan')
  expect(await forms()).toBe(before + 1)
  await page.context().close()
})

test('once the round has closed, the phone forgets the form', async () => {
  const { phone, page } = await phoneThatVisited(formAddress)
  const now = site.now()
  site.setNow('2027-08-01T02:00:00Z')
  await page.goto(formAddress)
  await expect.poll(() => keptIn(page, 'trang')).not.toContain(formAddress)
  site.setNow(now)
  await phone.close()
})

/** Tells the worker what the browser tells it when a phone finds its network again. */
async function networkIsBack(phone: BrowserContext, page: Page): Promise<void> {
  const devtools = await phone.newCDPSession(page)
  const registrations = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations: found }) => {
      const survey = found.find((one) => one.scopeURL.endsWith('/khao-sat') && !one.isDeleted)
      if (survey) resolve(survey.registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  await devtools.send('ServiceWorker.dispatchSyncEvent', { origin: site.origin, registrationId: await registrations, tag: 'gui-phieu', lastChance: false })
}
