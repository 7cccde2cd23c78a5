import { makeBare, startBare } from './bare-world.ts'
import { type Comparison, compare, type Load, type LoadRequest } from './load.ts'
import { type Row, row } from './results.ts'
import { makeWorld, type Server, startProduct, type World } from './world.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const lists = ({ readers }: World): LoadRequest[] =>
  readers.map(token => ({ method: 'GET', path: '/api/v1/companies', headers: bearer(token) }))
const gets = ({ readers, ids }: World): LoadRequest[] =>
  readers.flatMap((token, i) =>
    (ids[i] as string[])
      .slice(0, 20)
      .map(id => ({ method: 'GET' as const, path: `/api/v1/companies/${id}`, headers: bearer(token) })),
  )
const creates = ({ writers }: World): LoadRequest[] =>
  writers.map(token => ({
    method: 'POST',
    path: '/api/v1/companies',
    headers: { ...bearer(token), 'content-type': 'application/json' },
    body: JSON.stringify({ name: '华信精密机械有限公司', industry: 'Machinery' }),
  }))

const kinds = { list: lists, 'one by id': gets, create: creates }
type Kind = keyof typeof kinds
const targets: Record<Kind, string> = { list: '>= 0.85', 'one by id': '>= 0.8', create: '>= 1.0' }

const told = ({ a, b }: Comparison) =>
  `${Math.round(a.rate)}/s, p99 ${a.p99} ms, against ${Math.round(b.rate)}/s, p99 ${b.p99} ms`

async function against(world: World, product: Server): Promise<Row[]> {
  await makeBare(world, [...world.readers, ...world.writers])
  const bare = await startBare(world)
  const rows: Row[] = []
  for (const [kind, make] of Object.entries(kinds) as [Kind, (world: World) => LoadRequest[]][]) {
    const requests = make(world)
    const result = await compare({ url: product.url, requests }, { url: bare.url, requests })
    console.log(`  ${kind}: ${told(result)}`)
    rows.push(row(`${kind}, times bare`, result.rate, targets[kind], told(result)))
    rows.push(row(`${kind}, p99 times bare p99`, result.p99, '<= 2', told(result)))
  }
  await bare.stop()
  return rows
}

/** Cost at a million rows over cost at ten thousand: the rate of the small world over that of the large one. */
async function growth(small: World, large: World, servers: { small: Server; large: Server }): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, make] of Object.entries(kinds)) {
    const load = (world: World, { url }: Server): Load => ({ url, requests: make(world) })
    const result = await compare(load(small, servers.small), load(large, servers.large))
    console.log(`  growth of ${kind}: ${told(result)}`)
    rows.push(row(`growth of ${kind}, 10,000 to 1,000,000 rows`, result.rate, '<= 1.3', told(result)))
  }
  return rows
}

/** List, get and create against the hand-written server, and against themselves on a hundredth of the rows. */
export async function ratioRows(): Promise<Row[]> {
  const large = await makeWorld({ tenants: 100, rows: 10_000 })
  const small = await makeWorld({ tenants: 1, rows: 10_000 })
  const servers = { small: await startProduct(small), large: await startProduct(large) }
  try {
    const grown = await growth(small, large, servers)
    return [...(await against(large, servers.large)), ...grown]
  } finally {
    await Promise.all([servers.small.stop(), servers.large.stop()])
    await Promise.all([small.stop(), large.stop()])
  }
}
