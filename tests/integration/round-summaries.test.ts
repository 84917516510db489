import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { attendComments } from '#app/comments/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { closeRound, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import type { StaffRow } from '#db/schema.ts'
import { createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let roundId: string
let path: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  roundId = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt một', nameEn: 'Round one', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 50 }, null, testNow)
  const round = async () => (await findRound(app.db, seeded.school, roundId))!
  await startRound(app.db, seeded.school, await round(), null, testNow)
  const comments = [...Array.from({ length: 12 }, (_, index) => `Canh trưa thứ ba mặn quá đi ${index}`), ...Array.from({ length: 11 }, (_, index) => `Phòng học nóng ${index}`), 'Nhà vệ sinh hôi', 'Nhà vệ sinh dơ']
  for (const comment of comments) {
    await submitResponse(app.db, app.secrets, seeded.school, { questionnaire: 'education', form: 'quick', answers: { A0: 3, F1: 3 }, expectation: null, comment, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }, testNow)
  }
  await closeRound(app.db, seeded.school, await round(), null, testNow)
  await attendComments(app.db, { secrets: app.secrets, publicOrigin: 'https://truong.example.vn' }, testNow)
  path = `/office/dot-khao-sat/${roundId}/tom-tat`
})
afterEach(() => app.close())

const words = { 'said-meals': 'Nhiều phụ huynh thấy món ăn chưa vừa miệng.', 'answer-meals': 'Bếp giảm muối từ tuần này.' }
const post = async (who: StaffRow, form: Record<string, string>) => app.post(path, { revision: String(await revision()), ...form }, { cookie: await app.signInAs(who) })
const revision = async () => (await app.db.selectFrom('round_summaries').select('revision').where('state', 'in', ['draft', 'waiting']).executeTakeFirst())?.revision ?? 0
const states = async () => (await app.db.selectFrom('round_summaries').select('state').orderBy('number').execute()).map(({ state }) => state)
/** As it is read: without the marks between two pieces of one text. */
const read = async (address: string, who?: StaffRow) => (await (await app.get(address, who ? { cookie: await app.signInAs(who) } : {})).text()).replaceAll('<!-- -->', '')
const publicPage = (lang = '') => read(`${lang}/ty-le-hai-long?dot=${roundId}`)
const published = async (form: Record<string, string> = words) => {
  await post(seeded.staff.coordinator, { viec: 'trinh', ...form })
  return post(seeded.secondCoordinator, { viec: 'duyet' })
}

describe('a summary', () => {
  it('stands on the overview of whoever can approve it, and only while it waits', async () => {
    const overview = (who: StaffRow) => read('/office', who)
    const task = `<a href="${path}" class="task-link">Duyệt bản tóm tắt góp ý</a>`
    await post(seeded.staff.coordinator, { viec: 'luu', ...words })
    expect(await overview(seeded.secondCoordinator)).not.toContain(task)
    await post(seeded.staff.coordinator, { viec: 'trinh', ...words })
    expect(await overview(seeded.secondCoordinator)).toContain(task)
    expect(await overview(seeded.staff.principal)).toContain(task)
    for (const who of [seeded.staff.coordinator, seeded.staff.handler, seeded.staff.viewer]) expect(await overview(who)).not.toContain(task)
    const other = await app.seedSchool({ slug: 'sen-hong' })
    expect(await overview(other.staff.principal)).not.toContain('Duyệt bản tóm tắt')
    await post(seeded.secondCoordinator, { viec: 'duyet' })
    expect(await overview(seeded.staff.principal)).not.toContain(task)
  })

  it('is written by one person, approved by another, and only then public, with counts from ten on', async () => {
    expect((await post(seeded.staff.coordinator, { viec: 'luu', ...words })).headers.get('location')).toBe(`${path}?da=luu#top`)
    expect((await post(seeded.staff.coordinator, { viec: 'trinh', ...words })).headers.get('location')).toBe(`${path}?da=tt-trinh#top`)
    expect((await post(seeded.staff.coordinator, { viec: 'duyet' })).status).toBe(422)
    expect(await publicPage()).not.toContain('Bếp giảm muối')

    expect((await post(seeded.secondCoordinator, { viec: 'duyet' })).headers.get('location')).toBe(`${path}?da=tt-cong-bo#top`)
    const html = await publicPage()
    expect(html).toContain('Bếp giảm muối từ tuần này.')
    expect(html).toContain('Công khai ngày 23/11/2026')
    // Two comments are hidden, and the next smallest with them, from which they could be worked out.
    expect(html).toContain('12 góp ý về chủ đề này')
    expect(JSON.parse((await app.db.selectFrom('round_summaries').select('counts').executeTakeFirstOrThrow()).counts!)).toEqual({ meals: 12, facilities: null, hygiene: null })
    expect(await publicPage('/en')).toContain('What parents said')
    for (const page of [html, await publicPage('/en')]) expect(page).not.toContain('mặn quá đi')
  })

  it('tells its writer nothing of comments that name them, not even how many there are', async () => {
    const themes = async (who: StaffRow) => (await read(path, who)).match(/\d+ góp ý/g)
    expect(await themes(seeded.staff.coordinator)).toEqual(['12 góp ý', '11 góp ý', '2 góp ý'])
    await app.db.updateTable('comments').set({ barred: ` ${seeded.staff.coordinator.id} ` }).where('theme', '=', 'hygiene').execute()
    expect(await themes(seeded.staff.coordinator)).toEqual(['12 góp ý', '11 góp ý'])
    expect(await themes(seeded.secondCoordinator)).toEqual(['12 góp ý', '11 góp ý', '2 góp ý'])
  })

  it('comes back with a note, and what was typed is kept where something is missing', async () => {
    const wrong = await post(seeded.staff.coordinator, { viec: 'trinh', 'said-meals': 'Món ăn chưa vừa.', 'answer-meals': '' })
    expect(wrong.status).toBe(422)
    const html = await wrong.text()
    expect(html).toContain('href="#answer-meals"')
    expect(html).toContain('Món ăn chưa vừa.')
    await post(seeded.staff.coordinator, { viec: 'trinh', ...words })
    await post(seeded.secondCoordinator, { viec: 'tra-lai', note: 'Nêu rõ từ ngày nào.' })
    expect(await states()).toEqual(['draft'])
    expect(await read(path, seeded.staff.coordinator)).toContain('Nêu rõ từ ngày nào.')
  })

  it('does not overwrite what somebody else has saved meanwhile', async () => {
    await post(seeded.staff.coordinator, { viec: 'luu', ...words })
    const late = await app.post(path, { viec: 'luu', revision: '0', 'said-meals': 'Điều tôi vừa gõ' }, { cookie: await app.signInAs('principal') })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('Điều tôi vừa gõ')
    expect((await app.db.selectFrom('round_summaries').select('content').executeTakeFirstOrThrow()).content).toContain('chưa vừa miệng')
  })

  it('with a telephone number goes no further', async () => {
    const refused = await post(seeded.staff.coordinator, { viec: 'trinh', ...words, 'answer-meals': 'Xin gọi 0901 234 567.' })
    expect(refused.status).toBe(422)
    expect(await states()).toEqual(['draft'])
    expect(await read(path, seeded.staff.coordinator)).toContain('0901 234 567” có thể là thông tin cá nhân: phải bỏ')
  })

  it('with a parent’s own words is published only once the second person has looked', async () => {
    await post(seeded.staff.coordinator, { viec: 'trinh', ...words, 'said-meals': 'Có người viết canh trưa thứ ba mặn quá.' })
    expect(await read(path, seeded.secondCoordinator)).toContain('“canh trưa thứ ba mặn quá” trùng nguyên văn')
    expect((await post(seeded.secondCoordinator, { viec: 'duyet' })).status).toBe(422)
    expect(await states()).toEqual(['waiting'])
    expect((await post(seeded.secondCoordinator, { viec: 'duyet', seen: 'on' })).status).toBe(303)
  })

  it('is corrected in the open: the old text goes, day and note stay, and the counts are those first released', async () => {
    await published()
    const id = (await app.db.selectFrom('comments').select('id').where('theme', '=', 'meals').executeTakeFirstOrThrow()).id
    await app.post('/office/gop-y', { viec: 'chuyen', id, theme: 'fees' }, { cookie: await app.signInAs('coordinator') })
    const noNote = await post(seeded.staff.coordinator, { viec: 'trinh', ...words, 'answer-meals': 'Bếp giảm muối từ 01/12.' })
    expect(noNote.status).toBe(422)
    expect((await published({ ...words, 'answer-meals': 'Bếp giảm muối từ 01/12.', correction: 'Nêu rõ ngày.' })).status).toBe(303)
    const html = await publicPage()
    expect(html).toContain('từ 01/12')
    expect(html).not.toContain('từ tuần này')
    expect(html).toContain('Sửa ngày 23/11/2026:')
    expect(html).toContain('Nêu rõ ngày.')
    expect(html).toContain('12 góp ý về chủ đề này')
    expect(await states()).toEqual(['replaced', 'published'])
  })

  it('is taken down with a reason that everybody reads', async () => {
    await published()
    const row = await app.db.selectFrom('round_summaries').select('revision').executeTakeFirstOrThrow()
    const take = async (reason: string) => app.post(path, { viec: 'go', revision: String(row.revision), reason }, { cookie: await app.signInAs('principal') })
    expect((await take('')).status).toBe(422)
    expect((await take('Nêu nhầm một mốc thời gian.')).status).toBe(303)
    const html = await publicPage()
    expect(html).not.toContain('Bếp giảm muối')
    expect(html).toContain('Nêu nhầm một mốc thời gian.')
    expect(html).toContain('Nhà trường đã gỡ nội dung này ngày 23/11/2026')
  })

  it('cannot be written before comments may be read', async () => {
    const other = await createRound(app.db, seeded.school, { questionnaire: 'education', nameVi: 'Đợt hai', nameEn: 'Two', opensOn: '2026-12-06', closesOn: '2026-12-14', audienceSize: 50 }, null, testNow)
    const page = `/office/dot-khao-sat/${other}/tom-tat`
    expect(await (await app.get(page, { cookie: await app.signInAs('coordinator') })).text()).toContain('Chưa có góp ý nào để tóm tắt')
    expect((await app.post(page, { viec: 'luu', revision: '0', ...words }, { cookie: await app.signInAs('coordinator') })).status).toBe(422)
  })

  it('lists the cases made of its comments, but not to whom they are about', async () => {
    const id = (await app.db.selectFrom('comments').select('id').where('theme', '=', 'hygiene').executeTakeFirstOrThrow()).id
    await app.post('/office/gop-y', { viec: 'lap-ho-so', id }, { cookie: await app.signInAs('coordinator') })
    const { number, id: caseId } = await app.db.selectFrom('cases').select(['number', 'id']).executeTakeFirstOrThrow()
    const page = (who: StaffRow) => read(path, who)
    expect(await page(seeded.staff.coordinator)).toContain(number)
    await app.db.updateTable('cases').set({ barred: ` ${seeded.staff.coordinator.id} ` }).where('id', '=', caseId).execute()
    expect(await page(seeded.staff.coordinator)).not.toContain(number)
  })
})
