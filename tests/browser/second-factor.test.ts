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
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  }

  await signIn()
  await page.waitForURL('**/office/hai-lop?**')
  await shot('choose')
  await page.getByRole('link', { name: 'Cài ứng dụng tạo mã' }).click()
  await page.waitForURL('**/office/hai-lop/ung-dung**')
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

test('on a phone a colleague adds a passkey, signs in with it alone, and takes it away', { timeout: 180_000 }, async () => {
  const { email, password } = inject('demo').signIns.find((one) => one.role === 'handler' && one.school === 'hoa-phuong')!
  const page = await site.newPage()
  const device = await plugIn(page)
  const keysOnDevice = async () => (await device.credentials()).length
  await page.goto('/office/dang-nhap')
  await look(page, 'sign-in-with-key')
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password)
  await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  await page.waitForURL('**/office')

  await page.goto('/office/tai-khoan-cua-toi')
  await page.getByRole('link', { name: 'Thêm khóa đăng nhập' }).click()
  const make = page.getByRole('button', { name: 'Tạo khóa đăng nhập' })
  await make.waitFor()
  await look(page, 'key')
  // Without a name no key is made: it would stay on the device for nothing.
  await make.click()
  await page.locator('.error-summary').waitFor()
  await look(page, 'key-error')
  expect(await keysOnDevice()).toBe(0)
  await page.getByLabel('Tên khóa').fill('Điện thoại của cô Sa')
  await make.click()
  await page.waitForURL('**/office/hai-lop/ma-du-phong**')
  expect(await keysOnDevice()).toBe(1)
  await page.getByRole('link', { name: 'Đã cất xong, tiếp tục' }).click()
  await page.waitForURL('**/office/tai-khoan-cua-toi')
  await page.getByRole('button', { name: 'Gỡ khóa Điện thoại của cô Sa' }).waitFor()
  await look(page, 'own-account-with-key')

  // The same device once more: it says itself that it has one, and the page says it in words.
  await page.getByRole('link', { name: 'Thêm khóa đăng nhập' }).click()
  await page.getByLabel('Tên khóa').fill('Lần nữa')
  await make.click()
  await page.getByText('Thiết bị này đã có khóa').waitFor()
  await look(page, 'key-known')

  // Left lying for a while, the page first asks who is there; the key answers that too.
  later(11)
  await make.click()
  await page.waitForURL('**/office/xac-nhan?**')
  await look(page, 'confirm-with-key')
  await page.getByRole('button', { name: 'Dùng khóa đăng nhập' }).click()
  await page.waitForURL('**/office/hai-lop/khoa?**')

  await page.goto('/office')
  await page.locator('.office-menu > summary').click()
  await page.locator('.office-menu').getByRole('button', { name: 'Đăng xuất' }).click()
  await page.waitForURL('**/office/dang-nhap**')
  const enter = page.getByRole('button', { name: 'Dùng khóa đăng nhập' })
  // Whoever changes their mind at the device is told so, and can try again.
  await device.refuse(true)
  await enter.click()
  await page.getByText('hoặc việc này đã bị hủy').waitFor()
  await look(page, 'sign-in-key-failed')
  await device.refuse(false)
  await enter.click()
  await page.waitForURL('**/office')

  await page.goto('/office/tai-khoan-cua-toi')
  await page.getByRole('button', { name: 'Gỡ khóa Điện thoại của cô Sa' }).click()
  await page.getByText('Đã gỡ khóa đăng nhập.').waitFor()
  expect(await page.getByText('Điện thoại của cô Sa').count()).toBe(0)
  await page.context().clearCookies()
  await page.goto('/office/dang-nhap')
  await enter.click()
  await page.locator('.error-summary').getByText('Không đăng nhập được bằng khóa này').waitFor()
  await page.context().close()
})

/** A device with a screen lock, as Chromium plays it: it keeps keys and has just seen its owner's finger. */
async function plugIn(page: Page) {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return {
    credentials: async () => (await cdp.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    /** The wrong finger, until it is the right one again. */
    refuse: (isWrong: boolean) => cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: !isWrong }),
  }
}
