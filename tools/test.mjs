// npm test: everything a change must pass. All of it is run, whatever fails; the last line is "N passed, N failed".
// With words (npm test -- kernel/data) only the tests whose path holds one of them.
import { spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, howToInstall } from './chromium.mjs'
import { buildConsoleIfStale } from './console-build.mjs'
import { main, prepare, root } from './node-runtime.mjs'
import { forwardSignals } from './signals.mjs'

const score = { passed: 0, failed: 0 }
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    interrupted = true
  })
}

await main(async filters => {
  const node = await prepare()
  // Everything below runs on Node 24; the script itself may have been started by an older one.
  if (node !== process.execPath) return program(node, ['tools/test.mjs', ...filters])
  if (filters.length === 0) await checkStatically()
  if (filters.length === 0 || filters.some(word => 'console/journeys'.includes(word) || word.includes('journeys'))) {
    await heading('Console build', () => buildConsoleIfStale(root, node).then(() => true))
  }
  await runTests(filters)
  console.log(`\n${score.passed} passed, ${score.failed} failed`)
  return score.failed === 0 ? 0 : 1
})

async function checkStatically() {
  await check('Types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.'])
  await check('Lint and format', ['node_modules/@biomejs/biome/bin/biome', 'ci', '--max-diagnostics=20', '.'])
  await check('Import rules', ['tools/import-rules/check.mjs'])
  await check('Import rules see every violation of their fixture', ['tools/import-rules/check.mjs', 'fixture'])
}

function check(title, words) {
  return heading(title, async () => (await program(process.execPath, words)) === 0)
}

async function heading(title, attempt) {
  console.log(`\n── ${title}`)
  const good = await attempt().catch(error => console.error(error.message))
  console.log(good ? 'passed' : 'FAILED')
  score[good ? 'passed' : 'failed']++
}

async function runTests(filters) {
  console.log('\n── Tests')
  const folder = mkdtempSync(join(tmpdir(), 'tenon-test-'))
  const report = join(folder, 'report.json')
  const browser = chromium()
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters]
  if (filters.length === 0) words.push('--coverage')
  if (!browser) words.push('--exclude=console/journeys/**')
  const env = { ...process.env, ...(browser && { CHROMIUM_PATH: browser }) }
  const code = await program(process.execPath, ['node_modules/vitest/vitest.mjs', ...words], env)
  count(report, code, filters)
  if (!browser) countJourneysAsFailed(filters)
  rmSync(folder, { recursive: true })
}

function count(report, code, filters) {
  const { numPassedTests = 0, numFailedTests = 0, testResults = [] } = readReport(report)
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = numFailedTests + broken.length
  score.passed += numPassedTests
  score.failed += failed
  const skipped = testResults
    .flatMap(file => file.assertionResults)
    .filter(({ status }) => ['skipped', 'pending'].includes(status))
  for (const { title } of skipped) console.log(`skipped: ${title}`)
  if (code !== 0 && failed === 0) {
    console.log('FAILED: coverage below its threshold, no test at all, or an error outside of any test.')
    score.failed++
  } else if (failed === 0 && filters.length === 0) score.passed++ // the coverage
}

function readReport(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return {} // vitest did not come so far; its exit code counts
  }
}

function countJourneysAsFailed(filters) {
  const folder = join(root, 'console', 'journeys')
  const journeys = readdirSync(folder)
    .filter(name => name.endsWith('.test.ts'))
    .map(name => `console/journeys/${name}`)
  const wanted = journeys.filter(path => filters.length === 0 || filters.some(word => path.includes(word)))
  if (wanted.length) console.log(`FAILED: ${wanted.length} journeys. ${howToInstall}`)
  score.failed += wanted.length
}

function program(node, words, env = process.env) {
  return new Promise((resolve, reject) => {
    const child = spawn(node, words, { cwd: root, env, stdio: 'inherit' })
    const release = forwardSignals(child)
    child.once('error', reject).once('exit', (code, signal) => {
      release()
      if (interrupted) process.exit(130)
      if (signal === null) return resolve(code)
      reject(new Error(`${words[0]} was ended by ${signal}.`))
    })
  })
}
