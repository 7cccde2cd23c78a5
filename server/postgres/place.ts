import { createHash } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { type Account, accountForNewCluster, accountOfCluster, canEnter, runsAsRoot } from './account.ts'
import type { LauncherLog } from './log.ts'

/** Where one embedded database lives and who owns it. */
export type Place = {
  home: string
  root: string
  account: Account | undefined
  cluster: string
  password: string
  sockets: string
  logs: string
}

// A unix socket path holds 107 bytes on Linux and 103 on macOS, "/.s.PGSQL.5432" included.
const longestSocketFolder = 88
const sharedRoot = '/var/lib/tenon'

/** Creates TENON_HOME if missing. As root others may pass through (not list), so that PostgreSQL's account can reach its folder. */
export function createHome(home: string): string {
  mkdirSync(resolve(home), { recursive: true, mode: ourFolderMode() })
  return realpathSync(home)
}

/** Decides where the database of this home lives: inside it, or where its account cannot get there, below /var/lib/tenon. */
export function findPlace(home: string, log: LauncherLog): Place {
  const real = createHome(home)
  const inside = join(real, 'postgres')
  mkdirSync(inside, { recursive: true, mode: ourFolderMode() })
  const root = recordedRoot(inside) ?? (existsSync(join(inside, 'cluster')) ? inside : newRoot(real, inside, log))
  const cluster = join(root, 'cluster')
  const account = existsSync(cluster) ? accountOfCluster(cluster) : accountForNewCluster()
  return { home: real, root, account, cluster, password: join(root, 'password'), ...workFolders(root) }
}

/** Creates the folders PostgreSQL writes to, and refuses a place its account cannot reach. */
export function preparePlace({ root, account, sockets, logs }: Place) {
  mkdirSync(root, { recursive: true, mode: ourFolderMode() })
  if (!canEnter(account, root)) {
    throw new Error(`The account ${account?.name} cannot reach ${root}: let it pass through the folders above.`)
  }
  for (const folder of [sockets, logs]) createOwned(folder, account)
}

/** Creates a private folder for the account, or refuses one that stands there in another account's name. */
export function createOwned(folder: string, account: Account | undefined) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const found = lstatSync(folder)
  const owner = account?.uid ?? process.getuid?.() ?? found.uid
  if (found.uid === process.getuid?.() && account) chownSync(folder, account.uid, account.gid)
  else if (found.uid !== owner || !found.isDirectory())
    throw new Error(`${folder} belongs to another account: remove it.`)
  chmodSync(folder, 0o700)
}

function newRoot(home: string, inside: string, log: LauncherLog): string {
  const account = accountForNewCluster()
  if (canEnter(account, inside)) return inside
  refuseSharedRootOfOthers()
  const root = unusedRoot(home, log)
  writeFileSync(join(inside, 'place.json'), `${JSON.stringify({ root })}\n`, { mode: 0o600 })
  log.info(`The account ${account?.name} cannot enter ${home}, so the database is kept in ${root}.`)
  return root
}

/** A home that was deleted and made anew starts afresh; the database of the old one is never deleted by us. */
function unusedRoot(home: string, log: LauncherLog): string {
  const first = join(sharedRoot, shortHash(home))
  for (let turn = 1; ; turn++) {
    const root = turn === 1 ? first : `${first}-${turn}`
    if (!existsSync(root)) return root
    log.warn(`${root} holds the database of an earlier ${home}; remove it if it is no longer needed.`)
  }
}

function refuseSharedRootOfOthers() {
  mkdirSync(sharedRoot, { recursive: true, mode: 0o755 })
  const found = lstatSync(sharedRoot)
  if (found.isDirectory() && found.uid === 0 && (found.mode & 0o022) === 0) return
  throw new Error(`${sharedRoot} must be a folder that belongs to root and that only root can write to.`)
}

function recordedRoot(inside: string): string | undefined {
  const record = join(inside, 'place.json')
  return existsSync(record) ? (JSON.parse(readFileSync(record, 'utf8')) as { root: string }).root : undefined
}

function workFolders(root: string) {
  const inside = join(root, 'run')
  const tooLong = Buffer.byteLength(inside) > longestSocketFolder
  return { sockets: tooLong ? join(tmpdir(), `tenon-${shortHash(root)}`) : inside, logs: join(root, 'log') }
}

const ourFolderMode = () => (runsAsRoot() ? 0o711 : 0o700)
const shortHash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 12)
