import { type Comparison, compare, type LoadRequest } from './load.ts'
import { type Row, row } from './results.ts'
import { issueLicenses } from './validate-world.ts'
import { makeWorld, type Server, startProduct, startServer, type World } from './world.ts'

/** The hand-written server over the same tables. */
function startBare({ installation }: World): Promise<Server> {
  const { host, port, user, password, database } = installation.owner
  return startServer('bare-validate.ts', {
    BENCH_CONNECTION: JSON.stringify({ host, port, user, password, database }),
  })
}

const told = ({ a, b }: Comparison) =>
  `${Math.round(a.rate)}/s, median ${a.p50} ms, against ${Math.round(b.rate)}/s, median ${b.p50} ms`

/** Programs that ask whether their licences are valid: ten organisations with ten thousand licences each. */
export async function validateRows(): Promise<Row[]> {
  const world = await makeWorld({ tenants: 10, rows: 10 })
  const asking = await issueLicenses(world)
  const requests = asking.flatMap(({ publishable, keys }) =>
    keys.map(
      (key): LoadRequest => ({
        method: 'POST',
        path: '/api/v1/licensing/validate',
        headers: { authorization: `Bearer ${publishable}`, 'content-type': 'application/json' },
        body: JSON.stringify({ key, fingerprint: 'machine-1' }),
      }),
    ),
  )
  const [product, bare] = [await startProduct(world), await startBare(world)]
  try {
    const result = await compare({ url: product.url, requests }, { url: bare.url, requests })
    return [
      row('licence validation, times bare', result.rate, '>= 0.7', told(result)),
      row('licence validation, median', result.a.p50, '<= 20 ms', 'at 32 connections'),
    ]
  } finally {
    await Promise.all([product.stop(), bare.stop()])
    await world.stop()
  }
}
