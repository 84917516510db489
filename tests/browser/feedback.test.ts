import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import type { CaseState } from '#db/schema.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const receiptAddress = '**/phan-anh/bien-nhan'

async function cases(): Promise<number> {
  const { count } = await site.db.selectFrom('cases').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

interface Report {
  field: string
  body: string
  sender?: string
}

const report = (body: string): Report => ({ field: 'Bữa ăn, bán trú', body })

/** Fills in the form one question after the other, as far as the last look before sending. */
async function fillInSteps(page: Page, { field, body, sender = 'Ẩn danh' }: Report): Promise<void> {
  await settle(page)
  const next = () => page.locator('.step-now').getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check()
  await next()
  await page.getByRole('radio', { name: field, exact: true }).check()
  await next()
  await page.getByRole('textbox', { name: 'Nội dung' }).fill(body)
  await next()
  await page.getByRole('radio', { name: new RegExp(`^${sender}`) }).check()
  if (sender !== 'Ẩn danh') {
    await page.getByRole('textbox', { name: 'Họ và tên' }).fill('Nguyễn Canary')
    await page.getByRole('textbox', { name: 'Số điện thoại' }).fill('0987 654 321')
    await page.locator('#consentContact').check()
  }
  await next()
  await page.locator('.step-now').getByRole('checkbox').check()
  await next()
  await send(page).waitFor()
}

/** The same on one page, for a browser without scripts, with the page to check the answers after it. */
async function fillOnOnePage(page: Page, { field, body, sender = 'Ẩn danh' }: Report): Promise<void> {
  await page.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check()
  await page.getByRole('radio', { name: field, exact: true }).check()
  await page.getByRole('textbox', { name: 'Nội dung' }).fill(body)
  await page.getByRole('radio', { name: new RegExp(`^${sender}`) }).check()
  await page.locator('#consentPublish').check()
  await page.getByRole('button', { name: 'Xem lại' }).click()
  await send(page).waitFor()
}

const send = (page: Page) => page.getByRole('button', { name: 'Gửi đến nhà trường' })
const fill = (page: Page, javaScript: boolean, what: Report) => (javaScript ? fillInSteps(page, what) : fillOnOnePage(page, what))

async function receipt(page: Page): Promise<{ number: string; key: string }> {
  await page.waitForURL(receiptAddress)
  const text = await page.locator('main').innerText()
  const number = /PAKN\.\d{8}\.\d{4}/.exec(text)?.[0] ?? ''
  const key = (await page.locator('.key-value').innerText()).replaceAll(/\D/g, '')
  expect(key).toMatch(/^\d{16}$/)
  return { number, key }
}

describe.each<{ width: Width; javaScript: boolean }>([
  { width: 'phone', javaScript: true },
  { width: 'phone', javaScript: false },
  { width: 'desktop', javaScript: true },
])('writing to the school ($width, JavaScript $javaScript)', ({ width, javaScript }) => {
  test('from the QR code to a receipt; the key opens the case, stands in no address, and a reload changes nothing', async () => {
    const page = await site.newPage({ width, javaScript })
    const before = await cases()
    const addresses: string[] = []
    page.on('request', (request) => addresses.push(request.url()))
    await page.goto('/s/CAMSANH')
    await page.getByRole('link', { name: /Gửi phản ánh/ }).click()
    await page.waitForURL('**/phan-anh?**')
    await fill(page, javaScript, report('Canh trưa thứ Năm nguội ngắt, bé chê không ăn.'))
    expect(await cases()).toBe(before)
    await send(page).click()
    const { number, key } = await receipt(page)
    await page.reload()
    expect(await receipt(page)).toEqual({ number, key })
    expect(await cases()).toBe(before + 1)

    await page.goto('/tra-cuu')
    await page.getByRole('textbox').fill(key)
    await page.locator('main').getByRole('button').click()
    await page.waitForURL('**/ho-so')
    expect(await page.locator('main').innerText()).toContain('Canh trưa thứ Năm nguội ngắt')
    expect(addresses.filter((address) => address.includes(key) || address.includes(key.slice(0, 8)))).toEqual([])
    await page.context().close()
  })

  test('a double tap sends once', async () => {
    const page = await site.newPage({ width, javaScript })
    const before = await cases()
    await page.goto('/phan-anh')
    await fill(page, javaScript, report('Xin trường xem lại giờ mở cổng buổi sáng.'))
    await send(page).dblclick()
    await receipt(page)
    expect(await cases()).toBe(before + 1)
    await page.context().close()
  })
})

test('after sending, the back button finds an empty form, and nothing that could be sent again', async () => {
  const page = await site.newPage()
  const before = await cases()
  const words = 'Tủ đựng giày lớp con bị gãy cánh, sợ kẹp tay bé.'
  const left = async () => {
    await settle(page)
    const typed = await page.locator('textarea, input[type=text], input[type=tel], input[type=email]').evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
    return typed.join('') + (await page.locator('main').innerText())
  }
  await page.goto('/')
  await page.goto('/phan-anh')
  await fillInSteps(page, { ...report(words), sender: 'Ghi tên' })
  await send(page).click()
  await receipt(page)
  for (let back = 0; back < 5; back += 1) {
    await page.goBack()
    expect(page.url()).toContain('/phan-anh')
    expect(await left()).not.toMatch(/Tủ đựng giày|Nguyễn Canary|0987/)
    expect(await send(page).count()).toBe(0)
  }
  await page.getByText('Ý kiến trước đã được gửi').waitFor()
  expect(await cases()).toBe(before + 1)

  await page.goto('/phan-anh')
  await fillInSteps(page, report('Một việc khác: vòi nước ở sân trước rỉ nước.'))
  await send(page).click()
  await receipt(page)
  expect(await cases()).toBe(before + 2)
  await page.getByRole('button', { name: 'Tôi đã giữ mã' }).click()
  await page.waitForURL('**/tra-cuu?roi=1')
  await page.goBack()
  await page.waitForURL('**/tra-cuu?het=1')
  expect(await left()).not.toContain('vòi nước')
  await page.goBack()
  expect(page.url()).toContain('/phan-anh')
  expect(await left()).not.toContain('vòi nước')
  await page.context().close()
})

test.each([true, false])('the code of a class names it only where the sender ticks it (JavaScript %s)', async (javaScript) => {
  const { code } = await site.db.selectFrom('places').select('code').where('kind', '=', 'class').where('active', '=', 1).executeTakeFirstOrThrow()
  const page = await site.newPage({ javaScript })
  await page.goto(`/phan-anh?noi=${code}`)
  await fill(page, javaScript, report('Lớp đông quá, bé kể không có chỗ ngồi ăn.'))
  expect(await page.locator('.answers').innerText()).not.toContain('Nơi quét mã')
  await page.context().close()
})

test('without scripts, what is missing is named beside its question and everything typed stays', async () => {
  const page = await site.newPage({ javaScript: false })
  const before = await cases()
  await page.goto('/phan-anh')
  await page.getByRole('textbox', { name: 'Nội dung' }).fill('Lời này không được mất, dù còn thiếu chỗ khác.')
  await page.getByRole('button', { name: 'Xem lại' }).click()
  const links = page.locator('.error-summary').getByRole('link')
  await links.first().waitFor()
  expect(await links.count()).toBeGreaterThanOrEqual(3)
  expect(await page.getByRole('textbox', { name: 'Nội dung' }).inputValue()).toBe('Lời này không được mất, dù còn thiếu chỗ khác.')
  expect(await cases()).toBe(before)
  await page.context().close()
})

test('a denunciation of the principal is not taken: the page names who takes it, and nothing is kept', async () => {
  const page = await site.newPage()
  const before = await cases()
  const posts: string[] = []
  page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()))
  await page.goto('/phan-anh')
  await settle(page)
  await page.getByRole('radio', { name: /^Tố cáo/ }).check()
  await page.getByRole('radio', { name: 'Có', exact: true }).check()
  await page.locator('.step-now').getByRole('button', { name: 'Tiếp tục' }).click()
  await page.getByText('Ủy ban nhân dân phường Chánh Bình').first().waitFor()
  expect(posts).toEqual([])
  expect(await cases()).toBe(before)
  await page.context().close()
})

describe('when the connection fails while the report is sent', () => {
  test.each([
    { lost: 'the report', cut: () => site.line.cut(), arrived: 0 },
    { lost: 'the answer', cut: () => site.line.loseAnswers(), arrived: 1 },
  ])('$lost is lost: the page keeps everything, and sent again it is one case with one key', async ({ cut, arrived }) => {
    const page = await site.newPage()
    const before = await cases()
    await page.goto('/phan-anh')
    await fillInSteps(page, report(`Sân sau bị ngập sau mưa, bé té. (${arrived})`))
    cut()
    await send(page).click()
    const again = page.getByRole('button', { name: /gửi lại/i })
    await again.waitFor()
    expect(await cases()).toBe(before + arrived)
    site.line.mend()
    await again.click()
    await receipt(page)
    expect(await cases()).toBe(before + 1)
    await page.context().close()
  })

  test('a page that was closed finds its draft again, and even then sends the same case only once', async () => {
    const context = await site.newContext()
    const page = await context.newPage()
    const before = await cases()
    await page.goto('/phan-anh')
    await fillInSteps(page, report('Bé bị muỗi đốt nhiều trong giờ ngủ trưa.'))
    site.line.loseAnswers()
    await send(page).click()
    await page.getByRole('button', { name: /gửi lại/i }).waitFor()
    await page.close()
    site.line.mend()

    const later = await context.newPage()
    await later.goto('/phan-anh')
    await later.getByRole('button', { name: 'Viết tiếp' }).click()
    // A consent is never taken from a draft: given anew, it is the same report.
    const next = later.locator('.step-now').getByRole('button', { name: 'Tiếp tục' })
    const check = send(later)
    await later.goto('/phan-anh#buoc-cong-khai')
    await settle(later)
    if (await next.isVisible()) {
      await later.locator('.step-now').getByRole('checkbox').check()
      await next.click()
    }
    await check.waitFor()
    await check.click()
    await receipt(later)
    expect(await cases()).toBe(before + 1)
    await context.close()
  })

  test('without JavaScript the browser sends the same page again, and it is one case', async () => {
    const page = await site.newPage({ javaScript: false })
    const before = await cases()
    await page.goto('/phan-anh')
    await fillOnOnePage(page, report('Xin trường thay vòi nước rửa tay ở dãy lầu 1.'))
    site.line.loseAnswers()
    const failed = page.waitForNavigation().catch(String)
    await send(page).click({ noWaitAfter: true })
    expect(await failed).toContain('ERR_EMPTY_RESPONSE')
    await expect.poll(() => page.url()).toContain('chrome-error:')
    expect(await cases()).toBe(before + 1)
    site.line.mend()
    await page.reload()
    await receipt(page)
    expect(await cases()).toBe(before + 1)
    await page.context().close()
  })
})

describe('one complaint from the phone to the public page', () => {
  test('the school takes it up, answers with four eyes, publishes with four eyes, and the parent disagrees', async () => {
    const parent = await site.newPage()
    await parent.goto('/phan-anh')
    await fillInSteps(parent, report('Cơm trưa nhiều bữa chỉ có một món mặn, bé về nhà kêu đói. Mong trường coi lại khẩu phần.'))
    await send(parent).click()
    const { number, key } = await receipt(parent)
    const state = async (): Promise<CaseState> => (await site.db.selectFrom('cases').select('state').where('number', '=', number).executeTakeFirstOrThrow()).state
    await parent.goto('/ho-so')
    await parent.getByText('Đã gửi, chờ nhà trường tiếp nhận').waitFor()

    const at = async (who: Parameters<Site['newPage']>[0]) => {
      const page = await site.newPage({ width: 'desktop', ...who })
      await page.goto('/office/phan-anh')
      await page.goto(`/office/phan-anh/${number}`)
      await settle(page)
      return page
    }

    const coordinator = await at({ role: 'coordinator' })
    await coordinator.getByLabel(/Lời nhắn đầu tiên/).fill('Nhà trường đã nhận và đang hỏi lại bếp.')
    await coordinator.getByRole('button', { name: 'Tiếp nhận', exact: true }).click()
    await expect.poll(state).toBe('in_progress')
    await parent.reload()
    await parent.getByText('đang hỏi lại bếp').waitFor()

    const handler = await at({ role: 'handler' })
    await handler.getByLabel('Câu trả lời gửi phụ huynh').fill('Nhà trường đã kiểm tra thực đơn và từ thứ Hai tới mỗi bữa có hai món mặn. Nhà trường xin lỗi phụ huynh.')
    expect(await handler.locator('#submitReply-question-1').inputValue()).toBe('Mong trường coi lại khẩu phần.')
    await handler.locator('#submitReply-answered-1').check()
    await handler.getByRole('button', { name: 'Trình duyệt' }).click()
    await expect.poll(state).toBe('awaiting_approval')

    const approve = async (page: Page) => {
      for (const box of await page.locator('#approveReply').getByRole('checkbox').all()) await box.check()
      await page.getByRole('button', { name: 'Duyệt và gửi phụ huynh' }).click()
      await page.getByRole('button', { name: 'Thu hồi' }).waitFor()
    }
    const principal = await at({ role: 'principal' })
    await approve(principal)
    // Taken back in time, it never was: the parent sees nothing of it, and its author has it again.
    await parent.reload()
    expect(await parent.locator('main').innerText()).not.toContain('mỗi bữa có hai món mặn')
    await principal.getByRole('button', { name: 'Thu hồi' }).click()
    await expect.poll(state).toBe('in_progress')
    await handler.goto(`/office/phan-anh/${number}`)
    await settle(handler)
    expect(await handler.getByLabel('Câu trả lời gửi phụ huynh').inputValue()).toContain('mỗi bữa có hai món mặn')
    await handler.getByRole('button', { name: 'Trình duyệt' }).click()
    await expect.poll(state).toBe('awaiting_approval')
    await principal.goto(`/office/phan-anh/${number}`)
    await settle(principal)
    await approve(principal)
    await principal.getByRole('button', { name: 'Gửi ngay' }).click()
    await expect.poll(state).toBe('answered')

    await parent.goto('/ho-so')
    expect(await parent.locator('main').innerText()).toContain('mỗi bữa có hai món mặn')
    await parent.locator('fieldset.level-question').getByText('Bình thường', { exact: true }).click()
    await parent.getByRole('button', { name: /đánh giá/i }).click()
    await parent.getByText('Cảm ơn ông/bà đã đánh giá.').waitFor()
    await parent.waitForURL('**/ho-so')
    await parent.reload()
    await parent.getByText('Ông/bà đã đánh giá').waitFor()
    expect(await parent.getByText('Cảm ơn ông/bà đã đánh giá.').count()).toBe(0)

    await coordinator.goto(`/office/phan-anh/${number}`)
    await coordinator.getByLabel('Tóm tắt sẽ công khai').fill('Phụ huynh phản ánh bữa trưa nhiều hôm chỉ có một món mặn.')
    await coordinator.getByRole('button', { name: 'Trình bản công khai' }).click()
    await coordinator.getByText('Chờ người thứ hai kiểm tra').waitFor()
    expect(await coordinator.getByRole('button', { name: 'Công khai', exact: true }).count()).toBe(0)

    await principal.goto(`/office/phan-anh/${number}`)
    await principal.getByRole('button', { name: 'Công khai', exact: true }).click()
    await principal.locator('.error-summary').waitFor()
    await principal.getByLabel(/Tôi đã đọc/).check()
    await principal.getByRole('button', { name: 'Công khai', exact: true }).click()
    await expect.poll(state).toBe('published')

    const anybody = await site.newPage()
    await anybody.goto('/tra-loi')
    await anybody.getByText('chỉ có một món mặn').first().waitFor()
    await anybody.goto(`/tra-loi/${number}`)
    const publicText = await anybody.locator('main').innerText()
    expect(publicText).toContain('mỗi bữa có hai món mặn')
    expect(publicText).not.toContain('kêu đói')

    // Another device, with nothing but the key.
    const other = await site.newPage({ javaScript: false })
    await other.goto('/tra-cuu')
    await other.getByRole('textbox').fill(key.replace(/(\d{4})(?=\d)/g, '$1 '))
    await other.locator('main').getByRole('button').click()
    await other.waitForURL('**/ho-so')
    await other.locator('summary', { hasText: /chưa đồng ý/i }).click()
    await other.locator('#noi-dung-disagree').fill('Thứ Hai vừa rồi vẫn một món mặn, xin trường kiểm tra lại.')
    await other.locator('form:has(#noi-dung-disagree)').getByRole('button', { name: 'Gửi và mở lại hồ sơ' }).click()
    await other.waitForURL('**/ho-so?da=disagree')
    expect(await state()).toBe('in_progress')

    await handler.goto(`/office/phan-anh/${number}`)
    expect(await handler.locator('main').innerText()).toContain('vẫn một món mặn')
    for (const page of [parent, coordinator, handler, principal, anybody, other]) await page.context().close()
  })
})
