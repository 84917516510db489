import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseForms } from '#app/cases/index.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import type { CaseState } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** A browser leaves out what is not chosen: an empty form must be answered in the words of the school, never in those of a library. */

let app: TestApp
let seeded: SeededSchool
beforeAll(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
})
afterAll(() => app.close())

const libraryWords = /Invalid (key|type|format|value|length)|Expected\b|but received/

async function roundId(): Promise<string> {
  const round = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Trial', opensOn: '2026-11-20', closesOn: '2026-12-20', audienceSize: 100 }
  const id = await createRound(app.db, seeded.school, round, null, app.now())
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, app.now())
  return id
}

test('no form answers an empty one in English', async () => {
  const round = await roundId()
  const forms: [string, string[]][] = [
    ['/office/tai-khoan/moi', ['']],
    [`/office/tai-khoan/${seeded.staff.viewer.id}`, ['sua', 'vai-tro']],
    ['/office/tai-khoan-cua-toi', ['doi-mat-khau']],
    ['/office/cai-dat/lich', ['them']],
    ['/office/cai-dat/co-quan', ['them', 'sua']],
    ['/office/cai-dat/linh-vuc', ['them', 'sua']],
    ['/office/cai-dat/chi-tieu', ['them', 'sua']],
    ['/office/cai-dat/truong', ['']],
    ['/office/ma-qr', ['']],
    [`/office/ma-qr/${seeded.places[0]!.id}`, ['sua']],
    ['/office/dot-khao-sat', ['']],
    [`/office/dot-khao-sat/${round}`, ['sua', 'dong']],
    ['/office/dang-nhap', ['']],
    ['/phan-anh', ['']],
    ['/khao-sat/nhanh', ['']],
    ['/khao-sat/day-du', ['']],
    ['/tra-cuu', ['']],
    ['/bien-nhan', ['']],
  ]
  const cookie = await app.signInAs('principal')
  for (const [address, deeds] of forms) {
    for (const viec of deeds) {
      const response = await app.post(address, viec === '' ? {} : { viec, version: '1', year: '2026' }, address.startsWith('/office') && address !== '/office/dang-nhap' ? { cookie } : {})
      const page = await response.text()
      expect(libraryWords.exec(page)?.[0], `${address} ${viec}`).toBeUndefined()
      expect([404, 422], `${address} ${viec}`).toContain(response.status)
    }
  }
})

test('nor does a step of a case, with the version left out or not', async () => {
  const cookie = await app.signInAs('principal')
  for (const state of ['submitted', 'in_progress', 'awaiting_approval', 'answered'] as CaseState[]) {
    const row = await addCase(app.db, seeded, { state, consent_publish: 1 })
    for (const viec of Object.keys(caseForms)) {
      for (const version of [{}, { version: String(row.version + 1) }]) {
        const page = await (await app.post(`/office/phan-anh/${row.number}`, { viec, ...version }, { cookie })).text()
        expect(libraryWords.exec(page)?.[0], `${state} ${viec}`).toBeUndefined()
      }
    }
  }
}, 60_000)

test('a radio group left alone is asked for in its own words', async () => {
  const cookie = await app.signInAs('principal')
  const post = async (address: string, form: Record<string, string>) => (await app.post(address, form, { cookie })).text()
  expect(await post('/office/tai-khoan/moi', { name: 'Vân' })).toContain('Vui lòng chọn vai trò.')
  expect(await post('/office/cai-dat/lich', { viec: 'them' })).toContain('Vui lòng chọn loại ngày.')
  expect(await post('/office/cai-dat/co-quan', { viec: 'them' })).toContain('Vui lòng chọn loại cơ quan.')
})
