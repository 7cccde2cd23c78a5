import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startMark } from './running.ts'

type Holder = { pid: number; mark: string }

/** The pid of the live server that holds this place, or undefined. */
export function lockHolder(root: string): number | undefined {
  const holder = parse(read(lockPath(root)))
  return holder && startMark(holder.pid) === holder.mark ? holder.pid : undefined
}

/**
 * Takes the place for this server and returns the function that gives it back.
 * Throws one clear line naming the live server if there is one; a lock left by a killed server is taken over.
 */
export function takeLock(root: string, home: string): () => void {
  const path = lockPath(root)
  const mine = JSON.stringify({ pid: process.pid, mark: startMark(process.pid) })
  const draft = `${path}.${process.pid}`
  writeFileSync(draft, mine, { mode: 0o600 })
  try {
    clearStale(root, home)
    if (!link(draft, path)) refuse(lockHolder(root), home)
  } finally {
    rmSync(draft, { force: true })
  }
  return () => {
    if (read(path) === mine) rmSync(path)
  }
}

/** Moves a dead server's lock away; what was moved is looked at again, in case another server was quicker. */
function clearStale(root: string, home: string) {
  const path = lockPath(root)
  const seen = read(path)
  if (seen === undefined) return
  const holder = lockHolder(root)
  if (holder !== undefined) refuse(holder, home)
  const aside = `${path}.stale.${process.pid}`
  if (!rename(path, aside)) return
  const moved = read(aside)
  if (moved !== seen) link(aside, path)
  rmSync(aside, { force: true })
}

function refuse(pid: number | undefined, home: string): never {
  const who = pid === undefined ? 'Another Tenon server' : `Another Tenon server (pid ${pid})`
  throw new Error(`${who} already runs on ${home}: stop it first, or set TENON_HOME to another folder.`)
}

const lockPath = (root: string) => join(root, 'server.lock')

function parse(text: string | undefined): Holder | undefined {
  try {
    return text ? (JSON.parse(text) as Holder) : undefined
  } catch {
    return undefined // half-written by a server that was killed: it holds nothing
  }
}

const link = (from: string, to: string) => succeeds('EEXIST', () => linkSync(from, to))
const rename = (from: string, to: string) => succeeds('ENOENT', () => renameSync(from, to))

function read(path: string): string | undefined {
  let text: string | undefined
  succeeds('ENOENT', () => {
    text = readFileSync(path, 'utf8')
  })
  return text
}

/** False if the attempt fails with this one expected code; any other failure is thrown. */
function succeeds(expected: string, attempt: () => void): boolean {
  try {
    attempt()
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === expected) return false
    throw error
  }
}
