import { afterEach, beforeEach, expect, test } from 'vitest'
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

const mails = async () => (await app.db.selectFrom('outbox').selectAll().execute()).map(({ recipient, purpose }) => `${recipient.split('@')[0]} ${purpose}`).sort()

test('words that may mean a child in danger alert all who decide at once and start the 24 hours, though the sender did not say so', async () => {
  const row = await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.' })
  expect(row).toMatchObject({ child_safety: 1, safety_source: 'words', respond_by: '2026-11-24T02:00:00.000Z', acknowledge_due: '2026-11-24' })
  expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety', 'principal child-safety'])
})

test('whom it is about is not alerted', async () => {
  await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.', keepFrom: 'hiệu trưởng' })
  expect(await mails()).toEqual(['coordinator child-safety', 'coordinator-2 child-safety'])
})

test('a school’s own words hold in place of the shipped ones', async () => {
  await app.db.updateTable('schools').set({ safety_words: 'trèo rào' }).execute()
  expect((await sendCase(app, seeded, { body: 'Cháu bị đánh trong giờ ngủ trưa.' })).child_safety).toBe(0)
  expect((await sendCase(app, seeded, { body: 'Bé trèo rào ra ngoài đường.' })).safety_source).toBe('words')
})
