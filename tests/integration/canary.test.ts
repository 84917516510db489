import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { loadCalendar } from '#app/calendar/index.ts'
import {
  acknowledge, addConflict, addNote, addParentMessage, approveReply, ask, coverPicture, disagree, extend, proposePublication, publish, rateAnswer, rejectMeasure, returnPublication, returnReply,
  stateMeasure, submitReply, takeDown, verifyMeasure,
} from '#app/cases/index.ts'
import type { CaseDesk, Outcome, StaffAct } from '#app/cases/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { submitRequest, withdrawPublication } from '#app/privacy/index.ts'
import { dayOf } from '#app/calendar/index.ts'
import { askToFollow, dataDictionary, keepSchoolFigures, tellFollowers } from '#app/publication/index.ts'
import { closeRound, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import type { CaseRow, StaffRow } from '#db/schema.ts'
import { cookiesFrom, createTestApp } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { readableIn } from '#tests/support/canary.ts'
import { answerOf, readAndConfirmed } from '#tests/support/cases.ts'
import { readPdf } from '#tests/support/pdf.ts'
import { photo } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/**
 * One case whose every secret is a word that stands nowhere else goes all the way through publication, correction, another answer, taking down and the end of the
 * consent. At each stop every address that is open to everybody is asked for, in every form in which it answers, and nothing of the secrets may be readable in it.
 * A new route that is open to everybody fails the test until it has its row here; what strangers get of the office stands in permissions.test.ts.
 */

/** Never public, from the first day to the last. */
const secrets = {
  'sender’s name': 'Lò Thị Nguyệtquế',
  'sender’s phone': '0977 246 813',
  'sender’s e-mail': 'nguyetque.canary@example.com',
  child: 'Khoẳmbông',
  class: 'Lớp Súngtím 7',
  'words of the report': 'xetảimàuchàm đỗ chắn lối',
  'word of the title': 'Cổngchàm',
  'whom the sender named': 'Bảyđềđóm',
  'name of the file': 'anh-trangthuycanh',
  'data in the photo': 'SAMSUNG-BIMAT',
  'what the parent wrote later': 'hẹngặpônghàngxóm',
  'what the parent disagreed with': 'chưathỏađángtẹonào',
  'note of staff': 'nộibộthìthầm',
  'question to the parent': 'hỏithêmriêngông',
  'reason for more time': 'chờthợkhóanghỉphép',
  'reply that was sent back': 'nhápvụngvề',
  'why it was sent back': 'lờilẽcộclốc',
  'the reply itself': 'kínhgửiriênggiađình',
  'question of the checklist': 'baogiờmởcổngphụ',
  'proposal that was sent back': 'bảnđầuhớhênh',
  'why that was sent back': 'cònlộtênlớp',
  'under a cover in the summary': 'Ngõquanhhồ 19',
  'under a cover in the answer': 'CôSakimngân',
  'under a cover in a measure': 'BácBảyđỏ',
  'what the verifier saw': 'tậnmắtxemlúctinhmơ',
  'measure that was turned down': 'hứasuôngsẽsơn',
  'why it was turned down': 'tườngvẫnloang',
  'why somebody must not read it': 'họhàngxalắcxa',
  'who handles it': 'Huỳnh Thị Kimngânsa',
  'their address': 'kimngansa@canary.example.vn',
  'their title': 'Tổtrưởngchồikhế',
  'request about the data': 'xinbảnsaotâmthư',
  'what was being typed': 'đanggõdởdang',
  'who follows': 'nguoitheodoi.canary@example.com',
}

/** Public at first, and gone from one stop to the next. */
const firstText = { 'first summary': 'phụ huynh đứng sổmũi ngoài cổng', 'first answer': 'mở cổng lúc sáugiờrưỡi' }
const secondText = { 'corrected summary': 'phụ huynh đứng chờbuốttay ngoài cổng', 'corrected answer': 'mở cổng lúc sáugiờmườilăm' }
const thirdText = { 'second answer': 'đổi hẳn caTrựcbìnhminh' }
const besides = { measure: 'lắp thêm đènlồngcổng', 'words of the correction': 'sửa giờmởcửa ghi nhầm', picture: 'ổkhóamớitinh' }

let app: TestApp
let school: SeededSchool
let desk: CaseDesk
let row: CaseRow
let roundId: string
let followLink: string
let oldPictures: string[] = []
/** Identifiers of the inside, and the key of the case. */
const ids: Record<string, string> = {}

beforeAll(async () => {
  app = await createTestApp()
  school = await app.seedSchool({ publish_pictures: 1 })
  await app.seedSchool()
  const { db } = app
  school.staff.handler = await db
    .updateTable('staff')
    .set({ name: secrets['who handles it'], email: secrets['their address'], job_title: secrets['their title'] })
    .where('id', '=', school.staff.handler.id)
    .returningAll()
    .executeTakeFirstOrThrow()
  const place = await db.insertInto('places').values({ id: randomUUID(), school_id: school.school.id, code: 'SUNGTIM', name: secrets.class, kind: 'class', active: 1, created_at: app.now() }).returningAll().executeTakeFirstOrThrow()
  desk = { db, files: app.files, calendar: await loadCalendar(db, school.school), school: school.school, publicOrigin: app.origin }
  roundId = await releasedRound()
  await sendReport(place.code)
})
afterAll(() => app.close())

async function releasedRound(): Promise<string> {
  const id = await createRound(app.db, school.school, { questionnaire: 'education', nameVi: 'Học kỳ I', nameEn: 'First term', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }, null, app.now())
  await startRound(app.db, school.school, (await findRound(app.db, school.school, id))!, null, app.now())
  for (let i = 0; i < 12; i += 1) {
    await submitResponse(app.db, app.secrets, school.school, { questionnaire: 'education', form: 'quick', answers: { A0: 4 }, expectation: null, comment: secrets.child, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }, app.now())
  }
  await closeRound(app.db, school.school, (await findRound(app.db, school.school, id))!, null, app.now())
  return id
}

/** By the form, with a photo straight from a telephone, as a browser without scripts sends it. */
async function sendReport(noi: string): Promise<void> {
  const fields = {
    lan_gui: newIdempotencyKey(), kind: 'feedback', field: school.fields[0]!.code, noi, sender: 'named', name: secrets['sender’s name'], phone: secrets['sender’s phone'], email: secrets['sender’s e-mail'],
    consentContact: 'on', consentPublish: 'on', keepFrom: secrets['whom the sender named'],
    body: `${secrets['word of the title']} mở muộn, ${secrets['words of the report']}, con tôi là ${secrets.child} phải chờ.`,
  }
  const picture = new File([new Uint8Array(await photo({ width: 400, height: 300, secrets: true }))], `${secrets['name of the file']}.jpg`, { type: 'image/jpeg' })
  const looked = await app.postFiles('/phan-anh', [...Object.entries({ ...fields, intent: 'review' }), ['tepMoi', picture]])
  expect(looked.status).toBe(200)
  const [, token = ''] = /<input[^>]*name="tep"[^>]*value="([^"]+)"/.exec(await looked.text()) ?? []
  const sent = await app.post('/phan-anh', { ...fields, intent: 'send', tep: token })
  expect(sent.status).toBe(303)
  const receipt = await (await app.get('/phan-anh/bien-nhan', { cookie: cookiesFrom(sent) })).text()
  ids['case key'] = /\d{4} \d{4} \d{4} \d{4}/.exec(receipt)![0]
  row = await app.db.selectFrom('cases').selectAll().executeTakeFirstOrThrow()
  const file = await app.db.selectFrom('attachments').select('id').executeTakeFirstOrThrow()
  Object.assign(ids, { case: row.id, file: file.id, upload: token, ...Object.fromEntries(Object.entries(school.staff).map(([role, { id }]) => [role, id])) })
}

async function does(who: StaffRow, deed: (act: StaffAct) => Promise<Outcome>): Promise<void> {
  const { version } = await app.db.selectFrom('cases').select('version').where('id', '=', row.id).executeTakeFirstOrThrow()
  expect(await deed({ staff: who, number: row.number, version, now: app.now() })).toMatchObject({ ok: true })
}

/** From the report to the answer. */
async function answer(): Promise<void> {
  const { principal, coordinator, handler, viewer } = school.staff
  await does(coordinator, (act) => acknowledge(desk, act, { assigneeId: handler.id }))
  await does(handler, (act) => addNote(desk, act, { text: secrets['note of staff'] }))
  await does(principal, (act) => addConflict(desk, act, { staffId: viewer.id, reason: secrets['why somebody must not read it'] }))
  await does(handler, (act) => ask(desk, act, { text: secrets['question to the parent'] }))
  expect(await addParentMessage(desk, row.id, secrets['what the parent wrote later'], app.now())).toEqual({ ok: true })
  await does(coordinator, (act) => extend(desk, act, { workingDays: 3, reason: secrets['reason for more time'] }))
  const questions = [{ text: secrets['question of the checklist'], answered: true }]
  await does(handler, (act) => submitReply(desk, act, { ...answerOf(secrets['reply that was sent back']), questions }))
  await does(principal, (act) => returnReply(desk, act, { reason: secrets['why it was sent back'] }))
  await does(handler, (act) => submitReply(desk, act, { ...answerOf(`${secrets['the reply itself']}: ${secrets.child}`), questions }))
  await does(principal, (act) => approveReply(desk, act, readAndConfirmed))
  expect(await rateAnswer(desk, row.id, 4, app.now())).toEqual({ ok: true })
  expect(await submitRequest(desk, row.id, { id: randomUUID(), kind: 'see', body: secrets['request about the data'] }, app.now())).toEqual({ ok: true })
  await app.db.insertInto('office_drafts').values({ staff_id: handler.id, case_id: row.id, action: 'note', fields: JSON.stringify({ text: secrets['what was being typed'] }), case_version: 1, saved_at: app.now() }).execute()
}

const covered = (words: string) => `⟦${words}⟧`
const withCovers = (texts: { summary: string; answer: string }) => ({
  summary: `Gia đình ở ${covered(secrets['under a cover in the summary'])}, bé ${covered(secrets.child)} ${covered(secrets.class)}: ${texts.summary}.`,
  answer: `${covered(secrets['under a cover in the answer'])} cùng nhà trường ${texts.answer}.`,
})

async function publishThis(texts: { summary: string; answer: string; correctionNote?: string }): Promise<void> {
  await does(school.staff.handler, (act) => proposePublication(desk, act, texts))
  await does(school.staff.principal, (act) => publish(desk, act, { confirmed: true, picturesChecked: true }))
  // To be asked for again when it should be gone.
  for (const { id } of await app.db.selectFrom('publication_pictures').select('id').execute()) oldPictures = [...new Set([...oldPictures, `/tra-loi/${row.number}/anh/${id}`])]
}

async function publishFirst(): Promise<void> {
  const { principal, handler } = school.staff
  await does(handler, (act) => coverPicture(desk, act, { fileId: ids.file!, covers: [{ x: 100, y: 100, width: 500, height: 500 }], publish: true, description: besides.picture }))
  await does(handler, (act) => proposePublication(desk, act, { summary: `${secrets['proposal that was sent back']} ${secrets.child}`, answer: secrets['the reply itself'] }))
  await does(principal, (act) => returnPublication(desk, act, { reason: secrets['why that was sent back'] }))
  await publishThis(withCovers({ summary: firstText['first summary'], answer: firstText['first answer'] }))
}

async function stateMeasures(): Promise<void> {
  const { principal, handler } = school.staff
  const state = async (statement: string) => {
    await does(handler, (act) => stateMeasure(desk, act, { statement, doneOn: '2026-11-23' }))
    return (await app.db.selectFrom('measures').select('id').where('state', '=', 'stated').executeTakeFirstOrThrow()).id
  }
  ids.measure = await state(`${covered(secrets['under a cover in a measure'])} đã ${besides.measure}.`)
  await does(principal, (act) => verifyMeasure(desk, act, { measureId: ids.measure!, seen: true, note: secrets['what the verifier saw'] }))
  const wrong = await state(secrets['measure that was turned down'])
  await does(principal, (act) => rejectMeasure(desk, act, { measureId: wrong, reason: secrets['why it was turned down'] }))
}

async function follow(): Promise<void> {
  const email = secrets['who follows']
  expect(await askToFollow(app.db, app.secrets, school.school, app.origin, { number: row.number, email, lang: 'vi' }, app.now())).toBe(true)
  const { body } = await app.db.selectFrom('outbox').select('body').where('purpose', '=', 'follow-confirm').executeTakeFirstOrThrow()
  followLink = new URL(/http\S+\/theo-doi\/\S+/.exec(body)![0]).pathname
  expect((await app.post(followLink, { viec: 'xac-nhan' })).status).toBe(303)
  ids.follower = (await app.db.selectFrom('followers').select('id').executeTakeFirstOrThrow()).id
}

/** What each route that is open to everybody is asked for, without school and language, which are added where it has them. */
const addresses: Record<string, () => string[]> = {
  root: () => [],
  'routes/not-found': () => ['/office/khong-co-trang', '/sitemap.xml', '/tra-loi/PAKN.1/khong-co'],
  'routes/public/layout': () => ['/'],
  'routes/public/information-page': () => ['/'],
  'routes/public/rates': () => ['/ty-le-hai-long', `/ty-le-hai-long?dot=${roundId}`],
  'routes/public/all-schools': () => ['/cac-truong', '/cac-truong?tu=hoa+phuong&thu-tu=overdue'],
  'routes/public/all-schools-file': () => ['/cac-truong.csv'],
  'routes/public/answers': () => ['/tra-loi', '/tra-loi?tu=cong', `/tra-loi?linh-vuc=${school.fields[0]!.code}&nam=2026`, '/tra-loi?tu=khongcogi'],
  'routes/public/answer': () => [`/tra-loi/${row.number}`, `/tra-loi/${row.number}?da=theo-doi`, '/tra-loi/PAKN.20261123.9999'],
  'routes/public/answers-feed': () => ['/tra-loi.atom'],
  'routes/public/answer-feed': () => [`/tra-loi/${row.number}.atom`, '/tra-loi/PAKN.20261123.9999.atom'],
  'routes/public/changes': () => ['/dinh-chinh'],
  'routes/public/following': () => [followLink, '/theo-doi/khong-co'],
  'routes/public/measures': () => ['/viec-da-lam'],
  'routes/public/promises': () => ['/cam-ket'],
  'routes/public/open-data': () => ['/du-lieu'],
  'routes/public/data-file': () => dataDictionary().flatMap(({ name }) => [`/du-lieu/${name}.csv`, `/du-lieu/${name}.csv?dau=cham-phay`, `/du-lieu/${name}.json`]),
  'routes/public/privacy': () => ['/rieng-tu'],
  'routes/public/consent-texts': () => ['/rieng-tu/loi-dong-y'],
  'routes/public/embed': () => ['/nhung/the.html', '/nhung/huy-hieu.svg'],
  'routes/public/round-file': () => [`/ty-le-hai-long/${roundId}.png`, `/ty-le-hai-long/${roundId}.pdf`],
  'routes/public/ledger': () => ['/so-niem-phong'],
  'routes/public/ledger-file': () => ['/so-niem-phong/so.txt', '/so-niem-phong/kiem-chung.html'],
  'routes/public/picture': () => [...oldPictures, `/tra-loi/${row.number}/anh/${ids.file}`],
  'routes/parent/layout': () => ['/bien-nhan'],
  'routes/parent/receipt-check': () => ['/bien-nhan'],
  'routes/parent/survey-choice': () => ['/khao-sat'],
  'routes/parent/survey-form': () => ['/khao-sat/nhanh', '/khao-sat/day-du', '/khao-sat/thu-tuc'],
  'routes/parent/survey-receipt': () => ['/khao-sat/bien-nhan'],
  'routes/parent/own-proof': () => ['/khao-sat/bien-nhan/ban-kiem-chung'],
  'routes/parent/slip': () => ['/phieu'],
  'routes/parent/short-address': () => ['/s/CAMSANH'],
  'routes/parent/feedback/feedback': () => ['/phan-anh', '/phan-anh?noi=CAMSANH'],
  'routes/parent/feedback/receipt': () => ['/phan-anh/bien-nhan'],
  'routes/parent/look-up': () => ['/tra-cuu', `/tra-cuu?so=${row.number}`],
  'routes/parent/case-file': () => ['/ho-so'],
  'routes/parent/files/upload': () => ['/tep'],
  'routes/parent/files/file': () => [`/ho-so/tep/${ids.file}`],
  'routes/parent/own-data': () => ['/ho-so/du-lieu'],
  'routes/parent/data-copy': () => ['/ho-so/du-lieu/ban-sao.json', '/ho-so/du-lieu/ban-sao.html'],
  'routes/kiosk/layout': () => ['/may'],
  'routes/kiosk/start': () => ['/may'],
  'routes/kiosk/form': () => ['/may/phieu'],
  'routes/kiosk/thanks': () => ['/may/cam-on'],
  'routes/office/sign-in': () => ['/office/dang-nhap'],
  'routes/office/sign-out': () => ['/office/dang-xuat'],
  'routes/office/invitation': () => ['/office/moi/khong-co'],
  'routes/office/set-up': () => ['/office/thiet-lap'],
  'routes/office/set-up-form': () => ['/office/thiet-lap/khong-co'],
}

/** Served beside Remix. */
const besideRemix = ['/robots.txt', '/manifest.webmanifest', '/offline.js', '/healthz', '/readyz']

/** The address of a route as the manifest has it: `/en?/:school?/tra-loi`. */
function patternOf(id: string): string {
  const route = app.build.routes[id]!
  return (route.parentId === undefined ? '' : patternOf(route.parentId)) + (route.path ? `/${route.path}` : '')
}

function prefixesOf(id: string): string[] {
  const pattern = patternOf(id)
  return (pattern.includes('en?') ? ['', '/en'] : ['']).flatMap((lang) => (pattern.includes(':school?') ? [lang, `${lang}/truong-2`] : [lang]))
}

interface Ask {
  method: 'GET' | 'POST'
  address: string
}

/** Everything that anybody can ask for: each address as a document and as data, alone and with its parents, and each form sent empty. */
function everything(): Ask[] {
  const asks = besideRemix.map((address): Ask => ({ method: 'GET', address }))
  for (const [id, route] of Object.entries(app.build.routes)) {
    const all = (addresses[id]?.() ?? []).flatMap((address) => prefixesOf(id).map((prefix) => (prefix !== '' && address === '/' ? prefix : prefix + address.replace(/^\/(?=\?)/, ''))))
    for (const address of all) {
      asks.push({ method: 'GET', address })
      if ('action' in route.module) asks.push({ method: 'POST', address })
      // The other school knows nothing of the case: its pages are asked for, not also the data they are made of.
      if ('default' in route.module && !address.includes('/truong-2')) {
        const [path = '', query = ''] = address.split('?')
        const data = path === '/' ? '/_root.data' : `${path}.data`
        asks.push({ method: 'GET', address: `${data}?${query}` }, { method: 'GET', address: `${data}?${query}&_routes=${id}` }, { method: 'GET', address: `${path}?_data=${id}` })
      }
    }
  }
  return asks
}

/** What came back, all of it that is words: of a picture and a PDF what is written in them. */
async function wholeOf(response: Response): Promise<Buffer> {
  const headers = Buffer.from(JSON.stringify([...response.headers]))
  const body = Buffer.from(await response.arrayBuffer())
  const type = response.headers.get('content-type') ?? ''
  if (type === 'application/pdf') return Buffer.concat([headers, Buffer.from((await readPdf(body)).map(({ text }) => text).join('\n'))])
  if (!/^image\/(png|jpeg)/.test(type)) return Buffer.concat([headers, body])
  const { exif, iptc, xmp } = await sharp(body).metadata()
  return Buffer.concat([headers, Buffer.from([exif, iptc, xmp].map((part) => part?.toString('latin1') ?? '').join('\n'))])
}

/** Goes everywhere and says where something of `gone` or of the secrets can be read; what is public now must be met on the way. */
async function look(gone: Record<string, string>, standing: Record<string, string>): Promise<void> {
  const canaries: Record<string, string> = { ...secrets, ...ids, ...gone }
  const met = new Set<string>()
  // As the next day would copy them.
  await app.db.deleteFrom('school_figures').execute()
  await keepSchoolFigures(app.db, dayOf(app.now()))
  const leaks: string[] = []
  for (const { method, address } of everything()) {
    const response = method === 'GET' ? await app.get(address) : await app.post(address)
    if (response.status >= 500) leaks.push(`${method} ${address}: status ${response.status}`)
    const whole = await wholeOf(response)
    // What was asked for may be said back.
    const asked = Object.keys(canaries).filter((name) => address.includes(canaries[name]!))
    const found = readableIn(whole, canaries).filter((name) => !asked.includes(name))
    leaks.push(...found.map((name) => `${method} ${address}: ${name}`))
    for (const name of readableIn(whole, standing)) met.add(name)
  }
  expect(leaks).toEqual([])
  expect([...met].sort()).toEqual(Object.keys(standing).sort())
  expect(await searchable({ ...secrets, ...gone })).toEqual([])
  expect(await readInNews({ ...secrets, ...ids, ...gone })).toEqual([])
  const { status } = await app.get(oldPictures.at(-1)!)
  expect(status).toBe('picture' in standing ? 200 : 404)
}

/** Words by which the search finds the case, though it must not know them. */
async function searchable(hidden: Record<string, string>): Promise<string[]> {
  const found: string[] = []
  for (const [name, words] of Object.entries(hidden)) {
    const html = await (await app.get(`/tra-loi?${new URLSearchParams({ tu: words })}`)).text()
    if (html.includes(`/tra-loi/${row.number}`)) found.push(name)
  }
  return found
}

/** What followers have been written, of this stop and earlier ones. A mail once sent cannot be called back, so each is looked at when it is written. */
async function readInNews(hidden: Record<string, string>): Promise<string[]> {
  await tellFollowers(app.db, app.secrets, app.origin, app.now())
  const mail = await app.db.selectFrom('outbox').select(['subject', 'body']).where('purpose', '=', 'follow-news').execute()
  await app.db.deleteFrom('outbox').where('purpose', '=', 'follow-news').execute()
  return readableIn(Buffer.from(JSON.stringify(mail)), hidden)
}

test('every route of the build that is open to everybody has its row', () => {
  const closed = (id: string) => id.startsWith('routes/office/') && !(id in addresses)
  expect(Object.keys(app.build.routes).filter((id) => !closed(id) && !(id in addresses))).toEqual([])
  expect(Object.keys(addresses).filter((id) => !(id in app.build.routes))).toEqual([])
})

describe('nothing that must not be read is readable anywhere', () => {
  // Each goes through some hundreds of addresses.
  vi.setConfig({ testTimeout: 120_000 })

  test('once the case is answered and nothing is published', async () => {
    await answer()
    followLink = '/theo-doi/con-chua'
    oldPictures = [`/tra-loi/${row.number}/anh/${'0'.repeat(32)}`]
    await look({ ...firstText, ...secondText, ...thirdText, ...besides, number: row.number }, {})
    oldPictures = []
  })

  test('once it is published, with covers, a picture and what was done', async () => {
    await publishFirst()
    await follow()
    await stateMeasures()
    const { measure, picture } = besides
    await look({ ...secondText, ...thirdText }, { ...firstText, measure, picture })
  })

  test('once it is corrected: the words of before are gone', async () => {
    await publishThis({ ...withCovers({ summary: secondText['corrected summary'], answer: secondText['corrected answer'] }), correctionNote: besides['words of the correction'] })
    await look({ ...firstText, ...thirdText }, { ...secondText, ...besides })
  })

  test('while it is answered again, and once the second answer has taken the place of the first', async () => {
    const { principal, handler } = school.staff
    expect(await disagree(desk, row.id, secrets['what the parent disagreed with'], app.now())).toEqual({ ok: true })
    await look({ ...firstText, ...thirdText }, { ...secondText, ...besides })
    await does(handler, (act) => submitReply(desk, act, answerOf(secrets['the reply itself'])))
    await does(principal, (act) => approveReply(desk, act, readAndConfirmed))
    await publishThis(withCovers({ summary: secondText['corrected summary'], answer: thirdText['second answer'] }))
    await look({ ...firstText, 'corrected answer': secondText['corrected answer'] }, { ...thirdText, ...besides, 'corrected summary': secondText['corrected summary'] })
  })

  test('once it is taken down: nothing but the day and the reason stays', async () => {
    const reason = 'Còn một chỗ giúp nhậnragiađình'
    await does(school.staff.coordinator, (act) => takeDown(desk, act, { reason }))
    await look({ ...firstText, ...secondText, ...thirdText, ...besides }, { reason })
  })

  test('once it is published anew, and once the parent takes back the consent', async () => {
    await publishThis(withCovers({ summary: secondText['corrected summary'], answer: thirdText['second answer'] }))
    expect((await app.get(oldPictures.at(-1)!)).status).toBe(200)
    expect(await withdrawPublication(desk, row.id, app.now())).toEqual({ ok: true })
    await look({ ...firstText, ...secondText, ...thirdText, ...besides }, { reason: 'Người gửi rút lại sự đồng ý' })
  })
})
