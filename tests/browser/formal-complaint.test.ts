import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { demoNow } from '#tests/support/demo.ts'
import { approveAndSend, openWithKey, sendReport } from '#tests/support/reports.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test.each<Width>(['phone', 'desktop'])('on a %s a complaint is accepted, talked over and decided; its sender reads the decision, and its file goes on A4', async (width) => {
  site.setNow(demoNow)
  const { number, key } = await sendReport(site, {
    kind: 'complaint', fieldCode: 'education', body: `Tôi khiếu nại việc nhà trường chuyển con tôi sang lớp khác mà không hỏi gia đình (${width}).`,
    sender: 'named', contact: { name: 'Cao Thị Mỹ Dung', phone: '0900 000 071', email: null }, consentContact: true,
  })
  const office = await site.newPage({ width, role: 'principal' })
  await office.goto(`/office/phan-anh/${number}`)
  await settle(office)
  const holder = await office.locator('#acknowledge-assigneeId option', { hasText: 'Trịnh Thị Bích Vân' }).getAttribute('value')
  await office.getByLabel('Giao cho').selectOption(holder)
  await office.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await office.getByRole('button', { name: 'Thụ lý', exact: true }).click()
  await office.getByText('Hạn giải quyết').first().waitFor()

  await office.getByText('Mời hoặc ghi đối thoại').click()
  await office.getByLabel('Ngày đối thoại').fill('2026-11-25')
  await office.getByLabel('Nơi đối thoại').fill('phòng họp của trường, 8 giờ 30')
  await office.getByRole('button', { name: 'Lưu buổi đối thoại' }).click()
  await office.getByText('Sửa buổi đối thoại').waitFor()
  const invited = await openWithKey(site, key)
  expect(await invited.locator('main').innerText()).toContain('mời ông/bà đối thoại ngày 25/11/2026 tại phòng họp của trường')

  site.setNow('2026-11-26T03:00:00.000Z')
  const author = await site.newPage({ width, role: 'coordinator' })
  await author.goto(`/office/phan-anh/${number}`)
  await settle(author)
  await author.getByText('Sửa buổi đối thoại').click()
  await author.getByLabel('Biên bản').fill('Hai bên thống nhất cho cháu về lớp cũ.')
  await author.getByRole('button', { name: 'Lưu buổi đối thoại' }).click()
  await author.getByText('Đã có biên bản').first().waitFor()
  await author.getByLabel('Số văn bản').fill('09/QĐ-MNHP')
  await author.getByLabel('Ngày ký').fill('2026-11-26')
  // The school's own wording is at hand.
  await author.locator('#recordDecision').getByRole('combobox').selectOption({ label: 'Kết quả giải quyết khiếu nại lần đầu' })
  await author.locator('#recordDecision').getByRole('button', { name: 'Dùng mẫu' }).click()
  await expect.poll(() => author.locator('#recordDecision-body').inputValue()).toContain('Nhà trường quyết định: […]')
  await author.locator('#recordDecision-body').fill('Khiếu nại đúng. Cháu được về lớp cũ từ ngày 30/11/2026.')
  await author.getByRole('button', { name: 'Trình duyệt quyết định' }).click()
  await author.getByText('đang chờ người có thẩm quyền duyệt').or(author.getByText('cần một người khác duyệt')).waitFor()

  const decider = await site.newPage({ width, role: 'principal' })
  await decider.goto(`/office/phan-anh/${number}`)
  await settle(decider)
  await approveAndSend(decider)
  const told = await openWithKey(site, key)
  const text = await told.locator('main').innerText()
  expect(text).toContain('số 09/QĐ-MNHP, ngày 26/11/2026')
  expect(text).toContain('khiếu nại lần hai')
  expect(text).not.toContain('Hai bên thống nhất')

  await decider.getByRole('link', { name: 'Bản in' }).click()
  await decider.waitForURL('**/ho-so-giai-quyet')
  await settle(decider)
  const sheet = await decider.locator('.formal-sheet').innerText()
  expect(sheet).toContain('HỒ SƠ GIẢI QUYẾT KHIẾU NẠI')
  expect(sheet).toContain('09/QĐ-MNHP')
  expect(sheet).not.toContain('Cao Thị Mỹ Dung')
  await decider.emulateMedia({ media: 'print' })
  expect(await decider.getByRole('button', { name: 'In hồ sơ' }).isVisible()).toBe(false)
  const pages = (await PDFDocument.load(await decider.pdf({ preferCSSPageSize: true }))).getPages()
  // A4 in points, upright.
  for (const page of pages) {
    expect(Math.abs(page.getWidth() - 595)).toBeLessThan(2)
    expect(Math.abs(page.getHeight() - 842)).toBeLessThan(2)
  }
})
