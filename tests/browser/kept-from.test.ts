import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const teacher = { email: 'tochuyenmon@hoaphuong.example.vn', name: 'Đặng Thị Tuyết Sương' }

test('a parent says on a phone who should not read it: that person finds nothing of it anywhere, and the coordinator sees why', async () => {
  const parent = await site.newPage()
  const next = () => parent.locator('.step-now').getByRole('button', { name: 'Tiếp tục' }).click()
  await parent.goto('/phan-anh')
  await settle(parent)
  await parent.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check()
  await next()
  // The field that she herself looks after.
  await parent.getByRole('radio', { name: 'Chăm sóc, giáo dục' }).check()
  await next()
  await parent.getByRole('textbox', { name: 'Nội dung' }).fill('Giờ ngủ trưa bé bị bắt nằm im, trở mình là bị la. Con tôi sợ không dám đi học.')
  await next()
  await parent.getByRole('radio', { name: /^Ẩn danh/ }).check()
  await parent.locator('#keepFrom').fill(`cô ${teacher.name}`)
  await next()
  await next()
  expect(await parent.locator('main').innerText()).toContain(teacher.name)
  await parent.getByRole('button', { name: 'Gửi đến nhà trường' }).click()
  await parent.waitForURL('**/phan-anh/bien-nhan')
  const number = /PAKN\.\d{8}\.\d+/.exec(await parent.locator('main').innerText())![0]
  await parent.goto('/ho-so')
  expect(await parent.locator('main').innerText()).toContain(teacher.name)

  const context = await site.newContext({ width: 'phone' })
  await site.signIn(context, teacher)
  const hers = await context.newPage()
  for (const address of ['/office', '/office/phan-anh?xem=all', `/office/phan-anh?xem=all&q=${number}`, '/office/phan-anh?xem=all&q=ngủ trưa', '/office/phan-anh/khoi-luong']) {
    await hers.goto(address)
    const text = (await hers.locator('main').innerText()).replaceAll(`“${number}”`, '')
    expect(text, address).not.toContain('bắt nằm im')
    expect(await hers.locator(`a[href^="/office/phan-anh/${number}"]`).count(), address).toBe(0)
  }
  expect((await hers.goto(`/office/phan-anh/${number}`))?.status()).toBe(404)
  const told = await site.db.selectFrom('outbox').select('subject').where('recipient', '=', teacher.email).where('subject', 'like', `%${number}%`).execute()
  expect(told).toEqual([])

  for (const width of ['phone', 'desktop'] as const) await seesWhy(await site.newPage({ width, role: 'coordinator' }), number)
})

async function seesWhy(page: Page, number: string): Promise<void> {
  await page.goto(`/office/phan-anh/${number}`)
  await settle(page)
  const card = page.locator('.card').filter({ has: page.getByRole('heading', { name: 'Người có liên quan' }) })
  expect(await card.innerText()).toContain(teacher.name)
  expect(await card.innerText()).toContain('Không được xem')
  expect(await page.locator('#acknowledge-assigneeId option', { hasText: teacher.name }).count()).toBe(0)
  expect(await page.locator('#addConflict-staffId option', { hasText: teacher.name }).count()).toBe(0)
}
