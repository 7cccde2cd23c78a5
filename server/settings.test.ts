import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { loadSettings, readSettings } from './settings.ts'

const secret = 'q0mPzR7vXw2LkT9sJd4HnB6yCf1GaUe8'

test('with nothing set, the settings are those of an evaluation on this machine', () => {
  expect(readSettings({}, 'evaluation')).toEqual({
    port: 8000,
    host: '127.0.0.1',
    home: resolve('.tenon'),
    baseUrl: 'http://127.0.0.1:8000',
    logLevel: 'info',
    secret: undefined,
    databaseUrl: undefined,
    smtpUrl: undefined,
    redisUrl: undefined,
    s3: undefined,
    inngest: undefined,
    trustedProxies: [],
  })
})

test('everything can be set, an empty value counts as not set, and an address loses its last slash', () => {
  const set = {
    PORT: '9000',
    HOST: '::',
    TENON_HOME: '/srv/tenon',
    TENON_SECRET: secret,
    APP_BASE_URL: 'https://t.example.com/',
    LOG_LEVEL: '',
    DATABASE_URL: 'postgres://o:p@db/tenon',
    S3_BUCKET: 'files',
    S3_ENDPOINT: 'http://s3:9000',
    INNGEST_EVENT_KEY: 'key',
    TRUSTED_PROXIES: '10.0.0.2, fd00::/8',
  }
  expect(readSettings(set, 'serve')).toMatchObject({
    port: 9000,
    host: '::',
    home: '/srv/tenon',
    secret,
    baseUrl: 'https://t.example.com',
    logLevel: 'info',
    databaseUrl: 'postgres://o:p@db/tenon',
    s3: { bucket: 'files', endpoint: 'http://s3:9000', region: 'us-east-1' },
    inngest: { eventKey: 'key' },
    trustedProxies: ['10.0.0.2', 'fd00::/8'],
  })
})

test.each([
  [{ PORT: '80a' }, 'PORT is "80a": expected a whole number from 0 to 65535.'],
  [{ PORT: '70000' }, 'PORT is "70000": expected a whole number from 0 to 65535.'],
  [
    { TRUSTED_PROXIES: '10.0.0.2, 0.0.0.0/0' },
    'TRUSTED_PROXIES is "10.0.0.2, 0.0.0.0/0": expected addresses or ranges like 10.0.0.2, 172.16.0.0/12.',
  ],
  [{ HOST: 'a b' }, 'HOST is "a b": expected a host name or an address.'],
  [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud": expected one of trace, debug, info, warn, error, fatal, silent.'],
  [{ TENON_PORT: '1' }, 'TENON_PORT is not a setting of Tenon: expected TENON_HOME or TENON_SECRET.'],
  [
    { DATABASE_URL: 'mysql://a:hidden@b/c' },
    'DATABASE_URL has a value that cannot be used: expected postgres://user:password@host:port/database.',
  ],
  [
    { SMTP_URL: 'mail.example.com' },
    'SMTP_URL has a value that cannot be used: expected smtp://user:password@host:port.',
  ],
  [
    { APP_BASE_URL: 'tenon.local' },
    'APP_BASE_URL is "tenon.local": expected an address like https://tenon.example.com.',
  ],
  [{ TENON_SECRET: 'short' }, 'TENON_SECRET has a value that cannot be used: expected at least 32 characters.'],
  [{ S3_ENDPOINT: 'http://s3' }, 'S3_BUCKET is not set: expected the name of a bucket, as S3_ENDPOINT is set.'],
])('%o is refused in one line that says what was expected', (set, line) => {
  expect(() => readSettings(set, 'tool')).toThrow(new Error(line))
})

test.each([
  'change-me-change-me-change-me-change-me',
  'a'.repeat(40),
  'your_secret_goes_here_at_least_32_chars',
  '0123456789abcdef0123456789abcdef',
])('the well-known secret %s is refused', text => {
  expect(() => readSettings({ TENON_SECRET: text }, 'serve')).toThrow(/^TENON_SECRET .*a random text, not an example/)
})

test('serving needs a secret, and an evaluation stays on this machine', () => {
  expect(() => readSettings({}, 'serve')).toThrow(/^TENON_SECRET is not set: expected at least 32 random characters/)
  expect(() => readSettings({ HOST: '0.0.0.0' }, 'evaluation')).toThrow(
    /^HOST is "0.0.0.0": expected a loopback address/,
  )
  expect(readSettings({ HOST: 'localhost' }, 'evaluation').host).toBe('localhost')
})

test('an evaluation makes its secret once, readable by its owner only, and commands read it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenon-settings-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const home = join(folder, 'home')
  for (const [name, value] of Object.entries({ TENON_HOME: home, TENON_SECRET: '', HOST: '', PORT: '' }))
    vi.stubEnv(name, value)
  onTestFinished(() => void vi.unstubAllEnvs())
  expect(loadSettings('tool').secret).toBeUndefined()
  const made = loadSettings('evaluation').secret
  expect(made).toMatch(/^[\w-]{43}$/)
  expect(loadSettings('evaluation').secret).toBe(made)
  expect(loadSettings('tool').secret).toBe(made)
  expect(statSync(join(home, 'secret')).mode & 0o777).toBe(0o600)
})
