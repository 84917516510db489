import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { printSheets, recount } from '#app/surveys/index.ts'
import type { Round } from '#db/schema.ts'
import { violations } from '#tests/support/axe.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
let round: Round
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
  round = await site.db.selectFrom('rounds').selectAll().where('state', '=', 'open').where('questionnaire', '=', 'education').executeTakeFirstOrThrow()
})
afterAll(async () => {
  expect(await recount(site.db)).toEqual([])
  await site.close()
})

const from = async (channel: 'paper' | 'kiosk') => (await site.db.selectFrom('responses').selectAll().where('channel', '=', channel).execute()).length

/** The code of a device, made in the office. */
async function deviceCode(): Promise<string> {
  const office = await site.newPage({ width: 'desktop', role: 'coordinator' })
  await office.goto(`/office/dot-khao-sat/${round.id}`)
  await office.getByRole('link', { name: 'Máy của trường' }).click()
  await office.getByLabel('Đặt ở đâu?').selectOption({ label: 'Cổng chính' })
  await office.getByRole('button', { name: 'Tạo mã mở máy' }).click()
  const code = await office.locator('.kiosk-fresh-code').innerText()
  await office.context().close()
  return code
}

async function openDevice(page: Page, javaScript: boolean): Promise<void> {
  const code = await deviceCode()
  await page.goto(javaScript ? `/may#${code}` : '/may')
  if (!javaScript) await page.getByLabel('Mã mở máy').fill(code)
  else await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#ma')?.value !== '')
  await page.getByRole('button', { name: 'Mở máy' }).click()
  await page.getByRole('link', { name: 'Bắt đầu' }).waitFor()
}

async function touchAll(page: Page): Promise<void> {
  for (const question of await page.locator('fieldset.level-question').all()) await question.getByText('Hài lòng', { exact: true }).click()
}

const chosen = (page: Page) => page.locator('input[type=radio]:checked').count()

describe.each([
  { name: 'a tablet', viewport: { width: 768, height: 1024 }, javaScript: true },
  { name: 'a small phone', viewport: { width: 360, height: 740 }, javaScript: true },
  { name: 'a tablet without JavaScript', viewport: { width: 768, height: 1024 }, javaScript: false },
])('$name of the school', ({ viewport, javaScript }) => {
  test('takes one parent after the other, and shows none of them what another chose', async () => {
    const before = await from('kiosk')
    const page = await site.newPage({ javaScript }, { viewport })
    await openDevice(page, javaScript)
    for (const person of [1, 2]) {
      await page.getByRole('link', { name: 'Bắt đầu' }).click()
      await page.waitForURL('**/may/phieu')
      expect(await chosen(page)).toBe(0)
      if (javaScript && person === 1) expect(await violations(page)).toEqual([])
      await touchAll(page)
      await page.getByRole('button', { name: 'Gửi phiếu' }).click()
      await page.getByText('Phiếu đã được ghi nhận').waitFor()
      expect(await from('kiosk')).toBe(before + person)
      const receipt = await page.locator('.kiosk-code').innerText()
      await page.getByText(/Tự ẩn sau \d+ giây/).waitFor()
      await page.getByRole('link', { name: /Ẩn ngay/ }).click()
      await page.waitForURL('**/may')

      // However far somebody goes back, there is neither a receipt nor a choice of the one before.
      for (let steps = 0; steps < 2; steps += 1) {
        await page.goBack().catch(() => null)
        await page.waitForLoadState()
        expect(await page.getByText(receipt).count()).toBe(0)
        expect(await chosen(page)).toBe(0)
      }
      await page.goto('/may')
    }
    await page.context().close()
  })
})

test('a device that nobody touches warns, then starts over', async () => {
  const page = await site.newPage({}, { viewport: { width: 768, height: 1024 } })
  await openDevice(page, true)
  await page.clock.install()
  await page.goto('/may/phieu')
  await settle(page)
  await page.getByText('Hài lòng', { exact: true }).first().click()
  await page.clock.runFor(62_000)
  await page.getByRole('alertdialog').waitFor()
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Tôi vẫn đang trả lời' }).click()
  await page.getByRole('alertdialog').waitFor({ state: 'detached' })
  expect(await chosen(page)).toBe(1)
  await page.clock.runFor(76_000)
  await page.getByRole('link', { name: 'Bắt đầu' }).waitFor()
  await page.context().close()
})

/** A sheet of the open round, as it lies on the desk. */
async function sheetCode(): Promise<string> {
  const [sheet] = await site.db.transaction().execute((tx) => printSheets(tx, site.secrets, round, 'quick', 1))
  return sheet!.code
}

/** Types a sheet without touching a mouse. Without scripts each box is left with the Tab key. */
async function typeSheet(page: Page, code: string, digits: string, javaScript: boolean): Promise<void> {
  await page.goto(`/office/dot-khao-sat/${round.id}/phieu-giay/nhap`)
  await page.locator('#ma:focus').waitFor()
  await page.keyboard.type(code.toLowerCase())
  await page.keyboard.press('Enter')
  await page.locator('.paper-sheet .paper-digit:focus').first().waitFor()
  if (javaScript) await settle(page)
  for (const digit of digits) {
    if (digit !== '-') await page.keyboard.type(digit)
    if (!javaScript) await page.keyboard.press('Tab')
    else if (digit === '-') await page.keyboard.press('Enter')
  }
}

const saved = (page: Page, words: RegExp) => page.getByText(words).first().waitFor()

test.each([{ javaScript: true }, { javaScript: false }])('two people type a sheet with the keys alone, look again at what differs, and it counts (JavaScript $javaScript)', async ({ javaScript }) => {
  const before = await from('paper')
  const code = await sheetCode()
  const one = await site.newPage({ width: 'desktop', role: 'coordinator', javaScript })
  const two = await site.newPage({ width: 'desktop', role: 'handler', javaScript })
  // Six questions, who answers, the age group; the words and the button follow.
  await typeSheet(one, code, '4545-321', javaScript)
  if (javaScript) expect(await violations(one)).toEqual([])
  await one.keyboard.type('Cảm ơn các cô')
  await one.keyboard.press('Tab')
  await one.keyboard.press('Enter')
  await saved(one, /chờ một người khác/)

  await typeSheet(two, code, '4544-321', javaScript)
  expect(await two.locator('textarea').inputValue()).toBe('Cảm ơn các cô')
  await two.keyboard.press('Tab')
  await two.keyboard.press('Enter')
  await saved(two, /còn lệch/)
  expect(await from('paper')).toBe(before)

  await typeSheet(two, code, '5', javaScript)
  expect(await two.locator('.paper-digit').count()).toBe(1)
  await two.keyboard.press('Enter')
  await saved(two, /phiếu đã được tính/)
  expect(await from('paper')).toBe(before + 1)
  await one.context().close()
  await two.context().close()
})
