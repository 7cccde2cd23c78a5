// Finds the Chromium of this machine for the browser journeys; on Debian root may install it.
import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
]
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** What to tell somebody whose machine has none. */
export const howToInstall =
  'The browser journeys need Chromium or Chrome: install one (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH to it.'

/** The path of a Chromium, installed first where that can be done, or undefined. */
export function chromium() {
  return find() ?? (canInstall() && install() ? find() : undefined)
}

function find() {
  const { CHROMIUM_PATH: chosen, PATH = '' } = process.env
  if (chosen) return existsSync(chosen) ? chosen : undefined
  const onPath = PATH.split(delimiter).flatMap(folder => names.map(name => join(folder, name)))
  return [...onPath, ...elsewhere].find(path => existsSync(path))
}

function canInstall() {
  if (process.env.CHROMIUM_PATH || process.getuid?.() !== 0 || !existsSync('/etc/os-release')) return false
  return (
    /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8')) &&
    spawnSync('apt-get', ['--version']).status === 0
  )
}

function install() {
  console.log('Installing Chromium for the browser journeys (apt-get) …')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  try {
    for (const words of [['update'], ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk']]) {
      execFileSync('apt-get', ['-q', ...words], { env, stdio: ['ignore', 'ignore', 'pipe'], timeout: 600_000 })
    }
    return true
  } catch (error) {
    console.error(`apt-get did not succeed: ${error.stderr?.toString().trim().split('\n').at(-1) || error.message}`)
    return false
  }
}
