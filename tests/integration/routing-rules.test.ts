import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { sendCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let seeded: SeededSchool
let cookie: string

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  cookie = await app.signInAs('principal')
})
afterEach(() => app.close())

const page = '/office/cai-dat/phan-cong'
const rules = () => app.db.selectFrom('routing_rules').selectAll().where('school_id', '=', seeded.school.id).orderBy('position').execute()
const post = (form: Record<string, string>, who = cookie) => app.post(page, form, { cookie: who })
const kitchen = () => ({ name: 'Việc của bếp', kind: '', fieldId: '', placeId: '', words: 'canh\nbếp ăn', handlerId: seeded.secondCoordinator.id })
const add = async (form: Record<string, string> = {}) => {
  expect((await post({ viec: 'them', ...kitchen(), ...form })).headers.get('location')).toBe(`${page}?da=them#top`)
  return (await rules()).at(-1)!
}
const shown = async (query = '') => (await (await app.get(`${page}${query}`, { cookie })).text()).replaceAll('<!-- -->', '')

describe('the rules of who gets what', () => {
  test('a rule that is added decides who is proposed, and one that gives at once hands the case over', async () => {
    await add()
    expect(await sendCase(app, seeded, { body: 'Bữa trưa canh nguội' })).toMatchObject({ proposed_assignee_id: seeded.secondCoordinator.id, assignee_id: null })
    expect(await sendCase(app, seeded, { body: 'Cổng mở muộn' })).toMatchObject({ proposed_assignee_id: seeded.staff.handler.id })
    await post({ viec: 'sua', id: (await rules())[0]!.id, ...kitchen(), assignAtOnce: 'on' })
    expect(await sendCase(app, seeded, { body: 'Bep an chưa sạch' })).toMatchObject({ assignee_id: seeded.secondCoordinator.id })
  })

  test('the first that fits wins, in the order that the principal gives, and one that is switched off or deleted is passed over', async () => {
    const first = await add()
    const second = await add({ name: 'Mọi hồ sơ', words: '', handlerId: seeded.staff.coordinator.id })
    const proposed = async () => (await sendCase(app, seeded, { body: 'Canh nguội' })).proposed_assignee_id
    expect(await proposed()).toBe(first.handler_id)
    await post({ viec: 'len', id: second.id })
    expect((await rules()).map(({ id }) => id)).toEqual([second.id, first.id])
    expect(await proposed()).toBe(second.handler_id)
    await post({ viec: 'xuong', id: second.id })
    expect(await proposed()).toBe(first.handler_id)
    await post({ viec: 'ngung', id: first.id })
    expect(await proposed()).toBe(second.handler_id)
    await post({ viec: 'dung-lai', id: first.id })
    expect(await proposed()).toBe(first.handler_id)
    await post({ viec: 'xoa', id: first.id })
    await post({ viec: 'xoa', id: second.id })
    expect(await rules()).toEqual([])
    expect(await proposed()).toBe(seeded.staff.handler.id)
  })

  test('every condition is kept as it was typed, and stands in the list in words', async () => {
    const row = await add({ kind: 'question', fieldId: seeded.fields[0]!.id, placeId: seeded.places[0]!.id, words: ' canh \n\ncanh\nbếp  ăn', urgentOnly: 'on' })
    expect(row).toMatchObject({ kind: 'question', field_id: seeded.fields[0]!.id, place_id: seeded.places[0]!.id, words: 'canh\nbếp ăn', urgent_only: 1, assign_at_once: 0, active: 1 })
    const html = await shown()
    expect(html).toContain(`Hỏi đáp; lĩnh vực ${seeded.fields[0]!.name_vi}; nơi: Cổng chính; có một trong các từ: canh, bếp ăn; chỉ khi báo động an toàn trẻ em`)
    expect(await shown(`?sua=${row.id}`)).toMatch(/name="urgentOnly"[^>]*checked=""/)
  })

  test('what cannot be is refused beside its field, with all that was typed', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong' })
    const wrong: [Record<string, string>, string][] = [
      [{ handlerId: '' }, 'Chọn người nhận.'],
      [{ handlerId: seeded.staff.viewer.id }, 'Người này không còn xử lý phản ánh được.'],
      [{ handlerId: other.staff.handler.id }, 'Người này không còn xử lý phản ánh được.'],
      [{ fieldId: other.fields[0]!.id }, 'Lĩnh vực không còn trong danh mục.'],
      [{ placeId: other.places[0]!.id }, 'Nơi này không còn trong danh sách.'],
      [{ kind: 'denunciation' }, 'Chọn một loại trong danh sách.'],
      [{ name: '' }, 'Vui lòng nhập tên quy tắc.'],
    ]
    for (const [form, words] of wrong) {
      const response = await post({ viec: 'them', ...kitchen(), urgentOnly: 'on', ...form })
      expect(response.status, words).toBe(422)
      const html = await response.text()
      expect(html).toContain(words)
      expect(html).toContain('canh\nbếp ăn</textarea>')
      expect(html).toMatch(/name="urgentOnly"[^>]*checked=""/)
    }
    expect(await rules()).toEqual([])
  })

  test('a rule of another school does not exist', async () => {
    const { id } = await add()
    const stranger = await app.signInAs((await app.seedSchool({ slug: 'sen-hong' })).staff.principal)
    for (const viec of ['len', 'xuong', 'ngung', 'dung-lai', 'xoa']) expect((await post({ viec, id }, stranger)).status, viec).toBe(404)
    expect((await app.get(`${page}?sua=${id}`, { cookie: stranger })).status).toBe(404)
    expect(await rules()).toHaveLength(1)
  })

  test('a rule whose handler can take nothing any more says so', async () => {
    await add()
    expect(await shown()).not.toContain('Không nhận được hồ sơ nữa')
    await app.db.updateTable('staff').set({ status: 'disabled' }).where('id', '=', seeded.secondCoordinator.id).execute()
    expect(await shown()).toContain('Không nhận được hồ sơ nữa')
  })
})

describe('trying the rules out', () => {
  const result = async (query: Record<string, string>) => (await shown(`?${new URLSearchParams(query)}`)).split('id="ket-qua-thu"')[1]?.split('</section>')[0]

  test('a sentence shows the rule that catches it, who gets it and the words of the alarm, and writes nothing', async () => {
    await add()
    expect(await result({})).toBeUndefined()
    const caught = await result({ thu: 'Hôm nay canh nguội', 'linh-vuc': seeded.fields[0]!.id })
    expect(caught).toContain('Theo quy tắc “Việc của bếp”')
    expect(caught).toContain(seeded.secondCoordinator.name)
    const fallback = await result({ thu: 'Cô đánh bé' })
    expect(fallback).toContain('Người phụ trách lĩnh vực')
    expect(fallback).toContain(seeded.staff.handler.name)
    expect(fallback).toContain('Có, vì: đánh')
    expect(await app.db.selectFrom('cases').select('id').execute()).toEqual([])
  })

  test('a place that is chosen counts like one whose code was scanned', async () => {
    const [place] = await app.db.selectFrom('places').select(['id', 'name']).execute()
    await add({ name: 'Ở nơi này', words: '', placeId: place!.id })
    const asked = { thu: 'Mọi việc đều tốt', 'linh-vuc': seeded.fields[0]!.id }
    expect(await result(asked)).not.toContain('Ở nơi này')
    expect(await result({ ...asked, noi: place!.id })).toContain('Theo quy tắc “Ở nơi này”')
    expect(await result({ ...asked, noi: 'noi-khac' })).not.toContain('Ở nơi này')
    expect(await shown(`?${new URLSearchParams({ ...asked, noi: place!.id })}`)).toMatch(new RegExp(`<select[^>]*id="noi-thu".*<option value="${place!.id}" selected=""`, 's'))
  })
})

describe('the words that raise the alarm', () => {
  const words = async () => (await app.db.selectFrom('schools').select('safety_words').where('id', '=', seeded.school.id).executeTakeFirstOrThrow()).safety_words
  const save = (safetyWords: string) => post({ viec: 'tu-bao-dong', safetyWords })

  test('a list of the school’s own takes the place of the shipped one until it is emptied', async () => {
    expect(await shown()).toContain('Hiện đang dùng danh sách có sẵn')
    expect((await save(' trèo rào \n\n- trèo rào chơi')).status).toBe(303)
    expect(await words()).toBe('trèo rào\n- trèo rào chơi')
    expect(await shown()).toContain('danh sách riêng của trường.')
    expect((await sendCase(app, seeded, { body: 'Bé trèo rào ra ngoài' })).child_safety).toBe(1)
    expect((await sendCase(app, seeded, { body: 'Cô đánh bé' })).child_safety).toBe(0)
    await save('  \n ')
    expect(await words()).toBeNull()
    expect((await sendCase(app, seeded, { body: 'Cô đánh bé' })).child_safety).toBe(1)
  })

  test('a list that could never raise the alarm is refused and stays in the box', async () => {
    const response = await save('- đánh răng')
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain('Cần ít nhất một từ báo động.')
    expect(html).toContain('- đánh răng</textarea>')
    expect(await words()).toBeNull()
  })
})
