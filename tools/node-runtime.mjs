// Prepares the dependencies and runs a program of ours on Node 24, whatever Node started us. Plain JavaScript for Node 20.19.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { installIfNeeded } from './dependencies.mjs'
import { forwardSignals } from './signals.mjs'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const isWindows = process.platform === 'win32'

/** Installs what is missing and returns the path of a Node 24 or newer. */
export async function prepare() {
  requireNode(20, 19)
  await installIfNeeded(root)
  const node = nodeRuntime()
  if (node) return node
  throw new Error(
    `Tenon runs on Node 24, this is Node ${process.versions.node}, and there is no packaged one for ${process.platform} ${process.arch}: install Node 24 from https://nodejs.org and start again.`,
  )
}

/** Runs one of the start scripts: a failure of its preparation is one clear line and exit code 1. */
export async function main(work) {
  try {
    process.exitCode = await work(process.argv.slice(2))
  } catch (error) {
    console.error(error.message)
    process.exitCode = 1
  }
}

/**
 * Runs a program in the foreground and returns its exit code. It gets a process group of its own, so that a Ctrl-C, which the
 * terminal sends to everybody and npm sends once more, reaches it exactly once: through us.
 */
export function run(node, script, args = []) {
  const follow = pathToFileURL(join(root, 'tools', 'follow-parent.mjs')).href
  const child = spawn(node, ['--import', follow, script, ...args], {
    cwd: root,
    stdio: 'inherit',
    detached: !isWindows,
  })
  const release = forwardSignals(child)
  return new Promise((resolve, reject) => {
    child.once('error', error => reject(new Error(`${node} could not be started: ${error.message}.`)))
    child.once('exit', (code, signal) => {
      release()
      resolve(code ?? 128 + constants.signals[signal])
    })
  })
}

function nodeRuntime() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  // What is tested is the pinned 24.21; earlier ones lack parts we stand on, such as argon2 in node:crypto.
  if (major > 24 || (major === 24 && minor >= 21)) return process.execPath
  const system = isWindows ? 'win' : process.platform
  const packaged = join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', isWindows ? 'node.exe' : 'node')
  return existsSync(packaged) ? packaged : undefined
}

function requireNode(major, minor) {
  const [ours, ourMinor] = process.versions.node.split('.').map(Number)
  if (ours > major || (ours === major && ourMinor >= minor)) return
  throw new Error(
    `Tenon needs Node ${major}.${minor} or newer to start, this is Node ${process.versions.node}: install Node 24 from https://nodejs.org.`,
  )
}
