import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { deliverOutgoing } from '#app/cases/index.ts'
import { openSite } from '#tests/support/site.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await openSite(inject('demoDir'))
})
afterAll(() => site.close())

test('an answer that was sent is taken back on a phone with one touch, and does not go out when its time comes', async () => {
  const row = await site.db.selectFrom('cases').selectAll().where('outgoing_at', 'is not', null).executeTakeFirstOrThrow()
  const page = await site.newPage({ width: 'phone', role: 'principal' })
  await page.goto('/office/phan-anh?xem=all&q=quạt trần')
  await page.getByRole('link', { name: row.subject }).first().click()
  await page.getByText('Câu trả lời sẽ gửi lúc 10:00').first().waitFor()
  const button = page.getByRole('button', { name: 'Thu hồi' })
  expect((await button.boundingBox())!.height).toBeGreaterThanOrEqual(44)
  await button.click()
  await page.getByText('Đã thu hồi').first().waitFor()

  site.setNow('2026-11-23T03:05:00.000Z')
  expect(await deliverOutgoing(site.db, { publicOrigin: site.origin }, site.now())).toBe(0)
  const after = await site.db.selectFrom('cases').select(['state', 'outgoing_at', 'answered_on']).where('id', '=', row.id).executeTakeFirstOrThrow()
  expect(after).toEqual({ state: 'in_progress', outgoing_at: null, answered_on: null })
  const said = await site.db.selectFrom('case_messages').select('body').where('case_id', '=', row.id).where('direction', '=', 'school').where('body', 'like', '%bạc đạn%').execute()
  expect(said).toEqual([])
})
