import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connect } from '#db/connect.ts'
import { migrate, migrations } from '#db/migrate.ts'
import { openSqlite } from '#db/sqlite-file.ts'
import { publicChanges } from '#app/publication/index.ts'
import { queueMail } from '#app/mail/index.ts'

/** What a database from before the public log of changes becomes. */

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lang-nghe-log-'))
  file = path.join(folder, 'old.sqlite')
  const sqlite = openSqlite(file)
  const before = migrations.findIndex(({ name }) => name === '007-publication')
  for (const { sql, run } of migrations.slice(0, before)) {
    sqlite.exec(sql)
    run?.(sqlite)
  }
  sqlite.pragma(`user_version = ${before}`)
  sqlite.exec(rows)
  sqlite.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const published = (number: string, withdrawn: string) =>
  `insert into publications values ('p-${number}', 's', '${number}', 'feedback', 'f', 'Cổng', 'Gate', '2026-09-01', '2026-09-01', '2026-09-05', '2026-09-06', 3, 0, 1, null, 'Tóm tắt', 'Trả lời', '', ${withdrawn});`
const sent = (number: string) =>
  `insert into cases (id, school_id, number, kind, field_id, subject, body, sender_mode, state, child_safety, consent_publish, key_hash, idempotency_hash, body_hash, submitted_on, received_on, acknowledge_due, answer_due, answered_on, published_on, closed_on, search_text, updated_at)
   values ('c-${number}', 's', '${number}', 'feedback', 'f', 'Cổng', 'Cổng mở muộn', 'anonymous', 'closed', 0, 1, '${number}', '${number}', '', '2026-09-01', '2026-09-01', '2026-09-03', '2026-09-20', '2026-09-05', '2026-09-06', '2026-09-30', '', '2026-09-30');`
const rows = `
pragma foreign_keys = off;
insert into schools (id, slug, is_default, name, address, phone, email, intro_vi, intro_en, principal_name, opens_minute, closes_minute, created_at) values ('s', 's', 1, 'Trường', '', '', '', '', '', '', 420, 1020, '2026-01-01');
insert into fields (id, school_id, code, name_vi, name_en, position, active) values ('f', 's', 'f', 'Cổng', 'Gate', 1, 1);
${published('PAKN.20260901.0001', 'null, null')} ${sent('PAKN.20260901.0001')}
${published('PAKN.20260901.0002', "'2026-10-02', 'Người gửi rút lại sự đồng ý'")} ${sent('PAKN.20260901.0002')}
insert into publication_corrections (school_id, number, corrected_on, note) values
  ('s', 'PAKN.20260901.0002', '2026-10-01', 'Đã chuyển đến cơ quan có thẩm quyền.'),
  ('s', 'PAKN.20260901.0001', '2026-10-03', 'Nhà trường thông báo không xử lý tiếp.');
insert into outbox (school_id, recipient, subject, body, purpose, created_at, next_attempt_at) values ('s', 'a@example.com', 'x', 'y', 'case-answered', 'now', 'now');
insert into followers values ('w', 's', 'PAKN.20260901.0001', 'a@example.com', 'vi', 'hash', 'now', null);
`

test('the old log becomes the new one, with what had been taken down in its place of time', async () => {
  migrate(file)
  const db = connect(file)
  try {
    expect((await publicChanges(db, { id: 's' })).map(({ number, kind, on, note }) => [number.slice(-1), kind, on, note])).toEqual([
      ['1', 'settled', '2026-10-03', 'Nhà trường thông báo không xử lý tiếp.'],
      ['2', 'withdrawal', '2026-10-02', 'Người gửi rút lại sự đồng ý'],
      ['2', 'settled', '2026-10-01', 'Đã chuyển đến cơ quan có thẩm quyền.'],
    ])
    expect((await db.selectFrom('publication_changes').select('id').orderBy('changed_on').execute()).map(({ id }) => id)).toEqual([1, 2, 3])
  } finally {
    await db.destroy()
  }
})

test('what was taken down counts as published no longer; everything else is kept, and mail goes on', async () => {
  migrate(file)
  const db = connect(file)
  try {
    expect(await db.selectFrom('cases').select(['number', 'published_on', 'state']).orderBy('number').execute()).toEqual([
      { number: 'PAKN.20260901.0001', published_on: '2026-09-06', state: 'closed' },
      { number: 'PAKN.20260901.0002', published_on: null, state: 'closed' },
    ])
    expect(await db.selectFrom('publications').select(['number', 'summary']).orderBy('number').execute()).toHaveLength(2)
    expect(await db.selectFrom('followers').select(['email', 'told_change']).execute()).toEqual([{ email: 'a@example.com', told_change: 0 }])
    await queueMail(db, { schoolId: 's', recipient: 'b@example.com', subject: 'x', body: 'y', purpose: 'follow-news', unsubscribeUrl: 'http://localhost/theo-doi/x' }, 'now')
    expect(await db.selectFrom('outbox').select(['recipient', 'unsubscribe_url']).orderBy('id').execute()).toEqual([
      { recipient: 'a@example.com', unsubscribe_url: null },
      { recipient: 'b@example.com', unsubscribe_url: 'http://localhost/theo-doi/x' },
    ])
  } finally {
    await db.destroy()
  }
})
