import { inject } from 'vitest'
import { codeOf } from '#db/dialect.ts'
import { asAdmin, schemaMark, withClient } from './postgres-server.ts'

/** The PostgreSQL server where this run keeps its data, undefined where it keeps it in SQLite, as everything outside the tests does. */
export const postgres = process.env['VITEST'] === undefined ? undefined : (inject('postgres') as { origin: string; schemaMark: string } | undefined)

const taken = new Set<number>()

/**
 * An empty, migrated database of one's own on that server, and how to give it back. A worker has one test app after the other and few at a time, so it keeps its
 * databases and empties them: making one costs more than most tests. One whose tables a test has changed is made anew.
 */
export async function takePostgresDatabase({ origin, schemaMark: untouched }: { origin: string; schemaMark: string }): Promise<{ url: string; giveBack: () => void }> {
  let number = 1
  while (taken.has(number)) number += 1
  taken.add(number)
  const name = `test_${process.env['VITEST_POOL_ID'] ?? '0'}_${number}`
  const url = `${origin}/${name}`
  if (!(await isEmptied(url, untouched))) {
    await asAdmin(origin, `drop database if exists ${name} with (force)`)
    await asAdmin(origin, `create database ${name} template migrated`)
  }
  return { url, giveBack: () => taken.delete(number) }
}

async function isEmptied(url: string, untouched: string): Promise<boolean> {
  try {
    return await withClient(url, async (client) => {
      if ((await schemaMark(client)) !== untouched) return false
      await client.query(emptyAll)
      return true
    })
  } catch (error) {
    // There is none yet.
    if (codeOf(error) === '3D000') return false
    throw error
  }
}

/** As 'replica' it runs neither the triggers that refuse to delete nor those of foreign keys. */
const emptyAll = `
do $$
declare found record;
begin
  set local session_replication_role = replica;
  for found in select oid, relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> 'schema_version' and pg_relation_size(oid) > 0 loop
    if pg_relation_size(found.oid) > 1000000 then execute format('truncate %I cascade', found.relname);
    else execute format('delete from %I', found.relname);
    end if;
  end loop;
  perform setval(oid, 1, false) from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S';
end $$`
