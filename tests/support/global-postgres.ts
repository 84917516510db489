import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '#db/migrate.ts'
import { asAdmin, schemaMark, startPostgres, withClient } from './postgres-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The PostgreSQL server on which this run keeps its data, with a migrated database to copy (`tests/support/database.ts`). Not there where it keeps it in SQLite. */
    postgres: { origin: string; schemaMark: string }
  }
}

/** One server for all files; each test app gets a database of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  try {
    await asAdmin(server.origin, 'create database migrated')
    await migrateDatabase(`${server.origin}/migrated`)
    project.provide('postgres', { origin: server.origin, schemaMark: await withClient(`${server.origin}/migrated`, schemaMark) })
  } catch (error) {
    await server.stop()
    throw error
  }
  return () => server.stop()
}
