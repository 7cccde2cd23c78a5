// Checks who imports whom, and that the check itself sees: a small tree that breaks every rule once must be refused for each.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import rules from '../../.dependency-cruiser.mjs'

const here = dirname(fileURLToPath(import.meta.url))
const root = join(here, '../..')
const rooms = ['kernel', 'platform', 'systems', 'server', 'console', 'storefront', 'verifier', 'tools', 'bench']

/** One line for each import that breaks a rule. */
export async function brokenImports() {
  const found = await violations(root)
  return found.map(({ rule, from, to }) => `${from} imports ${to}: ${rule.name}. ${commentOf(rule.name)}`)
}

/** One line for each rule that does not see its violation, or that refuses what is allowed. */
export async function blindRules() {
  const found = await violations(join(here, 'fixture'))
  const seen = new Set(found.map(({ rule }) => rule.name))
  const blind = rules.forbidden
    .filter(({ name }) => !seen.has(name))
    .map(({ name }) => `${name} does not see its violation.`)
  const strict = found
    .filter(({ from }) => from.includes('allowed'))
    .map(({ rule, from, to }) => `${rule.name} refuses ${from} -> ${to}.`)
  return [...blind, ...strict]
}

const commentOf = name => rules.forbidden.find(rule => rule.name === name)?.comment ?? ''

function violations(folder) {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs')
  const words = [cruiser, '--config', join(root, '.dependency-cruiser.mjs'), '--output-type', 'json']
  const there = rooms.filter(room => existsSync(join(folder, room)))
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, maxBuffer: 256 * 1024 * 1024 }
    execFile(process.execPath, [...words, ...there], options, (error, stdout, stderr) => {
      if (error) reject(new Error(`dependency-cruiser failed: ${stderr || stdout.slice(0, 500) || error.message}`))
      else resolve(JSON.parse(stdout).summary.violations)
    })
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lines = process.argv[2] === 'fixture' ? await blindRules() : await brokenImports()
  for (const line of lines) console.log(line)
  process.exitCode = lines.length ? 1 : 0
}
