import { createServer } from 'node:http'
import { afterAll, expect, test } from 'vitest'
import { listen } from '../testing/oidc.ts'
import { isAllowedIssuer, lookupWith, providerFetch } from './egress.ts'
import { areDomains, isOfDomain, ownPath } from './provider.rules.ts'

const outside = 'https://tenon.example'
const local = 'http://127.0.0.1:8000'

test('a provider is spoken to over HTTPS; on this computer alone also without', () => {
  for (const issuer of ['https://login.acme.example', 'https://10.1.2.3/realms/acme', 'https://[2001:db8::1]'])
    expect([isAllowedIssuer(issuer, outside), isAllowedIssuer(issuer, local)], issuer).toEqual([true, true])
  for (const issuer of [
    'http://localhost:1234',
    'http://127.0.0.1:1',
    'http://127.9.9.9',
    'http://[::1]:1',
    'http://2130706433',
  ])
    expect([isAllowedIssuer(issuer, outside), isAllowedIssuer(issuer, local)], issuer).toEqual([false, true])
  const never = [
    'http://login.acme.example',
    'http://10.1.2.3',
    'https://169.254.169.254',
    'https://[::ffff:169.254.169.254]',
    'https://100.100.100.200',
    'https://0.0.0.0',
    'https://[fe80::1]',
    'https://[fd00:ec2::254]',
    'https://me:secret@login.acme.example',
    'ftp://login.acme.example',
    'file:///etc/passwd',
    'nothing',
  ]
  for (const issuer of never)
    expect([isAllowedIssuer(issuer, outside), isAllowedIssuer(issuer, local)], issuer).toEqual([false, false])
})

const options = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const

test('a name that leads to this computer is refused when it is connected to, and no redirect is followed', async () => {
  const seen: string[] = []
  const server = createServer(({ url = '' }, response) => {
    seen.push(url)
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  afterAll(() => void server.close())
  const address = await listen(server)
  await expect(providerFetch(outside)(address, options)).rejects.toThrow(/does not speak to/)
  await expect(providerFetch(outside)('https://localhost:1/', options)).rejects.toThrow(/does not speak to/)
  const lookUp = (allowsLoopback: boolean) =>
    new Promise(resolve => lookupWith(allowsLoopback)('localhost', { all: true }, error => resolve(error?.message)))
  expect([await lookUp(true), await lookUp(false)]).toEqual([undefined, expect.stringMatching(/does not speak to/)])
  expect((await providerFetch(local)(`${address}/first`, options)).status).toBe(302)
  expect(seen).toEqual(['/first'])
})

test('an answer without end is given up', async () => {
  const server = createServer((_, response) => {
    response.writeHead(200)
    const more = () => {
      while (response.write('x'.repeat(65_536)));
      response.once('drain', more)
    }
    more()
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  await expect(providerFetch(local)(await listen(server), options)).rejects.toThrow(/too long/)
})

test('domains are whole, and a way on stays on our own pages', () => {
  expect(
    ['acme.example', 'a.b.cn, ACME.example', ' ', null, '例子.cn', 'acme', 'a.example;b', '*.acme.example'].map(
      areDomains,
    ),
  ).toEqual([true, true, true, true, false, false, false, false])
  const own = ['acme.example']
  expect(
    ['a@ACME.example', 'a@x.acme.example', 'a@acme.example.evil', 'acme.example@evil', 'a@b@acme.example'].map(email =>
      isOfDomain(email, own),
    ),
  ).toEqual([true, false, false, false, true])
  expect(['/', '/a?b=c#d', '//x', '/\\x', 'x', 'https://x', '/a\nb', undefined, ['/a']].map(ownPath)).toEqual([
    '/',
    '/a?b=c#d',
    '/',
    '/',
    '/',
    '/',
    '/',
    '/',
    '/',
  ])
})
