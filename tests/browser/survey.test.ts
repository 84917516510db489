import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { issueSlips, recount } from '#app/surveys/index.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site, Width } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(async () => {
  // Whatever the network did, the figures are what the forms say.
  expect(await recount(site.db)).toEqual([])
  await site.close()
})

const formAddress = '/khao-sat/nhanh'
const receiptAddress = '**/khao-sat/bien-nhan'

/** How many forms the school has. */
async function forms(): Promise<number> {
  const { count } = await site.db.selectFrom('responses').select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow()
  return count
}

/** Answers the six questions as a thumb does, on the words. */
async function answerAll(page: Page, label = 'Hài lòng'): Promise<void> {
  await send(page).waitFor()
  const questions = await page.locator('fieldset.level-question').all()
  expect(questions).toHaveLength(6)
  for (const question of questions) await question.getByText(label, { exact: true }).click()
}

const send = (page: Page) => page.getByRole('button', { name: 'Gửi phiếu' })
const receiptCode = (page: Page) => page.getByText('Mã biên nhận').first()

describe.each<{ width: Width; javaScript: boolean }>([
  { width: 'phone', javaScript: true },
  { width: 'phone', javaScript: false },
  { width: 'desktop', javaScript: true },
])('rating the school ($width, JavaScript $javaScript)', ({ width, javaScript }) => {
  test('from the QR code to a receipt that a reload does not count again', async () => {
    const page = await site.newPage({ width, javaScript })
    const before = await forms()
    await page.goto('/s/CAMSANH')
    await page.getByRole('link', { name: /Đánh giá nhà trường/ }).click()
    await page.getByRole('link', { name: /Phiếu một phút/ }).click()
    await answerAll(page)
    await page.getByRole('textbox', { name: /góp ý/i }).fill('Cảm ơn các cô, mong sân trường có thêm bóng mát.')
    await send(page).click()
    await page.waitForURL(receiptAddress)
    await receiptCode(page).waitFor()
    expect(await forms()).toBe(before + 1)
    const saved = await site.db.selectFrom('responses').selectAll().where('comment', 'like', 'Cảm ơn các cô, mong sân%').execute()
    expect(saved.every((one) => one.form === 'quick' && one.answered_on === '2026-11-23')).toBe(true)

    await page.reload()
    await receiptCode(page).waitFor()
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })

  test('an empty form is not counted, says what is missing with the focus on it, and keeps the comment', async () => {
    const page = await site.newPage({ width, javaScript })
    const before = await forms()
    await page.goto(formAddress)
    await page.getByRole('textbox', { name: /góp ý/i }).fill('Lời này không được mất')
    await send(page).click()
    const summary = page.locator('.error-summary')
    await summary.waitFor()
    expect(await page.getByRole('textbox', { name: /góp ý/i }).inputValue()).toBe('Lời này không được mất')
    // A page that has not come alive yet sends the form itself; the focus comes when the answer has come alive.
    if (javaScript) await page.waitForFunction(() => document.querySelector('.error-summary')?.contains(document.activeElement))
    await summary.getByRole('link').first().click()
    await answerAll(page, 'Bình thường')
    await send(page).click()
    await page.waitForURL(receiptAddress)
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })

  test('a double tap sends once', async () => {
    const page = await site.newPage({ width, javaScript })
    const before = await forms()
    await page.goto(formAddress)
    await answerAll(page)
    await send(page).dblclick()
    await page.waitForURL(receiptAddress)
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })
})

describe('when the connection fails while the form is sent', () => {
  test('nothing reached the school: the page says so, keeps everything and sends again', async () => {
    const page = await site.newPage()
    const before = await forms()
    await page.goto(formAddress)
    await settle(page)
    await answerAll(page)
    site.line.cut()
    await send(page).click()
    await page.getByText(/chưa gửi được|mất kết nối|mất mạng/i).first().waitFor()
    expect(await forms()).toBe(before)
    site.line.mend()
    await page.getByRole('button', { name: /gửi lại/i }).click()
    await page.waitForURL(receiptAddress)
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })

  test('the school has it but its answer was lost: sent again, it is the same form with the same receipt', async () => {
    const page = await site.newPage()
    const before = await forms()
    await page.goto(formAddress)
    await settle(page)
    await answerAll(page)
    site.line.loseAnswers()
    await send(page).click()
    await page.getByText(/chưa gửi được|mất kết nối|mất mạng/i).first().waitFor()
    expect(await forms()).toBe(before + 1)
    site.line.mend()
    await page.getByRole('button', { name: /gửi lại/i }).click()
    await page.waitForURL(receiptAddress)
    await receiptCode(page).waitFor()
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })

  test('without JavaScript the browser sends the same page again, and it is counted once', async () => {
    const page = await site.newPage({ javaScript: false })
    const before = await forms()
    await page.goto(formAddress)
    await answerAll(page)
    site.line.loseAnswers()
    const failed = page.waitForNavigation().catch(String)
    await send(page).click({ noWaitAfter: true })
    expect(await failed).toContain('ERR_EMPTY_RESPONSE')
    await expect.poll(() => page.url()).toContain('chrome-error:')
    expect(await forms()).toBe(before + 1)
    site.line.mend()
    await page.reload()
    await page.waitForURL(receiptAddress)
    await receiptCode(page).waitFor()
    expect(await forms()).toBe(before + 1)
    await page.context().close()
  })
})

describe('one rating into the public rate', () => {
  test('without JavaScript, going back shows the form that was sent: sent again it is not counted again, and other answers are told apart', async () => {
  const page = await site.newPage({ javaScript: false })
  const before = await forms()
  await page.goto(formAddress)
  await answerAll(page)
  await send(page).click()
  await page.waitForURL(receiptAddress)
  const code = await page.locator('.key-value').innerText()

  await page.goBack()
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(6)
  await send(page).click()
  await page.waitForURL(receiptAddress)
  expect(await page.locator('.key-value').innerText()).toBe(code)
  expect(await forms()).toBe(before + 1)

  await page.goBack()
  await page.locator('fieldset.level-question').first().getByText('Bình thường', { exact: true }).click()
  await send(page).click()
  await page.getByText('Phiếu này đã gửi rồi, với câu trả lời khác').waitFor()
  expect(await forms()).toBe(before + 1)

  // Somebody else with the same phone asks for the form anew, and has one of their own.
  await page.goto(formAddress)
  await answerAll(page, 'Rất hài lòng')
  await send(page).click()
  await page.waitForURL(receiptAddress)
  expect(await forms()).toBe(before + 2)
  await page.context().close()
})

test('without JavaScript, going back after a one-time slip does not make an open answer of it', async () => {
  const round = await site.db.selectFrom('rounds').select(['id', 'state']).where('state', '=', 'open').where('questionnaire', '=', 'education').executeTakeFirstOrThrow()
  const [slip] = await site.db.transaction().execute((tx) => issueSlips(tx, site.secrets, round, 'Lớp Lá 1', 1))
  const page = await site.newPage({ javaScript: false })
  await page.goto('/phieu')
  await page.getByLabel('Mã trên phiếu').fill(slip!)
  await page.getByRole('button', { name: 'Bắt đầu trả lời' }).click()
  await page.getByRole('link', { name: /Phiếu một phút/ }).click()
  await answerAll(page)
  await send(page).click()
  await page.waitForURL(receiptAddress)
  const after = await forms()

  await page.goBack()
  await page.getByText('Đang dùng phiếu mã một lần').waitFor()
  await send(page).click()
  await page.getByText('Phiếu mã một lần không còn mở trên máy này').waitFor()
  expect(await forms()).toBe(after)
  await page.context().close()
})

test('the principal closes the round, and its figures stand on the public page with the new form counted', async () => {
    const round = await site.db.selectFrom('rounds').selectAll().where('state', '=', 'open').where('questionnaire', '=', 'education').executeTakeFirstOrThrow()
    const anybody = await site.newPage({ width: 'desktop' })
    await anybody.goto('/ty-le-hai-long')
    const rateBefore = await anybody.locator('main').innerText()

    const page = await site.newPage({ width: 'desktop', role: 'principal' })
    await page.goto('/office')
    await page.getByRole('link', { name: /khảo sát/i }).first().click()
    await page.getByRole('link', { name: round.name_vi }).first().click()
    await page.getByRole('checkbox', { name: /hiểu|không mở lại/i }).check()
    await page.getByRole('button', { name: 'Đóng và công bố' }).click()
    await page.getByText('Đã đóng').first().waitFor()

    const counters = await site.db.selectFrom('answer_counters').select(['level', 'count']).where('round_id', '=', round.id).where('item', '=', 'F1').where('level', '>', 0).execute()
    const valid = counters.reduce((sum, one) => sum + one.count, 0)
    const satisfied = counters.reduce((sum, one) => sum + (one.level >= 4 ? one.count : 0), 0)
    const rate = ((satisfied / valid) * 100).toFixed(2).replace('.', ',')
    await anybody.goto('/')
    expect(await anybody.locator('main').innerText()).toContain(rate)
    await anybody.goto('/ty-le-hai-long')
    const rateAfter = await anybody.locator('main').innerText()
    expect(rateAfter).toContain(rate)
    expect(rateAfter).not.toBe(rateBefore)
    await page.context().close()
    await anybody.context().close()
  })
})
