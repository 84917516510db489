import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { violations } from '#tests/support/axe.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

/** No axe violation and nothing to push sideways, wherever the way leads. */
async function looksRight(page: Page): Promise<void> {
  await settle(page)
  expect(await violations(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0)
}

test.each<[Width, { year: number; day: string; limit: string; javaScript: boolean }]>([
  ['phone', { year: 2028, day: '12/04/2028', limit: '8', javaScript: true }],
  ['desktop', { year: 2029, day: '12/04/2029', limit: '6', javaScript: false }],
])('on a %s the principal fills a year, closes early on a day, sets a limit that parents read, and finds it all in the log', async (width, { year, day, limit, javaScript }) => {
  const page = await site.newPage({ role: 'principal', width, javaScript })
  await page.goto(`/office/cai-dat/lich?nam=${year}`)
  await page.getByRole('button', { name: `Điền lịch năm ${year}` }).click()
  await page.getByText('Tết Nguyên đán (mùng 1)').first().waitFor()

  const iso = day.split('/').reverse().join('-')
  await page.getByLabel('Ngày', { exact: true }).fill(iso)
  await page.getByRole('radio', { name: /^Đóng cửa sớm/ }).check()
  await page.getByLabel('Tên ngày').fill('Họp hội đồng')
  await page.getByLabel('Căn cứ').fill('Thông báo của hiệu trưởng')
  await page.getByRole('button', { name: 'Thêm ngày' }).click()
  // The hour was forgotten: said beside its field, with everything else kept.
  await page.locator('.error-summary').waitFor()
  if (javaScript) await looksRight(page)
  expect(await page.getByLabel('Tên ngày').inputValue()).toBe('Họp hội đồng')
  await page.getByLabel('Giờ đóng cửa của ngày này').fill('11:30')
  await page.getByRole('button', { name: 'Thêm ngày' }).click()
  await page.getByText('Đóng cửa sớm lúc 11:30').waitFor()
  await page.getByRole('link', { name: `Sửa ngày ${day}` }).click()
  await page.getByLabel('Giờ đóng cửa của ngày này').fill('10:30')
  await page.getByRole('button', { name: 'Lưu' }).click()
  await page.getByText('Đóng cửa sớm lúc 10:30').waitFor()
  if (javaScript) await looksRight(page)

  await page.goto('/office/cai-dat/thoi-han')
  await page.getByLabel(/^Trả lời phản ánh/).fill(limit)
  await page.getByLabel(/^Khiếu nại: giải quyết/).fill('31')
  await page.getByLabel('Lý do', { exact: true }).fill('Quyết định số 12')
  await page.getByRole('button', { name: 'Lưu thời hạn' }).click()
  await page.getByText('Luật cho nhiều nhất 30 ngày').first().waitFor()
  await page.getByLabel(/^Khiếu nại: giải quyết/).fill('30')
  await page.getByRole('button', { name: 'Lưu thời hạn' }).click()
  await page.getByText('Đã lưu.').waitFor()
  await page.getByText(/hồ sơ đang mở giữ hạn đã hẹn/).click()
  await page.getByText(/đã hẹn .*nếu hẹn hôm nay thì là/).first().waitFor()
  if (javaScript) await looksRight(page)

  const parent = await site.newPage({ width })
  await parent.goto('/phan-anh')
  await parent.getByText(`trả lời trong ${limit} ngày làm việc`).first().waitFor()
  await parent.context().close()

  await page.goto('/office/nhat-ky')
  if (width === 'phone') await page.getByRole('link', { name: 'Lọc', exact: true }).click()
  await page.getByLabel('Về').selectOption('calendar')
  await page.getByRole('button', { name: 'Lọc' }).click()
  await page.getByRole('cell', { name: iso }).first().waitFor()
  expect(await page.getByRole('rowheader', { name: 'Đổi thời hạn' }).count()).toBe(0)
  if (javaScript) await looksRight(page)
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: /^Tải các dòng này/ }).click()
  expect((await download).suggestedFilename()).toMatch(/^nhat-ky-\d{4}-\d\d-\d\d\.csv$/)
  await page.context().close()
})
