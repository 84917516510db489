import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { deliverMail, smtpService } from '#app/mail/index.ts'
import { tellFollowers } from '#app/publication/index.ts'
import { openSite, settle } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'
import { startSmtpSink } from '#tests/support/smtp-sink.ts'
import type { SmtpSink } from '#tests/support/smtp-sink.ts'

let site: Site
let sink: SmtpSink
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
  sink = await startSmtpSink()
})
afterAll(async () => {
  await site.close()
  await sink.close()
})

const nurse = 'yte@hoaphuong.example.vn'
const follower = 'me.na@example.com'

/** The mail that has come to the follower, as text, oldest first, once all that waits has gone out. */
async function mailToFollower(): Promise<string[]> {
  await tellFollowers(site.db, site.secrets, site.origin, site.now())
  await deliverMail(site.db, smtpService(sink.url, 'truong@example.vn'), site.now)
  return sink.mails.filter(({ to }) => to.includes(follower)).map(({ raw }) => {
    const body = raw.slice(raw.indexOf('\r\n\r\n') + 4).replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    return Buffer.from(body, 'latin1').toString('utf8')
  })
}

async function desk(who: 'principal' | { email: string }, number: string): Promise<Page> {
  const context = await site.newContext({ width: 'desktop' })
  await site.signIn(context, who)
  const page = await context.newPage()
  await page.goto(`/office/phan-anh/${number}`)
  await settle(page)
  return page
}

async function check(page: Page, button: string): Promise<void> {
  await page.reload()
  await settle(page)
  const seen = page.locator('.side-by-side section').filter({ has: page.getByRole('heading', { name: 'Mọi người sẽ đọc' }) })
  expect(await seen.innerText()).toContain('[đã che] nhiều muỗi')
  expect(await seen.innerText()).not.toContain('Cơm Thường')
  await page.locator('#publish-confirmed').check()
  await page.getByRole('button', { name: button, exact: true }).click()
  await page.getByRole('heading', { name: /^Đang công khai/ }).waitFor()
}

test('one covers and proposes, another checks and publishes; who follows on a phone is told once of a correction, and reads why it was taken down', async () => {
  const { number } = await site.db.selectFrom('cases').select('number').where('subject', 'like', 'Lớp nhà trẻ nhiều muỗi%').executeTakeFirstOrThrow()
  const author = await desk({ email: nurse }, number)
  const checker = await desk('principal', number)
  await author.locator('#proposePublication-summary').fill('Lớp Cơm Thường nhiều muỗi, bé về tay chân đầy vết đốt.')
  await author.getByRole('button', { name: /^Lớp Cơm Thường/ }).click()
  expect(await author.locator('#proposePublication-summary').inputValue()).toBe('[[Lớp Cơm Thường]] nhiều muỗi, bé về tay chân đầy vết đốt.')
  await author.getByRole('button', { name: 'Trình bản công khai' }).click()
  await author.getByRole('heading', { name: 'Chờ người thứ hai kiểm tra bản công khai' }).waitFor()
  await check(checker, 'Công khai')

  const citizen = await site.newPage()
  await citizen.goto(`/tra-loi/${number}`)
  await settle(citizen)
  expect(await citizen.locator('main').innerText()).toContain('[đã che] nhiều muỗi')
  expect(await citizen.content()).not.toContain('Cơm Thường')
  await citizen.getByText('Theo dõi câu trả lời này').click()
  await citizen.getByLabel('E-mail').fill(follower)
  await citizen.getByRole('button', { name: 'Theo dõi qua e-mail' }).click()
  await citizen.getByText('một thư xác nhận đang được gửi đến').waitFor()
  const [asked = ''] = await mailToFollower()
  await citizen.goto(/http\S+\/theo-doi\/\S+/.exec(asked)![0])
  await citizen.getByRole('button', { name: 'Xác nhận theo dõi' }).click()
  await citizen.getByText('Đã xác nhận').waitFor()

  // A form that was sent is over: the address does not lead back into it.
  expect(new URL(author.url()).hash).toBe('')
  await author.reload()
  await settle(author)
  expect(await author.locator('#proposePublication-summary').isVisible()).toBe(false)
  await author.locator('summary').filter({ hasText: 'Đính chính' }).click()
  await author.locator('#proposePublication-summary').fill('[[Lớp Cơm Thường]] nhiều muỗi; phía sau lớp có chậu cây đọng nước.')
  await author.getByLabel('Đính chính điều gì?').fill('Nói rõ chỗ đọng nước ở đâu.')
  await author.getByRole('button', { name: 'Trình bản đính chính' }).click()
  await author.getByRole('heading', { name: 'Chờ người thứ hai kiểm tra bản đính chính' }).waitFor()
  await check(checker, 'Công khai bản đính chính')
  await mailToFollower()
  const told = await mailToFollower()
  expect(told).toHaveLength(2)
  expect(told[1]).toContain('Nói rõ chỗ đọng nước ở đâu.')

  await checker.locator('summary').filter({ hasText: 'Gỡ khỏi trang công khai' }).click()
  await checker.getByLabel('Lý do gỡ, mọi người sẽ đọc').fill('Có người nhận ra lớp qua chi tiết chậu cây.')
  await checker.getByRole('button', { name: 'Gỡ ngay' }).click()
  await checker.getByRole('heading', { name: /^Đã gỡ ngày/ }).waitFor()
  await citizen.goto(`/tra-loi/${number}`)
  expect(await citizen.locator('main').innerText()).toContain('Có người nhận ra lớp qua chi tiết chậu cây.')
  for (const address of ['/tra-loi.atom', `/tra-loi/${number}.atom`]) {
    const feed = await (await citizen.request.get(address)).text()
    expect(feed).toContain('Có người nhận ra lớp')
    expect(feed).not.toMatch(/nhiều muỗi|đọng nước/)
  }
  expect(await mailToFollower()).toHaveLength(3)
})
