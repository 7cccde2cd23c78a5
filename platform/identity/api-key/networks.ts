import { BlockList, isIP } from 'node:net'

const family = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4')
const longest = { ipv4: 32, ipv6: 128 }

function parts(network: string): { address: string; bits: number } | undefined {
  const [address = '', bits, more] = network.split('/')
  if (more !== undefined || isIP(address) === 0) return undefined
  const most = longest[family(address)]
  if (bits === undefined) return { address, bits: most }
  return /^\d{1,3}$/.test(bits) && Number(bits) <= most ? { address, bits: Number(bits) } : undefined
}

/** `10.0.0.0/8`, `2001:db8::/32` or a single address. */
export const isNetwork = (text: string) => parts(text) !== undefined

/** Whether the address lies in one of the networks; an IPv4 address that arrived over IPv6 counts as what it is. */
export function isWithin(networks: readonly string[], address: string): boolean {
  const list = new BlockList()
  for (const network of networks) {
    const known = parts(network)
    if (known) list.addSubnet(known.address, known.bits, family(known.address))
  }
  const plain = address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '')
  return isIP(plain) !== 0 && list.check(plain, family(plain))
}
