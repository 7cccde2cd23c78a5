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

const read = (path: string) => readFile(path, 'utf8').catch(() => '') // a process may end while it is looked at

/** Server and postmaster name this home; what else counts is the postmaster's children. */
async function processesOf(home: string): Promise<string[]> {
  const all = (await readdir('/proc')).filter(name => /^\d+$/.test(name))
  const named: string[] = []
  const parents = new Map<string, string>()
  for (const pid of all) {
    const [command, environment, status] = await Promise.all(
      ['cmdline', 'environ', 'status'].map(f => read(`/proc/${pid}/${f}`)),
    )
    parents.set(pid, /^PPid:\s+(\d+)/m.exec(status ?? '')?.[1] ?? '')
    const isServer = command?.includes('server/main.ts') && environment?.includes(`TENON_HOME=${home}`)
    if (isServer || (command?.includes('bin/postgres') && command.includes(home))) named.push(pid)
  }
  const children = all.filter(pid => named.includes(parents.get(pid) ?? ''))
  return [...new Set([...named, ...children])]
}

/** Memory of server and database in megabytes, pages they share counted once. */
async function memoryOf(home: string): Promise<number> {
  let kilobytes = 0
  for (const pid of await processesOf(home))
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(await read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
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
