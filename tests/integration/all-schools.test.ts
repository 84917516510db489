import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dayOf } from '#app/calendar/index.ts'
import { keepSchoolFigures } from '#app/publication/index.ts'
import { addAuthority } from '#app/schools/index.ts'
import { wilsonInterval } from '#app/statistics/index.ts'
import { closeRound, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { formatPercent } from '#app/i18n/format.ts'
import { createTestApp, newId, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let first: SeededSchool
let second: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  first = await app.seedSchool()
  second = await app.seedSchool({ slug: 'sen-hong' })
})
afterEach(() => app.close())

/** A released round in which so many of so many said that they are satisfied. */
async function survey({ school }: SeededSchool, satisfied: number, all: number, audience: number | null = 100): Promise<void> {
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt', nameEn: 'Round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: audience }
  const id = await createRound(app.db, school, input, null, testNow)
  await startRound(app.db, school, (await findRound(app.db, school, id))!, null, testNow)
  for (let index = 0; index < all; index += 1) {
    await submitResponse(
      app.db, app.secrets, school,
      { questionnaire: 'education', form: 'quick', answers: { F1: index < satisfied ? 4 : 2 }, expectation: null, comment: null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() },
      app.now(),
    )
  }
  await closeRound(app.db, school, (await findRound(app.db, school, id))!, null, app.now())
}

async function page(address = '/cac-truong'): Promise<string> {
  const response = await app.get(address)
  expect(response.status).toBe(200)
  // A comment stands between two pieces of text.
  return (await response.text()).replaceAll('<!-- -->', '').replaceAll('\u00a0', ' ')
}
const keep = () => keepSchoolFigures(app.db, dayOf(app.now()))
const plain = (share: number) => formatPercent(share).replaceAll('\u00a0', ' ')
const csv = async () => (await page('/cac-truong.csv')).split('\r\n').slice(1, -1)

describe('the page of all schools', () => {
  test('says that there is nothing yet before the first day’s figures', async () => {
    expect(await page()).toContain('Chưa có số liệu của trường nào')
  })

  test('shows each school’s published figure with what makes it believable', async () => {
    await survey(first, 18, 20)
    await keep()
    const html = await page()
    const interval = wilsonInterval(18, 20)!
    expect(html).toContain('90,00 %')
    expect(html).toContain('n = 20')
    expect(html).toContain(plain(interval.high))
    expect(html).toContain('20 % trả lời')
    expect(html).toContain('href="/"')
    expect(html).toContain('href="/sen-hong"')
    expect(html).toContain('Chưa công bố đợt nào')
    expect(await page('/en/cac-truong')).toContain('href="/en/sen-hong"')
  })

  test('gives no figure of fewer than ten, and leaves it out of the sums', async () => {
    await survey(first, 18, 20)
    await survey(second, 0, 9)
    await keep()
    const html = await page()
    expect(html).toContain('Chưa đủ phiếu (n &lt; 10)')
    expect(html).toContain('Gộp 20 câu trả lời của 1 trong 2 trường')
    const [, other] = await csv()
    expect(other).toMatch(/^Trường Mầm non Sen Hồng,[^,]+sen-hong,,,,,,,,/)
  })

  test('keeps the last figure where a later round is too small', async () => {
    await survey(first, 5, 20)
    app.setNow('2026-11-24T02:00:00Z')
    await survey(first, 3, 3)
    await keep()
    expect(await page()).toContain('25,00 %')
  })

  test('pools answers, not rates', async () => {
    await survey(first, 10, 10)
    await survey(second, 10, 40)
    await keep()
    expect(await page()).toContain('40,00 %')
  })

  test('counts what is overdue and on time as each school’s own page does', async () => {
    await addCase(app.db, first, { state: 'answered', answer_due: '2026-11-20', answered_on: '2026-11-20' })
    await addCase(app.db, first, { state: 'in_progress', answer_due: '2026-11-20' })
    await keep()
    const [hoaPhuong] = await csv()
    expect(hoaPhuong).toMatch(/,2,1,2,1,\d,\d,2026-11-23$/)
    expect(await page('/')).toContain('50,00 %')
    expect(await page()).toContain('50,00 %')
  })

  test('is found without diacritics, by the governing body, and says where nothing is', async () => {
    await addAuthority(app.db, second.school, { kind: 'governing', name: 'UBND phường Chánh Hưng', address: '', phone: '', from: '2025-07-01', to: '' }, { staff: second.staff.principal, now: testNow })
    await addAuthority(app.db, first.school, { kind: 'governing', name: 'UBND phường Bình Đông', address: '', phone: '', from: '2025-07-01', to: '' }, { staff: first.staff.principal, now: testNow })
    await keep()
    for (const address of ['/cac-truong?tu=sen+hong', '/cac-truong?tu=CHANH+hung', `/cac-truong?co-quan=${encodeURIComponent('UBND phường Chánh Hưng')}`]) {
      const html = await page(address)
      expect(html).toContain('1 trường')
      expect(html).toContain('href="/sen-hong"')
      expect(html).not.toContain('>Trường Mầm non Hoa Phượng<')
    }
    expect(await page('/cac-truong?tu=khong+co')).toContain('Không tìm thấy trường nào')
    expect(await page('/cac-truong?trang=99&thu-tu=overdue')).toContain('2 trường')
  })

  test('brings first what is most overdue, where asked', async () => {
    await addCase(app.db, second, { state: 'in_progress', answer_due: '2026-11-20' })
    await keep()
    const names = async (address: string) => [...(await page(address)).matchAll(/>(Trường Mầm non [^<]+)<\/a>/g)].map(([, name]) => name)
    expect(await names('/cac-truong')).toEqual(['Trường Mầm non Hoa Phượng', 'Trường Mầm non Sen Hồng'])
    expect(await names('/cac-truong?thu-tu=overdue')).toEqual(['Trường Mầm non Sen Hồng', 'Trường Mầm non Hoa Phượng'])
  })

  test('is copied once a day', async () => {
    expect(await keep()).toBe(2)
    await survey(first, 18, 20)
    expect(await keep()).toBe(0)
    expect(await page()).not.toContain('90,00 %')
    app.setNow('2026-11-24T02:00:00Z')
    expect(await keep()).toBe(2)
    expect(await page()).toContain('90,00 %')
  })

  test('spreads over pages', async () => {
    for (let index = 0; index < 60; index += 1) {
      const id = newId()
      await app.db.insertInto('schools').values({ ...first.school, id, slug: `truong-so-${index}`, is_default: 0, name: `Trường số ${String(index).padStart(2, '0')}` }).execute()
    }
    expect(await keep()).toBe(62)
    expect(await page()).toContain('62 trường')
    expect(await page()).not.toContain('Trường số 59')
    const last = await page('/cac-truong?trang=2')
    expect(last).toContain('Trường số 59')
    expect(last).toContain('62 trường')
  })
})

test('a school’s pages lead there only where there are others', async () => {
  expect(await page('/')).toContain('href="/cac-truong"')
  expect(await page('/en/sen-hong')).toContain('href="/en/cac-truong"')
  const alone = await createTestApp()
  try {
    await alone.seedSchool()
    expect(await (await alone.get('/')).text()).not.toContain('/cac-truong')
  } finally {
    await alone.close()
  }
})
