import { BlockList, isIP, isIPv6 } from 'node:net'

/** Addresses that may sign in and work, or may not. In a list the first that fits decides. */
export interface AddressRule {
  /** `10.0.0.0/8`, `2001:db8::/32`, or one address. */
  readonly cidr: string
  readonly effect: 'allow' | 'deny'
  readonly note?: string | undefined
}
export type Judge = (address: string) => boolean

const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i
/** Without a zone, and an IPv4 address as such also where the socket is one of IPv6. */
export function plainAddress(address: string): string {
  const bare = address.split('%')[0] as string
  return mapped.exec(bare)?.[1] ?? bare
}

function parts(cidr: string): { address: string; bits: number; kind: 'ipv4' | 'ipv6' } | undefined {
  const [, address = '', written] = /^([\d.a-f:]+)(?:\/(\d{1,3}))?$/i.exec(cidr.trim()) ?? []
  const version = isIP(address)
  const most = version === 4 ? 32 : 128
  const bits = written === undefined ? most : Number(written)
  // A range of IPv4 addresses written as IPv6 would read as one and mean the other.
  if (version === 0 || bits > most || /^::ffff:/i.test(address)) return undefined
  return { address, bits, kind: version === 4 ? 'ipv4' : 'ipv6' }
}
export const isCidr = (cidr: string) => parts(cidr) !== undefined

function matcherOf({ cidr }: AddressRule): Judge {
  const range = parts(cidr)
  if (!range) return () => false
  const list = new BlockList()
  list.addSubnet(range.address, range.bits, range.kind)
  return address => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')
}

/**
 * Whether an address may come in. The first rule that fits decides; where none fits, a list that allows somebody refuses
 * all others, and a list that only denies lets them in. No rules let everyone in.
 */
export function judgeOf(rules: readonly AddressRule[]): Judge {
  const known = rules.map(rule => ({ fits: matcherOf(rule), isAllowed: rule.effect === 'allow' }))
  const otherwise = !known.some(({ isAllowed }) => isAllowed)
  return address => {
    const plain = plainAddress(address)
    if (isIP(plain) === 0) return rules.length === 0
    return known.find(({ fits }) => fits(plain))?.isAllowed ?? otherwise
  }
}
