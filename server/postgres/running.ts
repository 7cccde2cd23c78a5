import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync } from 'node:fs'
import { basename } from 'node:path'

/**
 * What tells one run of a program from a later one that was given the same pid (boot and start time),
 * or undefined if no such program runs. Zombies do not count as running.
 */
export function startMark(pid: number): string | undefined {
  if (process.platform === 'linux') return linuxStartMark(pid)
  if (process.platform === 'win32') return signalReaches(pid) ? 'running' : undefined
  return ps(pid, 'lstart=')
}

/** True if the pid is a live postmaster serving exactly this cluster, not another program that got the pid. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (startMark(pid) === undefined) return false
  if (process.platform === 'win32') return tasklist(pid).includes('postgres.exe')
  if (process.platform !== 'linux') return (ps(pid, 'command=') ?? '').includes(`postgres -D ${cluster}`)
  const words = readIfAllowed(`/proc/${pid}/cmdline`)?.split('\0') ?? []
  return basename(words[0] ?? '') === 'postgres' && (workingFolder(pid) ?? words[2]) === realpathSync(cluster)
}

/** The pids that work in the folder or below it; only Linux tells. PostgreSQL's programs all work in their cluster. */
export function pidsWorkingIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  const pids = readdirSync('/proc').filter(name => /^\d+$/.test(name))
  return pids.map(Number).filter(pid => `${workingFolder(pid)}/`.startsWith(`${folder}/`))
}

/** True if a program with this pid exists, whoever owns it (a zombie counts: the kernel still answers for it). */
export function signalReaches(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function linuxStartMark(pid: number): string | undefined {
  const stat = readIfAllowed(`/proc/${pid}/stat`)
  if (!stat) return undefined
  const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  const [state, startTicks] = [afterName[0], afterName[19]]
  if (state === 'Z' || state === 'X') return undefined
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTicks}`
}

function workingFolder(pid: number): string | undefined {
  try {
    return realpathSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined // the folder of another account's program is not ours to read; the command line decides
  }
}

function readIfAllowed(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined // the program ended meanwhile
  }
}

function ps(pid: number, column: string): string | undefined {
  try {
    const [state, ...rest] = execFileSync('ps', ['-ww', '-o', `stat=,${column}`, '-p', String(pid)], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/)
    return state?.startsWith('Z') ? undefined : rest.join(' ')
  } catch {
    return undefined // ps answers 1 for a pid that does not exist
  }
}

function tasklist(pid: number): string {
  return execFileSync('tasklist', ['/FI', `PID eq ${pid}`, '/NH'], { encoding: 'utf8' })
}
