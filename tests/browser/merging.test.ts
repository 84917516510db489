import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { approveAndSend, openWithKey, sendReport } from '#tests/support/reports.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test.each<Width>(['phone', 'desktop'])('on a %s two reports of one matter are answered together, and each sender reads the answer with nothing of the other', async (width) => {
  const words = width === 'phone' ? 'Bồn rửa tay cạnh bếp bị nghẹt, nước tràn ra lối đi' : 'Tủ hấp khăn ở bếp bốc mùi khét mỗi buổi sáng'
  const first = await sendReport(site, { body: `${words}, mấy bé dễ trượt té.` })
  const second = await sendReport(site, { body: `${words}. Sáng nay con tôi suýt ngã.` })
  const open = async (role: 'coordinator' | 'handler' | 'principal', number: string) => {
    const page = await site.newPage({ width, role })
    await page.goto(`/office/phan-anh/${number}`)
    await settle(page)
    return page
  }

  const coordinator = await open('coordinator', first.number)
  await coordinator.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
  await coordinator.getByText('Đã tiếp nhận.').waitFor()
  await coordinator.goto(`/office/phan-anh/${second.number}`)
  await settle(coordinator)
  // The likeness was seen, and stands in the form.
  await coordinator.getByText('Gộp vào hồ sơ khác').click()
  expect(await coordinator.getByLabel('Số hồ sơ chung').inputValue()).toBe(first.number)
  await coordinator.getByLabel('Lý do gộp').fill('Cùng một việc ở bếp.')
  await coordinator.getByRole('button', { name: 'Gộp hồ sơ' }).click()
  await coordinator.getByText('Hồ sơ này được trả lời chung với các ý kiến giống nhau.').waitFor()

  const answer = `Nhà trường đã sửa xong trong ngày (${width}).`
  const handler = await open('handler', first.number)
  await handler.getByLabel('Câu trả lời gửi phụ huynh').fill(answer)
  for (const box of await handler.locator('#submitReply').getByRole('checkbox').all()) await box.check()
  await handler.getByRole('button', { name: 'Trình duyệt' }).click()
  await handler.getByText('cần một người khác duyệt').waitFor()
  await approveAndSend(await open('principal', first.number))

  for (const [own, other] of [[first, second], [second, first]] as const) {
    const page = await openWithKey(site, own.key)
    const text = await page.locator('main').innerText()
    expect(text).toContain(answer)
    expect(text).not.toContain(other.number)
    expect(text.includes('suýt ngã')).toBe(own === second)
    expect(text).not.toContain('Cùng một việc ở bếp')
  }
  const states = await site.db.selectFrom('cases').select('state').where('number', 'in', [first.number, second.number]).execute()
  expect(states).toEqual([{ state: 'answered' }, { state: 'answered' }])
})
