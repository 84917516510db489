import { afterEach, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, editRound, findRound, levelItems, startRound, submitResponse, templates } from '#app/surveys/index.ts'
import type { Answers } from '#app/surveys/index.ts'
import type { Channel } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { differences, everySurface } from '#tests/support/surfaces.ts'

/**
 * The attacks on published figures that need no arithmetic: two schools whose parents answered differently, in a way that must stay unknown, are held
 * against each other, every public address and the staff's own pages, letter by letter. What is the same everywhere can be found nowhere
 * (docs/decisions/0027).
 */

const apps: TestApp[] = []
afterEach(async () => {
  for (const app of apps.splice(0)) await app.close()
})

interface Form {
  form?: 'full' | 'quick'
  answers: Answers
  channel?: Channel
  relation?: 'mother' | 'father'
}

const items = levelItems(templates.preschool, 'full')
const full = (level: number, apart: Answers = {}): Form => ({ answers: { ...Object.fromEntries(items.map((item) => [item, level])), ...apart } })
const quick = (level: number, apart: Answers = {}): Form => ({ form: 'quick', answers: { ...Object.fromEntries(levelItems(templates.preschool, 'quick').map((item) => [item, level])), ...apart } })
const times = (count: number, make: (index: number) => Form): Form[] => Array.from({ length: count }, (_, index) => make(index))

/** A school whose parents sent these forms; its round is open, or closed and so released. */
async function world(forms: readonly Form[], state: 'open' | 'closed') {
  const app = await createTestApp()
  apps.push(app)
  const { school } = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 200 }
  const id = await createRound(app.db, school, input, null, testNow)
  await startRound(app.db, school, (await findRound(app.db, school, id))!, null, testNow)
  const send = ({ form = 'full', answers, channel = 'open', relation }: Form) =>
    submitResponse(
      app.db, app.secrets, school,
      { questionnaire: 'education', form, answers, channel, expectation: null, comment: null, relation: relation ?? null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() },
      testNow,
    )
  for (const one of forms) expect((await send(one)).status).toBe('saved')
  const round = async () => (await findRound(app.db, school, id))!
  if (state === 'closed') expect((await closeRound(app.db, school, await round(), null, testNow)).status).toBe('done')
  return { app, school, id, round, send, surfaces: () => everySurface(app, id) }
}

/** At which addresses these two worlds can be told apart. */
async function apart(one: readonly Form[], other: readonly Form[], state: 'open' | 'closed'): Promise<string[]> {
  return differences(await (await world(one, state)).surfaces(), await (await world(other, state)).surfaces())
}

it('the comparison itself sees one answer that is published', async () => {
  const different = (await apart(times(12, () => full(5)), [...times(11, () => full(5)), full(5, { F1: 1 })], 'closed')).map((line) => line.split(': …')[0])
  expect(different).toEqual(expect.arrayContaining(['/', '/ty-le-hai-long', '/du-lieu/phan-bo.csv', '/du-lieu/phan-bo.json', '/nhung/the.html', '/nhung/huy-hieu.svg', '/ty-le-hai-long/ID.png', '/ty-le-hai-long/ID.pdf', '/office/dot-khao-sat/ID']))
  // And is not blinded by what is made of chance.
  expect(await apart(times(12, () => full(5)), times(12, () => full(5)), 'closed')).toEqual([])
}, 60_000)

describe.each<[string, 'open' | 'closed', Form[], Form[]]>([
  ['what anybody answered, while the round is open', 'open', times(14, () => full(5)), times(14, (index) => full(1 + (index % 5)))],
  ['what four people answered, not even to the staff', 'closed', times(4, () => full(5)), times(4, (index) => full(1 + index))],
  ['what nine people answered', 'closed', times(9, () => full(5)), times(9, (index) => full(1 + (index % 5)))],
  ['whether nine people all answered alike', 'closed', times(9, () => full(1)), times(9, (index) => full(5, { A1: 1 + (index % 5), B1: 1 + (index % 4), C1: 1 + (index % 3) }))],
  [
    'what one of seven answered to a question that few answered',
    'closed',
    // Twelve one-minute forms and seven long ones: area A has small questions. The same sum, another parent.
    [...times(7, (index) => full(4, { A1: index < 2 ? 1 : 4 })), ...times(12, (index) => quick(index < 3 ? 2 : 5))],
    [...times(7, (index) => full(4, { A2: index < 2 ? 1 : 4 })), ...times(12, (index) => quick(index < 3 ? 2 : 5))],
  ],
  [
    'that one parent’s are all the answers that stand alone',
    'closed',
    [...times(15, () => full(5)), full(2, { F1: 5 })],
    // The same figure for every question, but each single answer is another parent's.
    times(16, (index) => full(5, Object.fromEntries(items.filter((item, at) => item !== 'F1' && at % 10 === index).map((item) => [item, 2])))),
  ],
  [
    'which channel the unhappy ones came by, where one has fewer than ten',
    'closed',
    [...times(9, (index) => ({ ...full(5, { F1: index < 4 ? 1 : 5 }), channel: 'slip' as const })), ...times(15, () => full(5))],
    [...times(9, () => ({ ...full(5), channel: 'slip' as const })), ...times(15, (index) => full(5, { F1: index < 4 ? 1 : 5 }))],
  ],
  [
    'which of two open channels they came by, however many those are',
    'closed',
    [...times(12, () => ({ ...full(5, { F1: 1 }), channel: 'kiosk' as const })), ...times(12, () => full(5)), ...times(10, () => ({ ...full(4), channel: 'paper' as const }))],
    [...times(12, () => ({ ...full(5), channel: 'kiosk' as const })), ...times(12, () => full(5, { F1: 1 })), ...times(10, () => ({ ...full(4), channel: 'paper' as const }))],
  ],
  [
    'what the four fathers answered, not even to the staff',
    'closed',
    [...times(4, () => ({ ...full(5, { F1: 1 }), relation: 'father' as const })), ...times(8, () => ({ ...full(5), relation: 'mother' as const })), ...times(8, () => full(5))],
    [...times(4, () => ({ ...full(5), relation: 'father' as const })), ...times(8, (index) => ({ ...full(5, { F1: index < 4 ? 1 : 5 }), relation: 'mother' as const })), ...times(8, () => full(5))],
  ],
])('nowhere can be read', (what, state, one, other) => {
  it(what, async () => {
    const found = await apart(one, other, state)
    // Inside the school the headline is shown from five people on.
    const own = one.length > 4 && one.length < 10 ? '/office/dot-khao-sat/ID' : 'none'
    expect(found.filter((line) => !line.startsWith(own))).toEqual([])
  }, 60_000)
})

it('one more answer after the release changes nothing, because none is taken, and what it was published with stays', async () => {
  const released = await world(times(12, () => full(5)), 'closed')
  const before = await released.surfaces()
  expect((await released.send(full(1))).status).toBe('closed')
  const facts = { nameVi: 'Đợt khác', nameEn: 'Another', opensOn: '2026-11-16', closesOn: '2026-12-30', audienceSize: 13 }
  expect((await editRound(released.app.db, released.school, await released.round(), facts, { staffId: 'nobody' }, testNow)).status).toBe('stale')
  expect((await startRound(released.app.db, released.school, await released.round(), null, testNow)).status).toBe('stale')
  expect((await closeRound(released.app.db, released.school, await released.round(), null, '2026-12-24T02:00:00.000Z')).status).toBe('stale')
  expect(differences(before, await released.surfaces())).toEqual([])
}, 60_000)
