import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addPlace, changePlace, findPlace, listPlaces, setPlaceActive } from '#app/schools/index.ts'
import { placeSheets } from '#app/print/index.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { readPdf } from '#tests/support/pdf.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let ours: SeededSchool
let theirs: SeededSchool
beforeAll(async () => {
  app = await createTestApp({ env: { PUBLIC_ORIGIN: 'http://localhost:3000' } })
  ours = await app.seedSchool()
  theirs = await app.seedSchool()
})
afterAll(() => app.close())

const actor = () => ({ staff: ours.staff.coordinator, now: app.now() })

describe('places', () => {
  test('a place without a code gets one that no school has', async () => {
    const result = await addPlace(app.db, ours.school, { name: 'Cổng sau', kind: 'gate', code: '' }, actor())
    if (!result.ok) throw new Error(result.reason)
    expect(result.place.code).toMatch(/^[A-HJ-NP-Z]{4,12}$/)
    expect(await findPlace(app.db, ours.school, result.place.id)).toMatchObject({ name: 'Cổng sau', active: 1 })
  })

  test('a code is unique over all schools', async () => {
    expect((await addPlace(app.db, theirs.school, { name: 'Cổng', kind: 'gate', code: 'THANHTRA' }, actor())).ok).toBe(true)
    expect(await addPlace(app.db, ours.school, { name: 'Cổng', kind: 'gate', code: 'THANHTRA' }, actor())).toEqual({ ok: false, reason: 'code-taken' })
  })

  test('a place out of use keeps its code and stands last', async () => {
    const place = ours.places[0]!
    expect(await setPlaceActive(app.db, ours.school, place.id, false, actor())).toBe(true)
    expect((await listPlaces(app.db, ours.school)).at(-1)).toMatchObject({ id: place.id, code: place.code, active: 0 })
    await setPlaceActive(app.db, ours.school, place.id, true, actor())
  })

  test('another school’s place can be neither found nor changed', async () => {
    const foreign = theirs.places[0]!
    expect(await findPlace(app.db, ours.school, foreign.id)).toBeUndefined()
    expect(await changePlace(app.db, ours.school, foreign.id, { name: 'x', kind: 'gate' }, actor())).toBe(false)
    expect(await setPlaceActive(app.db, ours.school, foreign.id, false, actor())).toBe(false)
    expect(await findPlace(app.db, theirs.school, foreign.id)).toMatchObject({ name: foreign.name, active: 1 })
  })

  test('every change is in the audit log', async () => {
    await changePlace(app.db, ours.school, ours.places[1]!.id, { name: 'Lớp Mầm A', kind: 'class' }, actor())
    const rows = await app.db.selectFrom('audit').select(['action', 'target', 'detail']).where('school_id', '=', ours.school.id).where('action', 'like', 'place:%').execute()
    expect(rows).toContainEqual({ action: 'place:change', target: 'DAUTAY', detail: 'Lớp Mầm A' })
    expect(rows.map((row) => row.action)).toEqual(expect.arrayContaining(['place:add', 'place:stop', 'place:resume']))
  })
})

describe('the screens', () => {
  const list = '/office/ma-qr'
  const sheets = () => [`${list}/${ours.places[0]!.id}`, ...Object.keys(placeSheets).map((kind) => `${list}/${ours.places[0]!.id}/in/${kind}.pdf`)]

  test('a handler prints but does not add, a viewer sees none of it', async () => {
    const handler = await app.signInAs('handler', ours.school)
    const page = await (await app.get(list, { cookie: handler })).text()
    expect(page).toContain('Cổng chính')
    expect(page).not.toContain('Thêm vị trí')
    for (const sheet of sheets()) expect((await app.get(sheet, { cookie: handler })).status).toBe(200)
    expect((await app.post(list, { name: 'Sân sau', kind: 'gate' }, { cookie: handler })).status).toBe(403)
    expect((await app.post(sheets()[0]!, { name: 'Sân sau', kind: 'gate' }, { cookie: handler })).status).toBe(403)

    const viewer = await app.signInAs('viewer', ours.school)
    for (const address of [list, ...sheets()]) expect((await app.get(address, { cookie: viewer })).status).toBe(403)
  })

  test('a place is added, renamed, put out of use and back again', async () => {
    const cookie = await app.signInAs('coordinator', ours.school)
    const added = await app.post(list, { name: 'Thư viện', kind: 'office', code: 'thanh long' }, { cookie })
    expect(added.status).toBe(422)
    const refused = await added.text()
    expect(refused).toContain('không dùng số, chữ O và chữ I')
    expect(refused).toContain('value="Thư viện"')

    const again = await app.post(list, { name: 'Thư viện', kind: 'office', code: 'hạt đèu' }, { cookie })
    expect(again.status).toBe(303)
    const path = new URL(again.headers.get('location')!, app.origin).pathname
    expect(await (await app.get(path, { cookie })).text()).toContain('/s/HATDEU')

    const saved = await app.post(path, { viec: 'sua', name: 'Phòng đọc', kind: 'class' }, { cookie })
    expect(saved.status).toBe(303)
    await app.post(path, { viec: 'trang-thai', dung: '0' }, { cookie })
    const stopped = await (await app.get(list, { cookie })).text()
    expect(stopped).toMatch(/Phòng đọc[\s\S]{0,200}Ngừng dùng/)
    await app.post(path, { viec: 'trang-thai', dung: '1' }, { cookie })
    expect(await (await app.get(list, { cookie })).text()).not.toContain('Ngừng dùng')
  })

  test('a code in use, even at another school, is refused with everything typed kept', async () => {
    const cookie = await app.signInAs('principal', ours.school)
    const taken = await app.post(list, { name: 'Nhà bếp', kind: 'office', code: 'thanhtra' }, { cookie })
    expect(taken.status).toBe(422)
    const page = await taken.text()
    expect(page).toContain('Mã THANHTRA đã có nơi khác dùng')
    expect(page).toContain('value="Nhà bếp"')
  })

  test('another school’s places do not exist', async () => {
    const cookie = await app.signInAs('principal', ours.school)
    const foreign = `${list}/${theirs.places[0]!.id}`
    for (const address of [foreign, `${foreign}/in/to-a4.pdf`, `${list}/${ours.places[0]!.id}/in/to-a3.pdf`]) expect((await app.get(address, { cookie })).status).toBe(404)
    expect((await app.post(foreign, { viec: 'sua', name: 'x', kind: 'gate' }, { cookie })).status).toBe(404)
    expect((await app.post(foreign, { viec: 'trang-thai', dung: '0' }, { cookie })).status).toBe(404)
  })

  test('a sheet is a PDF with the address of its place, by letters and by code', async () => {
    const cookie = await app.signInAs('handler', ours.school)
    const response = await app.get(`${list}/${ours.places[0]!.id}/in/to-a4.pdf`, { cookie })
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const [page] = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(page!.text).toContain(`${new URL(app.origin).host}/s/CAMSANH`)
    expect(page!.codes(2)).toEqual([`${app.origin}/s/CAMSANH`])
  })
})
