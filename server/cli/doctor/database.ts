import { type Patient, type Report, report } from './report.ts'

const check = { en: 'durability', zh: '持久性' }
/** What each setting must be for an acknowledged change to survive a power cut, and a damaged page to be noticed. */
const wanted: Readonly<Record<string, readonly string[]>> = {
  fsync: ['on'],
  full_page_writes: ['on'],
  synchronous_commit: ['on', 'local', 'remote_write', 'remote_apply'],
  data_checksums: ['on'],
}

export async function* databaseReport({ pool }: Patient): AsyncGenerator<Report> {
  const names = Object.keys(wanted)
  const [rows = [], version = []] = await pool.instance([
    { text: 'select name, setting from pg_settings where name = any($1::text[]) order by name', values: [names] },
    {
      text: "select current_setting('server_version'), current_setting('server_version_num')::integer >= 150000",
      values: [],
    },
  ])
  const [number, isKnown] = version[0] ?? []
  yield report(
    isKnown === 't',
    { en: 'PostgreSQL', zh: 'PostgreSQL' },
    `${number}; 15 or newer is needed`,
    `${number}；需要 15 或更高版本`,
  )
  for (const [name, value] of rows) {
    const ok = wanted[name as string]?.includes(value as string) ?? false
    yield report(ok, check, `${name} is ${value}`, `${name} 为 ${value}`)
  }
}
