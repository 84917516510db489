import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import { acknowledge, submitCase } from '#app/cases/index.ts'
import type { CaseInput } from '#app/cases/index.ts'
import { submitRequest } from '#app/privacy/index.ts'
import { createRound, startDraft } from '#app/surveys/index.ts'
import { hashPassword } from '#app/staff/index.ts'
import type { Role, StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { attachPhoto } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/**
 * Who may read and do what, as one table over all route modules of the build. Each address is asked for in the three forms in which Remix answers:
 * as a document, as data (`.data`), and as one route alone (`?_routes=`), where a layout's loader does not run. A route that is not in the
 * table fails the test.
 */

const principal: Role[] = ['principal']
const leads: Role[] = ['principal', 'coordinator']
const workers: Role[] = ['principal', 'coordinator', 'handler']
const everyone: Role[] = ['principal', 'coordinator', 'handler', 'viewer']
const roles = everyone

interface Records {
  /** An ordinary case with a named sender, in the hands of the handler. */
  caseNumber: string
  /** A complaint that nobody has been given. */
  complaintNumber: string
  roundId: string
  placeId: string
  questionnaireId: string
  staffId: string
  otherFieldId: string
  requestId: string
  /** A picture that came with the case. */
  fileId: string
}

interface Post {
  name: string
  /** What is sent, whole, so that nothing but the sender's role can be wrong with it. */
  form?: (records: Records) => Record<string, string>
  /** Who may send it. Nobody else is even told what is wrong with the form. */
  roles: Role[]
  /** Who passes the page's own check, where the record decides the rest. */
  gate?: Role[]
}

interface OfficePage {
  address: (records: Records) => string
  /** Who may read it; the rest gets 403, or 404 where `hidden`. */
  read: Role[]
  hidden?: true
  /** The address names a record: for another school's staff it does not exist. */
  record?: true
  posts?: Post[]
}

/**
 * An action on a case. Those who may do it send it with an old version, so that it is refused as overtaken (409) and changes nothing;
 * the others send the version that stands.
 */
const onCase = (viec: string, who: Role[], fields: (records: Records) => Record<string, string> = () => ({})): Post => ({
  name: viec,
  form: (of) => ({ viec, ...fields(of) }),
  roles: who,
  gate: everyone,
})
const reason = () => ({ reason: 'Lý do thử', text: 'Nội dung thử', body: 'Nội dung thử', workingDays: '5' })

/** Pages of the office that need a sign-in. */
const office: Record<string, OfficePage> = {
  layout: { address: () => '/office', read: everyone },
  dashboard: { address: () => '/office', read: everyone },
  inbox: { address: () => '/office/phan-anh', read: everyone },
  'inbox/saved-filters': { address: () => '/office/phan-anh/bo-loc', read: everyone, posts: [{ name: 'its form', form: () => ({ viec: 'luu', name: '' }), roles: everyone }] },
  'inbox/bulk': {
    address: () => '/office/phan-anh/hang-loat',
    read: leads,
    posts: [{ name: 'a deed for several', form: (of) => ({ viec: 'acknowledge', hs: `${of.caseNumber}:0` }), roles: leads }],
  },
  'inbox/workload': { address: () => '/office/phan-anh/khoi-luong', read: leads },
  'inbox/export': { address: () => '/office/phan-anh/tai-ve', read: leads },
  'inbox/export-file': {
    address: () => '/office/phan-anh/tai-ve/tep?xem=all',
    read: leads,
    posts: [
      { name: 'a wish for a file', form: () => ({ dang: 'csv' }), roles: leads },
      { name: 'a wish for a file with names', form: () => ({ dang: 'csv', 'nguoi-gui': 'on' }), roles: principal },
    ],
  },
  'case/case': {
    address: ({ caseNumber }) => `/office/phan-anh/${caseNumber}`,
    read: everyone,
    record: true,
    posts: [
      onCase('note', workers, reason),
      onCase('ask', workers, reason),
      onCase('message', workers, reason),
      onCase('undoSend', workers),
      onCase('sendNow', workers),
      onCase('draft', workers, reason),
      onCase('submitReply', workers, reason),
      onCase('assign', leads, () => ({ assigneeId: first.staff.coordinator.id })),
      onCase('reclassify', leads, ({ otherFieldId }) => ({ kind: 'question', fieldId: otherFieldId, ...reason() })),
      onCase('extend', leads, reason),
      onCase('transfer', leads, () => ({ authority: 'Ủy ban nhân dân phường', ...reason() })),
      onCase('declareIneligible', leads, reason),
    ],
  },
  'case/file': { address: ({ caseNumber, fileId }) => `/office/phan-anh/${caseNumber}/tep/${fileId}`, read: everyone, record: true },
  'case/picture': {
    address: ({ caseNumber, fileId }) => `/office/phan-anh/${caseNumber}/tep/${fileId}/che`,
    read: workers,
    record: true,
    posts: [{ name: 'covers', form: () => ({ 'vung-1-x': '10', 'vung-1-y': '10', 'vung-1-width': '20', 'vung-1-height': '20' }), roles: workers }],
  },
  'case/files': {
    address: ({ caseNumber }) => `/office/phan-anh/${caseNumber}/tep`,
    read: workers,
    record: true,
    posts: [{ name: 'a file', form: () => ({ tep: 'khong-co' }), roles: workers }],
  },
  'case/draft': {
    address: ({ caseNumber }) => `/office/phan-anh/${caseNumber}/nhap`,
    read: [],
    hidden: true,
    record: true,
    posts: [{ name: 'what is being typed', form: () => ({ viec: 'note', 'o:text': 'Viết dở' }), roles: workers }],
  },
  'case/formal-print': { address: ({ complaintNumber }) => `/office/phan-anh/${complaintNumber}/ho-so-giai-quyet`, read: leads, hidden: true, record: true },
  'case/identity': { address: ({ caseNumber }) => `/office/phan-anh/${caseNumber}/nguoi-gui`, read: workers, hidden: true, record: true },
  'places/list': { address: () => '/office/ma-qr', read: workers, posts: [{ name: 'its form', roles: leads }] },
  'places/place': {
    address: ({ placeId }) => `/office/ma-qr/${placeId}`,
    read: workers,
    record: true,
    posts: [
      { name: 'a new name', form: () => ({ viec: 'sua', name: 'Cổng chính', kind: 'gate' }), roles: leads },
      { name: 'a change of state', form: () => ({ viec: 'trang-thai', dung: '1' }), roles: leads },
    ],
  },
  'places/sheet': { address: ({ placeId }) => `/office/ma-qr/${placeId}/in/to-a4.pdf`, read: workers, record: true },
  'rounds/slips': { address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/phieu`, read: leads, record: true, posts: [{ name: 'slips', roles: leads }, { name: 'void', form: () => ({ viec: 'huy', lo: 'x', hieu: 'on' }), roles: leads }] },
  'rounds/slips-file': { address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/phieu/in.pdf`, read: leads, record: true, posts: [{ name: 'slips', form: () => ({ lop: 'Lá: 1' }), roles: leads }] },
  'rounds/kiosks': {
    address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/may`,
    read: leads,
    record: true,
    posts: [
      { name: 'a device', form: ({ placeId }) => ({ viec: 'tao', noi: placeId }), roles: leads },
      { name: 'a withdrawal', form: () => ({ viec: 'thu-hoi', may: 'khong-co' }), roles: leads },
    ],
  },
  'rounds/paper': {
    address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/phieu-giay`,
    read: workers,
    record: true,
    posts: [
      { name: 'sheets', form: () => ({ viec: 'in', mau: 'quick', so: '0' }), roles: leads },
      { name: 'a count', form: () => ({ viec: 'thu-ve', thu: '3' }), roles: leads },
      { name: 'a withdrawal', form: () => ({ viec: 'loai', phieu: '1', lydo: 'Thử' }), roles: leads },
    ],
  },
  'rounds/paper-file': { address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/phieu-giay/in.pdf`, read: leads, record: true, posts: [{ name: 'sheets', form: () => ({ mau: 'quick', so: '1' }), roles: leads }] },
  'rounds/paper-entry': { address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/phieu-giay/nhap`, read: workers, record: true, posts: [{ name: 'a sheet', form: () => ({ viec: 'ghi', ma: 'ABC123', F1: '4' }), roles: workers }] },
  'rounds/list': { address: () => '/office/dot-khao-sat', read: everyone, posts: [{ name: 'its form', roles: leads }] },
  'rounds/round': {
    address: ({ roundId }) => `/office/dot-khao-sat/${roundId}`,
    read: everyone,
    record: true,
    posts: [
      { name: 'the newest form', form: () => ({ viec: 'doi-mau' }), roles: leads },
      { name: 'an opening', form: () => ({ viec: 'mo' }), roles: leads },
      { name: 'a closing', form: () => ({ viec: 'dong', hieu: 'on' }), roles: leads },
    ],
  },
  'rounds/summary': { address: ({ roundId }) => `/office/dot-khao-sat/${roundId}/tom-tat`, read: leads, record: true, posts: [{ name: 'its form', roles: leads }] },
  'comments/list': { address: () => '/office/gop-y', read: leads, posts: [{ name: 'its form', roles: leads }] },
  'questionnaires/list': { address: () => '/office/mau-phieu', read: leads, posts: [{ name: 'its form', form: () => ({ tu: 'mau:preschool' }), roles: leads }] },
  'questionnaires/questionnaire': {
    address: ({ questionnaireId }) => `/office/mau-phieu/${questionnaireId}`,
    read: leads,
    record: true,
    posts: [{ name: 'a saving', form: () => ({ viec: 'luu' }), roles: leads }],
  },
  'staff-list': { address: () => '/office/tai-khoan', read: principal },
  'staff-invite': { address: () => '/office/tai-khoan/moi', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'staff-member': {
    address: ({ staffId }) => `/office/tai-khoan/${staffId}`,
    read: principal,
    record: true,
    posts: [
      { name: 'new facts', form: () => ({ viec: 'sua', name: 'Trịnh Thị Vân', jobTitle: 'Cán bộ', email: 'van@hoa-phuong-moi.example.vn' }), roles: principal },
      { name: 'a new role', form: () => ({ viec: 'vai-tro', role: 'viewer' }), roles: principal },
      { name: 'a closing', form: () => ({ viec: 'khoa' }), roles: principal },
      { name: 'an opening', form: () => ({ viec: 'mo' }), roles: principal },
      { name: 'a new link', form: () => ({ viec: 'duong-dan' }), roles: principal },
      { name: 'a reset of the second factor', form: () => ({ viec: 'dat-lai-hai-lop' }), roles: principal },
      { name: 'an absence', form: () => ({ viec: 'vang', from: '2026-12-01', to: '2026-12-02', deputyId: first.staff.handler.id }), roles: principal },
    ],
  },
  'own-account': { address: () => '/office/tai-khoan-cua-toi', read: everyone, posts: [{ name: 'its form', roles: everyone }, { name: 'the keys', form: () => ({ viec: 'phim-tat', bat: '0' }), roles: everyone }, { name: 'an absence', form: () => ({ viec: 'vang' }), roles: workers, gate: everyone }] },
  'second-factor/choose': { address: () => '/office/hai-lop', read: everyone },
  'second-factor/app': { address: () => '/office/hai-lop/ung-dung', read: everyone, posts: [{ name: 'a beginning', form: () => ({ viec: 'bat-dau' }), roles: everyone }] },
  'second-factor/key': { address: () => '/office/hai-lop/khoa', read: everyone, posts: [{ name: 'a key', form: () => ({ viec: 'khoa', name: '' }), roles: everyone }] },
  'second-factor/key-question': { address: () => '/office/hai-lop/khoa/hoi', read: [], hidden: true, posts: [{ name: 'a question', form: () => ({ viec: 'xac-nhan' }), roles: everyone }] },
  'second-factor/recovery-codes': { address: () => '/office/hai-lop/ma-du-phong', read: everyone },
  'second-factor/confirm': { address: () => '/office/xac-nhan', read: everyone, posts: [{ name: 'a password', form: () => ({ viec: 'mat-khau' }), roles: everyone }] },
  'data/list': { address: () => '/office/du-lieu-ca-nhan', read: leads },
  'data/request': {
    address: ({ requestId }) => `/office/du-lieu-ca-nhan/${requestId}`,
    read: leads,
    record: true,
    posts: (['xac-nhan', 'thuc-hien', 'tu-choi', 'xu-ly-tiep'] as const).map((viec) => ({ name: viec, form: () => ({ viec, answer: 'Đã làm', reason: 'Lý do thử' }), roles: leads })),
  },
  mail: { address: () => '/office/thu-gui', read: leads, posts: [{ name: 'a new attempt', form: () => ({ thu: 'tat-ca' }), roles: leads }] },
  audit: { address: () => '/office/nhat-ky', read: principal },
  'audit-file': { address: () => '/office/nhat-ky/tai-ve', read: principal, posts: [{ name: 'its form', form: () => ({ so: 'PAKN' }), roles: principal }] },
  'settings/overview': { address: () => '/office/cai-dat', read: principal },
  'settings/school': { address: () => '/office/cai-dat/truong', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/fields': { address: () => '/office/cai-dat/linh-vuc', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/themes': { address: () => '/office/cai-dat/chu-de', read: principal, posts: [{ name: 'its form', form: () => ({ viec: 'co-san' }), roles: principal }] },
  'settings/routing': { address: () => '/office/cai-dat/phan-cong', read: principal, posts: [{ name: 'its form', roles: principal }, { name: 'the words of the alarm', form: () => ({ viec: 'tu-bao-dong', safetyWords: '' }), roles: principal }] },
  'settings/authorities': { address: () => '/office/cai-dat/co-quan', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/calendar': { address: () => '/office/cai-dat/lich', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/limits': { address: () => '/office/cai-dat/thoi-han', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/answering': { address: () => '/office/cai-dat/tra-loi', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/second-factor': { address: () => '/office/cai-dat/hai-lop', read: principal, posts: [{ name: 'its form', roles: principal }] },
  'settings/templates': { address: () => '/office/cai-dat/mau-tra-loi', read: leads, posts: [{ name: 'its form', roles: leads }] },
  'settings/targets': { address: () => '/office/cai-dat/chi-tieu', read: principal, posts: [{ name: 'its form', roles: principal }] },
}

/** The doors of the office, which are open before anybody has signed in and show nothing of the school's records. */
const doors = ['sign-in', 'sign-in-key', 'second-step', 'sign-out', 'set-up', 'set-up-form', 'invitation']

/** What everybody may read: none of it may hold anything of a case that was not published. */
const open: Record<string, string[]> = {
  root: [],
  'routes/not-found': ['/office/khong-co-trang'],
  'routes/public/layout': ['/'],
  'routes/public/information-page': ['/', '/en', '/truong-2', '/en/truong-2'],
  'routes/public/rates': ['/ty-le-hai-long', '/en/ty-le-hai-long'],
  'routes/public/all-schools': ['/cac-truong', '/en/cac-truong'],
  'routes/public/all-schools-file': ['/cac-truong.csv'],
  'routes/public/answers': ['/tra-loi', '/en/tra-loi'],
  'routes/public/answer': ['/tra-loi/PAKN.20261123.0001'],
  'routes/public/answers-feed': ['/tra-loi.atom', '/en/tra-loi.atom', '/truong-2/tra-loi.atom'],
  'routes/public/answer-feed': ['/tra-loi/PAKN.20261123.0001.atom'],
  'routes/public/changes': ['/dinh-chinh', '/en/dinh-chinh'],
  'routes/public/following': ['/theo-doi/khong-co', '/en/theo-doi/khong-co'],
  'routes/public/measures': ['/viec-da-lam', '/en/viec-da-lam'],
  'routes/public/promises': ['/cam-ket'],
  'routes/public/open-data': ['/du-lieu'],
  'routes/public/data-file': ['/du-lieu/phan-anh.csv'],
  'routes/public/privacy': ['/rieng-tu'],
  'routes/public/consent-texts': ['/rieng-tu/loi-dong-y'],
  'routes/public/embed': ['/nhung/the.html', '/en/nhung/huy-hieu.svg'],
  'routes/public/round-file': ['/ty-le-hai-long/khong-co.png'],
  'routes/public/ledger': ['/so-niem-phong', '/en/so-niem-phong'],
  'routes/public/ledger-file': ['/so-niem-phong/so.txt'],
  'routes/public/picture': [`/tra-loi/PAKN.20261123.0001/anh/${'0'.repeat(32)}`],
  'routes/parent/layout': ['/bien-nhan'],
  'routes/parent/receipt-check': ['/bien-nhan'],
  'routes/parent/survey-choice': ['/khao-sat'],
  'routes/parent/survey-form': ['/khao-sat/nhanh', '/khao-sat/day-du', '/en/khao-sat/thu-tuc'],
  'routes/parent/survey-receipt': ['/khao-sat/bien-nhan'],
  'routes/parent/own-proof': ['/khao-sat/bien-nhan/ban-kiem-chung'],
  'routes/kiosk/layout': ['/may'],
  'routes/kiosk/start': ['/may', '/en/may'],
  'routes/kiosk/form': ['/may/phieu', '/en/may/phieu'],
  'routes/kiosk/thanks': ['/may/cam-on'],
  'routes/parent/slip': ['/phieu', '/en/phieu'],
  'routes/parent/short-address': ['/s/CAMSANH', '/en/s/CAMSANH'],
  'routes/parent/feedback/feedback': ['/phan-anh', '/en/phan-anh?noi=CAMSANH'],
  'routes/parent/feedback/receipt': ['/phan-anh/bien-nhan'],
  'routes/parent/look-up': ['/tra-cuu'],
  'routes/parent/case-file': ['/ho-so'],
  'routes/parent/files/upload': ['/tep', '/truong-2/tep'],
  'routes/parent/files/file': [`/ho-so/tep/${'0'.repeat(32)}`],
  'routes/parent/own-data': ['/ho-so/du-lieu'],
  'routes/parent/data-copy': ['/ho-so/du-lieu/ban-sao.json', '/ho-so/du-lieu/ban-sao.html'],
}

/** Stands in the texts of an unpublished case, in a sender's name and in a place's name. */
const secret = 'BIMATKHONGCONGKHAI'

let app: TestApp
let first: SeededSchool
let second: SeededSchool
let records: Records
let caseVersion: number
let halfCookie: string

beforeAll(async () => {
  app = await createTestApp()
  first = await app.seedSchool()
  second = await app.seedSchool()
  const input: CaseInput = {
    idempotencyKey: 'permissions-test-key-1',
    lang: 'vi',
    kind: 'feedback',
    fieldCode: 'meals',
    placeCode: null,
    subject: `${secret} canh nguội`,
    body: `${secret} bữa trưa canh bị nguội`,
    childSafety: false,
    aboutPrincipal: false,
    sender: 'named',
    contact: { name: `${secret} Phạm Hữu Lợi`, phone: '0900 000 021', email: null },
    consentContact: true,
    consentPublish: true,
  }
  const { db, secrets } = app
  const calendar = await loadCalendar(db, first.school)
  const submitted = await submitCase(db, { secrets, calendar, publicOrigin: app.origin }, first.school, input, app.now())
  if (submitted.status !== 'created') throw new Error(submitted.status)
  const desk = { db, calendar, school: first.school, publicOrigin: app.origin }
  const accepted = await acknowledge(desk, { staff: first.staff.coordinator, number: submitted.number, version: 1, now: app.now() }, { assigneeId: first.staff.handler.id })
  if (!accepted.ok) throw new Error(accepted.reason)
  ;({ version: caseVersion } = await db.selectFrom('cases').select('version').where('id', '=', submitted.caseId).executeTakeFirstOrThrow())
  const round = { questionnaire: 'education' as const, nameVi: 'Đợt thử', nameEn: 'Trial', opensOn: '2026-12-01', closesOn: '2026-12-20', audienceSize: 100 }
  const roundId = await createRound(db, first.school, round, null, app.now())
  const fileId = await attachPhoto(app, first.school, submitted.caseId)
  const draft = await startDraft(db, first.school, { template: 'dossier' }, { staffId: first.staff.principal.id }, app.now())
  const questionnaireId = draft.status === 'done' ? draft.id : ''
  const requestId = 'request-of-the-permission-test'
  expect(await submitRequest(desk, submitted.caseId, { id: requestId, kind: 'correct', body: `${secret} xin sửa số điện thoại` }, app.now())).toEqual({ ok: true })
  ;({ version: caseVersion } = await db.selectFrom('cases').select('version').where('id', '=', submitted.caseId).executeTakeFirstOrThrow())
  const complaint = await submitCase(db, { secrets, calendar, publicOrigin: app.origin }, first.school, { ...input, idempotencyKey: 'permissions-test-key-2', kind: 'complaint', consentPublish: false }, app.now())
  if (complaint.status !== 'created') throw new Error(complaint.status)
  records = { complaintNumber: complaint.number, requestId, fileId, caseNumber: submitted.number, roundId, questionnaireId, placeId: first.places[0]!.id, staffId: first.secondCoordinator.id, otherFieldId: first.fields[1]!.id }
  halfCookie = await signInHalfWay(first.staff.principal)
})
afterAll(() => app.close())

/** Gives the right password of an account that has a second factor. What comes back is shown as what it is and as a session. */
async function signInHalfWay({ id, email }: StaffRow): Promise<string> {
  const password = 'con mèo ngồi bên cửa sổ'
  await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, 'handler') }).where('id', '=', id).execute()
  await app.db.insertInto('totp_factors').values({ staff_id: id, secret: 'sealed', last_step: 0, created_at: app.now() }).execute()
  const pending = cookiesFrom(await app.post('/office/dang-nhap', { email, password }))
  expect(pending).toMatch(/^buoc_hai=[\w-]{43}$/)
  return `${pending}; van_phong=${pending.split('=')[1]}`
}

const officePrefix = 'routes/office/'
const forms = ['document', 'data', 'route'] as const
type Form = (typeof forms)[number]

/** The address of one route in one of the three forms. */
function addressIn(form: Form, address: string, routeId: string): string {
  const [path = '', query = ''] = address.split('?')
  if (form === 'document') return address
  const data = path === '/' ? '/_root.data' : `${path}.data`
  const parameters = new URLSearchParams(query)
  if (form === 'route') parameters.set('_routes', routeId)
  return parameters.size > 0 ? `${data}?${parameters}` : data
}

type Outcome = 'shown' | 'sign-in' | 'set-up' | 'forbidden' | 'not found' | `status ${number}`

/** What came back, in words. A redirect in data form is an ordinary answer that names the address. */
async function outcomeOf(response: Response): Promise<{ outcome: Outcome; text: string }> {
  const text = await response.text()
  const target = response.headers.get('location') ?? (text.includes('SingleFetchRedirect') ? text : '')
  const outcome =
    target.includes('/office/dang-nhap') ? 'sign-in'
    : target.includes('/office/hai-lop?') ? 'set-up'
    : response.status === 403 ? 'forbidden'
    : response.status === 404 ? 'not found'
    : response.status < 500 ? 'shown'
    : (`status ${response.status}` as const)
  return { outcome, text }
}

/** Has given the password of the principal, and not the second factor. */
const halfWay = 'half-signed-in principal'
const strangers = ['nobody', halfWay]
const people = [...strangers, ...roles.map((role) => role as string), ...roles.map((role) => `other school's ${role}`)]

async function cookieOf(person: string): Promise<string | undefined> {
  if (person === 'nobody') return undefined
  if (person === halfWay) return halfCookie
  const other = person.startsWith('other')
  const seeded = other ? second : first
  return app.signInAs(seeded.staff[person.split(' ').at(-1) as Role])
}

/** What each person should meet, given who may. */
function expected(person: string, may: Role[], { hidden, record }: Pick<OfficePage, 'hidden' | 'record'>, gate = may): Outcome {
  if (strangers.includes(person)) return 'sign-in'
  const role = person.split(' ').at(-1) as Role
  if (record && person.startsWith('other') && gate.includes(role)) return 'not found'
  if (!may.includes(role)) return hidden ? 'not found' : 'forbidden'
  return 'shown'
}

test('every route module of the build stands in one of the tables', async () => {
  const known = new Set([...Object.keys(office).map((id) => officePrefix + id), ...doors.map((id) => officePrefix + id), ...Object.keys(open)])
  expect(Object.keys(app.build.routes).filter((id) => !known.has(id))).toEqual([])
  expect([...known].filter((id) => !(id in app.build.routes))).toEqual([])
})

test('a page that takes forms says in the table who may send them', async () => {
  const silent = Object.entries(app.build.routes).filter(([id, route]) => id.startsWith(officePrefix) && 'action' in (route?.module ?? {}) && !office[id.slice(officePrefix.length)]?.posts)
  expect(silent.map(([id]) => id).filter((id) => !doors.includes(id.slice(officePrefix.length)))).toEqual([])
})

describe.each(Object.entries(office))('%s', (id, page) => {
  const routeId = officePrefix + id

  test('is read by those who may, in every form of the request', async () => {
    const wanted: Record<string, Outcome> = {}
    const got: Record<string, Outcome> = {}
    for (const person of people) {
      const cookie = await cookieOf(person)
      for (const form of forms) {
        const { outcome, text } = await outcomeOf(await app.get(addressIn(form, page.address(records), routeId), cookie ? { cookie } : {}))
        const key = `${person}, ${form}`
        wanted[key] = expected(person, page.read, page)
        got[key] = outcome
        if (outcome !== 'shown' || person.startsWith('other')) expect(text, key).not.toContain(secret)
      }
    }
    expect(got).toEqual(wanted)
  })

  test('opens to nobody who lacks a second factor that their school asks for, but for the set-up itself', async () => {
    await app.db.updateTable('schools').set({ second_factor: 'everybody' }).where('id', '=', second.school.id).execute()
    const cookie = await app.signInAs(second.staff.principal)
    const wanted: Record<string, Outcome> = {}
    const got: Record<string, Outcome> = {}
    const isSetUp = ['second-factor/choose', 'second-factor/app', 'second-factor/key', 'second-factor/key-question', 'second-factor/confirm'].includes(id)
    for (const form of forms) {
      const address = addressIn(form, page.address(records), routeId)
      wanted[`get, ${form}`] = !isSetUp ? 'set-up' : page.hidden ? 'not found' : 'shown'
      got[`get, ${form}`] = (await outcomeOf(await app.get(address, { cookie }))).outcome
      for (const post of page.posts ?? []) {
        wanted[`${post.name}, ${form}`] = isSetUp ? 'shown' : 'set-up'
        got[`${post.name}, ${form}`] = (await outcomeOf(await app.post(address, post.form?.(records), { cookie }))).outcome
      }
    }
    await app.db.updateTable('schools').set({ second_factor: 'off' }).execute()
    expect(got).toEqual(wanted)
  })

  for (const post of page.posts ?? []) {
    test(`takes ${post.name} from those who may, in every form of the request`, async () => {
      const wanted: Record<string, Outcome> = {}
      const got: Record<string, Outcome> = {}
      for (const person of people) {
        for (const form of forms) {
          // A session each, since a form may end it.
          const cookie = await cookieOf(person)
          const key = `${person}, ${form}`
          wanted[key] = expected(person, post.roles, page, post.gate)
          const version = wanted[key] === 'shown' ? '999' : String(caseVersion)
          const { outcome, text } = await outcomeOf(await app.post(addressIn(form, page.address(records), routeId), { version, ...post.form?.(records) }, cookie ? { cookie } : {}))
          got[key] = outcome
          if (strangers.includes(person) || person.startsWith('other')) expect(text, key).not.toContain(secret)
        }
      }
      expect(got).toEqual(wanted)
    })
  }
})

describe('what is open to everybody', () => {
  test.each(Object.entries(open).flatMap(([id, addresses]) => addresses.map((address) => [id, address] as const)))('%s at %s holds nothing of an unpublished case', async (id, address) => {
    for (const person of ['nobody', 'principal']) {
      const cookie = await cookieOf(person)
      for (const form of forms) {
        const response = await app.get(addressIn(form, address, id), cookie ? { cookie } : {})
        const text = await response.text()
        expect(response.status, `${person}, ${form}`).toBeLessThan(500)
        expect(text).not.toContain(secret)
        expect(text).not.toContain('@hoa-phuong.example.vn')
      }
    }
  })
})

describe('the doors of the office', () => {
  test.each(['/office/dang-nhap', '/office/dang-nhap/buoc-hai', '/office/dang-nhap/khoa', '/office/thiet-lap', '/office/thiet-lap/abc', '/office/moi/abc', '/office/dang-xuat'])('%s shows nothing of the records, in any form', async (address) => {
    for (const form of ['document', 'data'] as const) {
      const response = await app.get(addressIn(form, address, ''))
      expect(response.status).toBeLessThan(500)
      expect(await response.text()).not.toContain(secret)
    }
  })

  test('after the set-up nobody can set up another school', async () => {
    for (const address of ['/office/thiet-lap', '/office/thiet-lap/abc']) {
      const before = await app.db.selectFrom('schools').select('id').execute()
      const response = await app.post(address, { schoolName: 'Trường giả', slug: 'gia', principalName: 'Giả', email: 'gia@example.vn', password: 'mat khau rat dai 1', passwordAgain: 'mat khau rat dai 1' })
      expect(response.status).toBeGreaterThan(299)
      expect(await app.db.selectFrom('schools').select('id').execute()).toEqual(before)
    }
  })
})
