import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '')
const typed = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Three new reports that stand first in the list. */
async function addNew(): Promise<string[]> {
  const like = await site.db.selectFrom('cases').selectAll().where('state', '=', 'published').where('kind', '=', 'feedback').executeTakeFirstOrThrow()
  const rows = [1, 2, 3].map((n) => ({
    ...like, id: randomUUID(), number: `PAKN.20261102.900${n}`, subject: `Việc mới thứ ${n}`, state: 'submitted' as const, assignee_id: null, acknowledge_due: '2026-11-02', acknowledged_on: null,
    answered_on: null, published_on: null, closed_on: null, key_hash: randomUUID(), idempotency_hash: randomUUID(), version: 1,
  }))
  await site.db.insertInto('cases').values(rows).execute()
  return rows.map(({ number }) => number)
}

test('by keyboard alone: sign in, tick three new cases, acknowledge and give them to a colleague at once', async () => {
  const numbers = await addNew()
  const { email, password } = inject('demo').signIns.find(({ role }) => role === 'coordinator')!
  const page = await site.newPage({ width: 'desktop' })
  await page.goto('/office/dang-nhap')
  await settle(page)
  await page.locator('input[type=email]').focus()
  await page.keyboard.type(email)
  await typed(page, 'Tab')
  await page.keyboard.type(password)
  await typed(page, 'Enter')
  await page.waitForURL(/\/office(\?|$)/)
  await settle(page)

  await typed(page, 'g', 'i')
  await page.waitForURL('**/office/phan-anh')
  await settle(page)
  for (const n of [1, 2, 3]) {
    await typed(page, n === 2 ? 'ArrowDown' : 'j')
    expect(await focused(page)).toBe(`Việc mới thứ ${n}`)
    await typed(page, 'x')
  }
  await page.getByText('Đã chọn 3 hồ sơ.').waitFor()
  await typed(page, 'k', 'x')
  await page.getByText('Đã chọn 2 hồ sơ.').waitFor()
  await typed(page, 'x', '?')
  await page.getByRole('dialog', { name: 'Phím tắt' }).waitFor()
  // While the list of keys is open they rest.
  await typed(page, 'x', 'Escape')
  await page.getByText('Đã chọn 3 hồ sơ.').waitFor()

  await typed(page, 'b')
  const colleague = await site.db.selectFrom('staff').select(['id', 'name']).where('role', '=', 'handler').where('status', '=', 'active').orderBy('created_at').orderBy('email').executeTakeFirstOrThrow()
  // A letter in a list of names looks for a name; it is no shortcut there.
  await page.keyboard.type(colleague.name)
  expect(await page.locator('#bulk-assignee').inputValue()).toBe(colleague.id)
  await typed(page, 'Tab', 'Enter')
  await page.getByRole('heading', { name: 'Đã tiếp nhận 3/3 hồ sơ' }).waitFor()
  const rows = await site.db.selectFrom('cases').select(['state', 'assignee_id']).where('number', 'in', numbers).execute()
  expect(rows).toEqual([1, 2, 3].map(() => ({ state: 'in_progress', assignee_id: colleague.id })))
  await page.context().close()
})

test('a text that nobody sent survives the end of the browser, and is there on a telephone', async () => {
  const staff = await site.db.selectFrom('staff').selectAll().where('role', '=', 'handler').where('status', '=', 'active').orderBy('created_at').orderBy('email').executeTakeFirstOrThrow()
  const { number } = await site.db.selectFrom('cases').select('number').where('assignee_id', '=', staff.id).where('state', '=', 'in_progress').where('kind', '=', 'feedback').executeTakeFirstOrThrow()
  const office = await site.newContext({ width: 'desktop', role: 'handler' })
  const page = await office.newPage()
  await page.goto(`/office/phan-anh/${number}?loc=xem%3Dmine`)
  await settle(page)
  await typed(page, 'r')
  await page.keyboard.type('Kính gửi phụ huynh, trường đang xem lại xe cơm.')
  await typed(page, 'Escape')
  await page.getByText('Đã tự lưu bản nháp').waitFor()
  await office.close()

  const phone = await site.newPage({ width: 'phone', role: 'handler' })
  await phone.goto(`/office/phan-anh/${number}`)
  await settle(phone)
  expect(await phone.locator('#submitReply textarea').first().inputValue()).toContain('trường đang xem lại xe cơm.')
  await phone.getByText('Bản nháp tự lưu lúc').waitFor()
  await phone.getByRole('button', { name: 'Bỏ bản nháp' }).click()
  await expect.poll(() => phone.locator('#submitReply textarea').first().inputValue()).not.toContain('trường đang xem lại xe cơm.')
  await phone.context().close()
})

test('a colleague is named in a note by keyboard: offered after the @, taken with Enter, and told', async () => {
  const staff = await site.db.selectFrom('staff').selectAll().where('role', '=', 'handler').where('status', '=', 'active').orderBy('created_at').orderBy('email').executeTakeFirstOrThrow()
  const { id, number } = await site.db.selectFrom('cases').select(['id', 'number']).where('assignee_id', '=', staff.id).where('state', '=', 'in_progress').where('kind', '=', 'feedback').executeTakeFirstOrThrow()
  const principal = await site.db.selectFrom('staff').select(['name', 'email']).where('role', '=', 'principal').where('school_id', '=', staff.school_id).executeTakeFirstOrThrow()
  const page = await site.newPage({ width: 'phone', role: 'handler' })
  await page.goto(`/office/phan-anh/${number}`)
  await settle(page)
  await typed(page, 'n')
  await page.keyboard.type(`Nhờ @${principal.name.split(' ').at(-1)!.toLowerCase()}`)
  const list = page.getByRole('listbox', { name: 'Người có thể nhắc tên' })
  await list.getByRole('option', { name: principal.name }).waitFor()
  await typed(page, 'Escape')
  await list.waitFor({ state: 'detached' })
  await page.keyboard.type(' ')
  await typed(page, 'Backspace')
  while (!(await list.getByRole('option', { name: principal.name, selected: true }).count())) await typed(page, 'ArrowDown')
  await typed(page, 'Enter')
  await page.keyboard.type('xem giúp')
  expect(await page.locator('#note-text').inputValue()).toBe(`Nhờ @${principal.name} xem giúp`)
  await page.getByRole('button', { name: 'Lưu ghi chú' }).click()
  await page.getByText('Đã lưu ghi chú.').waitFor()
  const mails = await site.db.selectFrom('outbox').select('recipient').where('case_id', '=', id).where('purpose', '=', 'case-mentioned').execute()
  expect(mails).toEqual([{ recipient: principal.email }])
  await page.context().close()
})

test('whoever switches the keys off has none, and on again all', async () => {
  const page = await site.newPage({ width: 'desktop', role: 'coordinator' })
  await page.goto('/office/tai-khoan-cua-toi')
  await page.getByRole('button', { name: 'Tắt phím tắt' }).click()
  await page.getByRole('button', { name: 'Bật phím tắt' }).waitFor()
  await page.goto('/office/phan-anh')
  await settle(page)
  await typed(page, 'j', '?')
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY')
  expect(await page.getByRole('dialog').count()).toBe(0)
  await page.goto('/office/tai-khoan-cua-toi')
  await page.getByRole('button', { name: 'Bật phím tắt' }).click()
  await page.getByRole('button', { name: 'Tắt phím tắt' }).waitFor()
  await page.goto('/office/phan-anh')
  await settle(page)
  await typed(page, 'j')
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('inbox-subject')
  await page.context().close()
})

test.each([true, false])('on a phone the whole page is ticked at once, where the list has no head (JavaScript %s)', async (javaScript) => {
  const page = await site.newPage({ javaScript, role: 'coordinator' })
  await page.goto('/office/phan-anh')
  if (javaScript) await settle(page)
  const boxes = page.locator('input[type=checkbox][name="hs"]')
  const all = await boxes.count()
  expect(all).toBeGreaterThan(3)
  await (javaScript ? page.locator('.tick-page').getByRole('checkbox', { name: 'Chọn cả trang' }) : page.locator('.tick-page').getByRole('link', { name: 'Chọn cả trang' })).click()
  await expect.poll(() => page.locator('input[type=checkbox][name="hs"]:checked').count()).toBe(all)
  if (javaScript) await page.getByText(`Đã chọn ${all} hồ sơ.`).waitFor()
  await page.context().close()
})
