import type { Page } from 'playwright-core'
import { loadCalendar } from '#app/calendar/index.ts'
import { submitCase } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import type { Sent } from './cases.ts'
import type { Site } from './site.ts'

/** Sends a report to the demo's school without the form, which has journeys of its own. Returns what its sender keeps. */
export async function sendReport(site: Site, given: Sent): Promise<{ number: string; key: string }> {
  const school = await site.db.selectFrom('schools').selectAll().where('is_default', '=', 1).executeTakeFirstOrThrow()
  const receipt = await submitCase(
    site.db, { secrets: site.secrets, calendar: await loadCalendar(site.db, school), publicOrigin: site.origin }, school,
    {
      idempotencyKey: newIdempotencyKey(), lang: 'vi', kind: 'feedback', fieldCode: 'meals', placeCode: null, body: '', childSafety: false, aboutPrincipal: false,
      sender: 'anonymous', contact: { name: null, phone: null, email: null }, consentContact: false, consentPublish: false, ...given,
    },
    site.now(),
  )
  if (receipt.status !== 'created') throw new Error(receipt.status)
  return { number: receipt.number, key: receipt.key }
}

/** The page of a case, opened on a phone with the key that its sender has. */
export async function openWithKey(site: Site, key: string): Promise<Page> {
  const page = await site.newPage()
  await page.goto('/tra-cuu')
  await page.getByRole('textbox').fill(key)
  await page.getByRole('button', { name: 'Xem hồ sơ' }).click()
  await page.waitForURL('**/ho-so')
  return page
}

/** Reads an answer against its list and sends it at once. */
export async function approveAndSend(page: Page): Promise<void> {
  for (const box of await page.locator('#approveReply').getByRole('checkbox').all()) await box.check()
  await page.getByRole('button', { name: 'Duyệt và gửi phụ huynh' }).click()
  await page.getByRole('button', { name: 'Gửi ngay' }).click()
  await page.getByRole('button', { name: 'Gửi ngay' }).waitFor({ state: 'detached' })
}
