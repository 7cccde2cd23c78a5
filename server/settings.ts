import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { createHome } from './postgres/place.ts'

/** What the settings are read for: `npm start`, `tenon serve`, or another administration command. */
export type Mode = 'evaluation' | 'serve' | 'tool'

/** Everything an operator can set, checked. `home` is absolute; `baseUrl` has no slash at its end. */
export type Settings = {
  port: number
  host: string
  home: string
  baseUrl: string
  secret: string | undefined
  databaseUrl: string | undefined
  smtpUrl: string | undefined
  redisUrl: string | undefined
  s3: S3Settings | undefined
  inngest: InngestSettings | undefined
  /** Whose word on where a request came from is taken: addresses and ranges of our own proxies. */
  trustedProxies: readonly string[]
  logLevel: (typeof logLevels)[number]
}
export type S3Settings = {
  bucket: string
  endpoint: string | undefined
  region: string
  accessKeyId: string | undefined
  secretAccessKey: string | undefined
}
export type InngestSettings = {
  baseUrl: string | undefined
  eventKey: string | undefined
  signingKey: string | undefined
}

type Environment = Record<string, string | undefined>

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
const loopback = /^(localhost|127(\.\d{1,3}){3}|::1)$/
// Shown back to the operator when wrong; every other value may hold a password.
const harmless = ['PORT', 'HOST', 'LOG_LEVEL', 'APP_BASE_URL', 'TRUSTED_PROXIES']

const url = (expected: string, ...schemes: string[]) =>
  z
    .string()
    .refine(text => schemes.some(scheme => text.startsWith(`${scheme}://`)) && URL.canParse(text), { error: expected })

const rangesIn = (text: string) => text.split(/[\s,]+/).filter(Boolean)
function isRange(text: string): boolean {
  const [, address = '', bits = '1'] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []
  const version = isIP(address)
  // To trust everyone is to let everyone choose their own address.
  return version !== 0 && Number(bits) > 0 && Number(bits) <= (version === 4 ? 32 : 128)
}
const isPort = (text: string) => /^\d{1,5}$/.test(text) && Number(text) < 65536

const environment = z.object({
  PORT: z.string().refine(isPort, { error: 'a whole number from 0 to 65535' }).default('8000'),
  HOST: z
    .string()
    .regex(/^[\w.:-]+$/, { error: 'a host name or an address' })
    .default('127.0.0.1'),
  TENON_HOME: z.string().default('./.tenon'),
  DATABASE_URL: url('postgres://user:password@host:port/database', 'postgres', 'postgresql').optional(),
  APP_BASE_URL: url('an address like https://tenon.example.com', 'http', 'https').optional(),
  TENON_SECRET: z
    .string()
    .min(32, { error: 'at least 32 characters' })
    .refine(text => !isWellKnown(text), { error: 'a random text, not an example; `openssl rand -base64 32` makes one' })
    .optional(),
  SMTP_URL: url('smtp://user:password@host:port', 'smtp', 'smtps').optional(),
  REDIS_URL: url('redis://user:password@host:port', 'redis', 'rediss').optional(),
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: url('an address like https://s3.example.com', 'http', 'https').optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  INNGEST_BASE_URL: url('an address like http://inngest.example.com:8288', 'http', 'https').optional(),
  INNGEST_EVENT_KEY: z.string().optional(),
  INNGEST_SIGNING_KEY: z.string().optional(),
  TRUSTED_PROXIES: z
    .string()
    .refine(text => rangesIn(text).every(isRange), { error: 'addresses or ranges like 10.0.0.2, 172.16.0.0/12' })
    .optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `one of ${logLevels.join(', ')}` }).default('info'),
})
type Read = z.infer<typeof environment>

/** Reads and checks the settings. Throws an Error of one line that names the variable and what was expected. */
export function readSettings(env: Environment, mode: Mode): Settings {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  refuseUnknown(set)
  const parsed = environment.safeParse(set)
  if (!parsed.success) throw refusal(parsed.error.issues[0]!, set)
  refuseWrongUse(parsed.data, mode)
  return arranged(parsed.data)
}

/** Reads `.env` and the environment; for `npm start` a missing secret is made once and kept in TENON_HOME. */
export function loadSettings(mode: Mode): Settings {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = readSettings(process.env, mode)
  return mode === 'serve' || settings.secret ? settings : { ...settings, secret: keptSecret(settings.home, mode) }
}

function refuseUnknown(set: Environment) {
  const unknown = Object.keys(set).find(name => name.startsWith('TENON_') && !(name in environment.shape))
  if (!unknown) return
  const known = Object.keys(environment.shape).filter(name => name.startsWith('TENON_'))
  throw new Error(`${unknown} is not a setting of Tenon: expected ${known.join(' or ')}.`)
}

function refusal(issue: z.core.$ZodIssue, set: Environment): Error {
  const name = String(issue.path[0])
  const found = harmless.includes(name) ? `is "${set[name]}"` : 'has a value that cannot be used'
  return new Error(`${name} ${found}: expected ${issue.message}.`)
}

function refuseWrongUse(read: Read, mode: Mode) {
  if (mode === 'serve' && !read.TENON_SECRET) {
    throw new Error(
      'TENON_SECRET is not set: expected at least 32 random characters; `openssl rand -base64 32` makes them.',
    )
  }
  if (mode === 'evaluation' && !loopback.test(read.HOST)) {
    throw new Error(
      `HOST is "${read.HOST}": expected a loopback address, as npm start is for trying; use npm run tenon -- serve.`,
    )
  }
  const s3 = Object.entries(read).find(([name, value]) => /^S3_(ENDPOINT|ACCESS|SECRET)/.test(name) && value)
  if (s3 && !read.S3_BUCKET) throw new Error(`S3_BUCKET is not set: expected the name of a bucket, as ${s3[0]} is set.`)
}

function arranged(read: Read): Settings {
  const host = read.HOST.includes(':') ? `[${read.HOST}]` : read.HOST
  return {
    port: Number(read.PORT),
    host: read.HOST,
    home: resolve(read.TENON_HOME),
    baseUrl: (read.APP_BASE_URL ?? `http://${host}:${read.PORT}`).replace(/\/+$/, ''),
    secret: read.TENON_SECRET,
    databaseUrl: read.DATABASE_URL,
    smtpUrl: read.SMTP_URL,
    redisUrl: read.REDIS_URL,
    s3: s3Settings(read),
    inngest: inngestSettings(read),
    trustedProxies: rangesIn(read.TRUSTED_PROXIES ?? ''),
    logLevel: read.LOG_LEVEL,
  }
}

function s3Settings(read: Read): S3Settings | undefined {
  if (!read.S3_BUCKET) return undefined
  const keys = { accessKeyId: read.S3_ACCESS_KEY_ID, secretAccessKey: read.S3_SECRET_ACCESS_KEY }
  return { bucket: read.S3_BUCKET, endpoint: read.S3_ENDPOINT, region: read.S3_REGION, ...keys }
}

function inngestSettings(read: Read): InngestSettings | undefined {
  const { INNGEST_BASE_URL: baseUrl, INNGEST_EVENT_KEY: eventKey, INNGEST_SIGNING_KEY: signingKey } = read
  return baseUrl || eventKey || signingKey ? { baseUrl, eventKey, signingKey } : undefined
}

/** Texts that stand in guides and examples, and ones without variety, are no secret however long they are. */
function isWellKnown(text: string): boolean {
  const plain = text.toLowerCase().replace(/[^a-z0-9]/g, '')
  const known = [
    'changeme',
    'changethis',
    'yoursecret',
    'mysecret',
    'supersecret',
    'secretkey',
    'password',
    'example',
    '0123456789',
    'abcdefgh',
  ]
  return new Set(text).size < 10 || known.some(part => plain.includes(part))
}

function keptSecret(home: string, mode: Mode): string | undefined {
  const path = join(home, 'secret')
  if (existsSync(path)) return readFileSync(path, 'utf8').trim()
  if (mode !== 'evaluation') return undefined
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(join(createHome(home), 'secret'), `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
  return secret
}
