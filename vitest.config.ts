import { existsSync } from 'node:fs'
import { configDefaults, defineConfig } from 'vitest/config'

// Starts one PostgreSQL for all tests and takes it away again.
const database = './tools/test-database.ts'

export default defineConfig({
  test: {
    include: ['{kernel,platform,systems,server,console,storefront,tools,bench}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, 'tools/import-rules/fixture/**'],
    globalSetup: existsSync(database) ? [database] : [],
    // A first start of PostgreSQL takes a second alone and several among other tests on a small machine.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    coverage: {
      provider: 'v8',
      include: ['{kernel,platform,systems}/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.d.ts', 'kernel/testing/**'],
      reporter: ['text-summary', 'html'],
      reportOnFailure: true,
      thresholds: { lines: 80 },
    },
  },
})
