import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Row, row } from './results.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise(resolve => server.close(resolve))
  return port
}

/** Seconds from the command to the ready line. */
async function start(home: string, port: number): Promise<{ seconds: number; child: ChildProcess }> {
  const began = performance.now()
  const child = spawn('npm', ['start'], {
    cwd: root,
    env: { ...process.env, TENON_HOME: home, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    child.stdout?.on('data', text => String(text).includes('Tenon is ready at') && resolve())
    child.on('exit', code => reject(new Error(`npm start ended with ${code} before it was ready`)))
  })
  return { seconds: (performance.now() - began) / 1000, child }
}

async function stop(child: ChildProcess) {
  const gone = new Promise(resolve => child.once('exit', resolve))
  child.kill('SIGTERM')
  await gone
}

/** Proportional memory of every process whose environment names this home: server and database, shared pages once. */
async function memoryOf(home: string): Promise<number> {
  let kilobytes = 0
  for (const pid of (await readdir('/proc')).filter(name => /^\d+$/.test(name))) {
    const [command, environment] = await Promise.all(
      ['cmdline', 'environ'].map(file => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    )
    const isServer = command?.includes('server/main.ts') && environment?.includes(home)
    const isDatabase =
      command?.includes('postgres') &&
      (command.includes(home) ||
        (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).startsWith('postgres:'))
    if (!isServer && !isDatabase) continue
    const pss = /^Pss:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => ''))
    kilobytes += Number(pss?.[1] ?? 0)
  }
  return kilobytes / 1024
}

/** Cold start, second start and idle memory of a real `npm start` on an empty home. */
export async function startRows(): Promise<Row[]> {
  const home = await mkdtemp(join(tmpdir(), 'tenon-bench-start-'))
  try {
    const first = await start(home, await freePort())
    await stop(first.child)
    const second = await start(home, await freePort())
    await new Promise(resolve => setTimeout(resolve, 15_000)) // idle is what is left once the start's garbage is gone
    const memory = await memoryOf(home)
    await stop(second.child)
    return [
      row('first start', first.seconds, '<= 15 s', 'npm start on an empty home, with the demo loaded'),
      row('later start', second.seconds, '<= 5 s', 'npm start on the same home'),
      row('idle memory', memory, '<= 350 MB', 'proportional memory of server and database, 15 s after the ready line'),
    ]
  } finally {
    await rm(home, { recursive: true, force: true })
  }
}
