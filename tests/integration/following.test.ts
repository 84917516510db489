import { afterEach, beforeEach, expect, test } from 'vitest'
import { acknowledge, approveReply, proposePublication, publish, submitReply, takeDown } from '#app/cases/index.ts'
import { limits } from '#app/http/limiter.ts'
import { serverJobs } from '#app/scheduler.ts'
import { askToFollow } from '#app/publication/index.ts'
import type { CaseRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { deskOf } from '#tests/support/case-desk.ts'
import { answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import { keptWith } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** A published answer is followed by mail, which begins and ends with a link in a mail, and by an Atom feed, which needs no address at all. */

let app: TestApp
let school: SeededSchool
let here: Awaited<ReturnType<typeof deskOf>>
let row: CaseRow
beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  here = await deskOf(app, school)
  row = await here.send({ body: 'Cổng sau mở muộn, con tôi phải chờ.' })
  await acknowledge(here.desk, await here.by('coordinator', row), { assigneeId: school.staff.handler.id })
  await submitReply(here.desk, await here.by('handler', row), answerOf('Nhà trường mở cổng sau từ 6 giờ 30.'))
  await approveReply(here.desk, await here.by('principal', row), readAndConfirmed)
  await publishAs('Cổng sau mở muộn.')
})
afterEach(() => app.close())

async function publishAs(summary: string, correctionNote?: string): Promise<void> {
  const proposed = await proposePublication(here.desk, await here.by('handler', row), { summary, answer: 'Mở từ 6 giờ 30 & cả thứ Bảy <tạm thời>\u000b.', ...(correctionNote === undefined ? {} : { correctionNote }) })
  expect(proposed).toEqual({ ok: true })
  expect(await publish(here.desk, await here.by('principal', row), { confirmed: true })).toEqual({ ok: true })
}

const answerPage = () => `/tra-loi/${row.number}`
const ask = (email: string) => app.post(answerPage(), { email })
const mail = (purpose: 'follow-confirm' | 'follow-news') => app.db.selectFrom('outbox').select(['recipient', 'subject', 'body']).where('purpose', '=', purpose).orderBy('id').execute()
const followers = () => app.db.selectFrom('followers').select(['email', 'confirmed_at']).execute()
const linkIn = (body: string) => new URL(/http\S+\/theo-doi\/\S+/.exec(body)![0]).pathname
async function clock(): Promise<void> {
  const signal = new AbortController().signal
  for (const [name, job] of Object.entries(serverJobs(app.services))) if (/follow/.test(name)) await job(signal)
}
async function everyJob(): Promise<void> {
  for (const job of Object.values(serverJobs(app.services))) await job(new AbortController().signal)
}
async function follow(email: string): Promise<string> {
  await ask(email)
  const link = linkIn((await mail('follow-confirm')).at(-1)!.body)
  expect((await app.post(link, { viec: 'xac-nhan' })).status).toBe(303)
  return link
}

test('nobody follows before they have pressed the button behind the link in their mail; looking at the page changes nothing', async () => {
  expect((await ask('Me.Bong@example.com')).status).toBe(303)
  const [asked] = await mail('follow-confirm')
  expect(asked).toMatchObject({ recipient: 'me.bong@example.com' })
  const link = linkIn(asked!.body)
  expect((await app.get(link)).status).toBe(200)
  expect(await followers()).toEqual([{ email: 'me.bong@example.com', confirmed_at: null }])
  await publishAs('Cổng sau mở muộn hơn giờ ghi ở cổng.', 'Viết rõ hơn.')
  await clock()
  expect(await mail('follow-news')).toEqual([])
  await app.post(link, { viec: 'xac-nhan' })
  expect(await (await app.get(`${link}?da=theo-doi`)).text()).toContain(row.number)
  await clock()
  // What happened before is not told.
  expect(await mail('follow-news')).toEqual([])
})

test('the link of a follower, which confirms and ends it, is not shown in the office, nor is the address', async () => {
  const link = await follow('me.bong@example.com')
  await publishAs('Cổng sau mở muộn hơn giờ ghi ở cổng.', 'Viết rõ hơn.')
  await clock()
  expect((await mail('follow-news')).every(({ body }) => body.includes(link))).toBe(true)
  const html = await (await app.get('/office/thu-gui', { cookie: await app.signInAs('principal') })).text()
  expect(html.match(/\[đường dẫn riêng của người nhận\]/g)?.length).toBeGreaterThanOrEqual(2)
  expect(html).not.toContain('/theo-doi/')
  expect(html).not.toContain('me.bong')
})

test('a correction and a taking down are told once each, with the reason, and with nothing that was taken down', async () => {
  await follow('me.bong@example.com')
  await publishAs('Cổng sau mở muộn hơn giờ ghi ở cổng.', 'Viết rõ hơn.')
  await clock()
  await clock()
  const [news, ...more] = await mail('follow-news')
  expect(more).toEqual([])
  expect(news!.recipient).toBe('me.bong@example.com')
  expect(news!.body).toContain('Viết rõ hơn.')
  expect(news!.body).toContain(answerPage())
  expect(await takeDown(here.desk, await here.by('principal', row), { reason: 'Còn chi tiết giúp nhận ra một gia đình.' })).toEqual({ ok: true })
  await clock()
  const last = (await mail('follow-news')).at(-1)!
  expect(last.body).toContain('Còn chi tiết giúp nhận ra một gia đình.')
  expect(last.body).not.toContain('mở muộn')
})

test('a mail program ends it in either encoding of a form, from no page at all, and only so', async () => {
  const boundary = 'ranh-gioi'
  const bodies = {
    'application/x-www-form-urlencoded': 'List-Unsubscribe=One-Click',
    [`multipart/form-data; boundary=${boundary}`]: `--${boundary}\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--${boundary}--\r\n`,
  }
  for (const [type, body] of Object.entries(bodies)) {
    const link = await follow(`me.${type.length}@example.com`)
    const send = (what: string) => app.request(link, { method: 'POST', redirect: 'manual', body: what, headers: { 'content-type': type, 'content-length': String(what.length) } })
    expect((await send('hello')).status).toBeLessThan(500)
    expect(await followers()).toHaveLength(1)
    expect((await send(body.padEnd(200_000, ' '))).status).toBe(413)
    expect((await send(body)).status).toBe(200)
    expect(await followers()).toEqual([])
  }
})

test('news that still wait to be sent go with what was taken down, which they may quote', async () => {
  await follow('me.bong@example.com')
  await publishAs('Cổng sau mở muộn hơn giờ ghi ở cổng.', 'Giờ mở là của bác gác cổng tổ 7.')
  await clock()
  expect((await mail('follow-news')).map(({ body }) => body).join()).toContain('bác gác cổng')
  expect(await takeDown(here.desk, await here.by('principal', row), { reason: 'Còn chi tiết giúp nhận ra một gia đình.' })).toEqual({ ok: true })
  await clock()
  const bodies = (await mail('follow-news')).map(({ body }) => body).join()
  expect(bodies).not.toContain('bác gác cổng')
  expect(bodies).toContain('Còn chi tiết giúp nhận ra một gia đình.')
})

test('one press ends it: the address is gone with every mail about it, and a mail program can do it by itself', async () => {
  for (const form of [{ viec: 'ngung' }, { 'List-Unsubscribe': 'One-Click' }]) {
    const link = await follow('me.bong@example.com')
    await publishAs(`Cổng sau mở muộn (${Object.keys(form)[0]}).`, 'Viết rõ hơn.')
    await clock()
    expect((await app.post(link, form)).status).toBeLessThan(400)
    expect(await followers()).toEqual([])
    expect([...(await mail('follow-confirm')), ...(await mail('follow-news'))]).toEqual([])
    expect((await app.post(link, { viec: 'xac-nhan' })).status).toBe(303)
    expect(await followers()).toEqual([])
  }
})

test('a mailbox is asked three times a day, however its address is spelled, and all together only so often', async () => {
  for (const spelling of ['me.bong@example.com', 'Me.Bong+1@example.com', 'me.bong+2@EXAMPLE.com', 'me.bong+3@example.com', 'me.bong+4@example.com']) expect((await ask(spelling)).status).toBe(303)
  expect(await mail('follow-confirm')).toHaveLength(3)
  const { limiter, now } = app.services
  while (await limiter.take(limits.followEverywhere, '', Date.parse(now()))) continue
  const refused = await ask('ba.cu@example.com')
  expect(refused.status).toBe(429)
  expect(await refused.text()).toContain('value="ba.cu@example.com"')
  expect(await mail('follow-confirm')).toHaveLength(3)
})

test('an address that stopped, or never confirmed, stands in no file of the server any more', async () => {
  const stopped = 'ba.ngoai.canary@example.com'
  const unconfirmed = 'nguoi.la.canary@example.com'
  const link = await follow(stopped)
  await publishAs('Cổng sau mở muộn hơn giờ ghi ở cổng.', 'Viết rõ hơn.')
  await ask(unconfirmed)
  await everyJob()
  expect(await mail('follow-news')).toHaveLength(1)
  expect(new Set((await keptWith(app, [stopped, unconfirmed])).map((found) => found.split(': ')[1]))).toEqual(new Set([stopped, unconfirmed]))
  await app.post(link, { viec: 'ngung' })
  app.setNow('2026-11-25T03:00:00.000Z')
  // The journal is emptied at the beginning of the next pass.
  await everyJob()
  await everyJob()
  expect(await keptWith(app, [stopped, unconfirmed])).toEqual([])
})

test('whoever types somebody else’s address again and again has one mail sent to it in a day, and after a restart too', async () => {
  for (let time = 0; time < 3; time += 1) await ask('me.bong@example.com')
  const asking = { number: row.number, email: 'Me.Bong@example.com', lang: 'vi' } as const
  // Past the limiter, which forgets when the server starts anew.
  const askAgain = () => askToFollow(app.db, app.services.secrets, school.school, app.origin, asking, app.now())
  expect(await askAgain()).toBe(true)
  expect(await mail('follow-confirm')).toHaveLength(1)
  app.setNow('2026-11-24T02:00:01.000Z')
  await askAgain()
  expect(await mail('follow-confirm')).toHaveLength(2)
})

test('another site can neither sign anybody up nor make a page of ours do it', async () => {
  const foreign = await app.request(answerPage(), { method: 'POST', body: 'email=me.bong%40example.com', headers: { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '27', 'sec-fetch-site': 'cross-site', origin: 'https://xau.example' } })
  expect(foreign.status).toBe(403)
  expect(await mail('follow-confirm')).toEqual([])
})

test('who asks is not told whether an address follows already', async () => {
  await follow('me.bong@example.com')
  const [again, anew] = [await ask('me.bong@example.com'), await ask('ba.cu@example.com')]
  expect([again.status, again.headers.get('location')]).toEqual([anew.status, anew.headers.get('location')])
  expect((await mail('follow-confirm')).filter(({ recipient }) => recipient === 'me.bong@example.com')).toHaveLength(1)
  const wrong = await ask('khong phai thu')
  expect(wrong.status).toBe(422)
  expect(await wrong.text()).toContain('value="khong phai thu"')
})

test('an address that nobody confirmed is forgotten after two days, with the mail that asked', async () => {
  await ask('me.bong@example.com')
  const link = linkIn((await mail('follow-confirm'))[0]!.body)
  app.setNow('2026-11-25T03:00:00.000Z')
  await clock()
  expect(await followers()).toEqual([])
  expect(await mail('follow-confirm')).toEqual([])
  await app.post(link, { viec: 'xac-nhan' })
  expect(await followers()).toEqual([])
})

test('another school’s link follows nothing here', async () => {
  const other = await app.seedSchool()
  const link = await follow('me.bong@example.com')
  expect((await app.post(`/${other.school.slug}${link}`, { viec: 'ngung' })).status).toBe(303)
  expect(await followers()).toHaveLength(1)
  expect((await app.get(`/${other.school.slug}${answerPage()}.atom`)).status).toBe(404)
})

test('the feed is sound XML, tells every change, loses what was taken down, and is not sent twice', async () => {
  for (const address of ['/tra-loi.atom', `${answerPage()}.atom`, `/en${answerPage()}.atom`]) {
    const first = await app.get(address)
    expect(first.headers.get('content-type')).toContain('application/atom+xml')
    const text = await first.text()
    expect(text).toContain('Cổng sau mở muộn.')
    // No sign of the school's own words may end an element.
    expect(text).toContain('6 giờ 30 &amp; cả thứ Bảy &lt;tạm thời&gt;')
    expect(unbalanced(text)).toEqual([])
    // Nor does a sign that XML forbids get in, which a pasted text may bring.
    expect(text).not.toContain('\u000b')
    expect((await app.get(address, { headers: { 'if-none-match': first.headers.get('etag')! } })).status).toBe(304)
  }
  const before = (await app.get('/tra-loi.atom')).headers.get('etag')!
  await takeDown(here.desk, await here.by('principal', row), { reason: 'Còn chi tiết giúp nhận ra một gia đình.' })
  for (const address of ['/tra-loi.atom', `${answerPage()}.atom`]) {
    const after = await app.get(address, { headers: { 'if-none-match': before } })
    expect(after.status).toBe(200)
    const text = await after.text()
    expect(text).toContain('Còn chi tiết giúp nhận ra một gia đình.')
    expect(text).not.toContain('mở muộn')
  }
})

/** Elements of an XML text that do not close each other in order. */
function unbalanced(text: string): string[] {
  const open: string[] = []
  for (const [, closing, name, self] of text.matchAll(/<(\/?)([a-z]+)\b[^>]*?(\/?)>/g)) {
    if (closing === '/') {
      if (open.pop() !== name) return [name!]
    } else if (self !== '/') open.push(name!)
  }
  return open
}
