import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, onTestFinished, test } from 'vitest'
import { startMark } from '../server/postgres/running.ts'

// A server that takes a moment to stop and says which signals it got.
const server = `
  const got: string[] = []
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => {
    if (got.push(signal) === 1) setTimeout(() => { console.log('stopped by ' + got); process.exit(0) }, 300)
  })
  setInterval(() => {}, 1000)
  console.log('ready ' + process.pid + ' ' + process.argv.slice(2))`

const exists = (pid: number) => startMark(pid) !== undefined

/** A clone with nothing in it but the start scripts and a server of three lines, and nothing to install. */
function clone(lock: object = { packages: {} }): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tenon-clone-')))
  onTestFinished(() => rmSync(root, { recursive: true }))
  cpSync(import.meta.dirname, join(root, 'tools'), { recursive: true, filter: path => !path.endsWith('.ts') })
  mkdirSync(join(root, 'server'))
  mkdirSync(join(root, 'node_modules'))
  writeFileSync(join(root, 'server', 'cli.ts'), server)
  writeFileSync(
    join(root, 'package.json'),
    JSON.stringify({ type: 'module', scripts: { tenon: 'exec node tools/tenon.mjs' } }),
  )
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock))
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages: {} }))
  return root
}

function npmRun(root: string) {
  const npm = spawn('npm', ['run', '-s', 'tenon', '--', 'serve', '--x'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  onTestFinished(() => void (exists(npm.pid!) && process.kill(-npm.pid!, 'SIGKILL')))
  return { npm, ...listen(npm) }
}

function listen(npm: ChildProcess) {
  let said = ''
  const ended = new Promise<number | null>(resolve => npm.once('close', resolve))
  for (const stream of [npm.stdout!, npm.stderr!]) stream.on('data', text => (said += text))
  const until = async (words: RegExp) => {
    for (const bound = Date.now() + 20_000; Date.now() < bound; await pause(20)) {
      const found = words.exec(said)
      if (found) return found
    }
    throw new Error(`never said ${words}: ${said}`)
  }
  return { until, ended, said: () => said }
}

test.each([
  ['Ctrl-C in the terminal', (npm: number) => process.kill(-npm, 'SIGINT'), 'SIGINT', 0],
  ['SIGINT to npm alone', (npm: number) => process.kill(npm, 'SIGINT'), 'SIGINT', 0],
  ['SIGTERM to npm alone', (npm: number) => process.kill(npm, 'SIGTERM'), 'SIGTERM', 0],
  ['npm killed', (npm: number) => process.kill(npm, 'SIGKILL'), 'SIGTERM', null],
  ['everything but the server killed', (npm: number) => process.kill(-npm, 'SIGKILL'), 'SIGTERM', null],
])('%s stops the server once and cleanly', async (_name, strike, signal, code) => {
  const { npm, until, ended } = npmRun(clone())
  const [, pid, words] = await until(/ready (\d+) (.*)/)
  expect(words).toBe('serve,--x')
  strike(npm.pid!)
  expect((await until(/stopped by (.*)/))[1]).toBe(signal)
  expect(await ended).toBe(code)
  await expect.poll(() => exists(Number(pid))).toBe(false)
})

/** Runs the start script with a stand-in for npm, in a clone whose lock file names something that is not installed. */
function startWith(npm: string) {
  const root = clone({ packages: { 'node_modules/other': { version: '1.0.0' } } })
  writeFileSync(join(root, 'npm-cli.mjs'), npm)
  const env = { ...process.env, npm_execpath: join(root, 'npm-cli.mjs'), npm_node_execpath: process.execPath }
  const script = spawn(process.execPath, ['tools/tenon.mjs'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void script.kill('SIGTERM'))
  return { script, ...listen(script) }
}

test('what the lock file names and is not installed is installed first, without running anybody else’s scripts', async () => {
  const { until, ended, script } = startWith(`
    import { copyFileSync } from 'node:fs'
    if (process.argv.slice(2, 4).join(' ') !== 'ci --ignore-scripts') process.exit(1)
    copyFileSync('package-lock.json', 'node_modules/.package-lock.json')`)
  await until(/^Installing the exact dependencies of package-lock.json .*\nready/)
  script.kill('SIGTERM')
  expect(await ended).toBe(0)
})

test('an install that fails shows what npm said and ends with one clear line', async () => {
  const { ended, said } = startWith(`console.error('npm error no such package'); process.exitCode = 7`)
  expect(await ended).toBe(1)
  expect(said().trim().split('\n').slice(1)).toEqual([
    'npm error no such package',
    'The dependencies could not be installed: npm ci ended with code 7.',
  ])
})
