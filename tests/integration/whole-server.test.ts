import { PDFDocument } from '@cantoo/pdf-lib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { connect } from '#db/connect.ts'
import { freePort, prepareData } from '#tests/support/bench.ts'
import { ask, launch, seedOpenSurvey } from '#tests/support/faults.ts'
import type { RunningServer } from '#tests/support/faults.ts'
import { photo } from '#tests/support/pictures.ts'

/** What `npm start` runs is one file; what it finds only once it is needed must still be there: threads, fonts, libraries for pictures, PDFs and spreadsheets. */

let server: RunningServer
let data: Awaited<ReturnType<typeof fill>>
const fill = () =>
  prepareData(async (db, { signIn, dataDir }) => {
    const { fields, staff, places } = await seedOpenSurvey(db)
    return { field: fields[0]!.code, place: places[0]!.id, database: `${dataDir}/langnghe.sqlite`, principal: await signIn(staff.principal) }
  })
beforeAll(async () => {
  data = await fill()
  server = await launch(data.dataDir, await freePort())
}, 60_000)
afterAll(async () => {
  server.child.kill('SIGTERM')
  await server.ended
  data.remove()
})

test('cleans a photo and a PDF that come with a report', async () => {
  const pdf = await PDFDocument.create()
  pdf.addPage([200, 200])
  const files: string[] = []
  for (const body of [await photo({ width: 160, height: 120 }), Buffer.from(await pdf.save())]) {
    const { token } = JSON.parse((await ask(server.port, '/tep', { form: { bytes: String(body.length) } })).text) as { token: string }
    expect((await ask(server.port, '/tep?offset=0', { body, headers: { 'upload-token': token } })).status).toBe(200)
    files.push(token)
  }
  const form: [string, string][] = [
    ['lan_gui', newIdempotencyKey()], ['kind', 'feedback'], ['field', data.facts.field], ['body', 'Cổng sau mở muộn, mưa ướt hết.'], ['sender', 'anonymous'], ['consentPublish', 'on'], ['intent', 'send'],
    ...files.map((token): [string, string] => ['tep', token]),
  ]
  const answer = await ask(server.port, '/phan-anh', { form })
  expect([answer.status, server.errors()]).toEqual([303, ''])
  const db = connect(data.facts.database)
  const kept = await db.selectFrom('attachments').select('type').orderBy('type').execute()
  await db.destroy()
  expect(kept.map(({ type }) => type)).toEqual(['image', 'pdf'])
}, 30_000)

test('prints a sheet with its fonts and its code, and writes a spreadsheet', async () => {
  const cookie = data.facts.principal
  const sheet = await ask(server.port, `/office/ma-qr/${data.facts.place}/in/to-a4.pdf`, { cookie })
  expect([sheet.status, sheet.headers['content-type']]).toEqual([200, 'application/pdf'])
  const list = await ask(server.port, '/office/phan-anh/tai-ve/tep?xem=all', { cookie, form: { dang: 'xlsx' } })
  expect([list.status, list.headers['content-type'], server.errors()]).toEqual([200, expect.stringContaining('spreadsheetml'), ''])
}, 30_000)
