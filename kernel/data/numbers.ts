import { type AnyEntity, fieldsOf } from '../entity/entity.ts'
import type { SeriesSpec } from '../fields/field.ts'
import { formatNumber, seriesPeriod } from '../fields/number-series/number-series.ts'
import { remember } from '../remember.ts'
import type { Runtime, Work } from './unit-of-work.ts'

/** Takes `$4` numbers at once and answers the last of them. */
const draw = `insert into kernel.number_series as s (tenant_id, series, period, last) values ($1, $2, $3, $4)
  on conflict (tenant_id, series, period) do update set last = s.last + excluded.last returning last`

interface Waiting {
  count: number
  readonly last: Promise<number>
}
/** Per pool: the draw that is about to leave, which everyone who asks before then joins. */
const gathering = new WeakMap<Runtime['pool'], Map<string, Waiting>>()

/**
 * Numbers for everyone who is waiting for one are drawn by a single committed statement, so creators never hold a lock
 * on the series while they write. A create that then fails leaves its number unused.
 */
function drawFast(runtime: Runtime, tenantId: string, series: string, period: string): Promise<number> {
  const open = remember(gathering, runtime.pool, () => new Map<string, Waiting>())
  const key = `${tenantId} ${series} ${period}`
  const leave = async (count: () => number) => {
    open.delete(key)
    const [rows] = await runtime.pool.aside(tenantId, [{ text: draw, values: [tenantId, series, period, count()] }])
    return Number(rows?.[0]?.[0])
  }
  const joined = remember(open, key, () => {
    const started: Waiting = { count: 0, last: Promise.resolve().then(() => leave(() => started.count)) }
    return started
  })
  const place = joined.count++
  return joined.last.then(last => last - (joined.count - 1 - place))
}

async function nextNumber(work: Work, series: string, spec: SeriesSpec): Promise<string> {
  const period = seriesPeriod(spec.pattern, work.today)
  const drawn = spec.gapless
    ? Number((await work.read({ text: draw, values: [work.tenant.id, series, period, 1] }))[0]?.[0])
    : await drawFast(work.runtime, work.tenant.id, series, period)
  return formatNumber(spec.pattern, drawn, work.today)
}

/** The values of an entity's number fields for one new record. */
export async function drawNumbers(work: Work, entity: AnyEntity): Promise<Record<string, string>> {
  const numbers: Record<string, string> = {}
  for (const [name, { kind }] of fieldsOf(entity))
    if (kind.series) numbers[name] = await nextNumber(work, `${entity.name}.${name}`, kind.series)
  return numbers
}
