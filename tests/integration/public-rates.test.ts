import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { wilsonInterval } from '#app/statistics/index.ts'
import { closeRound, createRound, findRound, levelItems, roundHistory, roundResults, startRound, submitResponse, templates } from '#app/surveys/index.ts'
import type { Answers, ReleasedResults } from '#app/surveys/index.ts'
import type { QuestionnaireCode, Round } from '#db/schema.ts'
import { createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterEach(() => app.close())

interface Form {
  form: 'full' | 'quick'
  answers: Answers
  expectation?: number | null
}

async function openedRound(code: QuestionnaireCode, forms: Form[], school = seeded.school): Promise<Round> {
  const input = { questionnaire: code, nameVi: 'Đợt thử', nameEn: 'Test round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 200 }
  const id = await createRound(app.db, school, input, null, testNow)
  await startRound(app.db, school, (await findRound(app.db, school, id))!, null, testNow)
  for (const { form, answers, expectation = null } of forms) {
    const result = await submitResponse(
      app.db, app.secrets, school,
      { questionnaire: code, form, answers, expectation, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() },
      testNow,
    )
    expect(result.status).toBe('saved')
  }
  return (await findRound(app.db, school, id))!
}

async function releasedRound(code: QuestionnaireCode, forms: Form[], school = seeded.school): Promise<ReleasedResults> {
  const round = await openedRound(code, forms, school)
  await closeRound(app.db, school, round, null, testNow)
  const results = await roundResults(app.db, (await findRound(app.db, school, round.id))!)
  if (results.state !== 'closed') throw new Error('The round did not close')
  return results
}

/** The whole form at one level, with some items set apart. */
const full = (level: number, apart: Answers = {}): Form => ({
  form: 'full',
  answers: { ...Object.fromEntries(levelItems(templates.preschool, 'full').map((item) => [item, level])), ...apart },
})
const quick = (level: number, apart: Answers = {}): Form => ({
  form: 'quick',
  answers: { ...Object.fromEntries(levelItems(templates.preschool, 'quick').map((item) => [item, level])), ...apart },
})
const times = (count: number, form: Form): Form[] => Array.from({ length: count }, () => form)

const addresses = ['/', '/en', '/ty-le-hai-long', '/en/ty-le-hai-long', '/cam-ket', '/du-lieu']
const dataAddresses = ['/_root.data', '/ty-le-hai-long.data', '/en/ty-le-hai-long.data', '/cam-ket.data', '/ty-le-hai-long.data?_routes=routes%2Fpublic%2Frates']
const files = ['/du-lieu/ty-le-hai-long.csv', '/du-lieu/phan-bo.csv', '/du-lieu/ty-le-hai-long.csv?dau=cham-phay']

async function text(address: string): Promise<string> {
  const response = await app.get(address)
  expect(response.status, address).toBe(200)
  return response.text()
}

const csvRows = async (address: string) =>
  (await text(address)).replace('\uFEFF', '').trimEnd().split('\r\n').slice(1).map((line) => line.match(/("([^"]|"")*"|[^,]*)(,|$)/g)!.map((cell) => cell.replace(/,$/, '')))

/** A percentage as either language writes a figure; the scale under a meter has no decimals. */
const figure = /\d+[.,]\d{2}\s?%/g
/** Keys that only the loader data of a shown figure has. */
const figureKeys = ['nValid', 'distribution', 'nNoOpinion', 'satisfied']

async function expectNoFigureAnywhere() {
  for (const address of addresses) {
    const html = await text(address)
    expect(html.match(figure), address).toBeNull()
    for (const key of figureKeys) expect(html.includes(`\\"${key}\\"`), `${key} in ${address}`).toBe(false)
  }
  for (const address of dataAddresses) {
    const data = await text(address)
    for (const key of figureKeys) expect(data.includes(`"${key}"`), `${key} in ${address}`).toBe(false)
  }
}

describe('the threshold of 10', () => {
  test('9 forms: no figure in any page, loader data or file', async () => {
    await releasedRound('education', [...times(7, full(5)), ...times(2, full(2))])
    await expectNoFigureAnywhere()
    expect(await text('/')).toContain('Chưa đủ phiếu (n &lt; 10)')
    expect(await text('/en/ty-le-hai-long')).toContain('Too few answers (n &lt; 10)')

    for (const row of await csvRows('/du-lieu/ty-le-hai-long.csv')) {
      // so_phieu, ty_le_tra_loi, n … trung_binh
      expect([row[6], row[8], ...row.slice(12, 17)]).toEqual(['', '', '', '', '', '', ''])
      expect(row[17]).toContain('Không công bố')
    }
    for (const row of await csvRows('/du-lieu/phan-bo.csv')) {
      expect(row.slice(8, 15).join('')).toBe('')
      expect(row[15]).toContain('Không công bố')
    }
  })

  test('10 forms: shown with n, interval, mean and response rate', async () => {
    await releasedRound('education', [...times(8, full(5)), ...times(2, full(2))])
    for (const address of ['/', '/ty-le-hai-long']) {
      const html = await text(address)
      expect(html).toContain('80,00\u00a0%')
      expect(html).toContain('8 trong 10 phiếu')
      expect(html).toContain('49,02\u00a0%')
      expect(html).toContain('5,00\u00a0% của 200 gia đình')
      expect(html).toContain('4,40 / 5')
    }
    // What the test above looks for in vain is there now.
    for (const key of figureKeys) {
      expect(await text('/')).toContain(`\\"${key}\\"`)
      for (const address of dataAddresses.filter((one) => !one.startsWith('/cam-ket'))) expect(await text(address), address).toContain(`"${key}"`)
    }
    const headline = (await csvRows('/du-lieu/ty-le-hai-long.csv')).find((row) => row[9] === 'chung')!
    expect([headline[6], headline[8], ...headline.slice(12)]).toEqual(['10', '5', '10', '80', '49.02', '94.33', '4.4', '', '2026-11-30', '1', ''])
  })

  test('“Không ý kiến” and blanks are no answers: 30 forms may be too few', async () => {
    await releasedRound('education', [...times(21, full(4, { F1: 0 })), ...times(9, full(4, { F1: 5 }))])
    const html = await text('/')
    expect(html).toContain('Chưa đủ phiếu (n &lt; 10)')
    expect(html).not.toContain('9 trong 9')
  })
})

test('a round closed before its announced day says so, in the pages and in the files', async () => {
  await releasedRound('education', times(12, full(5)))
  for (const address of ['/', '/ty-le-hai-long']) expect(await text(address)).toContain('Đóng sớm ngày 23/11/2026, dự kiến đến hết ngày 30/11/2026.')
  for (const file of ['/du-lieu/ty-le-hai-long.csv', '/du-lieu/phan-bo.csv']) {
    const [row] = await csvRows(file)
    expect((await text(file)).split('\r\n')[0]).toMatch(/,den_ngay_du_kien,phien_ban_mau$/)
    expect(row!.slice(3, 5)).toEqual(['2026-11-16', '2026-11-23'])
    expect(row!.filter((cell) => cell !== '').slice(-2)).toEqual(['2026-11-30', '1'])
  }
})

test('forms that skipped the headline question, or had no opinion, are accounted for', async () => {
  const { F1: _, ...withoutOverall } = full(5).answers
  await releasedRound('education', [...times(11, full(5)), { form: 'full', answers: withoutOverall }, { form: 'full', answers: withoutOverall }, full(5, { F1: 0 })])
  const page = await text('/')
  expect(page).toContain('11 trong 11 phiếu')
  expect(page).toContain('Không tính 2 phiếu bỏ qua câu hỏi này và 1 phiếu chọn “Không ý kiến”.')
})

test('an open round tells how many forms came in, and nothing else', async () => {
  const round = await openedRound('education', [...times(12, full(5)), ...times(3, quick(2))])
  await openedRound('dossier', times(11, { form: 'full', answers: { T1: 4, T6: 5 } }))
  await expectNoFigureAnywhere()
  expect(await text('/')).toContain('Đã có 15 phiếu')
  expect(await text('/en')).toContain('15 forms have come in')
  for (const file of files) expect((await text(file)).trimEnd().split('\r\n')).toHaveLength(1)
  // Its page does not exist before the release.
  expect((await app.get(`/ty-le-hai-long?dot=${round.id}`)).status).toBe(404)
  expect(await roundResults(app.db, round)).toEqual({ state: 'open', collected: 15, channels: { open: 15, slip: 0, paper: 0, kiosk: 0 }, flags: [], round: expect.objectContaining({ id: round.id }) as object })
})

test('what is hidden is hidden alike in page, loader data and file', async () => {
  // Seven full forms: A1 to A5 are too small, and the one-minute question A0 goes with them. A1 has the telling mean 22/7.
  const levels = [2, 2, 2, 4, 4, 4, 4]
  const results = await releasedRound('education', [
    ...levels.map((level) => full(4, { A1: level })),
    ...times(10, quick(5)),
    ...times(3, quick(2)),
  ])
  const area = results.areas[0]!
  expect(area.questions.map((question) => question.statistics)).toEqual([null, null, null, null, null, null])
  expect(area.statistics).not.toBeNull()

  const rows = await csvRows('/du-lieu/ty-le-hai-long.csv')
  expect(rows.filter((row) => row[9] === 'cau_hoi' && row[10]!.startsWith('A')).map((row) => row.slice(12, 17).join(''))).toEqual(['', '', '', '', '', ''])
  expect(rows.find((row) => row[9] === 'linh_vuc' && row[10] === 'A')![12]).toBe('48')
  const spread = (await csvRows('/du-lieu/phan-bo.csv')).filter((row) => row[5] === 'cau_hoi' && row[6] === 'A0')
  expect(spread.map((row) => row.slice(8, 15).join(''))).toEqual([''])

  for (const address of [...addresses, ...dataAddresses, ...files]) {
    const shown = await text(address)
    for (const telling of ['3.142857', '3,14 ', '>3,14<', ',3.14,', '57,14', '57.14']) expect(shown.includes(telling), `${telling} in ${address}`).toBe(false)
  }
})

test('figures equal those worked out from the answers themselves', async () => {
  // A fixed sequence that looks random: every item its own mixture, "no opinion" and blanks among them.
  let seed = 7
  const next = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below
  const form = (kind: 'full' | 'quick'): Form => {
    const items = levelItems(templates.preschool, kind).filter(() => next(12) > 0)
    return { form: kind, answers: Object.fromEntries(items.map((item) => [item, next(6)])), expectation: kind === 'full' ? next(151) : null }
  }
  const results = await releasedRound('education', [...Array.from({ length: 32 }, () => form('full')), ...Array.from({ length: 21 }, () => form('quick'))])

  const answers = await app.db.selectFrom('answers').innerJoin('responses', 'responses.id', 'answers.response_id').select(['item', 'level']).where('round_id', '=', results.round.id).execute()
  const expected = (items: string[]) => {
    const valid = answers.filter((answer) => items.includes(answer.item) && answer.level > 0).map((answer) => answer.level)
    const satisfied = valid.filter((level) => level >= 4).length
    return { nValid: valid.length, satisfied, rate: satisfied / valid.length, mean: valid.reduce((sum, level) => sum + level, 0) / valid.length }
  }

  expect(results.overall.statistics).toMatchObject(expected(['F1']))
  const { satisfied, nValid } = expected(['F1'])
  expect(results.overall.statistics!.interval).toEqual(wilsonInterval(satisfied, nValid))
  for (const area of results.areas) {
    expect(area.statistics, area.code).toMatchObject(expected(area.questions.map((question) => question.code)))
    for (const question of area.questions) expect(question.statistics, question.code).toMatchObject(expected([question.code]))
  }
  const given = (await app.db.selectFrom('responses').select('expectation').execute()).map((row) => row.expectation).filter((value) => value !== null)
  expect(results.expectation!.nValid).toBe(given.length)
  expect(results.expectation!.mean).toBeCloseTo(given.reduce((sum, value) => sum + value, 0) / given.length, 10)
  expect(results.collected).toEqual({ all: 53, full: 32, quick: 21 })
  expect(results.responseRate).toBe(53 / 200)
})

test('the two surveys stay apart, and each round has its own page', async () => {
  const first = await releasedRound('education', [...times(6, full(5)), ...times(6, full(1))])
  const second = await releasedRound('education', times(12, full(5)))
  const dossier = await releasedRound('dossier', [...times(9, { form: 'full', answers: { T1: 4, T6: 4 } }), ...times(3, { form: 'full', answers: { T1: 1, T6: 1 } })])

  const history = await roundHistory(app.db, seeded.school, 'education')
  expect(history.map((entry) => entry.results.overall.statistics?.rate).sort()).toEqual([0.5, 1])
  expect(history[0]!.change).toBeNull()
  expect(history[1]!.change).not.toBeNull()

  expect(await text(`/ty-le-hai-long?dot=${first.round.id}`)).toContain('6 trong 12 phiếu')
  expect(await text(`/ty-le-hai-long?dot=${second.round.id}`)).toContain('12 trong 12 phiếu')
  const page = await text(`/ty-le-hai-long?dot=${dossier.round.id}`)
  expect(page).toContain('9 trong 12 phiếu')
  expect(page).not.toContain('12 trong 12 phiếu')
  expect((await app.get('/ty-le-hai-long?dot=khong-co')).status).toBe(404)
})

test('each question says how it changed, with an arrow only where that is more than chance', async () => {
  await releasedRound('education', [...times(20, full(2, { B1: 4 })), ...times(20, full(4, { A2: 2 }))])
  expect(await text('/ty-le-hai-long')).not.toMatch(/[▲▼]/)
  // A1 rises from 20 of 40 to all, B1 falls from all to 20, A2 from 0 to 4 is chance, of C2 too few said anything.
  const { C2: _, ...withoutC2 } = full(4).answers
  const next = await openedRound('education', [
    ...times(4, full(4)), ...times(16, { form: 'full', answers: { ...withoutC2, A2: 2 } }), ...times(20, { form: 'full', answers: { ...withoutC2, A2: 2, B1: 2 } }),
  ])
  await closeRound(app.db, seeded.school, next, null, '2026-11-28T02:00:00.000Z')
  const page = (await text('/ty-le-hai-long')).replaceAll('<!-- -->', '')
  const cellOf = (code: string) => {
    const { wording } = templates.preschool.areas.flatMap((area) => area.items).find((item) => item.code === code)!
    const row = page.slice(page.indexOf(`<span class="question-wording">${wording.vi}`))
    return /data-label="So với đợt trước[^"]*"[^>]*>(.*?)<\/td>/.exec(row)![1]!.replace(/<[^>]+>/g, '')
  }
  expect(['A1', 'B1', 'A2', 'C2'].map(cellOf)).toEqual(['▲ +50,00', '▼ −50,00', '+10,00', '–'])
  expect(page).toContain('chỉ do ngẫu nhiên cũng có thể có một câu như vậy')
})

describe('the rounds beside each other', () => {
  test('show how sure each rate is without a script too, as a stroke from 0 to 100 %', async () => {
    await releasedRound('education', times(20, quick(4)))
    await releasedRound('education', times(12, quick(2)))
    const trend = (html: string) => html.slice(html.indexOf('id="qua-cac-dot"'), html.indexOf('id="cach-tinh"'))
    const page = trend(await text('/ty-le-hai-long'))
    const strokes = [...page.matchAll(/<noscript><svg class="rate-meter"[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label)
    expect(strokes).toHaveLength(2)
    expect(new Set(strokes.map((label) => /[\d,]+/.exec(label!)![0]))).toEqual(new Set(['100,00', '0,00']))
    expect(page).toContain('Trục bắt đầu từ 0 %')
    const english = await text('/en/ty-le-hai-long')
    expect(english).toContain('<span>0%</span><span>50%</span><span>100%</span>')
  })

  test('lead to the receipts from the foot of every public page', async () => {
    expect(await text('/')).toContain('<a href="/bien-nhan">Kiểm tra biên nhận phiếu đánh giá</a>')
    expect(await text('/en/ty-le-hai-long')).toContain('<a href="/en/bien-nhan">Check the receipt of a rating</a>')
  })
})

describe('what the page says of the form', () => {
  test('holds for the form that was asked: each survey by its own rules', async () => {
    await releasedRound('education', times(12, full(5)))
    const dossier = await releasedRound('dossier', times(12, { form: 'full', answers: { T1: 4, T6: 4 } }))
    const education = await text('/ty-le-hai-long')
    expect(education).toContain('mẫu phiếu bản 1: 25 câu trong 5 lĩnh vực và một câu chung. Các lĩnh vực theo Quyết định 3476/QĐ-BGDĐT')
    expect(education).toContain('Phiếu một phút hỏi chung mỗi lĩnh vực một câu')
    const page = await text(`/ty-le-hai-long?dot=${dossier.round.id}`)
    expect(page).toContain('SIPAS')
    expect(page).not.toMatch(/3476|Phiếu một phút hỏi chung/)
  })

  test('claims no decree for areas that the school has chosen itself', async () => {
    const row = await app.db.selectFrom('questionnaires').selectAll().where('school_id', '=', seeded.school.id).where('survey', '=', 'education').executeTakeFirstOrThrow()
    const cookie = await app.signInAs('coordinator')
    const begun = await app.post('/office/mau-phieu', { tu: row.id }, { cookie })
    const address = begun.headers.get('location')!.split('?')[0]!
    const form = await (await app.get(address, { cookie })).text()
    expect((await app.post(address, { revision: inputValue(form, 'revision'), viec: 'remove:C' }, { cookie })).status).toBe(303)
    const changed = await (await app.get(address, { cookie })).text()
    expect((await app.post(address, { revision: inputValue(changed, 'revision'), viec: 'dung' }, { cookie })).status).toBe(303)
    const { C0: _, ...withoutC } = quick(5).answers
    await releasedRound('education', times(12, { form: 'quick', answers: withoutC }))
    const page = await text('/ty-le-hai-long')
    expect(page).toContain('mẫu phiếu bản 2: 20 câu trong 4 lĩnh vực và một câu chung, do nhà trường chọn.')
    expect(page).not.toContain('3476')
  })
})

test('a released round can be taken along, and each part of its long page be jumped to', async () => {
  const { round } = await releasedRound('education', times(12, full(5)))
  const page = await text('/ty-le-hai-long')
  for (const file of [`/ty-le-hai-long/${round.id}.pdf`, `/ty-le-hai-long/${round.id}.png`]) {
    expect(page).toContain(`href="${file}"`)
    expect((await app.get(file)).status).toBe(200)
  }
  expect(page).toContain('href="/du-lieu#nhung"')
  expect(await text('/du-lieu')).toContain('id="nhung"')
  const jumps = [...page.slice(page.indexOf('class="on-page')).matchAll(/href="#([\w-]+)"/g)].map(([, id]) => id!)
  expect(jumps.length).toBeGreaterThanOrEqual(5)
  for (const id of jumps) expect(page, id).toContain(`id="${id}"`)
})

test('another school sees its own rounds only', async () => {
  const other = await app.seedSchool({ slug: 'sen-hong', name: 'Trường Mầm non Sen Hồng' })
  const ours = await releasedRound('education', [...times(9, full(5)), ...times(4, full(1))])
  const theirs = await releasedRound('education', [...times(7, full(5)), ...times(4, full(1))], other.school)

  expect(await text('/')).toContain('9 trong 13 phiếu')
  expect(await text('/')).not.toContain('7 trong 11')
  for (const address of ['/sen-hong', '/en/sen-hong/ty-le-hai-long']) {
    expect(await text(address)).toContain(address.startsWith('/en') ? '7 of 11' : '7 trong 11 phiếu')
    expect(await text(address)).not.toContain('9 trong 13')
  }
  expect(await text('/du-lieu/ty-le-hai-long.csv')).not.toContain(theirs.round.id)
  expect(await text('/sen-hong/du-lieu/ty-le-hai-long.csv')).not.toContain(ours.round.id)
  expect((await app.get(`/ty-le-hai-long?dot=${theirs.round.id}`)).status).toBe(404)
  expect((await app.get(`/sen-hong/ty-le-hai-long?dot=${ours.round.id}`)).status).toBe(404)
  expect((await app.get('/khong-co-truong-nay')).status).toBe(404)
  expect((await app.get('/khong-co-truong-nay/du-lieu/phan-bo.csv')).status).toBe(404)
})

test('a round says what was done since its release, and what the silent families leave open', async () => {
  const round = await releasedRound('education', [...times(9, full(5)), ...times(3, full(2))])
  const page = async () => (await text('/ty-le-hai-long')).replaceAll('<!-- -->', '')
  expect(await page()).toContain('chưa có việc nào được ghi nhận')
  // 9 of 12, 200 invited.
  expect(await page()).toMatch(/đều không hài lòng, tỷ lệ trong toàn bộ số được hỏi là 4,50\s%; nếu họ đều hài lòng thì là 98,50\s%/)

  const done = (id: string, done_on: string) => ({ id, school_id: seeded.school.id, number: 'PAKN.20261001.0001', statement: `Việc làm xong ngày ${done_on}.`, done_on, verified_on: done_on })
  await app.db.insertInto('published_measures').values([done('a', '2026-11-22'), done('b', '2026-11-24'), done('c', '2026-11-29')]).execute()
  const shown = async (address: string) => [...new Set((await text(address)).match(/Việc làm xong ngày [\d-]+/g))].map((found) => found.slice(-2))
  expect(await shown('/ty-le-hai-long')).toEqual(['29', '24'])

  // The next round takes over on the day of its release.
  const next = await openedRound('education', times(12, full(5)))
  await closeRound(app.db, seeded.school, next, null, '2026-11-28T02:00:00.000Z')
  expect(await shown('/ty-le-hai-long')).toEqual(['29'])
  expect(await shown(`/ty-le-hai-long?dot=${round.round.id}`)).toEqual(['24'])
})
