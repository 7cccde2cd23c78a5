import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, 'tools/import-rules/fixture/**']
const journeys = 'console/journeys/**/*.test.ts'

export default defineConfig({
  test: {
    coverage: {
      provider: 'v8',
      include: ['{kernel,platform,systems}/**/*.ts'],
      exclude: ['**/*.test.ts', '**/*.test-d.ts', '**/*.d.ts', 'kernel/testing/**'],
      reporter: ['text-summary', 'html'],
      reportOnFailure: true,
      thresholds: { lines: 80 },
    },
    projects: [
      {
        test: {
          name: 'code',
          // Each worker loads the product once, not once a file: what a test needs, it makes for itself.
          isolate: false,
          include: ['{kernel,platform,systems,server,console,storefront,verifier,tools,bench}/**/*.test.{ts,tsx}'],
          exclude: [...exclude, journeys],
          // Starts one PostgreSQL for all tests and takes it away again.
          globalSetup: ['./tools/test-database.ts'],
          // A first start of PostgreSQL takes a second alone and several among other tests on a small machine.
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // They wait for the database as much as they work: also on two cores, two of them get done sooner than one.
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: 'journeys',
          include: [journeys],
          exclude,
          // Starts one server with the demo for all journeys.
          globalSetup: ['./tools/test-evaluation.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
          // As patient as the browser: on a small machine a page may take seconds to answer.
          expect: { poll: { timeout: 15_000 } },
          // After the code's own tests: a browser beside them would wait for its turn and run into its time limits.
          sequence: { groupOrder: 1 },
          maxWorkers: 2,
        },
      },
    ],
  },
})
