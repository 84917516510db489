import { afterEach, beforeEach, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { acknowledge, ask } from '#app/cases/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

const contact = { name: 'Mary Nguyễn', phone: null, email: 'mary@example.com' }

test.each([
  ['vi', 'Kính gửi ông/bà,', 'nhà trường cần ông/bà cho biết thêm', '/tra-cuu'],
  ['en', 'Dear parent,', 'the school needs to know', '/en/tra-cuu'],
] as const)('every later mail comes in the language of the form: %s', async (lang, greeting, words, address) => {
  const row = await sendCase(app, seeded, { lang, sender: 'named', contact, consentContact: true })
  expect(row.lang).toBe(lang)
  const desk = { db: app.db, calendar: await loadCalendar(app.db, seeded.school), school: seeded.school, publicOrigin: app.origin }
  const act = { staff: seeded.staff.coordinator, number: row.number, now: app.now() }
  expect(await acknowledge(desk, { ...act, version: 1 }, { assigneeId: null })).toMatchObject({ ok: true })
  expect(await ask(desk, { ...act, version: 2 }, { text: 'Món canh nào ạ?' })).toMatchObject({ ok: true })

  const mails = await app.db.selectFrom('outbox').selectAll().where('recipient', '=', contact.email).orderBy('id').execute()
  expect(mails.map(({ purpose }) => purpose)).toEqual(['case-received', 'case-acknowledged', 'case-question'])
  for (const mail of mails) {
    expect(mail.body.startsWith(greeting)).toBe(true)
    expect(mail.body).toContain(`${app.origin}${address}`)
    expect(mail.subject.startsWith(`[${row.number}] `)).toBe(true)
  }
  expect(mails[2]!.body).toContain(words)
  expect(mails[2]!.body).toContain('Món canh nào ạ?')
})
