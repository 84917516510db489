import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/unit/**/*.test.{ts,tsx}'] } },
      {
        test: {
          name: 'integration',
          globalSetup: 'tests/support/global-build.ts',
          include: ['tests/integration/**/*.test.ts'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration-postgres',
          globalSetup: ['tests/support/global-build.ts', 'tests/support/global-postgres.ts'],
          include: ['tests/integration/**/*.test.ts'],
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
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
