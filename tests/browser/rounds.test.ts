import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

/** Around a survey round: what the office prints and sees of it, and what is read of it on paper and on a phone. */

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const openRound = (questionnaire: 'education' | 'dossier') => site.db.selectFrom('rounds').select('id').where('state', '=', 'open').where('questionnaire', '=', questionnaire).executeTakeFirstOrThrow()

test('printing slips: after an error the page says what was printed, and a double click prints once', async () => {
  const page = await site.newPage({ width: 'desktop', role: 'coordinator' })
  const { id } = await openRound('education')
  const slips = async () => Number((await site.db.selectFrom('slips').select((eb) => eb.fn.countAll<number>().as('count')).where('round_id', '=', id).executeTakeFirstOrThrow()).count)
  const before = await slips()
  await page.goto(`/office/dot-khao-sat/${id}/phieu`)
  await settle(page)
  await page.getByLabel('Lớp và số gia đình').fill('Lớp Chồi 1')
  await page.getByRole('button', { name: 'Tạo và tải phiếu' }).click()
  await page.locator('.error-summary').waitFor()
  await settle(page)

  await page.getByLabel('Lớp và số gia đình').fill('Lớp Chồi 1: 3')
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Tạo và tải phiếu' }).dblclick()
  expect((await download).suggestedFilename()).toBe('phieu-ma-mot-lan.pdf')
  await page.getByText('Đã tạo phiếu. Tệp PDF nằm trong thư mục tải về').waitFor()
  expect(await page.locator('.error-summary').count()).toBe(0)
  await page.getByRole('row', { name: /Lớp Chồi 1/ }).getByText('3', { exact: true }).waitFor()
  expect(await slips()).toBe(before + 3)
  await page.context().close()
})

test('the chart of forms by day counts whole forms', async () => {
  const page = await site.newPage({ width: 'desktop', role: 'coordinator' })
  await page.addInitScript(() => {
    const drawn: string[] = []
    Object.assign(window, { drawn })
    CanvasRenderingContext2D.prototype.fillText = (text) => void drawn.push(text)
  })
  // Few come with papers on one day: an axis of its own choosing would be cut in tenths.
  await page.goto(`/office/dot-khao-sat/${(await openRound('dossier')).id}`)
  await page.waitForFunction(() => (window as unknown as { drawn: string[] }).drawn.includes('1'))
  expect(await page.evaluate(() => (window as unknown as { drawn: string[] }).drawn.filter((text) => /^\d,\d/.test(text)))).toEqual([])
  await page.context().close()
})

test('on a phone nothing of the ledger is cut off at its edge', async () => {
  const page = await site.newPage({ width: 'phone' })
  await page.goto('/so-niem-phong')
  const cut = await page.locator('.table-scroll').evaluateAll((tables) => tables.filter((table) => table.scrollWidth > table.clientWidth).map((table) => table.textContent.slice(0, 80)))
  expect(cut).toEqual([])
  await page.context().close()
})

test('printed, the rates begin on the first sheet and no table runs over its edge', async () => {
  const page = await site.newPage({ width: 'desktop' })
  await page.emulateMedia({ media: 'print' })
  // A4 without the margins of the style sheet, in CSS pixels.
  const sheet = { width: 673, height: 986 }
  await page.setViewportSize(sheet)
  await page.goto('/ty-le-hai-long')
  await page.locator('details').evaluateAll((all) => all.forEach((one) => one.setAttribute('open', '')))
  const headline = await page.locator('.headline').boundingBox()
  expect(headline!.y + headline!.height).toBeLessThan(sheet.height)
  const over = await page.locator('table').evaluateAll((tables) => tables.filter((table) => table.getBoundingClientRect().right > table.parentElement!.getBoundingClientRect().right + 1).map((table) => table.textContent.slice(0, 60)))
  expect(over).toEqual([])
  await page.context().close()
})
