import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditActions, auditGroups, auditSubjects, auditWords, recordAudit, verifyAudit } from '#app/audit/index.ts'
import { defaultLimits, limitNames } from '#app/calendar/index.ts'
import { transitions } from '#app/cases/index.ts'
import { attendComments } from '#app/comments/index.ts'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { queueMail } from '#app/mail/index.ts'
import type { DataRequest } from '#app/privacy/index.ts'
import { createSetupToken, forgetSecondFactor, hashPassword } from '#app/staff/index.ts'
import { closeRound, createRound, findRound, printSheets, startRound, submitResponse } from '#app/surveys/index.ts'
import type { CaseRow, Role } from '#db/schema.ts'
import { cookiesFrom, createTestApp, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { appCode, secretOn } from '#tests/support/authenticator-app.ts'
import { createAuthenticator } from '#tests/support/authenticator.ts'
import { addCase, answerFields, confirmedFields, sendCase } from '#tests/support/cases.ts'
import { attachPhoto, photo } from '#tests/support/pictures.ts'
import type { SeededSchool } from '#tests/support/school.ts'

let app: TestApp
let here: SeededSchool

beforeAll(async () => {
  app = await createTestApp()
  here = await app.seedSchool()
  await app.db.updateTable('staff').set({ password_hash: await hashPassword(password, 'principal') }).execute()
})
afterAll(() => app.close())

const password = 'ba con voi xanh 7'
const cookieOf = (role: Role) => app.signInAs(here.staff[role])
const newest = () => app.db.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()
const since = (id: number) => app.db.selectFrom('audit').selectAll().where('id', '>', id).orderBy('id').execute()

/** One post of a route, with what it must leave in the log. */
interface Deed {
  name: string
  send: () => Promise<Response>
  action: string
  /** Not by the person signed in, or by nobody. */
  by?: 'nobody' | 'new principal'
}

/** A case in a state of its own, in the handler's hands. */
const caseIn = (facts: Partial<CaseRow>) => addCase(app.db, here, facts)
const sendsFile = async (row: CaseRow) => {
  const bytes = new Uint8Array(await photo({ width: 40, height: 30 }))
  return app.postFiles(`/office/phan-anh/${row.number}/tep`, [['version', String(row.version)], ['tepMoi', new File([bytes], 'anh.jpg')]], { cookie: await cookieOf('handler') })
}
const onCase = async (row: CaseRow, viec: string, role: Role, form: Record<string, string> = {}) =>
  app.post(`/office/phan-anh/${row.number}`, { viec, version: String(row.version), ...form }, { cookie: await cookieOf(role) })
const settings = async (page: string, form: Record<string, string>) => app.post(`/office/cai-dat/${page}`, form, { cookie: await cookieOf('principal') })
const fieldId = async (name: string) => (await app.db.selectFrom('fields').select('id').where('school_id', '=', here.school.id).where('name_vi', '=', name).executeTakeFirstOrThrow()).id
const idOf = async (table: 'authorities' | 'targets') => (await app.db.selectFrom(table).select('id').where('school_id', '=', here.school.id).limit(1).executeTakeFirstOrThrow()).id
const account = async (viec: string, form: Record<string, string> = {}) => {
  const { id, version } = await app.db.selectFrom('staff').select(['id', 'version']).where('id', '=', here.secondCoordinator.id).executeTakeFirstOrThrow()
  return app.post(`/office/tai-khoan/${id}`, { viec, version: String(version), ...form }, { cookie: await cookieOf('principal') })
}
const places = { name: 'Cổng sau', kind: 'gate', code: '' }
const authority = { kind: 'governing', name: 'Ủy ban nhân dân phường', address: '', phone: '', from: '2025-07-01', to: '' }
const target = { year: '2026', section: 'II.9', statementVi: 'Thử', statementEn: 'Trial', indicator: '', percent: '' }
const template = { purpose: 'answer', name: 'Mẫu thử', kind: '', fieldId: '', body: 'Kính gửi ông/bà.' }
const templateId = async () => (await app.db.selectFrom('reply_templates').select('id').where('purpose', '=', 'answer').orderBy('position').executeTakeFirstOrThrow()).id
const rule = { name: 'Việc của bếp', words: 'canh', handlerId: '' }
const ruleId = async () => (await app.db.selectFrom('routing_rules').select('id').orderBy('position').executeTakeFirstOrThrow()).id
const away = { from: '2026-12-01', to: '2026-12-02', get deputyId() { return here.staff.coordinator.id } }
const absenceOf = async (staffId: string) => (await app.db.selectFrom('staff_absences').select('id').where('staff_id', '=', staffId).executeTakeFirstOrThrow()).id
const day = { day: '2027-08-31', kind: 'off', closes: '', name: 'Trường đóng cửa', legalBasis: 'Thông báo' }
const profile = { name: 'Trường Mầm non Hoa Phượng', principalName: 'Lâm Ngọc Diễm', address: 'Số 12', phone: '0900 000 001', email: 'a@example.vn', officialSite: '', introVi: '', introEn: '', opens: '07:00', closes: '17:00' }
const round = { nameVi: 'Đợt thử', nameEn: 'Trial', opensOn: '2026-11-23', closesOn: '2026-12-20', audienceSize: '100' }
/** The school's one draft of the survey. */
const draftPost = async (form: Record<string, string>) => {
  const draft = await app.db.selectFrom('questionnaires').selectAll().where('school_id', '=', here.school.id).where('state', '=', 'draft').executeTakeFirstOrThrow()
  return app.post(`/office/mau-phieu/${draft.id}`, { revision: String(draft.revision), ...form }, { cookie: await cookieOf('principal') })
}
const roundPost = async (form: Record<string, string>, below = '') => {
  const { id, version } = await app.db.selectFrom('rounds').selectAll().orderBy('created_at', 'desc').limit(1).executeTakeFirstOrThrow()
  return app.post(`/office/dot-khao-sat/${id}${below}`, { version: String(version), ...form }, { cookie: await cookieOf('principal') })
}
/** A comment that may be read: of a closed round with ten forms. */
const commentId = async () => {
  const known = await app.db.selectFrom('comments').select('id').executeTakeFirst()
  if (known) return known.id
  const id = await createRound(app.db, here.school, { questionnaire: 'education', nameVi: 'Đợt', nameEn: 'Round', opensOn: '2026-11-16', closesOn: '2026-12-04', audienceSize: 50 }, null, testNow)
  const newest = async () => (await findRound(app.db, here.school, id))!
  await startRound(app.db, here.school, await newest(), null, testNow)
  for (let index = 0; index < 10; index += 1) await submitResponse(app.db, app.secrets, here.school, { questionnaire: 'education', form: 'quick', answers: { F1: 4 }, expectation: null, comment: index === 0 ? 'Canh mặn quá' : null, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() }, testNow)
  await closeRound(app.db, here.school, await newest(), null, testNow)
  await attendComments(app.db, { secrets: app.secrets, publicOrigin: 'https://truong.example.vn' }, testNow)
  return (await app.db.selectFrom('comments').select('id').executeTakeFirstOrThrow()).id
}
/** The code of a sheet of the one open round. */
let paperCode = ''
const enterPaper = async (role: Role) => {
  const open = async () => app.db.selectFrom('rounds').selectAll().where('state', '=', 'open').executeTakeFirst()
  if (!(await open())) {
    const id = await createRound(app.db, here.school, { ...round, questionnaire: 'dossier', audienceSize: null }, null, app.now())
    await startRound(app.db, here.school, { id, version: 1 }, null, app.now())
    const [sheet] = await app.db.transaction().execute((tx) => printSheets(tx, app.secrets, { id, state: 'open' }, 'full', 1))
    paperCode = sheet!.code
  }
  return app.post(`/office/dot-khao-sat/${(await open())!.id}/phieu-giay/nhap`, { viec: 'ghi', ma: paperCode, T1: '4' }, { cookie: await cookieOf(role) })
}
const summed = { 'said-fees': 'Một số phụ huynh chưa rõ mức thu.', 'answer-fees': 'Bảng mức thu nay treo ở cổng.' }
const summary = async (form: Record<string, string>, cookie?: string, state?: 'published') => {
  const { round_id } = await app.db.selectFrom('comments').select('round_id').where('id', '=', await commentId()).executeTakeFirstOrThrow()
  const row = await app.db.selectFrom('round_summaries').select('revision').where('round_id', '=', round_id).where('state', 'in', state ? [state] : ['draft', 'waiting']).executeTakeFirst()
  return app.post(`/office/dot-khao-sat/${round_id}/tom-tat`, { revision: String(row?.revision ?? 0), ...form }, { cookie: cookie ?? (await cookieOf('principal')) })
}
const signInWith = (words: string, email = here.staff.principal.email) => app.post('/office/dang-nhap', { email, password: words })
/** Does something with an account that has an app, and takes the app away again. */
const withApp = async (staffId: string, act: () => Promise<Response>) => {
  await app.db.insertInto('totp_factors').values({ staff_id: staffId, secret: 'sealed', last_step: 0, created_at: testNow }).execute()
  const response = await act()
  await forgetSecondFactor(app.db, staffId)
  return response
}
const reply = async (row: CaseRow, state: 'awaiting_approval' = 'awaiting_approval') =>
  app.db.insertInto('case_replies').values({ case_id: row.id, body: 'Nhà trường đã sửa.', state, drafted_by: here.staff.handler.id, updated_at: testNow }).execute()
const publicText = async (row: CaseRow) =>
  app.db.insertInto('case_publication_drafts').values({ case_id: row.id, summary: 'Cổng mở muộn.', answer: 'Mở sớm hơn.', proposed_by: here.staff.coordinator.id, updated_at: testNow }).execute()
const dataRequest = async (kind: DataRequest['kind'], viec: string, form: Record<string, string> = {}, facts: Partial<DataRequest> = {}) => {
  const row = await caseIn(viec === 'xu-ly-tiep' ? { frozen_on: '2026-11-23' } : {})
  await app.db
    .insertInto('data_requests')
    .values({ id: row.id, school_id: row.school_id, case_id: row.id, kind, body: '', state: 'new', received_on: '2026-11-23', acknowledge_due: '2026-11-26', due: '2026-12-03', acknowledged_on: null, ended_on: null, outcome: null, handled_by: null, ...facts })
    .execute()
  return app.post(`/office/du-lieu-ca-nhan/${row.id}`, { viec, version: '1', ...form }, { cookie: await cookieOf('principal') })
}
/** A complaint with its formal file, in the handler's hands. */
const complaint = async (stage: 'awaiting' | 'accepted') => {
  const row = await caseIn({ kind: 'complaint', formal_stage: stage, intake_due: '2026-11-30' })
  await app.db.insertInto('case_formal').values({ case_id: row.id, accept_due: '2026-11-30', ...(stage === 'accepted' ? { accepted_on: '2026-11-23', resolve_due: '2026-12-23' } : {}) }).execute()
  return row
}
const publishedCase = async () => {
  const row = await caseIn(answered)
  await publicText(row)
  await onCase(row, 'publish', 'principal', { confirmed: 'on' })
  return app.db.selectFrom('cases').selectAll().where('id', '=', row.id).executeTakeFirstOrThrow()
}
const measure = async (row: CaseRow, state: 'stated' | 'verified') => {
  const id = `${row.id}-measure`
  await app.db.insertInto('measures').values({ id, case_id: row.id, statement: 'Mở cổng sớm hơn.', done_on: '2026-11-23', stated_by: here.staff.handler.id, stated_on: '2026-11-23', state, verified_by: null, verified_on: null, note: null }).execute()
  return id
}
const open = { assignee_id: null, state: 'submitted' as const }
const answered = { state: 'answered' as const, answered_on: '2026-11-23', consent_publish: 1 as const }

/** A case with a message that can still be taken back. */
async function waiting(): Promise<CaseRow> {
  const row = await caseIn({ outgoing_at: '2099-01-01T00:00:00.000Z' })
  await app.db
    .insertInto('case_outgoing')
    .values({ case_id: row.id, action: 'message', body: 'Nhà trường đã nhận.', reply_id: null, staff_id: here.staff.handler.id, created_at: app.now(), send_at: '2099-01-01T00:00:00.000Z' })
    .execute()
  return row
}

/** Every route of the office that takes forms, with each kind of form that it takes. In order: later ones build on earlier ones. */
const deeds: Record<string, Deed[]> = {
  'inbox/bulk': [
    {
      name: 'many cases at once',
      action: 'case:acknowledge',
      send: async () => {
        const row = await caseIn(open)
        return app.post('/office/phan-anh/hang-loat', { viec: 'acknowledge', hs: `${row.number}:${row.version}` }, { cookie: await cookieOf('coordinator') })
      },
    },
  ],
  'inbox/export-file': [
    {
      name: 'cases taken out as a file',
      action: 'case:export',
      send: async () => {
        await caseIn({})
        return app.post('/office/phan-anh/tai-ve/tep?xem=all', { dang: 'csv' }, { cookie: await cookieOf('coordinator') })
      },
    },
  ],
  'case/case': [
    { name: 'acknowledge', action: 'case:acknowledge', send: async () => onCase(await caseIn(open), 'acknowledge', 'coordinator', { assigneeId: '' }) },
    { name: 'assign', action: 'case:assign', send: async () => onCase(await caseIn({}), 'assign', 'coordinator', { assigneeId: here.staff.coordinator.id }) },
    { name: 'reclassify', action: 'case:reclassify', send: async () => onCase(await caseIn({}), 'reclassify', 'coordinator', { kind: 'question', fieldId: here.fields[1]!.id, reason: 'Là câu hỏi' }) },
    { name: 'ask', action: 'case:ask', send: async () => onCase(await caseIn({}), 'ask', 'handler', { text: 'Lớp nào?' }) },
    { name: 'message', action: 'case:message', send: async () => onCase(await caseIn({}), 'message', 'handler', { text: 'Nhà trường đã nhận.' }) },
    {
      name: 'removeFile',
      action: 'case:removeFile',
      send: async () => {
        const row = await caseIn({})
        await sendsFile(row)
        const { id } = await app.db.selectFrom('attachments').select('id').where('case_id', '=', row.id).executeTakeFirstOrThrow()
        return app.post(`/office/phan-anh/${row.number}`, { viec: 'removeFile', version: '2', fileId: id }, { cookie: await cookieOf('handler') })
      },
    },
    { name: 'undoSend', action: 'case:undoSend', send: async () => onCase(await waiting(), 'undoSend', 'handler') },
    { name: 'sendNow', action: 'case:sendNow', send: async () => onCase(await waiting(), 'sendNow', 'handler') },
    { name: 'extend', action: 'case:extend', send: async () => onCase(await caseIn({}), 'extend', 'principal', { workingDays: '3', reason: 'Chờ báo giá' }) },
    { name: 'draft', action: 'case:draft', send: async () => onCase(await caseIn({}), 'draft', 'handler', { body: 'Dự thảo' }) },
    { name: 'submitReply', action: 'case:submitReply', send: async () => onCase(await caseIn({}), 'submitReply', 'handler', answerFields('Nhà trường đã sửa.')) },
    { name: 'returnReply', action: 'case:returnReply', send: async () => { const row = await caseIn({ state: 'awaiting_approval' }); await reply(row); return onCase(row, 'returnReply', 'principal', { reason: 'Cần nêu ngày' }) } },
    { name: 'approveReply', action: 'case:approveReply', send: async () => { const row = await caseIn({ state: 'awaiting_approval' }); await reply(row); return onCase(row, 'approveReply', 'principal', confirmedFields) } },
    { name: 'recallReply', action: 'case:recallReply', send: async () => { const row = await caseIn({ state: 'awaiting_approval' }); await reply(row); return onCase(row, 'recallReply', 'handler') } },
    { name: 'proposePublication', action: 'case:proposePublication', send: async () => onCase(await caseIn(answered), 'proposePublication', 'handler', { summary: 'Cổng mở muộn.', answer: 'Mở sớm hơn.' }) },
    { name: 'returnPublication', action: 'case:returnPublication', send: async () => { const row = await caseIn(answered); await publicText(row); return onCase(row, 'returnPublication', 'principal', { reason: 'Còn tên lớp' }) } },
    { name: 'publish', action: 'case:publish', send: async () => { const row = await caseIn(answered); await publicText(row); return onCase(row, 'publish', 'principal', { confirmed: 'on' }) } },
    { name: 'coverPicture', action: 'case:coverPicture', send: async () => { const row = await caseIn({}); return onCase(row, 'coverPicture', 'handler', { fileId: await attachPhoto(app, here.school, row.id) }) } },
    { name: 'takeDown', action: 'case:takeDown', send: async () => onCase(await publishedCase(), 'takeDown', 'coordinator', { reason: 'Còn chỗ chưa che' }) },
    { name: 'stateMeasure', action: 'case:stateMeasure', send: async () => onCase(await caseIn(answered), 'stateMeasure', 'handler', { statement: 'Mở cổng sớm hơn', doneOn: '2026-11-23' }) },
    { name: 'verifyMeasure', action: 'case:verifyMeasure', send: async () => { const row = await caseIn(answered); return onCase(row, 'verifyMeasure', 'principal', { measureId: await measure(row, 'stated'), seen: 'on', note: 'Đã xem' }) } },
    { name: 'rejectMeasure', action: 'case:rejectMeasure', send: async () => { const row = await caseIn(answered); return onCase(row, 'rejectMeasure', 'principal', { measureId: await measure(row, 'stated'), reason: 'Chưa xong' }) } },
    { name: 'withdrawMeasure', action: 'case:withdrawMeasure', send: async () => { const row = await caseIn(answered); return onCase(row, 'withdrawMeasure', 'principal', { measureId: await measure(row, 'verified'), reason: 'Ghi nhầm' }) } },
    { name: 'transfer', action: 'case:transfer', send: async () => onCase(await caseIn({}), 'transfer', 'coordinator', { authority: 'Ủy ban nhân dân phường', reason: 'Không thuộc thẩm quyền' }) },
    { name: 'declareIneligible', action: 'case:declareIneligible', send: async () => onCase(await caseIn({}), 'declareIneligible', 'coordinator', { reason: 'Không rõ' }) },
    { name: 'acceptFormal', action: 'case:acceptFormal', send: async () => onCase(await complaint('awaiting'), 'acceptFormal', 'principal') },
    { name: 'refuseFormal', action: 'case:refuseFormal', send: async () => onCase(await complaint('awaiting'), 'refuseFormal', 'principal', { reason: 'Đã có quyết định lần hai' }) },
    { name: 'declareComplex', action: 'case:declareComplex', send: async () => onCase(await complaint('accepted'), 'declareComplex', 'principal', { reason: 'Nhiều bên' }) },
    { name: 'recordDialogue', action: 'case:recordDialogue', send: async () => onCase(await complaint('accepted'), 'recordDialogue', 'handler', { heldOn: '2026-11-25', place: 'Phòng họp', record: '' }) },
    { name: 'recordDecision', action: 'case:recordDecision', send: async () => onCase(await complaint('accepted'), 'recordDecision', 'handler', { decisionNumber: '07/QĐ', decidedOn: '2026-11-23', body: 'Chấp nhận.' }) },
    { name: 'merge', action: 'case:merge', send: async () => { const main = await caseIn({}); return onCase(await caseIn({}), 'merge', 'coordinator', { mainNumber: main.number, reason: 'Cùng việc' }) } },
    { name: 'unmerge', action: 'case:unmerge', send: async () => { const main = await caseIn({}); return onCase(await caseIn({ merged_into: main.id }), 'unmerge', 'coordinator', { reason: 'Khác việc' }) } },
    { name: 'passOutside', action: 'case:passOutside', send: async () => onCase(await caseIn({}), 'passOutside', 'coordinator', { authority: 'Ủy ban nhân dân phường', confirmed: 'on' }) },
    { name: 'resume', action: 'case:resume', send: async () => onCase(await caseIn({ state: 'more_info', paused_on: '2026-11-20' }), 'resume', 'handler') },
    { name: 'close', action: 'case:close', send: async () => onCase(await caseIn(answered), 'close', 'coordinator') },
    { name: 'note', action: 'case:note', send: async () => onCase(await caseIn({}), 'note', 'handler', { text: 'Đã hỏi bảo vệ' }) },
    { name: 'addConflict', action: 'case:addConflict', send: async () => onCase(await caseIn({}), 'addConflict', 'coordinator', { staffId: here.staff.handler.id, reason: 'Bị phản ánh' }) },
    { name: 'raiseAlarm', action: 'case:raiseAlarm', send: async () => onCase(await caseIn({}), 'raiseAlarm', 'handler', { reason: 'Cháu sợ đến lớp' }) },
    { name: 'clearAlarm', action: 'case:clearAlarm', send: async () => onCase(await caseIn({ child_safety: 1, safety_source: 'words' }), 'clearAlarm', 'coordinator', { reason: 'Trẻ an toàn' }) },
    {
      name: 'clearConflict',
      action: 'case:clearConflict',
      send: async () => {
        const row = await sendCase(app, here, { body: 'Cô Sa để canh nguội.' })
        const { id } = await app.db.selectFrom('case_conflicts').select('id').where('case_id', '=', row.id).executeTakeFirstOrThrow()
        return onCase(row, 'clearConflict', 'principal', { conflictId: id, reason: 'Chỉ nhắc tên' })
      },
    },
  ],
  'case/files': [{ name: 'files for the sender', action: 'case:addFiles', send: async () => sendsFile(await caseIn({})) }],
  'case/picture': [
    {
      name: 'a picture blacked out',
      action: 'case:coverPicture',
      send: async () => {
        const row = await caseIn({})
        return app.post(`/office/phan-anh/${row.number}/tep/${await attachPhoto(app, here.school, row.id)}/che`, { version: '1' }, { cookie: await cookieOf('handler') })
      },
    },
  ],
  'data/request': [
    { name: 'acknowledged', action: 'data:acknowledge', send: () => dataRequest('see', 'xac-nhan') },
    { name: 'carried out', action: 'data:carry-out', send: () => dataRequest('see', 'thuc-hien', { answer: 'Mời tải về' }) },
    { name: 'refused', action: 'data:refuse', send: () => dataRequest('delete', 'tu-choi', { reason: 'Phải lưu giữ' }) },
    { name: 'unfrozen', action: 'data:unfreeze', send: () => dataRequest('restrict', 'xu-ly-tiep', { reason: 'Phải bảo vệ trẻ' }, { state: 'done' }) },
  ],
  'places/list': [{ name: 'a new place', action: 'place:add', send: async () => app.post('/office/ma-qr', places, { cookie: await cookieOf('principal') }) }],
  'places/place': [
    { name: 'a new name', action: 'place:change', send: async () => app.post(`/office/ma-qr/${here.places[0]!.id}`, { viec: 'sua', name: 'Cổng lớn', kind: 'gate' }, { cookie: await cookieOf('principal') }) },
    { name: 'stopped', action: 'place:stop', send: async () => app.post(`/office/ma-qr/${here.places[0]!.id}`, { viec: 'trang-thai', dung: '0' }, { cookie: await cookieOf('principal') }) },
    { name: 'used again', action: 'place:resume', send: async () => app.post(`/office/ma-qr/${here.places[0]!.id}`, { viec: 'trang-thai', dung: '1' }, { cookie: await cookieOf('principal') }) },
  ],
  'rounds/list': [{ name: 'a new round', action: 'round:create', send: async () => app.post('/office/dot-khao-sat', { ...round, questionnaire: 'education' }, { cookie: await cookieOf('principal') }) }],
  'questionnaires/list': [{ name: 'a draft begun', action: 'questionnaire:draft', send: async () => app.post('/office/mau-phieu', { tu: 'mau:primary' }, { cookie: await cookieOf('principal') }) }],
  'questionnaires/questionnaire': [
    { name: 'a draft saved', action: 'questionnaire:edit', send: () => draftPost({ viec: 'luu', 'A1-vi': 'Lời mới' }) },
    { name: 'a draft put into use', action: 'questionnaire:publish', send: () => draftPost({ viec: 'dung' }) },
    { name: 'a draft thrown away', action: 'questionnaire:discard', send: async () => { await app.post('/office/mau-phieu', { tu: 'mau:secondary' }, { cookie: await cookieOf('principal') }); return draftPost({ viec: 'bo', hieu: 'on' }) } },
  ],
  'rounds/slips-file': [{ name: 'slips printed', action: 'round:print-slips', send: () => roundPost({ lop: 'Lá: 2' }, '/phieu/in.pdf') }],
  // Ordering slips sends the form on to the file.
  'rounds/slips': [{ name: 'slips voided', action: 'round:void-slips', send: () => roundPost({ viec: 'huy', lo: 'Lá', hieu: 'on' }, '/phieu') }],
  'rounds/kiosks': [
    { name: 'a device added', action: 'round:add-kiosk', send: () => roundPost({ viec: 'tao', noi: here.places[0]!.id }, '/may') },
    { name: 'a device withdrawn', action: 'round:revoke-kiosk', send: async () => roundPost({ viec: 'thu-hoi', may: (await app.db.selectFrom('kiosks').select('id').executeTakeFirstOrThrow()).id }, '/may') },
  ],
  'rounds/paper-file': [{ name: 'paper forms printed', action: 'round:print-paper', send: () => roundPost({ mau: 'quick', so: '2' }, '/phieu-giay/in.pdf') }],
  // Ordering paper sends the form on to the file.
  'rounds/paper': [
    { name: 'paper counted', action: 'round:count-paper', send: () => roundPost({ viec: 'thu-ve', thu: '2' }, '/phieu-giay') },
    { name: 'paper withdrawn', action: 'round:withdraw-paper', send: () => roundPost({ viec: 'loai', phieu: '2', lydo: 'Phiếu trắng' }, '/phieu-giay') },
  ],
  'rounds/round': [
    { name: 'changed', action: 'round:edit', send: () => roundPost({ ...round, audienceSize: '120' }) },
    { name: 'asking by the newest form', action: 'round:ask-newest', send: () => roundPost({ viec: 'doi-mau' }) },
    { name: 'opened', action: 'round:open', send: () => roundPost({ viec: 'mo' }) },
    { name: 'closed', action: 'round:close', send: () => roundPost({ viec: 'dong', hieu: 'on' }) },
  ],
  // The round above is closed by now, but a comment needs one with ten forms.
  'comments/list': [
    { name: 'moved', action: 'comment:move', send: async () => app.post('/office/gop-y', { viec: 'chuyen', id: await commentId(), theme: 'fees' }, { cookie: await cookieOf('principal') }) },
    { name: 'made a case', action: 'comment:make-case', send: async () => app.post('/office/gop-y', { viec: 'lap-ho-so', id: await commentId() }, { cookie: await cookieOf('principal') }) },
  ],
  'rounds/paper-entry': [
    { name: 'paper read by one person', action: 'round:enter-paper', send: () => enterPaper('handler') },
    { name: 'paper read by a second one', action: 'round:accept-paper', send: () => enterPaper('coordinator') },
  ],
  'rounds/summary': [
    { name: 'written', action: 'summary:draft', send: () => summary({ viec: 'luu', ...summed }) },
    { name: 'handed over', action: 'summary:submit', send: () => summary({ viec: 'trinh', ...summed }) },
    { name: 'given back', action: 'summary:return', send: () => summary({ viec: 'tra-lai' }) },
    { name: 'published', action: 'summary:publish', send: async () => { await summary({ viec: 'trinh', ...summed }); return summary({ viec: 'duyet' }, await app.signInAs(here.staff.coordinator)) } },
    { name: 'taken down', action: 'summary:withdraw', send: () => summary({ viec: 'go', reason: 'Nhầm số liệu.' }, undefined, 'published') },
    { name: 'thrown away', action: 'summary:discard', send: async () => { await summary({ viec: 'luu', ...summed, correction: 'Sửa số liệu.' }); return summary({ viec: 'bo' }) } },
  ],
  'staff-invite': [{ name: 'invited', action: 'staff:invite', send: async () => app.post('/office/tai-khoan/moi', { name: 'Phan Thị Mới', jobTitle: 'Giáo viên', email: 'moi@hoa-phuong.example.vn', role: 'handler' }, { cookie: await cookieOf('principal') }) }],
  'staff-member': [
    { name: 'facts', action: 'staff:update', send: () => account('sua', { name: 'Trịnh Thị Vân', jobTitle: 'Cán bộ', email: 'van@hoa-phuong.example.vn' }) },
    { name: 'role', action: 'staff:change-role', send: () => account('vai-tro', { role: 'handler' }) },
    { name: 'closed', action: 'staff:disable', send: () => account('khoa') },
    { name: 'opened', action: 'staff:enable', send: () => account('mo') },
    { name: 'an absence', action: 'staff:add-absence', send: () => account('vang', { ...away, deputyId: here.staff.handler.id }) },
    { name: 'an absence taken back', action: 'staff:delete-absence', send: async () => account('xoa-vang', { absenceId: await absenceOf(here.secondCoordinator.id) }) },
    { name: 'a new link', action: 'staff:reset-password', send: () => account('duong-dan') },
    { name: 'the second factor reset', action: 'staff:reset-second-factor', send: () => account('dat-lai-hai-lop') },
  ],
  mail: [
    {
      name: 'a new attempt',
      action: 'mail:retry',
      send: async () => {
        await queueMail(app.db, { schoolId: here.school.id, recipient: 'a@example.vn', subject: 'Thử', body: 'Thử', purpose: 'case-reminder' }, testNow)
        const { id } = await app.db.selectFrom('outbox').select('id').orderBy('id', 'desc').limit(1).executeTakeFirstOrThrow()
        return app.post('/office/thu-gui', { thu: String(id) }, { cookie: await cookieOf('principal') })
      },
    },
  ],
  'audit-file': [{ name: 'the log as a file', action: 'audit:export', send: async () => app.post('/office/nhat-ky/tai-ve', {}, { cookie: await cookieOf('principal') }) }],
  'settings/school': [{ name: 'saved', action: 'school:update', send: () => settings('truong', profile) }],
  'settings/limits': [{ name: 'saved', action: 'school:limits', send: () => settings('thoi-han', { ...Object.fromEntries(limitNames.map((name) => [name, String(defaultLimits[name])])), answerWorkingDays: '9', reason: 'Quyết định 1' }) }],
  'settings/fields': [
    { name: 'added', action: 'field:add', send: () => settings('linh-vuc', { viec: 'them', nameVi: 'Xe đưa đón', nameEn: 'School bus', handlerId: '' }) },
    { name: 'changed', action: 'field:update', send: async () => settings('linh-vuc', { viec: 'sua', id: await fieldId('Xe đưa đón'), nameVi: 'Xe buýt', nameEn: 'School bus', handlerId: '' }) },
    { name: 'up', action: 'field:move', send: async () => settings('linh-vuc', { viec: 'len', id: await fieldId('Xe buýt') }) },
    { name: 'down', action: 'field:move', send: async () => settings('linh-vuc', { viec: 'xuong', id: await fieldId('Xe buýt') }) },
    { name: 'off', action: 'field:deactivate', send: async () => settings('linh-vuc', { viec: 'ngung', id: await fieldId('Xe buýt') }) },
    { name: 'on', action: 'field:activate', send: async () => settings('linh-vuc', { viec: 'dung-lai', id: await fieldId('Xe buýt') }) },
  ],
  'settings/themes': [
    { name: 'themes of its own', action: 'comment:themes', send: () => settings('chu-de', { viec: 'luu', 'vi-0': 'Bữa ăn', 'field-0': 'meals', 'words-0': 'cơm' }) },
    { name: 'the ones that come with the product', action: 'comment:themes', send: () => settings('chu-de', { viec: 'co-san' }) },
  ],
  'settings/routing': [
    { name: 'a new rule', action: 'routing:add', send: () => settings('phan-cong', { viec: 'them', ...rule, handlerId: here.staff.handler.id }) },
    { name: 'a changed rule', action: 'routing:update', send: async () => settings('phan-cong', { viec: 'sua', id: await ruleId(), ...rule, handlerId: here.staff.coordinator.id }) },
    { name: 'a moved rule', action: 'routing:move', send: async () => settings('phan-cong', { viec: 'len', id: await ruleId() }) },
    { name: 'a rule switched off', action: 'routing:deactivate', send: async () => settings('phan-cong', { viec: 'ngung', id: await ruleId() }) },
    { name: 'a rule switched on', action: 'routing:activate', send: async () => settings('phan-cong', { viec: 'dung-lai', id: await ruleId() }) },
    { name: 'a deleted rule', action: 'routing:delete', send: async () => settings('phan-cong', { viec: 'xoa', id: await ruleId() }) },
    { name: 'the words of the alarm', action: 'school:safety-words', send: () => settings('phan-cong', { viec: 'tu-bao-dong', safetyWords: 'trèo rào' }) },
  ],
  'settings/authorities': [
    { name: 'added', action: 'authority:add', send: () => settings('co-quan', { viec: 'them', ...authority }) },
    { name: 'changed', action: 'authority:update', send: async () => settings('co-quan', { viec: 'sua', id: await idOf('authorities'), ...authority, phone: '0900 000 083' }) },
    { name: 'removed', action: 'authority:delete', send: async () => settings('co-quan', { viec: 'xoa', id: await idOf('authorities') }) },
  ],
  'settings/calendar': [
    { name: 'added', action: 'calendar:add', send: () => settings('lich', { viec: 'them', ...day }) },
    { name: 'confirmed', action: 'calendar:confirm', send: () => settings('lich', { viec: 'xac-nhan', day: '2027-08-31' }) },
    { name: 'changed', action: 'calendar:update', send: () => settings('lich', { viec: 'sua', ...day, kind: 'short', closes: '11:00' }) },
    { name: 'removed', action: 'calendar:delete', send: () => settings('lich', { viec: 'xoa', day: '2027-08-31' }) },
    { name: 'filled', action: 'calendar:fill', send: () => settings('lich', { viec: 'dien', year: '2029' }) },
  ],
  'settings/answering': [{ name: 'the way of answering', action: 'school:answering', send: () => settings('tra-loi', { undoMinutes: '10', lighterApproval: 'on' }) }],
  'settings/second-factor': [{ name: 'who must have a second factor', action: 'school:second-factor', send: () => settings('hai-lop', { secondFactor: 'off' }) }],
  'settings/templates': [
    { name: 'added', action: 'template:add', send: () => settings('mau-tra-loi', { viec: 'them', ...template }) },
    { name: 'changed', action: 'template:update', send: async () => settings('mau-tra-loi', { viec: 'sua', id: await templateId(), ...template }) },
    { name: 'moved', action: 'template:move', send: async () => settings('mau-tra-loi', { viec: 'xuong', id: await templateId() }) },
    { name: 'switched off', action: 'template:deactivate', send: async () => settings('mau-tra-loi', { viec: 'ngung', id: await templateId() }) },
    { name: 'used again', action: 'template:activate', send: async () => settings('mau-tra-loi', { viec: 'dung-lai', id: await templateId() }) },
    { name: 'filled up', action: 'template:fill', send: async () => { await app.db.deleteFrom('reply_templates').execute(); return settings('mau-tra-loi', { viec: 'mau-co-san' }) } },
  ],
  'settings/targets': [
    { name: 'filled', action: 'target:fill', send: () => settings('chi-tieu', { viec: 'mau', year: '2026' }) },
    { name: 'added', action: 'target:add', send: () => settings('chi-tieu', { viec: 'them', ...target }) },
    { name: 'changed', action: 'target:update', send: async () => settings('chi-tieu', { viec: 'sua', id: await idOf('targets'), ...target }) },
    { name: 'removed', action: 'target:delete', send: async () => settings('chi-tieu', { viec: 'xoa', year: '2026', id: await idOf('targets') }) },
  ],
  'sign-in': [
    { name: 'success', action: 'staff:sign-in', send: () => signInWith(password) },
    { name: 'failure', action: 'staff:sign-in-failed', by: 'nobody', send: () => signInWith('sai') },
    { name: 'an unknown address', action: 'staff:sign-in-failed', by: 'nobody', send: () => signInWith('sai', 'khong-co@example.vn') },
    {
      name: 'locked out after too many attempts',
      action: 'staff:sign-in-blocked',
      by: 'nobody',
      send: async () => {
        for (let n = 0; n < 8; n += 1) await signInWith('sai', here.staff.viewer.email)
        return signInWith('sai', here.staff.viewer.email)
      },
    },
  ],
  'own-account': [
    { name: 'a wrong password', action: 'staff:change-password-failed', send: async () => app.post('/office/tai-khoan-cua-toi', { viec: 'doi-mat-khau', current: 'sai', password: 'bon con voi do 8', passwordAgain: 'bon con voi do 8' }, { cookie: await cookieOf('principal') }) },
    { name: 'a new password', action: 'staff:change-password', send: async () => app.post('/office/tai-khoan-cua-toi', { viec: 'doi-mat-khau', current: password, password: 'bon con voi do 8', passwordAgain: 'bon con voi do 8' }, { cookie: await cookieOf('principal') }) },
    { name: 'an absence', action: 'staff:add-absence', send: async () => app.post('/office/tai-khoan-cua-toi', { viec: 'vang', ...away }, { cookie: await cookieOf('principal') }) },
    { name: 'an absence taken back', action: 'staff:delete-absence', send: async () => app.post('/office/tai-khoan-cua-toi', { viec: 'xoa-vang', absenceId: await absenceOf(here.staff.principal.id) }, { cookie: await cookieOf('principal') }) },
    { name: 'signed out elsewhere', action: 'staff:sign-out-elsewhere', send: async () => app.post('/office/tai-khoan-cua-toi', { viec: 'dang-xuat-noi-khac' }, { cookie: await cookieOf('principal') }) },
    { name: 'new recovery codes', action: 'staff:renew-codes', send: async () => withApp(here.staff.principal.id, async () => app.post('/office/tai-khoan-cua-toi', { viec: 'ma-moi' }, { cookie: await cookieOf('principal') })) },
    { name: 'an app taken away', action: 'staff:remove-app', send: async () => withApp(here.staff.principal.id, async () => app.post('/office/tai-khoan-cua-toi', { viec: 'bo-ung-dung' }, { cookie: await cookieOf('principal') })) },
  ],
  'second-step': [
    { name: 'a wrong code', action: 'staff:second-factor-failed', by: 'nobody', send: () => withApp(here.staff.coordinator.id, async () => app.post('/office/dang-nhap/buoc-hai', { viec: 'ma', code: '000000' }, { cookie: cookiesFrom(await signInWith(password, here.staff.coordinator.email)) })) },
  ],
  'second-factor/app': [
    {
      name: 'an app',
      action: 'staff:add-app',
      send: async () => {
        const cookie = await cookieOf('principal')
        await app.post('/office/hai-lop/ung-dung', { viec: 'bat-dau' }, { cookie })
        const secret = secretOn(await (await app.get('/office/hai-lop/ung-dung', { cookie })).text())
        const response = await app.post('/office/hai-lop/ung-dung', { viec: 'xac-nhan', code: appCode(secret, app.now()) }, { cookie })
        await forgetSecondFactor(app.db, here.staff.principal.id)
        return response
      },
    },
  ],
  'second-factor/key': [
    {
      name: 'a passkey',
      action: 'staff:add-passkey',
      send: async () => {
        const cookie = await cookieOf('principal')
        const question = (await (await app.post('/office/hai-lop/khoa/hoi', { viec: 'them' }, { cookie })).json()) as { challenge: string; user: { id: string } }
        const response = await app.post('/office/hai-lop/khoa', { name: 'Máy thử', answer: createAuthenticator(app.origin).register(question) }, { cookie })
        await forgetSecondFactor(app.db, here.staff.principal.id)
        return response
      },
    },
  ],
  'second-factor/confirm': [{ name: 'a wrong password', action: 'staff:confirm-failed', send: async () => app.post('/office/xac-nhan', { viec: 'mat-khau', current: 'sai' }, { cookie: await cookieOf('principal') }) }],
  'sign-out': [{ name: 'signed out', action: 'staff:sign-out', send: async () => app.post('/office/dang-xuat', {}, { cookie: await cookieOf('principal') }) }],
  invitation: [
    {
      name: 'a password by the link',
      action: 'staff:set-password',
      send: async () => {
        const invited = await app.post('/office/tai-khoan/moi', { name: 'Lê Thị Hai', jobTitle: 'Giáo viên', email: 'hai@hoa-phuong.example.vn', role: 'handler' }, { cookie: await cookieOf('principal') })
        const mail = await app.db.selectFrom('outbox').select('body').where('recipient', '=', 'hai@hoa-phuong.example.vn').executeTakeFirstOrThrow()
        expect(invited.status).toBe(303)
        return app.post(/\/office\/moi\/[\w-]+/.exec(mail.body)![0], { password: 'nam con voi tim 9', passwordAgain: 'nam con voi tim 9' })
      },
      by: 'nobody',
    },
  ],
  'set-up-form': [
    {
      name: 'a second school',
      action: 'school:set-up',
      by: 'new principal',
      send: async () =>
        app.post(`/office/thiet-lap/${await createSetupToken(app.db, app.secrets, app.now())}`, {
          schoolName: 'Trường Mầm non Sen Hồng', address: 'Số 3', phone: '0900 000 002', schoolEmail: 'sen@example.vn', opens: '07:00', closes: '17:00', governing: 'Ủy ban', department: 'Sở', slug: 'sen-hong',
          principalName: 'Ngô Thị Sen', jobTitle: 'Hiệu trưởng', email: 'sen@sen-hong.example.vn', password: 'sau con voi nau 4', passwordAgain: 'sau con voi nau 4',
        }),
    },
  ],
}

/** Routes whose posts leave nothing in the log, and why. */
const exceptions: Record<string, string> = {
  'case/draft': 'what somebody is typing, every few seconds: it changes no case, and opening the case left its line',
  'sign-in-key': 'what a passkey is asked: its answer leaves the line',
  'second-factor/key-question': 'the same within a session',
  'inbox/saved-filters': 'a person’s own list of filters: it changes and opens no case',
}

test('every route of the office that takes forms is walked here, or says why it leaves no line', () => {
  const taking = Object.entries(app.build.routes)
    .filter(([id, found]) => id.startsWith('routes/office/') && 'action' in (found?.module ?? {}))
    .map(([id]) => id.slice('routes/office/'.length))
  expect(taking.filter((id) => !(id in deeds) && !(id in exceptions))).toEqual([])
  expect([...Object.keys(deeds), ...Object.keys(exceptions)].filter((id) => !taking.includes(id))).toEqual([])
})

test('every action that the table of transitions knows is walked', () => {
  expect(Object.keys(transitions).filter((action) => ![...deeds['case/case']!, ...deeds['case/files']!].some((deed) => deed.action === `case:${action}`))).toEqual([])
})

describe.each(Object.entries(deeds))('%s', (_, list) => {
  test.each(list)('$name leaves $action in the log', async ({ send, action, by }) => {
    const before = (await newest())?.id ?? 0
    const response = await send()
    expect([200, 303, 422, 429]).toContain(response.status)
    const lines = (await since(before)).filter((line) => line.action === action)
    expect(lines).toHaveLength(1)
    expect(lines[0]!.at).toBe(app.now())
    if (by === undefined) expect(lines[0]!.staff_id).not.toBeNull()
    // What it says in the log has words, so that the principal reads no code.
    expect(auditWords(action)).not.toBe(action)
    expect(Object.keys(auditSubjects)).toContain(action.split(':')[0])
  })
})

describe('what is only looked at', () => {
  test('a case, its sender and the comments of a round leave a line too', async () => {
    const row = await sendCase(app, here, { sender: 'named', contact: { name: 'Phạm Hữu Lợi', phone: '0900 000 021', email: null }, consentContact: true })
    const cookie = await cookieOf('principal')
    const before = (await newest())!.id
    await app.get(`/office/phan-anh/${row.number}`, { cookie })
    await app.get(`/office/phan-anh/${row.number}/nguoi-gui`, { cookie })
    const lines = await since(before)
    expect(lines.map((line) => line.action)).toEqual(expect.arrayContaining(['case:open', 'case:view-identity']))
    expect(lines.every((line) => line.staff_id === here.staff.principal.id && line.target === row.number)).toBe(true)
  })

  test('being locked out stands there once, not at every further attempt', async () => {
    const before = (await newest())!.id
    await signInWith('sai', here.staff.viewer.email)
    expect(await since(before)).toEqual([])
  })

  test('no line names a sender', async () => {
    const text = JSON.stringify(await app.db.selectFrom('audit').selectAll().execute())
    expect(text).not.toContain('Phạm Hữu Lợi')
    expect(text).not.toContain('0900 000 021')
  })
})

describe('reading the log', () => {
  const rowsOf = (html: string) => (html.split('<tbody')[1] ?? '').split('</tbody>')[0]!.replaceAll('<!-- -->', '')
  const read = async (query: string, cookie?: string) => rowsOf(await (await app.get(`/office/nhat-ky?${query}`, { cookie: cookie ?? (await cookieOf('principal')) })).text())

  test('is narrowed to a person, a noun, a deed, a case, a group and days, and to all of them together', async () => {
    const seen = await sendCase(app, here)
    const cookie = await cookieOf('handler')
    await app.get(`/office/phan-anh/${seen.number}`, { cookie })
    expect(await read(`so=${seen.number}`)).toContain(seen.number)
    expect(await read(`so=${seen.number.slice(5).toLowerCase()}&viec=case:open`)).toContain(here.staff.handler.name)
    expect(await read(`so=${seen.number}&nguoi=${here.staff.handler.id}&viec=case:open&tu=2026-11-23&den=2026-11-23`)).toContain(seen.number)
    expect(await read(`so=${seen.number}&viec=case:publish`)).not.toContain(seen.number)
    expect(await read('nhom=danh-tinh')).toContain('Xem tên người gửi')
    expect(await read('nhom=danh-tinh')).not.toContain('Mở hồ sơ')
    expect(await read('nhom=tai-ve')).toContain('Tải nhật ký')
    const signIns = await read('nhom=dang-nhap')
    for (const words of ['Đăng nhập không thành công', 'Tạm chặn đăng nhập', 'Đăng xuất', 'Đổi mật khẩu']) expect(signIns, words).toContain(words)
    expect(await read('nhom=quyen')).toContain('Đổi vai trò')
    // A wildcard is no wildcard, and what is unknown narrows nothing.
    expect(await read('so=%25')).toBe(await read(''))
    expect(await read('viec=khong-co&nhom=khong-co&loai=khong-co&tu=hom-qua')).toBe(await read(''))
  })

  test('keeps every filter in the links to other pages and in the form for the file', async () => {
    for (let n = 0; n < 60; n += 1) await recordAudit(app.db, { schoolId: here.school.id, staffId: here.staff.viewer.id, action: 'case:export', target: `PAKN.20261122.${1000 + n}`, at: testNow })
    const query = `nguoi=${here.staff.viewer.id}&nhom=tai-ve&so=PAKN.20261122&tu=2026-11-01`
    const html = (await (await app.get(`/office/nhat-ky?${query}`, { cookie: await cookieOf('principal') })).text()).replaceAll('&amp;', '&')
    const second = /href="(\/office\/nhat-ky\?[^"]*trang=2)"/.exec(html)![1]!
    for (const part of query.split('&')) expect(second).toContain(part)
    const form = html.split('action="/office/nhat-ky/tai-ve"')[1]!.split('</form>')[0]!
    for (const part of query.split('&')) expect(form).toContain(`name="${part.split('=')[0]}" value="${part.split('=')[1]}"`)
    expect(rowsOf(await (await app.get(second, { cookie: await cookieOf('principal') })).text())).toContain('PAKN.20261122.1000')
  })

  test('comes as a file that runs no formula, holds what the filter holds, and stands in the log itself', async () => {
    await recordAudit(app.db, { schoolId: here.school.id, staffId: here.staff.principal.id, action: 'field:add', detail: '=HYPERLINK("http://example.vn")', at: testNow })
    const cookie = await cookieOf('principal')
    const response = await app.post('/office/nhat-ky/tai-ve', { loai: 'field', viec: 'field:add' }, { cookie })
    expect(response.headers.get('content-type')).toContain('text/csv')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="nhat-ky-2026-11-23.csv"')
    expect(response.headers.get('cache-control')).toContain('no-store')
    const csv = await response.text()
    expect(csv.startsWith('\uFEFFdong,thoi_diem,nguoi,viec,ma_viec,doi_tuong,chi_tiet,ma_dong\r\n') || csv.startsWith('dong,')).toBe(true)
    expect(csv).toContain(`"'=HYPERLINK(""http://example.vn"")"`)
    expect(csv).not.toContain('case:open')
    expect(await newest()).toMatchObject({ action: 'audit:export', detail: expect.stringMatching(/^\d+ dòng, lọc loai=field&viec=field%3Aadd$/) as unknown, staff_id: here.staff.principal.id })
    expect((await app.get('/office/nhat-ky/tai-ve', { cookie })).status).toBe(405)
  })

  test('shows the head of the chain with its moment, and the chain holds after all this', async () => {
    const html = (await (await app.get('/office/nhat-ky', { cookie: await cookieOf('principal') })).text()).replaceAll('<!-- -->', '')
    const { hash } = (await newest())!
    expect(html).toContain(`<code>${hash}</code>`)
    expect(html).toMatch(/Mã đầu nhật ký lúc 09:00 23\/11\/2026, sau [\d.]+ dòng/)
    expect(await verifyAudit(app.db, hash)).toMatchObject({ problems: [] })
  })

  test('tells whoever a case is about nothing of it', async () => {
    const row = await sendCase(app, here)
    await recordAudit(app.db, { schoolId: here.school.id, staffId: here.staff.coordinator.id, action: 'case:note', target: row.number, at: testNow })
    expect(await read(`so=${row.number}`)).toContain(row.number)
    await app.db.updateTable('cases').set({ barred: ` ${here.staff.principal.id} ` }).where('id', '=', row.id).execute()
    expect(await read(`so=${row.number}`)).not.toContain(row.number)
    const file = await app.post('/office/nhat-ky/tai-ve', { so: row.number }, { cookie: await cookieOf('principal') })
    expect(await file.text()).not.toContain('case:note')
  })

  test('names every deed it can be asked for, and every group finds some', () => {
    for (const { action, label } of auditActions) expect(label === '' || !Object.keys(auditSubjects).includes(action.split(':')[0]!), action).toBe(false)
    for (const { patterns } of Object.values(auditGroups)) {
      for (const pattern of patterns) {
        const test = new RegExp(`^${pattern.replaceAll('%', '.*')}$`)
        if (pattern !== '%:download') expect(auditActions.some(({ action }) => test.test(action)), pattern).toBe(true)
      }
    }
  })
})
