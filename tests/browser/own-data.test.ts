import { expect, inject, test } from 'vitest'
import { openSite } from '#tests/support/site.ts'

test.each([true, false])('on a phone (scripts: %s) a parent takes back the consent to publication, and the office deletes what they ask to be deleted', async (javaScript) => {
  const site = await openSite(inject('demoDir'))
  try {
    const page = await site.newPage({ width: 'phone', javaScript })
    await page.goto('/tra-cuu')
    await page.getByRole('textbox').fill(inject('demo').caseKey)
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.waitForURL('**/ho-so')
    const number = /PAKN\.\d{8}\.\d+/.exec(await page.locator('main').innerText())![0]
    await page.getByRole('link', { name: 'Dữ liệu của ông/bà và sự đồng ý' }).click()
    await page.waitForURL('**/ho-so/du-lieu')

    await page.getByText('Rút lại sự đồng ý công khai', { exact: true }).click()
    expect(await page.getByText('gỡ khỏi trang công khai ngay lập tức').isVisible()).toBe(true)
    const { summary } = await site.db.selectFrom('publications').select('summary').where('number', '=', number).executeTakeFirstOrThrow()
    expect(await (await fetch(`${site.origin}/tra-loi?q=${number}`)).text()).toContain(summary)
    await page.getByRole('button', { name: 'Tôi rút lại sự đồng ý công khai' }).click()
    await page.getByText('Đã rút lại sự đồng ý công khai.').waitFor()
    // That something was taken down is said in the open; of what it said nothing is left.
    const list = await (await fetch(`${site.origin}/tra-loi?q=${number}`)).text()
    expect(list).toContain('Đã gỡ')
    expect(list).not.toContain(summary)

    await page.getByText('Viết một yêu cầu').click()
    await page.getByRole('radio', { name: 'Xóa dữ liệu' }).check()
    await page.getByRole('button', { name: 'Gửi yêu cầu' }).click()
    await page.getByText('Nhà trường đã nhận yêu cầu.').waitFor()
    expect(await page.getByText('Đã gửi, chờ nhà trường xác nhận').isVisible()).toBe(true)

    const office = await site.newPage({ width: 'desktop', javaScript, role: 'principal' })
    await office.goto('/office/du-lieu-ca-nhan')
    await office.getByRole('row').filter({ hasText: number }).getByRole('link').click()
    await office.getByRole('checkbox', { name: 'Tôi hiểu dữ liệu đã xóa không khôi phục được' }).check()
    await office.getByRole('button', { name: 'Xóa và báo phụ huynh' }).click()
    await office.getByText('Đã thực hiện. Phụ huynh thấy câu trả lời.').waitFor()

    await page.reload()
    expect(await page.getByText('Nhà trường đã xóa dữ liệu của ông/bà trong hồ sơ này.').isVisible()).toBe(true)
    await page.getByRole('link', { name: 'Về hồ sơ' }).click()
    await page.getByText('[đã xóa theo yêu cầu ngày').first().waitFor()
    const width = await page.evaluate(() => document.documentElement.scrollWidth)
    expect(width).toBeLessThanOrEqual(360)
  } finally {
    await site.close()
  }
})
