import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
let photos: { name: string; mimeType: string; buffer: Buffer }[]
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
  photos = await Promise.all(
    [90, 160].map(async (mean, index) => ({
      name: `IMG_${index}_be-Na.jpg`,
      mimeType: 'image/jpeg',
      // Noise does not compress: several pieces, as of a real photo.
      buffer: await sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#000', noise: { type: 'gaussian', mean, sigma: 40 } } })
        .withExif({ IFD0: { Make: 'CANARY-MAY-ANH' } })
        .jpeg({ quality: 90 })
        .toBuffer(),
    })),
  )
})
afterAll(() => site.close())

const next = (page: Page) => page.locator('.step-now').getByRole('button', { name: 'Tiếp tục' }).click()
const send = (page: Page) => page.getByRole('button', { name: 'Gửi đến nhà trường' })

/** As far as the question of what happened. */
async function toTheStory(page: Page, body: string): Promise<void> {
  await page.goto('/phan-anh')
  await settle(page)
  await page.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check()
  await next(page)
  await page.getByRole('radio', { name: 'Vệ sinh, y tế' }).check()
  await next(page)
  await page.getByRole('textbox', { name: 'Nội dung' }).fill(body)
}

async function toTheEnd(page: Page): Promise<void> {
  await next(page)
  await page.getByRole('radio', { name: /^Ẩn danh/ }).check()
  await next(page)
  await next(page)
  await send(page).waitFor()
}

/** Cuts the line when the piece that begins there is about to leave: held back until then, for a word that it has left comes too late on a busy machine. */
async function cutAt(page: Page, offset: number): Promise<void> {
  await page.route(
    (url) => url.searchParams.get('offset') === String(offset),
    (route) => {
      site.line.cut()
      return route.continue()
    },
    { times: 1 },
  )
}

async function caseWith(body: string) {
  const rows = await site.db.selectFrom('cases').select(['id', 'number']).where('body', '=', body).execute()
  const files = rows.length === 0 ? [] : await site.db.selectFrom('attachments').selectAll().where('case_id', 'in', rows.map(({ id }) => id)).orderBy('position').execute()
  return { rows, files }
}

describe('blacking out a region', () => {
  test.each([true, false])('on a phone, by finger or by numbers (JavaScript %s): the copy is black there', async (javaScript) => {
    const { number, id } = await site.db
      .selectFrom('attachments')
      .innerJoin('cases', 'cases.id', 'attachments.case_id')
      .select(['cases.number', 'attachments.id'])
      .where('cases.subject', 'like', 'Mái che%')
      .orderBy('position', javaScript ? 'desc' : 'asc')
      .executeTakeFirstOrThrow()
    const page = await site.newPage({ role: 'coordinator', javaScript })
    await page.goto(`/office/phan-anh/${number}`)
    await page.getByRole('link', { name: javaScript ? 'Che ảnh 2' : 'Che ảnh 1' }).click()
    await page.waitForURL('**/che')
    if (javaScript) {
      await settle(page)
      const sheet = (await page.locator('.cover-sheet').boundingBox())!
      const at = (x: number, y: number) => [sheet.x + sheet.width * x, sheet.y + sheet.height * y] as const
      await page.mouse.move(...at(0.6, 0.5))
      await page.mouse.down()
      await page.mouse.move(...at(0.9, 0.6))
      await page.mouse.move(...at(0.9, 0.7))
      await page.mouse.up()
      // Finer with the keyboard.
      await page.getByRole('spinbutton', { name: 'Rộng' }).press('ArrowUp')
      expect(Number(await page.getByRole('spinbutton', { name: 'Rộng' }).inputValue())).toBeGreaterThan(30.5)
    } else {
      for (const [field, value] of Object.entries({ x: '60', y: '50', width: '30', height: '20' })) await page.locator(`#vung-1-${field}`).fill(value)
    }
    await page.getByRole('button', { name: 'Lưu vùng che' }).click()
    await page.getByText('Đã lưu vùng che').waitFor()
    const copy = await page.request.get(`/office/phan-anh/${number}/tep/${id}?che`)
    const { data, info } = await sharp(await copy.body()).raw().toBuffer({ resolveWithObject: true })
    const dark = (x: number, y: number) => data[(Math.floor(info.height * y) * info.width + Math.floor(info.width * x)) * info.channels]! < 10
    expect([dark(0.62, 0.52), dark(0.75, 0.6), dark(0.88, 0.68), dark(0.2, 0.2)]).toEqual([true, true, true, false])
    await page.context().close()
  })
})

describe('photos from a phone', () => {
  test('leave only after "Gửi", survive a line cut in the middle, and arrive exactly once', async () => {
    const body = 'Bồn rửa tay nghẹt từ đầu tuần, nước tràn ra lối đi.'
    const page = await site.newPage()
    const pieces: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/tep')) pieces.push(request.url())
    })
    await toTheStory(page, body)
    await page.locator('input[type=file]').setInputFiles(photos)
    const chosen = page.locator('.step-now .files-chosen .file')
    await expect.poll(() => chosen.getByText('Sẽ gửi khi bấm nút gửi').count()).toBe(2)
    expect(await chosen.locator('img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))).toEqual([1600, 1600])
    await toTheEnd(page)
    expect(await page.locator('.answers').innerText()).toContain('Ảnh 1, Ảnh 2')
    expect(pieces).toEqual([])

    const failed = page.waitForEvent('requestfailed')
    await cutAt(page, 262144)
    await send(page).click()
    await failed
    expect((await caseWith(body)).rows).toEqual([])
    site.line.mend()
    await page.waitForURL('**/phan-anh/bien-nhan')
    const { rows, files } = await caseWith(body)
    expect(rows).toHaveLength(1)
    expect(files.map(({ type, width, height }) => ({ type, width, height }))).toEqual([1, 2].map(() => ({ type: 'image', width: 1600, height: 1200 })))
    // The first piece of each photo went out once: what had arrived before the cut was not sent again.
    expect(pieces.filter((url) => url.endsWith('offset=0'))).toHaveLength(2)
    expect(pieces.every((url) => /\/tep(\?offset=\d+)?$/.test(url))).toBe(true)
    expect(await site.db.selectFrom('attachment_uploads').selectAll().execute()).toEqual([])

    const office = await site.newPage({ width: 'desktop', role: 'coordinator' })
    await office.goto(`/office/phan-anh/${rows[0]!.number}`)
    const shown = office.locator('.conversation .file img')
    await expect.poll(() => shown.evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth > 0))).toEqual([true, true])
    await page.getByRole('link', { name: /hồ sơ/ }).click()
    await page.waitForURL('**/ho-so')
    await expect.poll(() => page.locator('.message .file img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth > 0))).toEqual([true, true])
    await office.context().close()
    await page.context().close()
  })

  test('go on after a reload where they were, when the same photo is chosen again', async () => {
    const body = 'Nắp bồn nước ngoài sân bị bể một góc.'
    const page = await site.newPage()
    await toTheStory(page, body)
    await page.locator('input[type=file]').setInputFiles(photos[0]!)
    await expect.poll(() => page.locator('.step-now .files-chosen').innerText()).toContain('Sẽ gửi')
    await toTheEnd(page)
    await cutAt(page, 524288)
    const failed = page.waitForEvent('requestfailed')
    await send(page).click()
    await failed
    site.line.mend()
    await page.reload()
    await settle(page)
    const pieces: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/tep?')) pieces.push(request.url())
    })
    await page.goto('/phan-anh#buoc-noi-dung')
    await settle(page)
    await page.locator('input[type=file]').setInputFiles(photos[0]!)
    await expect.poll(() => page.locator('.step-now .files-chosen').innerText()).toContain('Sẽ gửi')
    await toTheEnd(page)
    await send(page).click()
    await page.waitForURL('**/phan-anh/bien-nhan')
    expect((await caseWith(body)).files).toHaveLength(1)
    // One question from the beginning, then on from where the line was cut.
    expect(pieces.map((url) => Number(/offset=(\d+)/.exec(url)![1])).slice(0, 2)).toEqual([0, 524288])
    await page.context().close()
  })

  test('one that cannot be taken is told at once, with what to do, and can be left out', async () => {
    const page = await site.newPage()
    await toTheStory(page, 'Quạt trần kêu to.')
    await page.locator('input[type=file]').setInputFiles([{ name: 'phim.mp4', mimeType: 'video/mp4', buffer: Buffer.from('\0\0\0\u0018ftypisom') }, photos[0]!])
    await page.getByText('phim.mp4 không gửi được. Chưa nhận được phim').waitFor()
    await page.getByRole('button', { name: 'Bỏ Ảnh 1' }).click()
    expect(await page.locator('.files-chosen').count()).toBe(0)
    await page.context().close()
  })

  test('without scripts they wait on the page to check the answers and go with the form', async () => {
    const body = 'Mái tôn nhà xe bị tróc, gió lên kêu rầm rầm.'
    const page = await site.newPage({ javaScript: false })
    await page.goto('/phan-anh')
    await page.getByRole('radio', { name: /^Phản ánh, kiến nghị/ }).check()
    await page.getByRole('radio', { name: 'Cơ sở vật chất', exact: false }).first().check()
    await page.getByRole('textbox', { name: 'Nội dung' }).fill(body)
    await page.locator('input[type=file]').setInputFiles(photos)
    await page.getByRole('button', { name: 'Xem lại' }).click()
    // The question how to send it was left out: the photos need not be chosen again.
    await page.locator('.error-summary').waitFor()
    await page.getByRole('checkbox', { name: 'Ảnh 2' }).uncheck()
    await page.getByRole('radio', { name: /^Ẩn danh/ }).check()
    await page.getByRole('button', { name: 'Xem lại' }).click()
    await send(page).click()
    await page.waitForURL('**/phan-anh/bien-nhan')
    expect((await caseWith(body)).files).toHaveLength(1)
    await page.context().close()
  })
})
