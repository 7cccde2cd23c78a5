import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

const cli = fileURLToPath(new URL('../../server/cli.ts', import.meta.url))

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  return String(port)
}

/** The link in what the server prints; a server that ends before it has said why. */
function setUpLinkOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const listen = (text: Buffer) => {
      said += text
      const link = /^http\S+\/set-up#\S+\n/m.exec(said)?.[0]
      if (link) resolve(link.trim())
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.once('exit', code => reject(new Error(`The server ended with ${code}: ${said}`)))
  })
}

/** A server for use on an empty home, started for the first time. `host` is the name under which it is known. */
export async function firstStart(host?: string): Promise<string> {
  const home = await mkdtemp(join(tmpdir(), 'tenon-first-'))
  await chmod(home, 0o755) // run as root, PostgreSQL's account must get to its folder in here
  const port = await freePort()
  const own = { TENON_HOME: home, TENON_SECRET: randomBytes(32).toString('base64'), PORT: port }
  const known = host ? { APP_BASE_URL: `http://${host}:${port}` } : {}
  const child = spawn(process.execPath, [cli, 'serve'], { env: { ...process.env, ...own, ...known } })
  onTestFinished(async () => {
    if (child.exitCode === null && child.kill()) await once(child, 'exit')
    await rm(home, { recursive: true, force: true })
  })
  return setUpLinkOf(child)
}
