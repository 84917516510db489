import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { addCase } from '#tests/support/cases.ts'
import type { SeededSchool } from '#tests/support/school.ts'
import type { CaseRow, NewCase } from '#db/schema.ts'

const inbox = '/office/phan-anh'
const bulkPath = `${inbox}/hang-loat`

let app: TestApp
let school: SeededSchool
let coordinator: string

beforeEach(async () => {
  app = await createTestApp()
  school = await app.seedSchool()
  coordinator = await app.signInAs(school.staff.coordinator)
})
afterEach(() => app.close())

const add = (facts: Partial<NewCase> = {}) => addCase(app.db, school, facts)
const isNew = { state: 'submitted', assignee_id: null } as const
const read = (row: CaseRow) => app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
const tick = (...rows: CaseRow[]): [string, string][] => rows.map((row) => ['hs', `${row.number}:${row.version}`])
const page = async (address: string, cookie = coordinator) => (await app.get(address, { cookie })).text()
/** The numbers in the list, in its order. */
const listed = (html: string) => [...html.matchAll(/class="inbox-subject"[^>]*>|href="\/office\/phan-anh\/(PAKN[\d.]+)(?:\?[^"]*)?" class="inbox-subject"/g)].flatMap((match) => match[1] ?? [])

test('under a filter no view is counted but the one that is shown', async () => {
  const cookie = await app.signInAs('coordinator')
  const tabs = async (query: string) => {
    const html = (await (await app.get(`/office/phan-anh${query}`, { cookie })).text()).replaceAll('<!-- -->', '')
    return [...html.matchAll(/class="tab"[^>]*>([^<]+)(?:<span class="count count-quiet">(\d+)<\/span>)?/g)].map(([, label, count]) => `${label} ${count ?? '-'}`)
  }
  expect((await tabs('')).every((tab) => /\d$/.test(tab))).toBe(true)
  expect(await tabs('?xem=all&q=khongcochunay')).toEqual(['Cần xử lý -', 'Của tôi -', 'Quá hạn -', 'Đã báo cấp trên -', 'Chưa giao -', 'Chờ duyệt -', 'Chờ công khai -', 'Đã xong -', 'Tất cả 0'])
})

test('the kinds that a person may never have in the list are not offered as a filter', async () => {
  const offered = async (role: 'principal' | 'coordinator' | 'handler' | 'viewer') => {
    const html = await (await app.get('/office/phan-anh', { cookie: await app.signInAs(role) })).text()
    return ['complaint', 'denunciation'].filter((kind) => html.includes(`<option value="${kind}"`))
  }
  expect(await offered('principal')).toEqual(['complaint', 'denunciation'])
  expect(await offered('coordinator')).toEqual(['complaint'])
  expect(await offered('handler')).toEqual(['complaint'])
  expect(await offered('viewer')).toEqual([])
})

describe('filters of the inbox', () => {
  test('each of them finds what it says and nothing else', async () => {
    const place = school.places[0]!.id
    const rows = {
      plain: await add({ subject: 'thường' }),
      child: await add({ child_safety: 1 }),
      place: await add({ place_id: place }),
      late: await add({ answer_due: '2026-11-20' }),
      // Late, but the school waits for the sender.
      paused: await add({ state: 'more_info', answer_due: '2026-11-20' }),
      escalated: await add({ escalated_to: 'principal' }),
      free: await add({ assignee_id: null }),
      early: await add({ received_on: '2026-10-01' }),
      done: await add({ state: 'closed', answer_due: '2026-11-20' }),
    }
    const merged = await add({ merged_into: rows.plain.id })
    const expected: Record<string, CaseRow[]> = {
      'an-toan=1': [rows.child],
      [`noi=${place}`]: [rows.place],
      'qua-han=1': [rows.late],
      'han-den=2026-11-21': [rows.late, rows.paused],
      'han-tu=2026-11-19&han-den=2026-11-19': [],
      'chuyen-cap=1': [rows.escalated],
      'nguoi=none': [rows.free],
      'nhan-den=2026-10-31': [rows.early],
      'nhan-tu=2026-10-01&nhan-den=2026-10-01': [rows.early],
      'trung=1': [merged],
      'trang-thai=closed': [rows.done],
    }
    for (const [query, found] of Object.entries(expected)) {
      expect(listed(await page(`${inbox}?xem=all&${query}`)).sort(), query).toEqual(found.map(({ number }) => number).sort())
    }
    expect(listed(await page(`${inbox}?xem=all&nguoi=${school.staff.handler.id}`))).toHaveLength(9)
  })

  test('a saved filter is its owner’s alone, found again above the list, renamed, moved and deleted', async () => {
    const save = (name: string, query = 'xem=all&an-toan=1&trang=3', cookie = coordinator) => app.post(`${inbox}/bo-loc`, { viec: 'luu', name, query }, { cookie })
    expect((await save('Trẻ em')).status).toBe(303)
    await save('Bữa ăn', 'q=b%E1%BB%AFa')
    const html = await page(inbox)
    expect(html.indexOf('>Trẻ em</a>')).toBeGreaterThan(0)
    expect(html.indexOf('>Trẻ em</a>')).toBeLessThan(html.indexOf('>Bữa ăn</a>'))
    expect(html).toContain('href="/office/phan-anh?xem=all&amp;an-toan=1"')
    expect(await page(inbox, await app.signInAs('principal'))).not.toContain('Trẻ em</a>')

    const taken = await save('trẻ EM')
    expect(taken.status).toBe(422)
    expect(await taken.text()).toContain('Đã có bộ lọc mang tên này')
    expect((await save('  ')).status).toBe(422)

    const [first, second] = await app.db.selectFrom('saved_filters').selectAll().orderBy('position').execute()
    const change = (form: Record<string, string>, cookie = coordinator) => app.post(`${inbox}/bo-loc`, form, { cookie })
    await change({ viec: 'len', id: second!.id })
    const moved = await page(inbox)
    expect(moved.indexOf('>Bữa ăn</a>')).toBeLessThan(moved.indexOf('>Trẻ em</a>'))
    await change({ viec: 'doi-ten', id: first!.id, name: 'Khẩn' })
    expect(await page(inbox)).toContain('>Khẩn</a>')
    const other = await app.signInAs('principal')
    for (const viec of ['xoa', 'len', 'doi-ten']) expect((await change({ viec, id: first!.id, name: 'Của tôi' }, other)).status).toBe(404)
    await change({ viec: 'xoa', id: first!.id })
    expect(await page(inbox)).not.toContain('>Khẩn</a>')
  })

  test('a person keeps a dozen and is told when there is no room for more', async () => {
    for (let count = 1; count <= 12; count += 1) expect((await app.post(`${inbox}/bo-loc`, { viec: 'luu', name: `Số ${count}`, query: 'xem=all' }, { cookie: coordinator })).status).toBe(303)
    const full = await app.post(`${inbox}/bo-loc`, { viec: 'luu', name: 'Số 13', query: 'xem=all' }, { cookie: coordinator })
    expect(full.status).toBe(422)
    expect(await full.text()).toContain('Đã có 12 bộ lọc')
    expect(await page(`${inbox}?xem=all&an-toan=1`)).not.toContain('Lưu bộ lọc này')
  })
})

describe('an alarm for a child', () => {
  test('that nobody has seen to stands above everything that is due, until somebody does something', async () => {
    const late = await add({ answer_due: '2026-11-01' })
    const fresh = await add({ ...isNew, child_safety: 1, acknowledge_due: '2026-12-30' })
    const known = await add({ child_safety: 1, answer_due: '2026-11-02' })
    const raised = await add({ answer_due: '2026-12-30' })
    await app.post(`${inbox}/${raised.number}`, { viec: 'raiseAlarm', version: '1', reason: 'Có vết bầm' }, { cookie: coordinator })
    const before = await page(inbox)
    expect(listed(before)).toEqual([fresh, raised, late, known].map(({ number }) => number))
    expect(before.split('An toàn trẻ em: chưa ai xử lý')).toHaveLength(3)

    await app.post(`${inbox}/${raised.number}`, { viec: 'note', version: '2', text: 'Đã gọi cho gia đình.' }, { cookie: coordinator })
    await app.post(`${inbox}/${fresh.number}`, { viec: 'acknowledge', version: '1', text: 'Cô y tế đang ở bên bé.' }, { cookie: coordinator })
    expect(listed(await page(inbox)).slice(0, 2)).toEqual([late.number, known.number])
  })
})

describe('many cases at once', () => {
  test('are acknowledged and given to one person, each by its own step with history and mail', async () => {
    const rows = [await add(isNew), await add(isNew), await add(isNew)]
    const response = await app.post(bulkPath, [['viec', 'acknowledge'], ['assigneeId', school.staff.handler.id], ...tick(...rows)], { cookie: coordinator })
    expect(response.status).toBe(200)
    expect(await response.text()).toContain('Đã tiếp nhận 3/3 hồ sơ')
    for (const row of rows) {
      expect(await read(row)).toMatchObject({ state: 'in_progress', assignee_id: school.staff.handler.id, version: 2, acknowledged_on: '2026-11-23' })
      const events = await app.db.selectFrom('case_events').select(['type', 'staff_id']).where('case_id', '=', row.id).execute()
      expect(events).toEqual([{ type: 'acknowledge', staff_id: school.staff.coordinator.id }])
    }
    expect(await app.db.selectFrom('outbox').select('recipient').where('purpose', '=', 'case-assigned').execute()).toHaveLength(3)
  })

  test('whatever may not be done with one is said with its reason, and the others go on', async () => {
    const free = await add(isNew)
    const changed = await add({ ...isNew, version: 5 })
    const closed = await add({ state: 'closed' })
    const sealed = await add({ ...isNew, kind: 'denunciation', subject: 'Kín tuyệt đối' })
    const html = await (
      await app.post(bulkPath, [['viec', 'acknowledge'], ...tick(free, closed, sealed), ['hs', `${changed.number}:4`], ['hs', 'PAKN.20990101.0001:1'], ['hs', 'rác']], { cookie: coordinator })
    ).text()
    expect(html).toContain('Đã tiếp nhận 1/6 hồ sơ')
    expect(html).toContain('Có người vừa cập nhật hồ sơ')
    expect(html).toContain('đang ở trạng thái “Đóng”')
    expect(html).toContain('>rác<')
    // What one may not see and what does not exist look alike.
    expect(html).not.toContain('Kín tuyệt đối')
    expect(html.match(/>Không có hồ sơ này, hoặc thầy\/cô không được xem/g)).toHaveLength(3)
    expect((await read(sealed)).version).toBe(1)
    expect((await read(free)).state).toBe('acknowledged')
  })

  test('sent twice they are done once, and the second answer says the same', async () => {
    const rows = [await add(isNew), await add(isNew)]
    const form: [string, string][] = [['viec', 'acknowledge'], ['assigneeId', school.staff.handler.id], ...tick(...rows)]
    await app.post(bulkPath, form, { cookie: coordinator })
    const again = await (await app.post(bulkPath, form, { cookie: coordinator })).text()
    expect(again).toContain('Đã tiếp nhận 2/2 hồ sơ')
    expect((await read(rows[0]!)).version).toBe(2)
    expect(await app.db.selectFrom('outbox').select('id').where('purpose', '=', 'case-assigned').execute()).toHaveLength(2)
    // Another person, or another assignee, is not the same form.
    expect(await (await app.post(bulkPath, form, { cookie: await app.signInAs('principal') })).text()).toContain('Đã tiếp nhận 0/2 hồ sơ')
    const other = form.map(([name, value]): [string, string] => (name === 'assigneeId' ? [name, school.secondCoordinator.id] : [name, value]))
    expect(await (await app.post(bulkPath, other, { cookie: coordinator })).text()).toContain('Đã tiếp nhận 0/2 hồ sơ')
  })

  test('without a tick, or with nobody to give them to, nothing happens and the page says what is missing', async () => {
    const row = await add()
    expect(await (await app.post(bulkPath, { viec: 'close' }, { cookie: coordinator })).text()).toContain('Chưa chọn hồ sơ nào')
    expect(await (await app.post(bulkPath, [['viec', 'assign'], ...tick(row)], { cookie: coordinator })).text()).toContain('Giao cho ai?')
    expect((await read(row)).version).toBe(1)
    expect((await app.post(bulkPath, [['viec', 'note'], ...tick(row)], { cookie: coordinator })).status).toBe(400)
  })

  test('a row takes a name, asks back where it fits two people, and gives to nobody who may not read the case', async () => {
    const row = await add()
    const give = (ten: string, of = row) => app.post(`${bulkPath}?xem=all`, [['viec', 'assign'], ['ten', ten], ...tick(of)], { cookie: coordinator })
    const asked = await (await give('@Hoa')).text()
    expect(asked).toContain('Không có ai tên “Hoa”')
    expect(asked).toContain('Trịnh Thị Bích Vân Hai')
    const given = await give('@bich van hai')
    expect(given.headers.get('location')).toBe('/office/phan-anh?xem=all&da=hs-assign#top')
    expect((await read(row)).assignee_id).toBe(school.secondCoordinator.id)

    await app.db.updateTable('staff').set({ name: 'Phạm Thị Sa' }).where('id', '=', school.secondCoordinator.id).execute()
    const two = await (await give('@sa', await read(row))).text()
    expect(two).toContain('“sa” là ai?')
    expect(two).toContain('Huỳnh Thị Kim Sa')
    expect(two).not.toContain('Lê Thị Phương Đài')

    const barred = await add({ barred: ` ${school.staff.handler.id} ` })
    expect(await (await give('@Kim Sa', barred)).text()).toContain('không được xem hồ sơ này')
    expect((await read(barred)).assignee_id).toBe(school.staff.handler.id)
    expect((await read(barred)).version).toBe(1)
  })

  test('only those who may see boxes, and without scripts the whole page is ticked by a link', async () => {
    await add()
    expect(await page(inbox)).toContain('Chọn cả trang')
    expect(await page(`${inbox}?chon=ca-trang`)).toMatch(/<input type="checkbox" name="hs"[^>]*checked=""/)
    const handler = await page(inbox, await app.signInAs('handler'))
    expect(handler).not.toContain('type="checkbox" name="hs"')
    expect(handler).not.toContain('hang-loat')
  })
})

describe('from one case to the next of the same list', () => {
  const next = (html: string) => /href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
  const previous = (html: string) => /href="([^"]+)" rel="prev"/.exec(html)?.[1]?.replaceAll('&amp;', '&')

  test('the way follows the order of the list and keeps its filter', async () => {
    await add({ ...isNew, assignee_id: school.staff.handler.id, child_safety: 1, acknowledge_due: '2026-12-20' })
    const due = ['2026-12-03', '2026-12-01', '2026-12-02', '2026-12-02']
    for (const answer_due of due) await add({ answer_due, child_safety: 1 })
    await add({ answer_due: '2026-12-01' })
    await add({ answer_due: '2026-11-30', child_safety: 1, state: 'more_info' })
    for (const view of ['xem=mine', 'xem=all']) {
      const handler = await app.signInAs('handler')
      const list = `${inbox}?${view}&an-toan=1`
      const order = listed(await page(list, handler))
      expect(order).toHaveLength(6)
      let address: string | undefined = /href="(\/office\/phan-anh\/PAKN[^"]+)" class="inbox-subject"/.exec(await page(list, handler))![1]!.replaceAll('&amp;', '&')
      const walked: string[] = []
      while (address) {
        const html = await page(address, handler)
        walked.push(/PAKN[\d.]+/.exec(address)![0])
        if (walked.length > 1) expect(previous(html)).toContain(walked.at(-2))
        else expect(previous(html)).toBeUndefined()
        expect(html).toContain(`href="${list.replaceAll('&', '&amp;')}"`)
        address = next(html)
      }
      expect(walked).toEqual(order)
    }
  })

  test('after something is done the next one is the one that followed before, though the case has left the list', async () => {
    const [a, b] = [await add({ ...isNew, acknowledge_due: '2026-11-23' }), await add({ ...isNew, acknowledge_due: '2026-11-24' })]
    await add({ ...isNew, acknowledge_due: '2026-11-25' })
    const list = `?loc=${encodeURIComponent('trang-thai=submitted')}`
    const response = await app.post(`${inbox}/${a.number}${list}`, { viec: 'acknowledge', version: '1' }, { cookie: coordinator })
    const html = await page(response.headers.get('location')!)
    expect(html).toContain('Đã tiếp nhận')
    expect(next(html)).toBe(`${inbox}/${b.number}${list}`)
    // The forms of the page keep the list too.
    expect(html).toContain(`action="${inbox}/${a.number}${list}#assign"`)
  })

  test('a case opened from elsewhere stands in no list', async () => {
    const row = await add()
    const html = await page(`${inbox}/${row.number}`)
    expect(next(html)).toBeUndefined()
    expect(html).not.toContain('Hết danh sách')
  })

  test('the way shows no case that one may not open', async () => {
    const row = await add({ answer_due: '2026-12-01' })
    const sealed = await add({ kind: 'denunciation', answer_due: '2026-12-02' })
    const html = await page(`${inbox}/${row.number}?loc=&tiep=${sealed.number}`)
    expect(html).not.toContain(sealed.number)
    expect(html).toContain('Hết danh sách')
    expect(await page(`${inbox}/${row.number}?loc=&tiep=${sealed.number}`, await app.signInAs('principal'))).toContain(sealed.number)
  })
})
