import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test.each([{ javaScript: true }, { javaScript: false }])('a coordinator rewords the one-minute form, and after the next round has opened a parent reads it on a phone (JavaScript $javaScript)', async ({ javaScript }) => {
  const words = javaScript ? 'Bữa ăn, giấc ngủ và sức khỏe của bé được chăm sóc tốt' : 'Trường chăm sóc bé ăn, ngủ, chơi, học'
  const office = await site.newPage({ width: 'desktop', role: 'coordinator', javaScript })
  await office.goto('/office/dot-khao-sat')
  await office.getByRole('link', { name: 'Xem và sửa mẫu phiếu' }).click()
  await office.getByRole('button', { name: 'Soạn bản mới' }).first().click()
  const field = office.locator('#D0-vi')
  await field.waitFor()
  if (javaScript) await settle(office)
  await field.fill(words)
  const phone = office.locator('.phone')
  // The phone follows each key; without JavaScript it follows once the draft is saved.
  if (javaScript) await phone.getByText(words).waitFor()
  else expect(await phone.getByText(words).count()).toBe(0)
  await office.getByRole('button', { name: 'Thêm câu vào lĩnh vực A' }).click()
  await office.locator('#A6-vi').waitFor()
  expect(await field.inputValue()).toBe(words)
  await phone.getByText(words).waitFor()
  await office.getByRole('button', { name: 'Xóa câu A6' }).click()
  await office.locator('#A6-vi').waitFor({ state: 'detached' })
  await office.getByRole('button', { name: 'Đưa vào sử dụng' }).click()
  await office.getByText('không sửa được nữa').waitFor()

  const open = await site.db.selectFrom('rounds').select('id').where('state', '=', 'open').where('questionnaire', '=', 'education').executeTakeFirstOrThrow()
  await office.goto(`/office/dot-khao-sat/${open.id}`)
  await office.getByRole('checkbox', { name: /hiểu|không mở lại/i }).check()
  await office.getByRole('button', { name: 'Đóng và công bố' }).click()
  await office.getByText('Đã đóng').first().waitFor()
  await office.goto('/office/dot-khao-sat')
  await office.locator('#nameVi').fill('Đợt theo mẫu mới')
  await office.locator('#opensOn').fill('2026-11-23')
  await office.locator('#closesOn').fill('2026-12-04')
  await office.getByRole('button', { name: 'Lên lịch' }).click()
  await office.getByRole('button', { name: /mở/i }).first().click()
  await office.getByText('Đang mở').first().waitFor()
  await office.context().close()

  const parent = await site.newPage({ width: 'phone', javaScript })
  await parent.goto('/khao-sat/nhanh')
  await parent.getByText(words).waitFor()
  for (const question of await parent.locator('fieldset.level-question').all()) await question.getByText('Hài lòng', { exact: true }).click()
  await parent.getByRole('button', { name: 'Gửi phiếu' }).click()
  await parent.waitForURL('**/khao-sat/bien-nhan')
  await parent.context().close()
})
