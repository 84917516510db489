import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listInbox, neighbours } from '#app/cases/index.ts'
import type { Person } from '#app/cases/index.ts'
import { mostCounted } from '#app/cases/inbox-views.ts'
import { openStates, mayOpen } from '#app/cases/transitions.ts'
import { searchTextOf } from '#app/cases/subject.ts'
import { foldDiacritics } from '#app/i18n/format.ts'
import { addManyCases } from '#db/seed/many.ts'
import type { Role } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { postgres } from '#tests/support/database.ts'
import type { SeededSchool } from '#tests/support/school.ts'

const today = '2026-11-23'
let app: TestApp
let school: SeededSchool

const awkward = [
  'Đường vào trường ngập: xe ĐẠP không qua được', 'Bữa trưa của bé Ngọc Ánh', 'Bữa trưa'.normalize('NFD'), '100% phụ huynh_lớp Lá', String.raw`C:\lop\la`, "Cô giáo nói 'không sao'", 'Chuyện của lớp 😀 lá', 'ĐƯỢC ƯU TIÊN', 'Học phí tháng 9/2026', 'İstanbul straße',
]

beforeAll(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  await addManyCases(app.db, school.school, 400, today)
  // Another school's are found by nobody here.
  const other = await app.seedSchool({ slug: 'sen-hong' })
  await addManyCases(app.db, other.school, 40, today)
  const rows = await app.db.selectFrom('cases').select(['id', 'number']).where('school_id', '=', school.school.id).orderBy('number').execute()
  const { principal, handler } = school.staff
  for (const [index, { id, number }] of rows.entries()) {
    const words = awkward[index % 40]
    if (words === undefined) continue
    await app.db.updateTable('cases').set({ search_text: searchTextOf({ number, subject: words, body: `${words}.` }), ...[{}, { barred: ` ${principal.id} ` }, { kind: 'denunciation' as const }, { kind: 'complaint' as const, assignee_id: handler.id }, {}][Math.floor(index / 40) % 5] }).where('id', '=', id).execute()
  }
})
afterAll(() => app.close())

const people = (): [string, Person][] => [
  ...(['principal', 'coordinator', 'handler', 'viewer'] as Role[]).map((role): [string, Person] => [role, school.staff[role]]),
  ['a coordinator who stands in', { ...school.staff.coordinator, actsFor: [school.staff.handler.id] }],
]

describe('search in the inbox', () => {
  const inputs = ['bua trua', 'BỮA trưa', 'bữa trưa'.normalize('NFD'), 'trua  bua', 'đ', 'D', 'ng', 'dap', 'duoc', '100%', '%', '_', '\\', "'khong", '😀', 'khongcogi', 'PAKN', 'pakn.', 'hoc phi', 'i̇stanbul', 'strasse', 'uu tien', 'a b c d e f g h i', 'phi thang 9/2026']

  test('finds for everybody the cases that a look at each of them finds, in order, on every page', async () => {
    const rows = await app.db.selectFrom('cases').selectAll().where('school_id', '=', school.school.id).execute()
    rows.sort((a, b) => (a.received_on < b.received_on || (a.received_on === b.received_on && a.number < b.number) ? 1 : -1))
    let found = 0
    for (const [name, person] of people()) {
      for (const q of inputs) {
        const words = foldDiacritics(q).split(/\s+/).filter((word) => word !== '').slice(0, 8)
        for (const view of ['all', 'done'] as const) {
          const expected = rows.filter((row) => mayOpen(person, row) && (view === 'all' || !openStates.includes(row.state)) && words.every((word) => row.search_text.includes(word))).map(({ number }) => number)
          const pages = Math.max(1, Math.ceil(expected.length / 25))
          for (const page of new Set([1, 2, pages - 1, pages, pages + 1].filter((one) => one > 0))) {
            const { rows: shown, total } = await listInbox(app.db, school.school, person, { view, q, page }, today)
            expect(shown.map(({ number }) => number), `${name}: ${q}, page ${page}`).toEqual(expected.slice((page - 1) * 25, page * 25))
            expect(total, `${name}: ${q}`).toBe(expected.length)
          }
          found += expected.length
        }
      }
    }
    expect(found).toBeGreaterThan(1000)
  }, 120_000)
})

describe('search among so many cases that not all are counted', () => {
  const all = 4400
  let many: TestApp
  let large: SeededSchool
  beforeAll(async () => {
    many = await createTestApp()
    large = await many.seedSchool()
    await addManyCases(many.db, large.school, all, today)
    const other = await many.seedSchool({ slug: 'sen-hong' })
    await addManyCases(many.db, other.school, 40, today)
    // Every third is kept from the principal, and some words stand in few cases only.
    const rows = await many.db.selectFrom('cases').select(['id', 'number', 'search_text']).where('school_id', '=', large.school.id).orderBy('number').execute()
    await many.db.transaction().execute(async (tx) => {
      for (const [index, { id, search_text }] of rows.entries()) {
        if (index % 3 === 0) await tx.updateTable('cases').set({ barred: ` ${large.staff.principal.id} ` }).where('id', '=', id).execute()
        const word = index % 4 === 0 ? 'thuong lam' : index % 401 === 0 ? 'hiem hoi ut' : null
        if (word !== null) await tx.updateTable('cases').set({ search_text: `${search_text} ${word}` }).where('id', '=', id).execute()
      }
    })
    await many.db.updateTable('cases').set({ search_text: 'hiem hoi ut thuong lam' }).where('school_id', '=', other.school.id).execute()
    // As a running server does by itself.
    if (postgres) await sql`analyze`.execute(many.db)
  }, 120_000)
  afterAll(() => many.close())

  test('finds what a look at each of them finds, and says where there are more than it counted', async () => {
    const rows = await many.db.selectFrom('cases').selectAll().where('school_id', '=', large.school.id).execute()
    rows.sort((a, b) => (a.received_on < b.received_on || (a.received_on === b.received_on && a.number < b.number) ? 1 : -1))
    const ways = { exact: 0, more: 0 }
    for (const role of ['principal', 'handler', 'viewer'] as Role[]) {
      const person = large.staff[role]
      for (const q of ['pakn', 'thuong lam', 'thường', 'lam thuong pakn', 'hiem', 'hiếm hỏi', 'hiem hoi pakn.2026', 'ut', 'o', 'hiem lam', 'khongcogi', '2026']) {
        const words = foldDiacritics(q).split(' ')
        for (const view of ['all', 'done', 'waiting'] as const) {
          const expected = rows
            .filter((row) => mayOpen(person, row) && (view === 'all' || openStates.includes(row.state) === (view === 'waiting')) && words.every((word) => row.search_text.includes(word)))
            .map(({ number }) => number)
          const pages = Math.ceil(expected.length / 25)
          for (const page of new Set([1, 2, 41, pages, pages + 1].filter((one) => one > 0))) {
            const { rows: shown, total, hasMore } = await listInbox(many.db, large.school, person, { view, q, page }, today)
            const numbers = shown.map(({ number }) => number)
            const about = `${role}: ${q}, ${view}, page ${page}`
            // What is still open is in the order in which it is due, which the list's own tests look at.
            if (view === 'waiting') expect(expected, about).toEqual(expect.arrayContaining(numbers))
            else expect(numbers, about).toEqual(expected.slice((page - 1) * 25, page * 25))
            expect(numbers.length, about).toBe(Math.max(0, Math.min(25, expected.length - (page - 1) * 25)))
            expect({ total, hasMore }, about).toEqual(expected.length > mostCounted ? { total: mostCounted, hasMore: true } : { total: expected.length, hasMore: false })
            ways[hasMore ? 'more' : 'exact'] += 1
          }
          if (view === 'waiting' || expected.length < 3) continue
          const middle = Math.floor(expected.length / 2)
          expect(await neighbours(many.db, large.school, person, { view, q }, expected[middle]!, today), `${role}: ${q}, ${view}`).toEqual({ previous: expected[middle - 1], next: expected[middle + 1] })
        }
      }
    }
    expect(Math.min(ways.exact, ways.more)).toBeGreaterThan(50)
  }, 120_000)

  test('says “hơn 1.000”, and leads on beyond them page by page', async () => {
    const cookie = await many.signInAs('handler')
    const read = async (query: string) => (await (await many.get(`/office/phan-anh?xem=all&${query}`, { cookie })).text()).replaceAll('<!-- -->', '')
    const first = await read('q=pakn')
    expect(first).toContain('Hơn 1.000 hồ sơ')
    expect(first).toMatch(/class="pagination-now">Trang 1</)
    expect(first).toContain('trang=40"')
    expect(await read('q=pakn&trang=41')).toContain('trang=42" rel="next"')
    const rare = await read('q=hiem+hoi')
    expect(rare).toMatch(/role="status">\d hồ sơ/)
    expect(rare).not.toContain('Hơn')
    // Without words every case is counted: that costs little.
    expect(await read('')).toMatch(/role="status">4\.\d{3} hồ sơ/)
  })
})

describe('what is remembered of the inbox', () => {
  const count = async (who: Role, view: string) => {
    const html = await (await app.get(`/office/phan-anh?xem=${view}`, { cookie: await app.signInAs(who) })).text()
    const tab = new RegExp(String.raw`<a[^>]*xem=${view}[^>]*>(?:(?!</a>).)*?(\d[\d.]*)(?:(?!\d|</a>).)*</a>`, 's').exec(html)
    const status = /role="status">([\d.]+)(?:<!-- -->)? hồ sơ/.exec(html)
    return { tab: Number(tab?.[1]?.replaceAll('.', '')), listed: Number(status?.[1]?.replaceAll('.', '')) }
  }

  test('is each person’s own: whoever may see fewer cases is never shown the number of another', async () => {
    const rows = await app.db.selectFrom('cases').selectAll().where('school_id', '=', school.school.id).execute()
    const seen = (who: Role) => rows.filter((row) => mayOpen(school.staff[who], row)).length
    expect(new Set([seen('principal'), seen('coordinator'), seen('handler'), seen('viewer')]).size).toBeGreaterThan(2)
    for (const who of ['principal', 'viewer', 'coordinator', 'handler', 'principal'] as const) expect(await count(who, 'all'), who).toEqual({ tab: seen(who), listed: seen(who) })
  })

  test('is counted anew once a case is sealed from somebody, and once somebody’s rights change', async () => {
    const { principal, coordinator } = school.staff
    const before = [await count('principal', 'all'), await count('coordinator', 'all')]
    const open = await app.db.selectFrom('cases').select('id').where('school_id', '=', school.school.id).where('barred', '=', '').where('kind', '=', 'feedback').executeTakeFirstOrThrow()
    await app.db.updateTable('cases').set({ barred: ` ${principal.id} ` }).where('id', '=', open.id).execute()
    expect([await count('principal', 'all'), await count('coordinator', 'all')]).toEqual([{ tab: before[0]!.tab - 1, listed: before[0]!.tab - 1 }, before[1]])

    const asViewer = await count('viewer', 'all')
    await app.db.updateTable('staff').set({ role: 'viewer' }).where('id', '=', coordinator.id).execute()
    const cookie = await app.signInAs({ ...coordinator, role: 'viewer' })
    const html = await (await app.get('/office/phan-anh?xem=all', { cookie })).text()
    expect(html).toMatch(new RegExp(`role="status">${new Intl.NumberFormat('vi').format(asViewer.listed)}(?:<!-- -->)? hồ sơ`))
    await app.db.updateTable('staff').set({ role: 'coordinator' }).where('id', '=', coordinator.id).execute()
  })
})
