// Builds the console when what it is made of has changed. Which files those are, the last build itself has written down.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { forwardSignals } from './signals.mjs'

const record = root => join(root, 'console', 'dist', '.built-from')
const notOurs = /(^|\/)(node_modules|dist|journeys|coverage)(\/|$)|\.test\.tsx?$/

/** Builds console/dist if it is missing or older than its sources. */
export async function buildConsoleIfStale(root, node) {
  if (!isStale(root)) return
  console.log('Building the console …')
  const words = [fileURLToPath(import.meta.url), root]
  const code = await new Promise((resolve, reject) => {
    // Whoever asks for it, a test as well: with another word React would come as its slow half, made for development.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(node, words, { cwd: join(root, 'console'), env, stdio: ['ignore', 'ignore', 'inherit'] })
    const release = forwardSignals(child)
    child.once('error', reject).once('exit', resolve).once('exit', release)
  })
  if (code !== 0) throw new Error('The console could not be built; the reason stands above.')
}

export function isStale(root) {
  if (!existsSync(record(root))) return true
  const { modules, digest } = JSON.parse(readFileSync(record(root), 'utf8'))
  return digestOf(root, modules) !== digest
}

/** One digest over the console's folder, every screen and view, and the modules that the last build took in. */
function digestOf(root, modules) {
  const screens = ['kernel', 'platform', 'systems']
    .flatMap(folder => filesIn(root, folder))
    .filter(path => path.endsWith('.tsx'))
  const files = new Set([...filesIn(root, 'console'), ...screens, ...modules, 'package-lock.json'])
  const hash = createHash('sha256')
  for (const path of [...files].sort()) hash.update(`${path}\0${contentOf(join(root, path))}\0`)
  return hash.digest('hex')
}

function filesIn(root, folder) {
  const entries = existsSync(join(root, folder)) ? readdirSync(join(root, folder), { withFileTypes: true }) : []
  const ours = entries
    .map(entry => ({ entry, path: `${folder}/${entry.name}` }))
    .filter(({ path }) => !notOurs.test(path))
  return ours.flatMap(({ entry, path }) => (entry.isDirectory() ? filesIn(root, path) : [path]))
}

function contentOf(path) {
  return existsSync(path) ? createHash('sha256').update(readFileSync(path)).digest('hex') : 'missing'
}

async function build(root) {
  const { build } = await import('vite')
  const taken = new Set()
  const notebook = {
    name: 'tenon-built-from',
    generateBundle() {
      for (const id of this.getModuleIds()) taken.add(id.split('?')[0])
    },
  }
  await build({ root: join(root, 'console'), plugins: [notebook], logLevel: 'warn' })
  const modules = [...taken]
    .map(id => relative(root, id))
    .filter(path => !path.startsWith('..') && existsSync(join(root, path)))
  const ours = modules.filter(path => !notOurs.test(path.split(sep).join('/'))).sort()
  writeFileSync(record(root), JSON.stringify({ digest: digestOf(root, ours), modules: ours }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await build(process.argv[2]).catch(error => {
    console.error(error.message)
    process.exitCode = 1
  })
}
