#!/usr/bin/env node
import { readFile, writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { parsed } from './canonical.mjs'
import { examineChain } from './chain.mjs'
import { NotAccepted } from './envelope.mjs'
import { exportReceipts, publicInstanceKey, recordUsage } from './journal.mjs'
import { verifyLicenseFile } from './license-file.mjs'
import { readReceipts } from './receipt.mjs'

const help = `tenon-license: checks licence files and keeps usage receipts, without a server

  tenon-license verify FILE --keys KEYS.json [--revocations LIST.json] [--fingerprint TEXT] [--product CODE]
                            [--entitlement CODE]... [--license-key TEXT] [--at INSTANT] [--json]
      Whether the licence file counts here and now.
  tenon-license record --license ID --metric users=12 [--metric workspaces=3] [--activation ID]
                       [--since INSTANT] [--journal FOLDER]
      Records what is used: signed, and chained to the receipt before. The key is made at first use.
  tenon-license export --license ID [--from NUMBER] [--out FILE] [--journal FOLDER]
      The receipts to send to the vendor.
  tenon-license check FILE [--json]
      Looks through a file of receipts: changed ones, gaps, forks, clocks that went back.
  tenon-license public-key [--journal FOLDER]
      The public half of this installation's key.

The journal is the folder tenon-usage unless told. Exit code: 0 good, 1 not accepted, 2 wrongly called.`

class WronglyCalled extends Error {}

const text = { type: 'string' }
const journal = { type: 'string', default: 'tenon-usage' }
const asJson = { type: 'boolean', default: false }

function instantOf(value, name) {
  if (value === undefined) return undefined
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) throw new WronglyCalled(`--${name} must be an instant such as 2026-12-31T23:59:59Z.`)
  return at
}

function required(values, name) {
  if (!values[name]) throw new WronglyCalled(`--${name} is missing.`)
  return values[name]
}

async function fileAt(path) {
  if (!path) throw new WronglyCalled('Name the file.')
  return readFile(path, 'utf8').catch(error => {
    throw new WronglyCalled(`${path} cannot be read: ${error.code}.`)
  })
}

async function jsonAt(path) {
  const content = parsed(await fileAt(path))
  if (content === undefined) throw new WronglyCalled(`${path} is no JSON.`)
  return content
}

const say = (value, lines, json) => console.log(json ? JSON.stringify(value, null, 2) : lines.join('\n'))

function verdictLines({ valid, code, detail, claims, entitlements, warnings }) {
  const { license, customer, validUntil, graceUntil } = claims ?? {}
  const facts = [
    license && `Licence       ${license.code}, ${license.edition}, for ${customer?.name ?? '?'}`,
    license && `Allowed       ${license.authorizedUsers} users, ${license.authorizedWorkspaces} workspaces`,
    claims && `Valid until   ${validUntil ?? 'for ever'}${graceUntil ? `, grace until ${graceUntil}` : ''}`,
    entitlements.length > 0 &&
      `Entitlements  ${entitlements.map(e => (e.value === null ? e.code : `${e.code}=${e.value}`)).join(', ')}`,
    ...warnings.map(warning => `Warning       ${warning}`),
  ]
  return [`${valid ? 'valid' : 'NOT VALID'}: ${code}. ${detail}`, ...facts.filter(Boolean)]
}

async function verify(file, values) {
  const verdict = verifyLicenseFile(await fileAt(file), {
    keys: await jsonAt(required(values, 'keys')),
    revocations: values.revocations === undefined ? undefined : await jsonAt(values.revocations),
    fingerprint: values.fingerprint,
    product: values.product,
    entitlements: values.entitlement,
    licenseKey: values['license-key'],
    at: instantOf(values.at, 'at'),
  })
  say(verdict, verdictLines(verdict), values.json)
  return verdict.valid ? 0 : 1
}

function metricsOf(given = []) {
  const pairs = given.map(pair => /^([\w.-]{1,60})=(\d{1,15})$/.exec(pair))
  if (pairs.length === 0 || pairs.includes(null))
    throw new WronglyCalled('Give at least one --metric as name=whole number, such as users=12.')
  return Object.fromEntries(pairs.map(([, metric, value]) => [metric, Number(value)]))
}

async function record(_file, values) {
  const license = required(values, 'license')
  const metrics = metricsOf(values.metric)
  const use = { license, activation: values.activation, metrics, since: instantOf(values.since, 'since') }
  const { sequence, periodStart, periodEnd, hash } = await recordUsage(values.journal, use)
  console.log(`Receipt ${sequence}: ${periodStart} to ${periodEnd}, ${hash.slice(0, 12)}`)
  return 0
}

async function exportAll(_file, values) {
  const from = Number(values.from ?? 1)
  if (!Number.isSafeInteger(from) || from < 1) throw new WronglyCalled('--from must be the number of a receipt.')
  const receipts = await exportReceipts(values.journal, required(values, 'license'), from)
  if (!receipts) throw new NotAccepted('NOTHING_RECORDED', 'No use of this licence is recorded here.')
  if (values.out) await writeFile(values.out, receipts)
  else process.stdout.write(receipts)
  return 0
}

async function check(file, values) {
  const receipts = readReceipts(await fileAt(file))
  const chains = new Set(receipts.map(({ license, instance }) => `${license} ${instance}`))
  const findings = [...chains].flatMap(chain =>
    examineChain(receipts.filter(({ license, instance }) => `${license} ${instance}` === chain)),
  )
  const lines = findings.map(({ code, detail }) => `${code}: ${detail}`)
  const count = `${receipts.length} ${receipts.length === 1 ? 'receipt' : 'receipts'}`
  say({ receipts: receipts.length, findings }, [`${count}, ${findings.length || 'no'} findings`, ...lines], values.json)
  return findings.length ? 1 : 0
}

async function publicKey(_file, values) {
  console.log(await publicInstanceKey(values.journal))
  return 0
}

const commands = {
  verify: {
    run: verify,
    options: {
      ...{ keys: text, revocations: text, fingerprint: text },
      ...{ product: text, entitlement: { ...text, multiple: true } },
      ...{ 'license-key': text, at: text, json: asJson },
    },
  },
  record: {
    run: record,
    options: { license: text, activation: text, metric: { ...text, multiple: true }, since: text, journal },
  },
  export: { run: exportAll, options: { license: text, from: text, out: text, journal } },
  check: { run: check, options: { json: asJson } },
  'public-key': { run: publicKey, options: { journal } },
}

function called(args, options) {
  try {
    return parseArgs({ args, options, allowPositionals: true })
  } catch (error) {
    throw new WronglyCalled(error.message)
  }
}

async function main([name, ...args]) {
  if (name === undefined || name === 'help' || name === '--help' || args.includes('--help')) {
    console.log(help)
    return name === undefined ? 2 : 0
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) throw new WronglyCalled(`There is no command “${name}”. See tenon-license --help.`)
  const { values, positionals } = called(args, command.options)
  return command.run(positionals[0], values)
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const known = error instanceof WronglyCalled || error instanceof NotAccepted
  console.error(known && !error.code ? error.message : `${error.code ?? error.name}: ${error.message}`)
  process.exitCode = error instanceof WronglyCalled ? 2 : 1
}
