import vm from 'node:vm'
import { beforeEach, describe, expect, it } from 'vitest'
import { newIdempotencyKey } from '#app/http/idempotency.ts'
import { checkProof } from '#app/ledger/check.ts'
import { commitmentOf, sealHash, tagOf } from '#app/ledger/hashes.ts'
import { ledgerPlace, listSeals, sealDays, verifierPage, verifyLedger } from '#app/ledger/index.ts'
import { merkleProof, merkleRoot } from '#app/ledger/merkle.ts'
import { checkReceipt, closeRound, countedAndSealed, createRound, findRound, startRound, submitResponse } from '#app/surveys/index.ts'
import { receiptHash } from '#app/surveys/receipts.ts'
import { addManyResponses } from '#db/seed/many-responses.ts'
import { cookiesFrom, createTestApp, inputValue, testNow } from '#tests/support/app.ts'
import type { TestApp } from '#tests/support/app.ts'
import { tamper } from '#tests/support/engine.ts'
import type { SeededSchool } from '#tests/support/school.ts'

/** 23/11 is a Monday; the days before it are over. */
const days = ['2026-11-18T03:00:00.000Z', '2026-11-19T03:00:00.000Z', '2026-11-20T03:00:00.000Z'] as const

let app: TestApp
let seeded: SeededSchool
let receipts: string[]

beforeEach(async () => {
  app = await createTestApp()
  seeded = await app.seedSchool()
  const input = { questionnaire: 'education' as const, nameVi: 'Đợt tháng 11', nameEn: 'November round', opensOn: '2026-11-16', closesOn: '2026-11-30', audienceSize: 40 }
  const id = await createRound(app.db, seeded.school, input, null, testNow)
  await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, days[0])
  receipts = []
  for (const [index, day] of days.entries()) {
    for (let i = 0; i <= index + 2; i += 1) receipts.push(await submit(day, i))
    await sealDays(app.db, '2026-11-21')
  }
  return () => app.close()
})

async function submit(now: string, level = 3): Promise<string> {
  const result = await submitResponse(
    app.db, app.secrets, seeded.school,
    { questionnaire: 'education', form: 'quick', answers: { A0: 1 + (level % 5), F1: 1 + (level % 5) }, expectation: null, comment: `Góp ý ${level}`, relation: null, ageGroup: null, placeCode: null, idempotencyKey: newIdempotencyKey() },
    now,
  )
  if (result.status !== 'saved') throw new Error(result.status)
  return result.receipt
}

const verified = async () => (await verifyLedger(app.db, app.secrets)).problems
const file = async () => (await app.get('/so-niem-phong/so.txt')).text()
/** The function of the page that people keep on their own disk, run without that page. */
async function checkedByPage(text: string, code = '', noted = ''): Promise<{ seals: number; receipts: number; problems: string[]; receipt: null | 'missing' | { day: string; fingerprint: string }; noted: boolean | null }> {
  const script = /<script>([\s\S]*)<\/script>/.exec(verifierPage)![1]!
  const page = vm.createContext({ crypto, TextEncoder, Uint8Array })
  vm.runInContext(script, page)
  return (vm.runInContext('verify', page) as (...args: string[]) => ReturnType<typeof checkedByPage>)(text, code, noted)
}

describe('an honest ledger', () => {
  it('has a line for each form, a seal for each day that is over, and agrees with every count', async () => {
    expect((await listSeals(app.db, seeded.school)).map(({ number, day, count }) => ({ number, day, count }))).toEqual([
      { number: 3, day: '2026-11-20', count: 5 },
      { number: 2, day: '2026-11-19', count: 4 },
      { number: 1, day: '2026-11-18', count: 3 },
    ])
    expect(await verifyLedger(app.db, app.secrets)).toEqual({ entries: 12, seals: 3, problems: [] })
    expect(await countedAndSealed(app.db, seeded.school)).toMatchObject([{ counted: 12, sealed: 12, waiting: 0 }])
    expect(await checkedByPage(await file())).toMatchObject({ seals: 3, receipts: 12, problems: [] })
  })

  it('leaves today open until it is over, and says so', async () => {
    const receipt = await submit(testNow)
    expect(await sealDays(app.db, '2026-11-23')).toBe(0)
    expect((await ledgerPlace(app.db, seeded.school, receipt))?.proof).toBeNull()
    expect(await countedAndSealed(app.db, seeded.school)).toMatchObject([{ counted: 13, sealed: 12, waiting: 1 }])
    expect(await (await app.get('/so-niem-phong')).text()).toContain('1 phiếu chờ niêm phong')
    expect(await sealDays(app.db, '2026-11-24')).toBe(1)
    expect(await sealDays(app.db, '2026-11-24')).toBe(0)
    expect(await verified()).toEqual([])
  })

  it('proves every receipt to its holder, to the browser and to the page from their own disk', async () => {
    const text = await file()
    for (const receipt of receipts) {
      const place = await ledgerPlace(app.db, seeded.school, receipt)
      expect(await checkProof(receipt, place!.proof!)).toBe('holds')
      expect(await checkedByPage(text, receipt)).toMatchObject({ receipt: { fingerprint: place!.fingerprint } })
    }
    expect(await checkedByPage(text, 'K7QM2HXD9RTA')).toMatchObject({ receipt: 'missing' })
  })

  it('never opens a sealed day again, even when the clock goes back', async () => {
    const receipt = await submit(days[1])
    expect(await app.db.selectFrom('ledger_entries').select('day').where('day', '>', '2026-11-20').execute()).toEqual([{ day: '2026-11-21' }])
    await sealDays(app.db, '2026-11-23')
    expect((await ledgerPlace(app.db, seeded.school, receipt))?.proof?.seal.day).toBe('2026-11-21')
    expect(await verified()).toEqual([])
  })

  it('proves a receipt of a day with thousands from one part of its tree, with the very proof of the whole', async () => {
    for (const round of await app.db.selectFrom('rounds').selectAll().where('state', '=', 'open').execute()) await closeRound(app.db, seeded.school, round, null, testNow)
    await addManyResponses(app.db, seeded.school, 2500, '2026-11-22')
    const input = { questionnaire: 'education' as const, nameVi: 'Đợt sau', nameEn: 'Next round', opensOn: '2026-11-21', closesOn: '2026-11-30', audienceSize: 40 }
    const id = await createRound(app.db, seeded.school, input, null, testNow)
    await startRound(app.db, seeded.school, (await findRound(app.db, seeded.school, id))!, null, '2026-11-21T03:00:00.000Z')
    const own = [await submit('2026-11-21T03:00:00.000Z'), await submit('2026-11-21T03:00:00.000Z')]
    expect(await sealDays(app.db, '2026-11-22')).toBe(1)
    const day = (await app.db.selectFrom('ledger_entries').selectAll().where('day', '=', '2026-11-21').execute()).map((row) => `${row.round_id} ${row.tag} ${row.commitment}`).sort()
    expect(day).toHaveLength(2502)
    expect((await listSeals(app.db, seeded.school))[0]).toMatchObject({ count: 2502, root: merkleRoot(day) })
    expect(await app.db.selectFrom('ledger_parts').select('part').execute()).toHaveLength(3)
    for (const receipt of own) {
      const { proof } = (await ledgerPlace(app.db, seeded.school, receipt))!
      expect(proof!.steps).toEqual(merkleProof(day, day.indexOf(proof!.line)))
      expect(await checkProof(receipt, proof!)).toBe('holds')
    }
    expect(await checkedByPage(await file(), own[0])).toMatchObject({ receipts: 2514, problems: [] })
    const trees = async () => (await verified()).filter((problem) => problem.includes('parts of the tree'))
    expect(await trees()).toEqual([])
    await tamper(app, `update ledger_parts set root = '${'0'.repeat(64)}' where part = 1`)
    expect(await trees()).toHaveLength(1)
  })

  it('seals every day that is over, also those of many days and schools at once', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong' })
    await addManyResponses(app.db, other.school, 12, '2026-11-20')
    await submit('2026-11-21T03:00:00.000Z')
    await submit('2026-11-22T03:00:00.000Z')
    expect(await sealDays(app.db, '2026-11-23')).toBe(3)
    expect((await listSeals(app.db, other.school)).map(({ day, count }) => [day, count])).toEqual([['2026-11-19', 12]])
    expect((await listSeals(app.db, seeded.school)).map(({ number, day }) => [number, day])).toEqual([[5, '2026-11-22'], [4, '2026-11-21'], [3, '2026-11-20'], [2, '2026-11-19'], [1, '2026-11-18']])
  })

  it('keeps schools apart', async () => {
    const other = await app.seedSchool({ slug: 'sen-hong' })
    expect(await ledgerPlace(app.db, other.school, receipts[0]!)).toBeNull()
    expect(await (await app.get('/sen-hong/so-niem-phong/so.txt')).text()).toBe(`# lang-nghe ledger 1 ${other.school.id}\n`)
    expect(await (await app.get('/sen-hong/so-niem-phong')).text()).toContain('Chưa có niêm phong nào')
  })
})

describe('somebody with every right in the database', () => {
  it('alters an answer, counters mended: caught by verify', async () => {
    await tamper(app, `update answers set level = 5 where response_id = (select id from responses where comment = 'Góp ý 0' limit 1) and item = 'F1';
      update answer_counters set count = count - 1 where item = 'F1' and level = 1; update answer_counters set count = count + 1 where item = 'F1' and level = 5;`)
    expect(await verified()).toEqual([expect.stringContaining('không còn như khi gửi')])
  })

  it('rewords a comment: caught', async () => {
    await tamper(app, "update responses set comment = 'Rất tốt' where comment = 'Góp ý 1' and answered_on = '2026-11-18'")
    expect(await verified()).toHaveLength(1)
  })

  it('deletes an answer: caught by verify', async () => {
    await tamper(app, `delete from answers where response_id = (select id from responses where comment = 'Góp ý 3' limit 1); delete from responses where id = (select id from responses where comment = 'Góp ý 3' limit 1);`)
    expect(await verified()).toEqual([expect.stringContaining('không còn trong dữ liệu')])
  })

  it('deletes an answer and its line: the seal of the day no longer fits, and the holder of the receipt sees it', async () => {
    const before = await file()
    const victim = receipts[4]!
    await tamper(app, `delete from ledger_entries where tag = '${(await ledgerPlace(app.db, seeded.school, victim))!.proof!.line.split(' ')[1]}'`)
    expect(await verified()).toEqual(expect.arrayContaining([expect.stringContaining('Niêm phong 2')]))
    expect(await checkReceipt(app.db, app.secrets, seeded.school, victim)).toMatchObject({ ledger: null })
    const after = await checkedByPage(await file(), victim)
    expect(after.receipt).toBe('missing')
    expect(after.problems.length).toBeGreaterThan(0)
    expect(await checkedByPage(before, victim)).toMatchObject({ problems: [], receipt: { day: '2026-11-19' } })
  })

  it('mends the seal as well: every later seal is broken', async () => {
    await forgeDay('2026-11-19')
    expect(await verified()).toEqual(expect.arrayContaining([expect.stringContaining('Niêm phong 3 ngày 2026-11-20: không nối')]))
    expect((await checkedByPage(await file())).problems).toEqual([expect.stringContaining('đứt chuỗi')])
  })

  it('rewrites the whole chain: whoever noted a seal, or holds the receipt, still sees it', async () => {
    const noted = (await listSeals(app.db, seeded.school))[0]!.hash
    expect(await checkedByPage(await file(), '', noted.slice(0, 16))).toMatchObject({ noted: true })
    await forgeDay('2026-11-19')
    await forgeDay('2026-11-20', false)
    const check = await checkedByPage(await file(), receipts[3], noted)
    expect(check).toMatchObject({ problems: [], noted: false, receipt: 'missing' })
  })

  describe('is noticed by a parent who does no more than type in a receipt', () => {
    const asked = async (receipt: string) => (await app.post('/bien-nhan', { ma: receipt })).text()
    const rowOf = async (receipt: string) => (await app.db.selectFrom('responses').select('id').where('receipt_hash', '=', receiptHash(app.secrets, receipt)).executeTakeFirstOrThrow()).id

    it('who else reads that the answer is as it was sent', async () => {
      expect(await asked(receipts[4]!)).toContain('Còn nguyên như khi gửi')
      expect(await asked(receipts[4]!)).not.toContain('notice-danger')
    })

    it('when a level was altered, the counters and the fingerprint of the line along with it', async () => {
      const id = await rowOf(receipts[4]!)
      await tamper(app, `update answers set level = 5 where response_id = '${id}' and item = 'F1'`)
      expect(await asked(receipts[4]!)).toContain('không còn như khi ông/bà gửi')
      // Whoever lacks the pepper cannot make a line that fits.
      await tamper(app, `update ledger_entries set commitment = '${commitmentOf('', id)}' where tag = '${tagOf(receipts[4]!)}'`)
      expect(await asked(receipts[4]!)).toContain('không còn như khi ông/bà gửi')
      for (const other of receipts.filter((_, index) => index !== 4)) expect(await asked(other)).toContain('Còn nguyên')
    })

    it('when the comment was reworded, or said to have been kept long enough', async () => {
      const id = await rowOf(receipts[5]!)
      await tamper(app, `update responses set comment = 'Rất tốt' where id = '${id}'`)
      expect(await asked(receipts[5]!)).toContain('không còn như khi ông/bà gửi')
      await tamper(app, `insert into removed_comments (response_id, commitment, removed_on) values ('${id}', '${commitmentOf('', 'x')}', '2026-11-21'); update responses set comment = null where id = '${id}'`)
      expect(await asked(receipts[5]!)).toContain('không còn như khi ông/bà gửi')
    })

    it('when the answer was deleted, with its line or without', async () => {
      const id = await rowOf(receipts[6]!)
      await tamper(app, `delete from answers where response_id = '${id}'; delete from comments where response_id = '${id}'; delete from responses where id = '${id}'`)
      expect(await asked(receipts[6]!)).toContain('phiếu không còn trong dữ liệu')
      await tamper(app, `delete from ledger_entries where tag = '${tagOf(receipts[6]!)}'`)
      expect(await asked(receipts[6]!)).toContain('phiếu đã bị bỏ: xin giữ biên nhận')
    })

    it('when the line alone was deleted, or put under another receipt', async () => {
      await tamper(app, `delete from ledger_entries where tag = '${tagOf(receipts[7]!)}'`)
      expect(await asked(receipts[7]!)).toContain('đã bị lấy khỏi sổ niêm phong')
      await tamper(app, `update ledger_entries set tag = '${'0'.repeat(64)}' where tag = '${tagOf(receipts[8]!)}'`)
      expect(await asked(receipts[8]!)).toContain('đã bị lấy khỏi sổ niêm phong')
    })

    it('and no notice tells anybody what was answered', async () => {
      await tamper(app, `update answers set level = 5 where response_id = '${await rowOf(receipts[4]!)}' and item = 'F1'`)
      for (const receipt of receipts) expect(await asked(receipt)).not.toMatch(/Góp ý \d|"F1"|Rất không hài lòng/)
    })
  })

  it('adds an answer to a day that is sealed: it has no receipt', async () => {
    await tamper(app, "insert into responses (id, school_id, round_id, form, answered_on, place_id, relation, age_group, expectation, comment, idempotency_hash, body_hash, receipt_hash) select 'bia', school_id, round_id, form, answered_on, place_id, relation, age_group, expectation, comment, 'x', 'x', 'x' from responses where answered_on = '2026-11-20' limit 1")
    expect(await verified()).toEqual([expect.stringContaining('1 phiếu không có biên nhận')])
  })

  it('does not get by by accident: the tables refuse every change', async () => {
    await expect(app.db.deleteFrom('ledger_entries').execute()).rejects.toThrow('never')
    await expect(app.db.updateTable('ledger_seals').set({ count: 1 }).execute()).rejects.toThrow('never')
  })

  /** Removes one line of the day and writes a seal that fits what is left. */
  async function forgeDay(day: string, remove = true): Promise<void> {
    if (remove) await tamper(app, `delete from ledger_entries where tag = '${(await ledgerPlace(app.db, seeded.school, receipts[3]!))!.proof!.line.split(' ')[1]}'`)
    const lines = (await app.db.selectFrom('ledger_entries').selectAll().where('day', '=', day).execute()).map((row) => `${row.round_id} ${row.tag} ${row.commitment}`).sort()
    const seals = await app.db.selectFrom('ledger_seals').selectAll().orderBy('number').execute()
    const seal = seals.find((one) => one.day === day)!
    const previous = seals.find((one) => one.number === seal.number - 1)!.hash
    const root = merkleRoot(lines)
    const hash = sealHash({ schoolId: seal.school_id, number: seal.number, day, count: lines.length, root, previous })
    await tamper(app, `update ledger_seals set root = '${root}', previous = '${previous}', count = ${lines.length}, hash = '${hash}' where day = '${day}'; update ledger_seal_rounds set count = ${lines.length} where number = ${seal.number};`)
  }
})

describe('what the ledger does not tell', () => {
  it('holds no receipt code, and without the pepper no line leads to its answer', async () => {
    const rows = await app.db.selectFrom('ledger_entries').selectAll().execute()
    const ids = (await app.db.selectFrom('responses').select('id').execute()).map((row) => row.id)
    const text = JSON.stringify(rows) + (await file())
    for (const secret of [...receipts, ...ids]) expect(text).not.toContain(secret)
    for (const id of ids) for (const row of rows) expect(row.link).not.toBe(commitmentOf('', id))
  })

  it('gives the own proof to the browser that sent the form, and to no one who merely has the code', async () => {
    app.setNow('2026-11-23T02:00:00.000Z')
    const page = await (await app.get('/khao-sat/nhanh')).text()
    const sent = await app.post('/khao-sat/nhanh', { lan_gui: inputValue(page, 'lan_gui'), F1: '2' })
    const cookie = cookiesFrom(sent)
    const own = await app.get('/khao-sat/bien-nhan/ban-kiem-chung', { cookie })
    expect(own.status).toBe(200)
    const text = await own.text()
    const [, code] = /receipt\): ([\w-]+)/.exec(text)!
    const [, salt] = /salt\): (\S+)/.exec(text)!
    const [, content] = /content\): (.*)/.exec(text)!
    const { fingerprint } = (await ledgerPlace(app.db, seeded.school, code!.replaceAll('-', '')))!
    expect(commitmentOf(salt!, content!).slice(0, 16)).toBe(fingerprint.replaceAll(' ', ''))
    expect(content).toContain('["F1",2]')
    expect(await (await app.get('/khao-sat/bien-nhan', { cookie })).text()).toContain(fingerprint)

    expect((await app.get('/khao-sat/bien-nhan/ban-kiem-chung')).status).toBe(404)
    const checked = await app.post('/bien-nhan', { ma: code! })
    expect(await checked.text()).not.toContain(salt)
    app.setNow('2026-11-23T02:31:00.000Z')
    expect((await app.get('/khao-sat/bien-nhan/ban-kiem-chung', { cookie })).status).toBe(404)
  })
})

describe('the pages', () => {
  it('say under which seal a receipt lies, and show the newest seal', async () => {
    const html = await (await app.post('/bien-nhan', { ma: receipts[0]! })).text()
    expect(html).toContain('Nằm trong niêm phong số 1 ngày 18/11/2026, cùng 3 biên nhận')
    const newest = (await listSeals(app.db, seeded.school))[0]!
    const page = await (await app.get('/so-niem-phong')).text()
    expect(page).toContain(newest.hash.match(/.{8}/g)!.join(' '))
    expect(await (await app.get('/en/so-niem-phong')).text()).toContain('What the ledger cannot prove')
  })

  it('give the files to save, not to show', async () => {
    for (const name of ['so.txt', 'kiem-chung.html']) {
      expect((await app.get(`/so-niem-phong/${name}`)).headers.get('content-disposition')).toMatch(/^attachment/)
    }
    expect((await app.get('/so-niem-phong/khac.txt')).status).toBe(404)
  })
})
