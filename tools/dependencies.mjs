// Installs the exact dependencies of the lock file when they are not there. Plain JavaScript: runs before anything is installed.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { forwardSignals } from './signals.mjs'

/** Installs what package-lock.json names if node_modules holds anything else. Throws one clear line if npm fails. */
export async function installIfNeeded(root) {
  if (isInstalled(root)) return
  console.log('Installing the exact dependencies of package-lock.json (about a minute the first time) …')
  const { code, output } = await npm(root, ['ci', '--ignore-scripts', '--no-audit', '--no-fund'])
  if (code === 0) return
  console.error(output.trim().split('\n').slice(-15).join('\n'))
  throw new Error(`The dependencies could not be installed: npm ci ended with code ${code}.`)
}

/** npm writes what it installed to node_modules/.package-lock.json at the very end, so an interrupted install does not count. */
export function isInstalled(root) {
  const installed = packagesOf(join(root, 'node_modules', '.package-lock.json'))
  const wanted = packagesOf(join(root, 'package-lock.json'))
  const { optionalDependencies = {} } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const programs = new Set(Object.keys(optionalDependencies).map(name => `node_modules/${name}`))
  return Object.entries(wanted).every(([path, entry]) => {
    const needed = programs.has(path) ? fitsMachine(entry) : path !== '' && !entry.optional
    return !needed || isSame(installed[path], entry)
  })
}

const packagesOf = path => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {})

function isSame(found, wanted) {
  const facts = entry => [entry.version, entry.integrity, entry.link, entry.dependencies, entry.devDependencies]
  return found !== undefined && JSON.stringify(facts(found)) === JSON.stringify(facts(wanted))
}

function fitsMachine({ os, cpu }) {
  const names = (list, value) => list === undefined || [list].flat().includes(value)
  return names(os, process.platform) && names(cpu, process.arch)
}

function npm(root, words) {
  // The Node that runs npm itself: ours may be the packaged one, which this very install replaces.
  const { npm_execpath: cli = '', npm_node_execpath: node = process.execPath } = process.env
  const direct = basename(cli).startsWith('npm-cli')
  const [file, args] = direct ? [node, [cli, ...words]] : ['npm', words]
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], shell: !direct && process.platform === 'win32' }
  return new Promise((resolve, reject) => {
    let output = ''
    const child = spawn(file, [...args, '--include=dev', '--include=optional'], options)
    const release = forwardSignals(child)
    for (const stream of [child.stdout, child.stderr]) stream.on('data', text => (output += text))
    child.once('error', error => reject(new Error(`npm could not be started: ${error.message}.`)))
    child.once('close', code => {
      release()
      resolve({ code, output })
    })
  })
}
