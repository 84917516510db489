import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

const words = 'Bữa trưa thứ Ba bị nguội, cháu về nhà kêu đói.'
const receiptAddress = '**/phan-anh/bien-nhan'

async function cases(): Promise<number> {
  const { count } = await site.db.selectFrom('cases').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

const next = (page: Page) => page.getByRole('button', { name: 'Tiếp tục' })
const send = (page: Page) => page.getByRole('button', { name: 'Gửi đến nhà trường' })
const keyOn = async (page: Page) => (await page.locator('.key-value').innerText()).replace(/\D/g, '')

async function open(page: Page, address = '/phan-anh') {
  await page.goto(address)
  await page.waitForLoadState('networkidle')
}

/** Presses the words of an answer, as a thumb does. */
const choose = (page: Page, answer: string) => page.getByText(answer, { exact: true }).click()

/** Answers one question per page up to "check your answers". */
async function fillIn(page: Page) {
  await choose(page, 'Phản ánh, kiến nghị')
  await next(page).click()
  await choose(page, 'Bữa ăn, bán trú')
  await next(page).click()
  await page.getByRole('textbox', { name: 'Nội dung' }).fill(words)
  await next(page).click()
  await choose(page, 'Ẩn danh')
  await next(page).click()
  await next(page).click()
  await page.getByRole('heading', { name: 'Xem lại trước khi gửi' }).waitFor()
}

/** Everything on one page, as without scripts. */
async function fillInWhole(page: Page) {
  await choose(page, 'Phản ánh, kiến nghị')
  await choose(page, 'Bữa ăn, bán trú')
  await page.getByRole('textbox', { name: 'Nội dung' }).fill(words)
  await choose(page, 'Ẩn danh')
  await page.getByRole('button', { name: 'Xem lại' }).click()
}

async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`)).toEqual([])
}

describe('one question at a time', () => {
  test.each(['phone', 'desktop'] as const)('nothing leaves the device before the last button (%s), and every step is accessible', async (width) => {
    const page = await site.newPage({ width })
    await open(page)
    const requests: string[] = []
    page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`))
    await next(page).click()
    await page.locator('.error-summary').waitFor()
    await expectAccessible(page)
    await choose(page, 'Tố cáo')
    await expectAccessible(page)
    await choose(page, 'Phản ánh, kiến nghị')
    await next(page).click()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Việc này thuộc lĩnh vực nào?')
    await expectAccessible(page)
    await choose(page, 'Bữa ăn, bán trú')
    await next(page).click()
    await page.getByRole('textbox', { name: 'Nội dung' }).fill(words)
    await expectAccessible(page)
    await next(page).click()
    await choose(page, 'Giữ kín danh tính')
    await next(page).click()
    // Both things that are missing are named at once.
    expect(await page.locator('.error-summary li').allInnerTexts()).toHaveLength(2)
    await expectAccessible(page)
    await page.getByLabel('Họ và tên').fill('Nguyễn Thị Hồng')
    await page.getByText(/^Tôi đồng ý để nhà trường lưu/).click()
    await next(page).click()
    await expectAccessible(page)
    await next(page).click()
    await expectAccessible(page)
    expect(requests).toEqual([])
    const before = await cases()
    await send(page).dblclick()
    await page.waitForURL(receiptAddress)
    await page.locator('.key-value').waitFor()
    expect(await cases()).toBe(before + 1)
    await expectAccessible(page)
    expect(page.url()).not.toContain(await keyOn(page))
    await page.getByRole('link', { name: 'Mở hồ sơ ngay' }).click()
    await page.getByText(words).waitFor()
    await expectAccessible(page)
    await page.context().close()
  })

  test('the back button goes one question back, and a reload loses nothing', async () => {
    const page = await site.newPage()
    await open(page)
    await fillIn(page)
    await page.goBack()
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Có cho phép công khai không?')
    await page.goBack()
    await page.goBack()
    expect(await page.getByRole('textbox', { name: 'Nội dung' }).inputValue()).toBe(words)
    await page.reload()
    await page.waitForLoadState('networkidle')
    expect(await page.getByRole('textbox', { name: 'Nội dung' }).inputValue()).toBe(words)
    await next(page).click()
    expect(await page.getByRole('radio', { name: 'Ẩn danh' }).isChecked()).toBe(true)
    await page.context().close()
  })

  test('a draft is offered on return, can be deleted, and is gone once sent', async () => {
    const page = await site.newPage()
    await open(page)
    await choose(page, 'Góp ý')
    await next(page).click()
    await choose(page, 'Bữa ăn, bán trú')
    await next(page).click()
    await page.getByRole('textbox', { name: 'Nội dung' }).fill(words)

    await open(page, '/tra-cuu')
    await open(page)
    await page.getByRole('button', { name: 'Viết tiếp' }).click()
    await page.getByRole('heading', { name: 'Ông/bà muốn gửi theo cách nào?' }).waitFor()
    await page.goBack()

    await open(page, '/tra-cuu')
    await open(page)
    await page.getByRole('button', { name: 'Xóa bản nháp' }).click()
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await open(page)
    expect(await page.getByRole('button', { name: 'Viết tiếp' }).count()).toBe(0)

    await fillIn(page)
    await send(page).click()
    await page.waitForURL(receiptAddress)
    await expect.poll(() => page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await page.context().close()
  })

  test('a denunciation of the principal stays on the phone', async () => {
    const page = await site.newPage()
    await open(page)
    const posts: string[] = []
    page.on('request', (request) => posts.push(request.url()))
    await choose(page, 'Tố cáo')
    await page.getByText('Có', { exact: true }).click()
    await next(page).click()
    await page.getByRole('heading', { name: 'Xin gửi tố cáo này đến cơ quan bên ngoài trường' }).waitFor()
    await expectAccessible(page)
    expect(posts).toEqual([])
    expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([])
    await page.goBack()
    await page.getByRole('heading', { name: 'Ông/bà muốn gửi gì?' }).waitFor()
    await page.context().close()
  })

  test('works where the browser keeps nothing', async () => {
    const page = await site.newPage()
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    })
    await open(page)
    await fillIn(page)
    await send(page).click()
    await page.waitForURL(receiptAddress)
    await page.context().close()
  })

  test('where the scripts never come, Continue brings the whole form', async () => {
    const page = await site.newPage()
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.goto('/phan-anh')
    await choose(page, 'Góp ý')
    await next(page).click()
    await page.getByRole('textbox', { name: 'Nội dung' }).waitFor()
    expect(await page.getByRole('radio', { name: 'Góp ý' }).isChecked()).toBe(true)
    expect(await page.locator('.error-summary').count()).toBe(0)
    await fillInWhole(page)
    await page.getByRole('heading', { name: 'Xem lại trước khi gửi' }).waitFor()
    await page.context().close()
  })
})

describe('when the connection fails', () => {
  test('nothing reached the school: the report stays, and goes out once when sent again', async () => {
    const page = await site.newPage()
    const before = await cases()
    await open(page)
    await fillIn(page)
    site.line.cut()
    await send(page).click()
    await page.getByText(/Chưa gửi được/).waitFor()
    expect(await cases()).toBe(before)
    site.line.mend()
    await page.getByRole('button', { name: 'Gửi lại ngay' }).click()
    await page.waitForURL(receiptAddress)
    expect(await cases()).toBe(before + 1)
    await page.context().close()
  })

  test('the school has it but the answer was lost and the page closed: the draft leads to the same receipt', async () => {
    const page = await site.newPage()
    const before = await cases()
    await open(page)
    await fillIn(page)
    site.line.loseAnswers()
    await send(page).click()
    await page.getByText(/Chưa gửi được/).waitFor()
    expect(await cases()).toBe(before + 1)
    site.line.mend()
    await open(page, '/tra-cuu')
    await open(page)
    await page.getByRole('button', { name: 'Viết tiếp' }).click()
    while ((await send(page).count()) === 0) await next(page).click()
    await send(page).click()
    await page.waitForURL(receiptAddress)
    expect(await keyOn(page)).toMatch(/^\d{16}$/)
    expect(await cases()).toBe(before + 1)
    await page.context().close()
  })
})

describe('without scripts', () => {
  test('a report goes in, its key opens it, a wrong one says so, and the parent can write again', async () => {
    const page = await site.newPage({ javaScript: false })
    const before = await cases()
    await page.goto('/phan-anh')
    await fillInWhole(page)
    await page.getByRole('button', { name: 'Sửa Lĩnh vực' }).click()
    expect(await page.getByRole('textbox', { name: 'Nội dung' }).inputValue()).toBe(words)
    await page.getByRole('button', { name: 'Xem lại' }).click()
    await send(page).click()
    await page.waitForURL(receiptAddress)
    await page.reload()
    const key = await keyOn(page)
    expect(await cases()).toBe(before + 1)
    await page.getByRole('button', { name: 'Tôi đã giữ mã, rời trang' }).click()
    await page.waitForURL('**/tra-cuu?roi=1')

    const box = page.getByRole('textbox', { name: 'Mã tra cứu' })
    const wrong = key.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10))
    await box.fill(wrong)
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.getByText(/Không có hồ sơ nào mở bằng mã này/).first().waitFor()
    expect(page.url()).not.toContain(wrong)
    expect((await box.inputValue()).replace(/\D/g, '')).toBe(wrong)

    await box.fill(key)
    await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
    await page.waitForURL('**/ho-so')
    await page.getByRole('textbox', { name: 'Nội dung bổ sung' }).fill('Tôi kể thêm: hôm sau cũng vậy.')
    await page.getByRole('button', { name: 'Gửi bổ sung' }).click()
    await page.getByText('Nhà trường đã nhận được phần bổ sung.').waitFor()
    await page.getByText('Tôi kể thêm: hôm sau cũng vậy.').waitFor()
    await page.context().close()
  })
})

test('the form is light: page and styles under 30 KB, everything under 150 KB, nobody else is asked', async () => {
  const page = await site.newPage()
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  const types = new Map<string, { url: string; kind: string }>()
  const sizes: { kind: string; bytes: number }[] = []
  devtools.on('Network.responseReceived', ({ requestId, response, type }) => types.set(requestId, { url: response.url, kind: type }))
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => sizes.push({ kind: types.get(requestId)?.kind ?? '', bytes: encodedDataLength }))
  await open(page, '/phan-anh?noi=CAMSANH')
  const sum = (kinds?: string[]) => sizes.filter(({ kind }) => !kinds || kinds.includes(kind)).reduce((total, { bytes }) => total + bytes, 0)
  expect(sum(['Document', 'Stylesheet'])).toBeLessThan(30 * 1024)
  expect(sum()).toBeLessThan(150 * 1024)
  expect([...types.values()].filter(({ url }) => !url.startsWith(site.origin))).toEqual([])
  await page.context().close()
})
