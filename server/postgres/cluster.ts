import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { runAs } from './account.ts'
import { superuser } from './database.ts'
import { createOwned, type Place } from './place.ts'
import { type Programs, programEnvironment } from './programs.ts'

const majorVersion = '18'

/** The superuser's password, made at the first start. */
export function readPassword({ password, cluster }: Place): string {
  if (existsSync(password)) return readFileSync(password, 'utf8').trim()
  throw new Error(
    `${password} is missing, and without it nobody can sign in to the database in ${cluster}: restore it.`,
  )
}

/** Makes a new database cluster if there is none, and refuses one of another major version. */
export async function ensureCluster(place: Place, programs: () => Promise<Programs>) {
  if (!existsSync(place.cluster)) return initialise(place, await programs())
  const version = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim()
  if (version === majorVersion) return
  throw new Error(
    `${place.cluster} is a PostgreSQL ${version} database and this Tenon brings ${majorVersion}: export and import it.`,
  )
}

/**
 * Works in a temporary sibling and renames it at the end, so a first start that was killed half way leaves no half cluster.
 * Each attempt has a sibling of its own: the initdb of a killed server may still be running.
 */
async function initialise(place: Place, { initdb }: Programs) {
  const draft = join(place.root, `initialising-${randomBytes(4).toString('hex')}`)
  createOwned(draft, place.account)
  const secret = randomBytes(24).toString('base64url')
  writeDurably(place.password, secret)
  const secretForInitdb = join(draft, 'password')
  writeDurably(secretForInitdb, secret)
  if (place.account) chownSync(secretForInitdb, place.account.uid, place.account.gid)
  await runInitdb(initdb, place, join(draft, 'cluster'), secretForInitdb)
  renameSync(join(draft, 'cluster'), place.cluster)
  syncFolder(place.root)
  const drafts = readdirSync(place.root).filter(name => name.startsWith('initialising-'))
  for (const name of drafts) rmSync(join(place.root, name), { recursive: true, maxRetries: 5 })
}

async function runInitdb(initdb: string, { account }: Place, cluster: string, secret: string) {
  // PostgreSQL's own C.UTF-8 sorts the same on every machine; only the rest of the locale is the system's, which is not
  // everywhere called C.UTF-8.
  const locale = process.platform === 'linux' ? ['--locale=C.UTF-8'] : ['--locale=C', '--builtin-locale=C.UTF-8']
  const text = ['--encoding=UTF8', '--locale-provider=builtin', ...locale]
  const safety = ['--data-checksums', '--auth=scram-sha-256', `--pwfile=${secret}`]
  const words = ['-D', cluster, '-U', superuser, ...text, ...safety]
  try {
    await promisify(execFile)(initdb, words, { ...runAs(account), cwd: dirname(cluster), env: programEnvironment() })
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    throw new Error(`PostgreSQL could not create the database in ${dirname(cluster)}: ${reason(stderr) ?? message}`)
  }
}

function writeDurably(path: string, text: string) {
  rmSync(path, { force: true })
  writeFileSync(path, `${text}\n`, { mode: 0o600, flag: 'wx', flush: true })
  syncFolder(dirname(path))
}

function syncFolder(folder: string) {
  if (process.platform === 'win32') return // Windows cannot open a folder for this
  const opened = openSync(folder, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

function reason(stderr = ''): string | undefined {
  const lines = stderr.split('\n')
  return lines.find(line => line.includes('error:')) ?? lines.find(line => line !== '')
}
