import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import type { CaseState } from '#db/schema.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

/** The focus moves on by Tab until it stands on a control of that name, as far as a person would have the patience for. */
async function reach(page: Page, name: string | RegExp): Promise<void> {
  const seen: string[] = []
  for (let step = 0; step < 120; step += 1) {
    const here = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement
      const label = element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])].map((one) => one.innerText).join(' ') : element.innerText
      // What has the focus must be seen to have it, on the screen and not behind it.
      const box = element.getBoundingClientRect()
      // A box to tick shows it on the words beside it.
      const beside = element.nextElementSibling
      const isMarked = [getComputedStyle(element), ...(beside ? [getComputedStyle(beside, '::before')] : [])].some(({ outlineStyle }) => outlineStyle !== 'none')
      return { label: label.replace(/\s+/g, ' ').trim(), isMarked, isThere: box.width > 0 && box.bottom > 0 && box.top < window.innerHeight }
    })
    if (typeof name === 'string' ? here.label.startsWith(name) : name.test(here.label)) {
      expect(here, `the focus on ${here.label}`).toMatchObject({ isMarked: true, isThere: true })
      return
    }
    seen.push(here.label.slice(0, 40))
    await page.keyboard.press('Tab')
  }
  throw new Error(`No way by Tab to ${name}: ${seen.join(' | ')}`)
}

async function typed(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key)
}

async function open(who: 'principal' | { email: string }, number: string): Promise<Page> {
  const context = await site.newContext({ width: 'desktop' })
  await site.signIn(context, who)
  const page = await context.newPage()
  await page.goto(`/office/phan-anh/${number}`)
  await settle(page)
  return page
}

test('by keyboard alone: a question given up, an answer, its approval, the public text with its covers, what was done, and the taking down', async () => {
  const handler = await site.db.selectFrom('staff').selectAll().where('role', '=', 'handler').where('status', '=', 'active').orderBy('created_at').orderBy('email').executeTakeFirstOrThrow()
  const { number } = await site.db
    .selectFrom('cases').select('number')
    .where('state', '=', 'in_progress').where('kind', '=', 'feedback').where('assignee_id', '=', handler.id).where('consent_publish', '=', 1).where('merged_into', 'is', null).where('sender_mode', '=', 'anonymous')
    .orderBy('number').executeTakeFirstOrThrow()
  const state = async () => (await site.db.selectFrom('cases').select('state').where('number', '=', number).executeTakeFirstOrThrow()).state
  /** The next page says what was done, and the case stands where that leads. */
  const become = async (wanted: CaseState, page: Page, said: string) => {
    await page.getByText(said).waitFor()
    expect(await state()).toBe(wanted)
    await settle(page)
  }
  const press = async (page: Page, name: string | RegExp) => {
    await reach(page, name)
    await page.keyboard.press('Enter')
  }
  const write = async (page: Page, name: string | RegExp, text: string) => {
    await reach(page, name)
    await page.keyboard.insertText(text)
  }
  const sendNow = async (page: Page) => {
    await page.getByRole('button', { name: 'Gửi ngay' }).waitFor()
    await settle(page)
    await press(page, 'Gửi ngay')
  }

  const writer = await open({ email: handler.email }, number)
  await press(writer, 'Hỏi thêm phụ huynh')
  await write(writer, 'Điều cần biết thêm', 'Vào hôm nào, ở lớp nào ạ?')
  await press(writer, 'Gửi câu hỏi')
  await sendNow(writer)
  await become('more_info', writer, 'Đã gửi cho phụ huynh.')
  await press(writer, 'Xử lý tiếp, không chờ nữa')
  await become('in_progress', writer, 'Đã xử lý tiếp.')

  await writer.keyboard.press('r')
  await writer.keyboard.insertText('Nhà trường đã xem lại và sửa xong ngày 20/11.')
  await write(writer, 'Điều 1', 'Khi nào xong?')
  await writer.keyboard.press('Tab')
  await writer.keyboard.press('Space')
  await press(writer, 'Trình duyệt')
  await become('awaiting_approval', writer, 'Đã trình câu trả lời.')

  const checker = await open('principal', number)
  // One key leads to what is to be done, the boxes stand one after the other.
  await checker.keyboard.press('v')
  const boxes = await checker.locator('form#approveReply input[type=checkbox]').count()
  for (let box = 0; box < boxes; box += 1) await typed(checker, 'Space', 'Tab')
  expect(await checker.locator('form#approveReply input[type=checkbox]:checked').count()).toBe(boxes)
  await press(checker, 'Duyệt và gửi phụ huynh')
  await sendNow(checker)
  await become('answered', checker, 'Đã gửi cho phụ huynh.')

  await writer.reload()
  await settle(writer)
  await write(writer, 'Tóm tắt sẽ công khai', 'Bé ở lớp Lá 2 bị muỗi đốt.')
  await press(writer, /^lớp Lá 2/)
  expect(await writer.locator('#proposePublication-summary').inputValue()).toContain('[[lớp Lá 2]]')
  await press(writer, 'Trình bản công khai')
  await writer.getByRole('heading', { name: 'Chờ người thứ hai kiểm tra bản công khai' }).waitFor()

  await checker.reload()
  await settle(checker)
  await reach(checker, 'Tôi đã đọc và thấy không còn')
  await checker.keyboard.press('Space')
  await press(checker, /^Công khai$/)
  await become('published', checker, 'Đã công khai trên trang')

  await writer.reload()
  await settle(writer)
  await press(writer, 'Ghi một việc đã làm xong')
  await write(writer, 'Việc đã làm', 'Đã lắp lưới chống muỗi ở cửa sổ phía sau.')
  await press(writer, /^Ghi/)
  await writer.getByText('Đã ghi việc đã làm').waitFor()

  await checker.reload()
  await settle(checker)
  await write(checker, 'Thầy/cô đã thấy gì?', 'Lưới đã lắp, sáng 23/11.')
  await reach(checker, 'Tôi đã đến tận nơi')
  await checker.keyboard.press('Space')
  await press(checker, /^Xác nhận/)
  await checker.getByText('Đã xác nhận việc đã làm').waitFor()
  await settle(checker)
  await press(checker, 'Gỡ khỏi trang công khai')
  await write(checker, 'Lý do gỡ', 'Có người nhận ra gia đình qua chi tiết trong bài.')
  await press(checker, 'Gỡ ngay')
  await become('answered', checker, 'Đã gỡ khỏi trang công khai.')
})
