import type { Patient } from './report.ts'

export interface Checked {
  readonly id: string
  readonly slug: string
}

/** All organisations, also suspended ones, or the one asked for. Throws an Error when there is no such one. */
export async function tenantsToCheck({ pool }: Patient, slug: string | undefined): Promise<readonly Checked[]> {
  const text = 'select id, slug from kernel.tenant where $1::text is null or slug = $1 order by slug'
  const [rows = []] = await pool.instance([{ text, values: [slug ?? null] }])
  if (slug !== undefined && rows.length === 0) throw new Error(`There is no organisation ${slug}.`)
  return rows.map(([id, name]) => ({ id: id as string, slug: name as string }))
}
