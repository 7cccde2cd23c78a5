import { execFileSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** An operating-system account that PostgreSQL runs under. PostgreSQL itself refuses to run as root. */
export type Account = { name: string; uid: number; gid: number }

/** True where this server runs as root, and PostgreSQL therefore needs another account. */
export const runsAsRoot = () => process.getuid?.() === 0

/** Options for `spawn`: the account to change to, or none when the program runs as ourselves. */
export const runAs = (account: Account | undefined) => (account ? { uid: account.uid, gid: account.gid } : {})

/** The account a new database is given: ourselves (undefined), or as root `postgres`, else `nobody`. */
export function accountForNewCluster(): Account | undefined {
  if (!runsAsRoot()) return undefined
  const account = namedAccount('postgres') ?? namedAccount('nobody')
  if (!account) {
    throw new Error(
      'PostgreSQL does not run as root, and this machine has neither an account "postgres" nor "nobody": create one, or start Tenon as a normal user.',
    )
  }
  return account
}

/** The account an existing database belongs to; refuses where we may not act as that account. */
export function accountOfCluster(cluster: string): Account | undefined {
  const { uid, gid } = statSync(cluster)
  if (process.getuid === undefined || uid === process.getuid()) {
    if (!runsAsRoot()) return undefined
    throw new Error(
      `${cluster} belongs to root, and PostgreSQL does not run as root: give it to the account "postgres".`,
    )
  }
  const account = accounts().find(known => known.uid === uid) ?? { name: `uid ${uid}`, uid, gid }
  if (!runsAsRoot()) {
    throw new Error(`${cluster} belongs to the account ${account.name}: start Tenon as that account or as root.`)
  }
  return { ...account, gid }
}

/** True if the account can enter the folder; asked of the system itself, so access lists and groups count too. */
export function canEnter(account: Account | undefined, folder: string): boolean {
  return canDo(account, 'cd -- "$1"', folder)
}

/** True if the account can read the file. */
export function canRead(account: Account | undefined, file: string): boolean {
  return canDo(account, 'test -r "$1"', file)
}

function canDo(account: Account | undefined, test: string, path: string): boolean {
  if (process.platform === 'win32') return true // there we always run as ourselves
  try {
    execFileSync('/bin/sh', ['-c', test, 'sh', path], { ...runAs(account), cwd: '/', stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

const namedAccount = (name: string) => accounts().find(account => account.name === name)

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .filter(parts => parts.length >= 4 && parts[2] !== '0')
    .map(parts => ({ name: parts[0]!, uid: Number(parts[2]), gid: Number(parts[3]) }))
}
