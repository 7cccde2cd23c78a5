import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { instance } from './instance.ts'

/** Somebody who can sign in, as `demo-accounts.json` names them. */
export interface Account {
  readonly tenant: string
  readonly name: string
  readonly email: string
  readonly password: string
}

export interface Evaluation {
  readonly url: string
  readonly accounts: readonly Account[]
  stop(): Promise<void>
}

/** What `npm start` gives a newcomer, on a free port and in a temporary home that is gone afterwards. */
export async function startEvaluation(): Promise<Evaluation> {
  const home = await mkdtemp(join(tmpdir(), 'tenon-evaluation-'))
  await chmod(home, 0o755) // run as root, PostgreSQL's account must get to its folder in here
  const server = await instance(home)
  await server.start()
  return {
    url: `http://127.0.0.1:${server.port}`,
    accounts: JSON.parse(await readFile(join(home, 'demo-accounts.json'), 'utf8')) as Account[],
    async stop() {
      await server.stop()
      await rm(home, { recursive: true, force: true })
    },
  }
}
