import autocannon from 'autocannon'

/** A request of the load; a run cycles through its list. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers?: Record<string, string>
  readonly body?: string
}
export interface Load {
  readonly url: string
  readonly requests: readonly LoadRequest[]
}
/** Answers a second, and the median and the 99th percentile of the time to answer in milliseconds. */
export interface Figures {
  readonly rate: number
  readonly p50: number
  readonly p99: number
}

const connections = 32
export const roundSeconds = Number(process.env.BENCH_ROUND_SECONDS ?? 2)
export const rounds = Number(process.env.BENCH_ROUNDS ?? 5)

async function run({ url, requests }: Load, seconds: number): Promise<Figures> {
  const result = await autocannon({ url, connections, duration: seconds, requests: requests as autocannon.Request[] })
  if (result.non2xx || result.errors)
    throw new Error(`${url}${requests[0]?.path}: ${result.non2xx} refused, ${result.errors} failed`)
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 }
}

export const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number

export interface Comparison {
  /** How many times b's answers a second a gives: the median over the pairs. */
  readonly rate: number
  readonly p99: number
  readonly a: Figures
  readonly b: Figures
}

/** a and b in turn, so that a machine that grows slower or busier does so for both. */
export async function compare(a: Load, b: Load): Promise<Comparison> {
  await run(a, 2)
  await run(b, 2)
  const pairs: { a: Figures; b: Figures }[] = []
  for (let i = 0; i < rounds; i++) {
    if (i % 2) {
      const second = await run(b, roundSeconds)
      pairs.push({ a: await run(a, roundSeconds), b: second })
    } else pairs.push({ a: await run(a, roundSeconds), b: await run(b, roundSeconds) })
  }
  const middle = (pick: (pair: { a: Figures; b: Figures }) => number) => median(pairs.map(pick))
  return {
    rate: middle(pair => pair.a.rate / pair.b.rate),
    p99: middle(pair => pair.a.p99 / Math.max(pair.b.p99, 1)),
    a: { rate: middle(pair => pair.a.rate), p50: middle(pair => pair.a.p50), p99: middle(pair => pair.a.p99) },
    b: { rate: middle(pair => pair.b.rate), p50: middle(pair => pair.b.p50), p99: middle(pair => pair.b.p99) },
  }
}
