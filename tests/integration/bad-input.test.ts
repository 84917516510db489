import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { caseForms, submitCase } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { createRound, findRound, startRound } from '#app/surveys/index.ts'
import type { Role } from '#db/schema.ts'
import { cookiesFrom, createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/**
 * Whatever is sent, nothing answers with a 5xx: hundreds of requests that no page of ours would send, over every route and form.
 * They are made from a fixed seed, so that a failure comes back until it is mended.
 */

const nasty = [
  '', ' ', '0', '-1', '1e9', '99999999999999999999', 'NaN', 'null', 'undefined', '[object Object]', '\u0000', 'a\u0000b', '\ud800', '\udfff\ud800', '\u202e', '\ufeff',
  '__proto__', 'constructor', 'toString', 'hasOwnProperty', '2026-02-30', '0000-00-00', '9999-12-31', '2026-13-01', '2026-11-23T00:00:00Z', "' or 1=1 --", '%', '_', '\\', '../..',
  '//evil.example', 'javascript:alert(1)', '<script>alert(1)</script>', '=cmd()', '😀'.repeat(40), 'ệ'.repeat(300), 'a'.repeat(6000), '\n'.repeat(500), ' '.repeat(3000), 'lớp '.repeat(500),
  '00000000-0000-0000-0000-000000000000', 'PAKN.20261123.0001', 'on', '1234567890123456',
]

let seed = 20261123
/** The same numbers in every run. */
function random(below: number): number {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const pick = <T>(list: readonly T[]): T => list[random(list.length)]!

let app: TestApp
let seeded: SeededSchool
let office: string[]
let parentCookie: string
const open = [
  '/', '/cam-ket', '/du-lieu', '/rieng-tu', '/tra-loi', '/tra-loi/PAKN.20261123.0001', '/ty-le-hai-long', '/du-lieu/phan-bo.csv', '/du-lieu/tinh-hinh-xu-ly.csv',
  '/bien-nhan', '/ho-so', '/khao-sat', '/khao-sat/nhanh', '/khao-sat/day-du', '/khao-sat/thu-tuc', '/khao-sat/bien-nhan', '/phan-anh', '/phan-anh/bien-nhan', '/tra-cuu', '/s/CAMSANH',
  '/office/dang-nhap', '/office/dang-xuat', '/office/moi/abc', '/office/thiet-lap', '/office/thiet-lap/abc',
]
/** Of those the ones that take a form, and one that takes none. */
const openForms = ['/', '/bien-nhan', '/ho-so', '/khao-sat/nhanh', '/khao-sat/day-du', '/khao-sat/thu-tuc', '/phan-anh', '/tra-cuu', '/office/dang-nhap', '/office/dang-xuat', '/office/moi/abc', '/office/thiet-lap/abc']
const cookies = new Map<Role, string>()
const unhandled: unknown[] = []
const note = (reason: unknown) => unhandled.push(reason)

beforeAll(async () => {
  process.on('unhandledRejection', note)
  app = await createTestApp()
  seeded = await app.seedSchool()
  await app.seedSchool()
  const { db, secrets } = app
  const round = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Trial', opensOn: '2026-11-20', closesOn: '2026-12-20', audienceSize: 100 }
  const roundId = await createRound(db, seeded.school, round, null, app.now())
  await startRound(db, seeded.school, (await findRound(db, seeded.school, roundId))!, null, app.now())
  const intake = {
    lang: 'vi' as const, kind: 'feedback' as const, fieldCode: seeded.fields[0]!.code, placeCode: null, body: 'Bữa trưa thứ Ba bị nguội.', childSafety: true, aboutPrincipal: false,
    sender: 'anonymous' as const, contact: { name: null, phone: null, email: null }, consentContact: false, consentPublish: true, idempotencyKey: newIdempotencyKey(),
  }
  const sent = await submitCase(db, { secrets, calendar: await loadCalendar(db, seeded.school), publicOrigin: app.origin }, seeded.school, intake, app.now())
  if (sent.status !== 'created') throw new Error(sent.status)
  parentCookie = cookiesFrom(await app.post('/tra-cuu', { ma: sent.key }))
  const id = seeded.places[0]!.id
  office = [
    '/office', '/office/cai-dat', '/office/cai-dat/chi-tieu', '/office/cai-dat/co-quan', '/office/cai-dat/lich', '/office/cai-dat/linh-vuc', '/office/cai-dat/truong',
    '/office/dot-khao-sat', `/office/dot-khao-sat/${roundId}`, '/office/ma-qr', `/office/ma-qr/${id}`, `/office/ma-qr/${id}/in/to-a4.pdf`, '/office/nhat-ky',
    '/office/phan-anh', `/office/phan-anh/${sent.number}`, `/office/phan-anh/${sent.number}/nguoi-gui`, '/office/tai-khoan', '/office/tai-khoan/moi',
    `/office/tai-khoan/${seeded.staff.viewer.id}`, '/office/tai-khoan-cua-toi', '/office/thu-gui',
  ]
})
afterAll(async () => {
  process.off('unhandledRejection', note)
  await app.close()
})

/** A session that still holds: some of what is sent signs people out or takes their role away. */
async function cookieFor(role: Role): Promise<string> {
  const known = cookies.get(role)
  if (known !== undefined && (await app.get('/office/tai-khoan-cua-toi', { cookie: known })).status === 200) return known
  await app.db.updateTable('staff').set({ role, status: 'active' }).where('id', '=', seeded.staff[role].id).execute()
  const fresh = await app.signInAs(seeded.staff[role])
  cookies.set(role, fresh)
  return fresh
}

/** Every `name` that a form or a query of the site uses, as far as a test can know them, and some that are none. */
const names = [
  'viec', 'intent', 'version', 'id', 'day', 'kind', 'name', 'nameVi', 'nameEn', 'legalBasis', 'confirmed', 'from', 'to', 'address', 'phone', 'email', 'role', 'jobTitle', 'password', 'passwordAgain',
  'current', 'year', 'section', 'statementVi', 'statementEn', 'percent', 'indicator', 'handlerId', 'code', 'dung', 'thu', 'hieu', 'opensOn', 'closesOn', 'audienceSize', 'questionnaire', 'opens', 'closes',
  'officialSite', 'introVi', 'introEn', 'principalName', 'assigneeId', 'fieldId', 'reason', 'text', 'body', 'workingDays', 'summary', 'answer', 'authority', 'lan_gui', 'website', 'ma', 'so', 'level',
  'A1', 'F1', 'F2', 'F3', 'quan_he', 'do_tuoi', 'noi', 'field', 'sender', 'consentContact', 'consentPublish', 'childSafety', 'aboutPrincipal', 'tiep', '__proto__', 'constructor', 'toString', '',
]
const deeds = [
  ...Object.keys(caseForms), 'them', 'sua', 'xoa', 'mau', 'len', 'xuong', 'ngung', 'dung-lai', 'xac-nhan', 'mo', 'dong', 'vai-tro', 'trang-thai', 'duong-dan', 'doi-mat-khau', 'add', 'rate', 'disagree', 'send', 'review',
  'edit', 'whole', 'leave', 'toString', '__proto__',
]
const queries = ['xem', 'q', 'loai', 'trang-thai', 'linh-vuc', 'trang', 'tu', 'den', 'nam', 'nguoi', 'viec', 'sua', 'dot', 'noi', 'tiep', 'ly-do', 'da', 'dau', 'het', '_routes', 'index', '__proto__', 'constructor']

const inAddress = (value: string) => encodeURIComponent(value.toWellFormed().replaceAll('\u0000', '')).slice(0, 300)

/** An address of the site, spoilt in one of several ways. */
function mutated(address: string): string {
  const [path = '/'] = address.split('?')
  const parts = path.split('/')
  const way = random(6)
  if (way === 0) parts[parts.length - 1] = inAddress(pick(nasty))
  if (way === 1) parts.splice(1, 0, inAddress(pick(['en', 'EN', 'truong-2', 'constructor', '__proto__', ...nasty])))
  if (way === 2) parts.push(inAddress(pick(nasty)))
  const query = new URLSearchParams()
  for (let count = random(4); count > 0; count -= 1) query.append(pick(queries), pick(nasty).toWellFormed().slice(0, 200))
  const data = random(3) === 0 ? '.data' : ''
  const text = `${parts.join('/') || '/'}`
  return `${app.origin}${text === '/' && data ? '/_root.data' : text + data}${query.size > 0 ? `?${query}` : ''}`.slice(0, 2000)
}

function form(): [string, string][] {
  const pairs: [string, string][] = [[pick(['viec', 'intent']), pick(deeds)], ['version', String(random(4))], ['lan_gui', newIdempotencyKey()]]
  for (let count = random(12); count > 0; count -= 1) {
    const name = pick(names)
    pairs.push([name, pick(nasty)])
    if (random(5) === 0) pairs.push([name, pick(nasty)])
  }
  return pairs
}

async function send(total: number, makeRequest: () => Promise<{ what: string; response: Response }>): Promise<string[]> {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const broken: string[] = []
  for (let count = 0; count < total; count += 1) {
    const { what, response } = await makeRequest()
    await response.text()
    if (response.status >= 500) broken.push(`${response.status} ${what}\n  ${String(log.mock.calls.at(-1)?.[1])}`)
  }
  log.mockRestore()
  return broken
}

const roles: Role[] = ['principal', 'coordinator', 'handler', 'viewer']

describe('nothing that is sent makes the server fail', () => {
  test('addresses, to anybody', async () => {
    const broken = await send(250, async () => {
      const address = mutated(pick([...open, ...office]))
      const method = pick(['GET', 'GET', 'HEAD'])
      return { what: `${method} ${address}`, response: await app.request(address, { method, redirect: 'manual', headers: { cookie: pick(['', 'van_phong=x; luot_xem=%', parentCookie]) } }) }
    })
    expect(broken).toEqual([])
  })

  test('addresses, to staff', async () => {
    const broken = await send(250, async () => {
      const address = mutated(pick(office))
      return { what: `GET ${address}`, response: await app.get(address, { cookie: await cookieFor(pick(roles)) }) }
    })
    expect(broken).toEqual([])
  })

  test('forms of the office', async () => {
    const broken = await send(400, async () => {
      const address = pick(office) + pick(['', '', '.data'])
      const fields = form()
      return { what: `POST ${address} ${JSON.stringify(fields).slice(0, 400)}`, response: await app.post(address, fields, { cookie: await cookieFor(pick(['principal', 'principal', 'coordinator', 'handler'])) }) }
    })
    expect(broken).toEqual([])
  })

  test('forms of parents and doors', async () => {
    const broken = await send(400, async () => {
      const address = pick(openForms) + pick(['', '', '.data'])
      const fields = form()
      return { what: `POST ${address} ${JSON.stringify(fields).slice(0, 400)}`, response: await app.post(address, fields, { cookie: pick(['', parentCookie]) }) }
    })
    expect(broken).toEqual([])
  })

  test('forms that are right in everything but one field', async () => {
    const right: Record<string, Record<string, string>> = {
      '/phan-anh': { kind: 'feedback', field: seeded.fields[0]!.code, body: 'Bữa trưa thứ Ba bị nguội.', sender: 'named', name: 'Lan', phone: '0900 000 012', email: 'lan@example.com', consentContact: 'on', intent: 'send', noi: 'CAMSANH' },
      '/khao-sat/day-du': { A1: '4', F1: '5', F2: '100', F3: 'Cảm ơn', quan_he: 'mother', do_tuoi: 'mam', noi: 'CAMSANH' },
      '/khao-sat/nhanh': { A0: '4', F1: '5' },
      '/ho-so': { intent: 'add', body: 'Thêm một điều.' },
      '/office/cai-dat/lich': { viec: 'them', day: '2026-12-31', kind: 'off', name: 'Nghỉ', legalBasis: 'Thông báo' },
      '/office/cai-dat/co-quan': { viec: 'them', kind: 'governing', name: 'Ủy ban', from: '2025-07-01', to: '' },
      '/office/cai-dat/linh-vuc': { viec: 'them', nameVi: 'Khác nữa', nameEn: 'More', handlerId: '' },
      '/office/cai-dat/chi-tieu': { viec: 'them', year: '2026', section: 'II.1', statementVi: 'Chỉ tiêu', statementEn: 'Target', percent: '98,5', indicator: '' },
      '/office/cai-dat/truong': { name: 'Trường', principalName: 'Cô Hoa', address: '1 Đường', phone: '028', email: 'a@example.vn', officialSite: '', introVi: '', introEn: '', opens: '07:00', closes: '17:00' },
      '/office/ma-qr': { name: 'Cổng sau', kind: 'gate', code: '' },
      '/office/dot-khao-sat': { nameVi: 'Đợt', nameEn: '', opensOn: '2026-12-21', closesOn: '2026-12-30', audienceSize: '10', questionnaire: 'dossier' },
      '/office/tai-khoan/moi': { name: 'Vân', jobTitle: 'Văn thư', email: 'van@example.vn', role: 'viewer' },
    }
    const broken = await send(400, async () => {
      const address = pick(Object.keys(right))
      const fields = { lan_gui: newIdempotencyKey(), ...right[address]! }
      const name = pick(Object.keys(fields))
      const value = pick(nasty)
      const cookie = address.startsWith('/office') ? await cookieFor('principal') : parentCookie
      return { what: `POST ${address} ${name}=${JSON.stringify(value).slice(0, 80)}`, response: await app.post(address, { ...fields, [name]: value }, { cookie }) }
    })
    expect(broken).toEqual([])
  })

  test('bodies that are no form at all', async () => {
    const bodies = ['%', '%zz=%', '&&&===', '\u0000', '%00=%00', '%ff%fe=%c0%af', 'a'.repeat(100_000), 'a=1&'.repeat(20_000), '__proto__=1&__proto__=2', '%F0%9F=1']
    const broken = await send(bodies.length * 4, async () => {
      const body = pick(bodies)
      const address = pick([...openForms, ...office])
      const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': String(Buffer.byteLength(body)), 'sec-fetch-site': 'same-origin', cookie: await cookieFor('principal') }
      return { what: `POST ${address} ${JSON.stringify(body.slice(0, 40))}`, response: await app.request(address, { method: 'POST', body, redirect: 'manual', headers }) }
    })
    expect(broken).toEqual([])
  })

  test('and no failure goes by unseen', () => {
    expect(unhandled).toEqual([])
  })
})
