import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { appCode } from '#tests/support/authenticator-app.ts'
import { violations } from '#tests/support/axe.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

/** Moves the clock on, so that the app shows another code. */
const later = (minutes: number) => site.setNow(new Date(Date.parse(site.now()) + minutes * 60_000).toISOString())

async function look(page: Page, name: string): Promise<void> {
  await settle(page)
  if (process.env.LOOK) await page.screenshot({ path: `screenshots/second-factor-${name}.png`, fullPage: true })
  expect(await violations(page), name).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), name).toBeLessThanOrEqual(0)
}

test.each([true, false])('on a phone the principal sets up an app, signs in with its code, then with a recovery code (JavaScript %s)', { timeout: 180_000 }, async (javaScript) => {
  const { email, password } = inject('demo').signIns.find((one) => one.role === 'principal' && one.school === 'hoa-phuong')!
  await site.db.updateTable('schools').set({ second_factor: 'leads' }).where('is_default', '=', 1).execute()
  const staff = await site.db.selectFrom('staff').select('id').where('email', '=', email).executeTakeFirstOrThrow()
  for (const table of ['totp_factors', 'totp_setups', 'recovery_codes'] as const) await site.db.deleteFrom(table).where('staff_id', '=', staff.id).execute()
  const page = await site.newPage({ javaScript })
  const shot = (name: string) => (javaScript ? look(page, name) : Promise.resolve())
  const signIn = async () => {
    await page.goto('/office/phan-anh')
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password)
    await page.getByRole('button', { name: 'Đăng nhập' }).click()
  }

  await signIn()
  await page.waitForURL('**/office/hai-lop?**')
  await shot('choose')
  await page.getByRole('link', { name: 'Cài ứng dụng tạo mã' }).click()
  await shot('app-before')
  await page.getByRole('button', { name: 'Hiện mã QR để quét' }).click()
  await page.locator('.app-secret').waitFor()
  await shot('app')
  const secret = (await page.locator('.app-secret').innerText()).replace(/\s/g, '')
  await page.getByLabel('Mã 6 số').fill('000000')
  await page.getByRole('button', { name: 'Xác nhận và bắt đầu dùng' }).click()
  await page.locator('.error-summary').waitFor()
  await page.getByLabel('Mã 6 số').fill(appCode(secret, site.now()))
  await page.getByRole('button', { name: 'Xác nhận và bắt đầu dùng' }).click()
  await page.waitForURL('**/office/hai-lop/ma-du-phong**')
  await shot('codes')
  const codes = await page.locator('.recovery-codes code').allInnerTexts()
  expect(codes).toHaveLength(10)
  await page.getByRole('link', { name: 'Đã cất xong, tiếp tục' }).click()
  await page.waitForURL('**/office/tai-khoan-cua-toi')
  await shot('own-account')

  later(1)
  await page.context().clearCookies()
  await signIn()
  await page.waitForURL('**/office/dang-nhap/buoc-hai?**')
  await shot('second-step')
  await page.getByLabel('Mã 6 số').fill(appCode(secret, site.now()))
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL('**/office/phan-anh')

  later(11)
  await page.goto('/office/hai-lop/ung-dung')
  await page.waitForURL('**/office/xac-nhan?**')
  await shot('confirm')

  await page.context().clearCookies()
  await signIn()
  await page.waitForURL('**/office/dang-nhap/buoc-hai?**')
  await page.getByText('Không có điện thoại bên mình?').click()
  await page.getByLabel('Mã dự phòng').fill(codes[0]!.toUpperCase())
  await page.getByRole('button', { name: 'Đăng nhập bằng mã dự phòng' }).click()
  await page.waitForURL(/\/office\/phan-anh/)
  await page.goto('/office/cai-dat/hai-lop')
  await shot('settings')
  await page.context().close()
})
