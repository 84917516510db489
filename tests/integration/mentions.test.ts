import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namesToOffer } from '#app/cases/index.ts'
import type { CaseRow, Role, StaffRow } from '#db/schema.ts'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  for (const [role, name] of [['principal', 'Trần Thị Mai'], ['coordinator', 'Lê Vân'], ['handler', 'Đỗ Thị Lan'], ['viewer', 'Phạm Hoa']] as [Role, string][]) {
    await app.db.updateTable('staff').set({ name }).where('id', '=', seeded.staff[role].id).execute()
  }
  await app.db.updateTable('staff').set({ name: 'Nguyễn Bích Vân' }).where('id', '=', seeded.secondCoordinator.id).execute()
})
afterEach(() => app.close())

const fresh = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const notes = async () => (await app.db.selectFrom('case_messages').select('body').where('direction', '=', 'internal').execute()).map(({ body }) => body)
const mails = async () => (await app.db.selectFrom('outbox').select(['recipient', 'purpose']).execute()).map(({ recipient, purpose }) => `${recipient.split('@')[0]} ${purpose}`).sort()
async function note(who: Role | StaffRow, row: CaseRow, text: string) {
  const { version } = await fresh(row)
  const response = await app.post(`/office/phan-anh/${row.number}`, { viec: 'note', version: String(version), text }, { cookie: await app.signInAs(who) })
  return { status: response.status, location: response.headers.get('location'), html: response.status === 303 ? '' : await response.text() }
}

describe('an @name in a note', () => {
  test('tells that person by mail, once however often they are named, and the mail says nothing of the note', async () => {
    const row = await addCase(app.db, seeded)
    expect((await note('coordinator', row, 'Nhờ @lan xem bếp, @Đỗ Thị Lan nhé. Chào @hoa!')).location).toContain('da=hs-note')
    expect(await mails()).toEqual(['handler case-mentioned', 'viewer case-mentioned'])
    const [mail] = await app.db.selectFrom('outbox').selectAll().execute()
    expect(mail!.subject).toContain(row.number)
    expect(mail!.body).not.toContain('bếp')
    const history = await (await app.get(`/office/phan-anh/${row.number}`, { cookie: await app.signInAs('coordinator') })).text()
    expect(history.includes('Báo Đỗ Thị Lan, Phạm Hoa.')).toBe(true)
    expect(await notes()).toEqual(['Nhờ @lan xem bếp, @Đỗ Thị Lan nhé. Chào @hoa!'])
  })

  test('tells nobody who writes of themselves', async () => {
    await note('handler', await addCase(app.db, seeded), 'Việc của @lan')
    expect(await mails()).toEqual([])
    expect(await notes()).toHaveLength(1)
  })

  test.each([
    ['whom the case is about', () => ({ barred: ` ${seeded.staff.handler.id} `, assignee_id: null }), '@lan'],
    ['who may not read a complaint', () => ({ kind: 'complaint' as const, assignee_id: null }), '@lan'],
    ['who is nobody here', () => ({}), '@Quyên'],
  ])('of somebody %s is refused in the same words beside the field, and nothing typed is lost', async (_who, facts, name) => {
    const row = await addCase(app.db, seeded, facts())
    const refused = await note('coordinator', row, `Nhờ ${name} xem giúp việc này`)
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(`không có ai tên “${name.slice(1)}” được xem hồ sơ này`)
    expect(refused.html).toMatch(/id="note-text"[^>]*aria-invalid="true"/)
    expect(refused.html).toContain(`Nhờ ${name} xem giúp việc này</textarea>`)
    expect([await notes(), await mails()]).toEqual([[], []])
    expect((await fresh(row)).version).toBe(row.version)
  })

  test('that fits two people is asked back with their names and jobs', async () => {
    const row = await addCase(app.db, seeded)
    const refused = await note('principal', row, '@vân xem giúp')
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('Lê Vân (')
    expect(refused.html).toContain('Nguyễn Bích Vân (')
    expect((await note('principal', row, '@Bích Vân xem giúp')).status).toBe(303)
    expect(await mails()).toEqual(['coordinator-2 case-mentioned'])
  })

  test('and the word “giao” gives them the case, with one mail to them and one to others who are named', async () => {
    const row = await addCase(app.db, seeded, { state: 'acknowledged', assignee_id: null })
    expect((await note('coordinator', row, '@lan giao, nhờ @mai xem lại')).location).toContain('da=hs-handedOver')
    expect(await fresh(row)).toMatchObject({ state: 'in_progress', assignee_id: seeded.staff.handler.id })
    expect(await mails()).toEqual(['handler case-assigned', 'principal case-mentioned'])
    expect(await notes()).toHaveLength(1)
    expect((await app.db.selectFrom('case_events').select('type').where('case_id', '=', row.id).execute()).map(({ type }) => type)).toEqual(['assign'])
  })

  test('gives a complaint to somebody who may read it only from then on', async () => {
    const row = await addCase(app.db, seeded, { kind: 'complaint', assignee_id: null })
    expect((await note('coordinator', row, '@lan giao; việc của @lan')).status).toBe(303)
    expect((await fresh(row)).assignee_id).toBe(seeded.staff.handler.id)
    expect(await mails()).toEqual(['handler case-assigned'])
  })

  test.each([
    ['by who may not hand out work', 'handler' as const, () => ({})],
    ['of a new case', 'coordinator' as const, () => ({ state: 'submitted' as const, assignee_id: null })],
  ])('gives nothing %s: the note is refused with the reason and stays in its box', async (_why, who, facts) => {
    const row = await addCase(app.db, seeded, facts())
    const refused = await note(who, row, '@mai giao, xem giúp')
    expect(refused.status).toBe(422)
    expect(refused.html).toContain('chưa giao được')
    expect(refused.html).toContain('@mai giao, xem giúp</textarea>')
    expect(await fresh(row)).toMatchObject({ assignee_id: row.assignee_id, version: row.version })
    expect(await mails()).toEqual([])
  })

  test('of whom the case is about never hands it to them', async () => {
    const row = await addCase(app.db, seeded, { barred: ` ${seeded.staff.handler.id} `, assignee_id: null })
    expect((await note('coordinator', row, '@lan giao')).status).toBe(422)
    expect((await fresh(row)).assignee_id).toBeNull()
  })

  test('is typed by nobody who may not write notes', async () => {
    expect((await note('viewer', await addCase(app.db, seeded), '@lan')).status).toBe(403)
    expect(await mails()).toEqual([])
  })

  test('of those who are offered, none is kept from the case', async () => {
    const row = await addCase(app.db, seeded, { barred: ` ${seeded.staff.handler.id} `, assignee_id: null })
    const offered = (await namesToOffer(app.db, row, true)).map(({ id }) => id)
    expect(offered).not.toContain(seeded.staff.handler.id)
    expect(offered).toContain(seeded.staff.principal.id)
  })
})
