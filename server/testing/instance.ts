import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

/** A real evaluation server in a process of its own, on a home of its own, that can be killed and started again. */
export interface Instance {
  readonly home: string
  readonly port: number
  start(): Promise<void>
  /** kill -9 of the server alone; its PostgreSQL is left behind for the next start to adopt. */
  killServer(): Promise<void>
  /** kill -9 of the postmaster; the server stays and starts it again. */
  killPostgres(): Promise<void>
  stop(): Promise<void>
}

async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return port
}

async function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  await new Promise<void>((resolve, reject) => {
    const listen = (text: Buffer) => {
      said += text
      if (said.includes('Tenon is ready at')) resolve()
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
}

/** The postmaster whose data directory lies in this home, as its lock file names it. */
async function postmasterOf(home: string): Promise<number | undefined> {
  const files = (await readdir(home, { recursive: true })).filter(file => file.endsWith('postmaster.pid'))
  const text = files[0] ? await readFile(join(home, files[0]), 'utf8').catch(() => '') : ''
  return text ? Number(text.split('\n')[0]) : undefined
}

function strike(pid: number | undefined): boolean {
  try {
    return pid !== undefined && process.kill(pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
    throw error
  }
}

export async function instance(home: string): Promise<Instance> {
  const port = await freePort()
  let child: ChildProcess | undefined
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill(signal)
    await gone
  }
  return {
    home,
    port,
    async start() {
      const env = { ...process.env, TENON_HOME: home, PORT: String(port), DATABASE_URL: '' }
      child = spawn(process.execPath, [main, '--evaluation'], { env, stdio: ['ignore', 'pipe', 'pipe'] })
      await untilReady(child)
    },
    killServer: () => end('SIGKILL'),
    async killPostgres() {
      // The lock file of the one killed before may still lie there: a kill counts only when it hits a living one.
      const giveUp = Date.now() + 20_000
      while (!strike(await postmasterOf(home)) && Date.now() < giveUp) await wait(50)
    },
    stop: () => end('SIGTERM'),
  }
}
