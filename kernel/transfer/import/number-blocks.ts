import type { Work } from '../../data/unit-of-work.ts'
import { type AnyEntity, fieldsOf } from '../../entity/entity.ts'
import type { SeriesSpec } from '../../fields/field.ts'
import { formatNumber, seriesPeriod } from '../../fields/number-series/number-series.ts'

/** Takes `$4` numbers at once and answers the last of them. */
const draw = `insert into kernel.number_series as s (tenant_id, series, period, last) values ($1, $2, $3, $4)
  on conflict (tenant_id, series, period) do update set last = s.last + excluded.last returning last`

async function drawBlock(work: Work, series: string, spec: SeriesSpec, count: number): Promise<string[]> {
  const { tenant, today, runtime } = work
  const statement = { text: draw, values: [tenant.id, series, seriesPeriod(spec.pattern, today), count] }
  // A fast series is drawn outside the transaction, so that nobody waits for this batch to be written.
  const rows = spec.gapless ? await work.read(statement) : (await runtime.pool.flight(tenant.id, [statement]))[0]
  const last = Number(rows?.[0]?.[0])
  return Array.from({ length: count }, (_, i) => formatNumber(spec.pattern, last - count + 1 + i, today))
}

/** The numbers of `count` new records, by field. */
export async function drawNumberBlocks(
  work: Work,
  entity: AnyEntity,
  count: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const blocks = new Map<string, readonly string[]>()
  if (count === 0) return blocks
  for (const [name, { kind }] of fieldsOf(entity))
    if (kind.series) blocks.set(name, await drawBlock(work, `${entity.name}.${name}`, kind.series, count))
  return blocks
}
