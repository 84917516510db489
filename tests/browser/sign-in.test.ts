import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { violations } from '#tests/support/axe.ts'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

describe('with the sign-in that the demo printed', () => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(inject('demoDir'))
  })
  afterAll(() => site.close())

  const printed = () => inject('demo').signIns.find((one) => one.role === 'coordinator' && one.school === 'hoa-phuong')!

  async function signIn(page: Page, email: string, password: string): Promise<void> {
    await page.getByLabel('E-mail').fill(email)
    await page.getByRole('textbox', { name: 'Mật khẩu' }).fill(password)
    await page.getByRole('button', { name: 'Đăng nhập', exact: true }).click()
  }

  test.each([true, false])('a person signs in, comes to the page they wanted, and signs out (JavaScript %s)', async (javaScript) => {
    const page = await site.newPage({ width: 'desktop', javaScript })
    await page.goto('/office/phan-anh?trang-thai=qua-han')
    await page.waitForURL('**/office/dang-nhap?**')
    await signIn(page, printed().email, printed().password)
    await page.waitForURL('**/office/phan-anh?trang-thai=qua-han')
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

    const signOut = page.getByRole('button', { name: /đăng xuất/i })
    if (!(await signOut.isVisible())) await page.locator('header summary').last().click()
    await signOut.click()
    await page.waitForURL('**/office/dang-nhap**')
    await page.goto('/office')
    await page.waitForURL('**/office/dang-nhap**')
    await page.context().close()
  })

  test('a wrong password and an unknown address get the same words, and the address stays', async () => {
    const page = await site.newPage()
    const words: string[] = []
    for (const [email, password] of [[printed().email, 'khong phai mat khau'], ['khong-co-ai@example.vn', 'khong phai mat khau']] as const) {
      await page.goto('/office/dang-nhap')
      await signIn(page, email, password)
      words.push(await page.locator('.error-summary').innerText())
      expect(await page.getByLabel('E-mail').inputValue()).toBe(email)
      expect(await page.getByRole('textbox', { name: 'Mật khẩu' }).inputValue()).toBe('')
    }
    expect(words[0]).toBe(words[1])
    await page.context().close()
  })

  test('after half an hour without a click the session is over', async () => {
    const page = await site.newPage({ role: 'viewer' })
    await page.goto('/office')
    expect(new URL(page.url()).pathname).toBe('/office')
    site.setNow('2026-11-23T03:01:00Z')
    await page.goto('/office')
    await page.waitForURL('**/office/dang-nhap**')
    site.setNow('2026-11-23T02:30:00Z')
    await page.context().close()
  })
})

describe('an installation without a school', () => {
  let site: Site
  beforeAll(async () => {
    site = await openSite(null)
  })
  afterAll(() => site.close())

  test('the first visit leads to the set-up, whose one-time link makes the school and the principal, and is dead afterwards', async () => {
    const page = await site.newPage({ width: 'desktop' })
    await page.goto('/office')
    await page.waitForURL('**/office/thiet-lap')
    expect(await violations(page)).toEqual([])

    expect(site.setupLink).toMatch(/^http:\/\/localhost:\d+\/office\/thiet-lap\/.{20,}$/)
    await page.goto(site.setupLink!)
    expect(await violations(page)).toEqual([])
    await page.getByLabel('Tên trường').fill('Trường Mầm non Ánh Dương')
    await page.getByRole('button', { name: 'Tạo trang của trường' }).click()
    await page.locator('.error-summary').waitFor()
    expect(await page.getByLabel('Tên trường').inputValue()).toBe('Trường Mầm non Ánh Dương')

    await page.getByLabel('Địa chỉ', { exact: true }).fill('Số 3 đường số 7, phường Chánh Bình')
    await page.getByLabel('Điện thoại').fill('0900 000 003')
    await page.getByLabel('E-mail của trường').fill('anhduong@example.vn')
    await page.getByLabel('Cơ quan chủ quản').fill('Ủy ban nhân dân phường Chánh Bình')
    await page.getByLabel('Sở Giáo dục và Đào tạo').fill('Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh')
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Mai')
    await page.getByLabel('E-mail dùng để đăng nhập').fill('mai@example.vn')
    for (const label of ['Mật khẩu', 'Nhập lại mật khẩu']) await page.getByRole('textbox', { name: label, exact: true }).fill('hoa phuong no thang sau')
    await page.getByRole('button', { name: 'Tạo trang của trường' }).click()
    await page.waitForURL(/\/office(\?.*)?$/)

    const anybody = await site.newPage()
    await anybody.goto('/')
    expect(await anybody.locator('body').innerText()).toContain('Trường Mầm non Ánh Dương')
    await anybody.goto(site.setupLink!)
    expect(await anybody.getByLabel('Tên trường').count()).toBe(0)
    await page.context().close()
    await anybody.context().close()
  })
})
