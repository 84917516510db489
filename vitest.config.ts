import { configDefaults, defineConfig } from 'vitest/config'

/** What PostgreSQL has instead, and what only several instances over one database can show. */
const aboutPostgres = ['postgres', 'instances'].map((name) => `tests/integration/${name}.test.ts`)
/** About the SQLite file itself: its settings, its older versions, its copies, the commands on it, and the disk under it. */
const aboutSqlite = ['sqlite', 'audit-chain', 'backup-restore', 'commands', 'not-saved', 'publication-log', 'kills'].map((name) => `tests/integration/${name}.test.ts`)

export default defineConfig({
  test: {
    // Left alone, one core of two would stand idle.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'integration',
          globalSetup: 'tests/support/global-build.ts',
          include: ['tests/integration/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...aboutPostgres],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        // The same, with the data in a PostgreSQL server that npm brings.
        test: {
          name: 'integration-postgres',
          globalSetup: ['tests/support/global-build.ts', 'tests/support/global-postgres.ts'],
          include: ['tests/integration/**/*.test.ts'],
          exclude: [...configDefaults.exclude, ...aboutSqlite],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'browser',
          globalSetup: ['tests/support/global-build.ts', 'tests/support/global-demo.ts'],
          include: ['tests/browser/**/*.test.ts'],
          // One Chromium at a time: on a two-core machine a second one only makes both slow.
          fileParallelism: false,
          expect: { poll: { timeout: 10_000 } },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
