import type pg from 'pg'

/** What is guessed is counted once for all instances that share a database (app/http/limiter.ts). */
export const limitCounts = `
-- Of whom stands nowhere: a keyed hash. With SQLite there is one process, which counts in memory, and this stays empty.
create table limit_counts (
  key text not null,
  -- Milliseconds since 1970.
  started integer not null,
  count integer not null,
  ends_at text not null,
  primary key (key, started)
) strict, without rowid;
create index limit_counts_end on limit_counts (ends_at);
`

/** Nothing of it has to outlive a crash, and nothing of it is to lie in a log or in a replica. */
export async function countOutsideTheLog(client: pg.Client): Promise<void> {
  await client.query('alter table limit_counts set unlogged')
}
