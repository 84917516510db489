import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { declareIneligible, forgetOldContacts } from '#app/cases/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let school: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
})
afterEach(() => app.close())

const contact = { name: 'Nguyễn Thị Chim Yến', phone: '0900 000 077', email: 'chim.yen.canary@example.com' }

const send = async () => (await sendCase(app, school, { sender: 'named', contact, consentContact: true })).number

test('contact data go twelve months after the end, with the mail that carried them; the case stays', async () => {
  const ended = await send()
  const open = await send()
  const desk = { db: app.db, calendar: await loadCalendar(app.db, school.school), school: school.school, publicOrigin: app.origin }
  await declareIneligible(desk, { staff: school.staff.principal, number: ended, version: 1, now: app.now() }, { reason: 'Không rõ.' })

  expect(await forgetOldContacts(app.db, '2027-11-22', '2027-11-22T02:00:00.000Z')).toBe(0)
  expect(await forgetOldContacts(app.db, '2027-11-23', '2027-11-23T02:00:00.000Z')).toBe(1)

  const left = await app.db.selectFrom('case_contacts').innerJoin('cases', 'cases.id', 'case_contacts.case_id').select('cases.number').execute()
  expect(left).toEqual([{ number: open }])
  const mail = await app.db.selectFrom('outbox').select('subject').where('recipient', '=', contact.email).execute()
  expect(mail.every(({ subject }) => subject.includes(open))).toBe(true)
  expect(await app.db.selectFrom('cases').select('number').where('number', '=', ended).execute()).toHaveLength(1)
  expect(await app.db.selectFrom('audit').select('target').where('action', '=', 'case:forget-contact').execute()).toEqual([{ target: ended }])
})

test('what is deleted is gone from the database file too', async () => {
  const number = await send()
  const desk = { db: app.db, calendar: await loadCalendar(app.db, school.school), school: school.school, publicOrigin: app.origin }
  await declareIneligible(desk, { staff: school.staff.principal, number, version: 1, now: app.now() }, { reason: 'Không rõ.' })
  await forgetOldContacts(app.db, '2028-01-01', '2028-01-01T02:00:00.000Z')
  await app.db.destroy()
  expect(readFileSync(app.config.databaseFile).includes(contact.email)).toBe(false)
})
