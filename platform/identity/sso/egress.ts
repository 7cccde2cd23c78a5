import { lookup } from 'node:dns'
import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { BlockList, isIP, isIPv6, type LookupFunction } from 'node:net'
import { text } from 'node:stream/consumers'
import type { CustomFetch } from 'openid-client'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Where a cloud answers the machine itself, and what is no single machine. A provider inside the own network is one. */
const refused = new BlockList()
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['192.0.0.0', 24],
  ['224.0.0.0', 3],
] as const)
  refused.addSubnet(net, prefix, 'ipv4')
for (const [net, prefix] of [
  ['::', 128],
  ['fe80::', 10],
  ['ff00::', 8],
  ['fd00:ec2::', 32],
] as const)
  refused.addSubnet(net, prefix, 'ipv6')

const isAmong = (list: BlockList, address: string) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

/** Whether this very computer is meant, by number or as `localhost`. */
export const isLoopback = (hostname: string) =>
  hostname === 'localhost' || (isIP(bare(hostname)) !== 0 && isAmong(loopback, bare(hostname)))

/** HTTPS, or plain HTTP on this computer where the product itself runs on nothing else: for trying and testing. */
export function isAllowedIssuer(issuer: string, baseUrl: string): boolean {
  if (!URL.canParse(issuer)) return false
  const { protocol, hostname, username, password, search, hash } = new URL(issuer)
  if (username || password || search || hash) return false
  const isOnLoopback = isLoopback(hostname)
  if (isOnLoopback) return isLoopback(new URL(baseUrl).hostname) && ['http:', 'https:'].includes(protocol)
  return protocol === 'https:' && !(isIP(bare(hostname)) && isAmong(refused, bare(hostname)))
}

const isReachable = (address: string, allowsLoopback: boolean) =>
  !isAmong(refused, address) && (allowsLoopback || !isAmong(loopback, address))

/** Judges the addresses that are then connected to, so that a name cannot mean one thing when asked and another when used. */
export const lookupWith =
  (allowsLoopback: boolean): LookupFunction =>
  (hostname, options, callback) =>
    lookup(hostname, { ...options, all: true }, (error, addresses = []) => {
      const first = addresses[0]
      if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '', 0)
      if (!addresses.every(({ address }) => isReachable(address, allowsLoopback)))
        return callback(new Error(`${hostname} leads to an address that single sign-on does not speak to`), '', 0)
      return options.all
        ? (callback as unknown as (error: null, all: typeof addresses) => void)(null, addresses)
        : callback(null, first.address, first.family)
    })

const largest = 1024 * 1024

function refuseLongBody(response: NodeJS.ReadableStream & { destroy(error?: Error): void }) {
  let size = 0
  response.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > largest) response.destroy(new Error('The provider’s answer is too long'))
  })
}

type Options = Parameters<CustomFetch>[1]

function send(address: URL, { method, headers, body, signal }: Options, allowsLoopback: boolean): Promise<Response> {
  const isSecure = address.protocol === 'https:'
  const request = isSecure ? secureRequest : plainRequest
  const content = body === undefined || body === null ? undefined : String(body)
  return new Promise((resolve, reject) => {
    const sent = request(address, {
      method,
      headers: { ...headers, ...(content === undefined ? {} : { 'content-length': Buffer.byteLength(content) }) },
      lookup: lookupWith(allowsLoopback),
      agent: false,
      ...(signal ? { signal } : {}),
    })
    sent.on('error', reject)
    sent.on('response', answer => {
      refuseLongBody(answer)
      const { statusCode: status = 502, headers: told } = answer
      const type = told['content-type'] ?? ''
      text(answer).then(
        written =>
          resolve(
            new Response([204, 304].includes(status) ? null : written, { status, headers: { 'content-type': type } }),
          ),
        reject,
      )
    })
    sent.end(content)
  })
}

/** Speaks to a provider: never to the machine's own services or a cloud's, never along a redirect, never without end. */
export const providerFetch =
  (baseUrl: string): CustomFetch =>
  async (url, options) => {
    const address = new URL(url)
    if (!isAllowedIssuer(address.origin, baseUrl)) throw new Error(`Single sign-on does not speak to ${address.origin}`)
    return send(address, options, isLoopback(new URL(baseUrl).hostname))
  }
