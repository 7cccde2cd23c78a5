/** A record somebody had open, as they knew it. */
export interface RecentRecord {
  readonly collection: string
  readonly id: string
  readonly title: string
}
const prefix = 'tenon.recent.'
const remembered = 12

const keyOf = (person: string, site: string) => `${prefix}${person}.${site}`

export function recentRecords(person: string, site = ''): readonly RecentRecord[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(keyOf(person, site)) ?? '[]')
    return Array.isArray(found) ? found : []
  } catch {
    return []
  }
}

/** The latest first, each once. */
export const withLatest = (all: readonly RecentRecord[], latest: RecentRecord): RecentRecord[] =>
  [latest, ...all.filter(({ id }) => id !== latest.id)].slice(0, remembered)

export function rememberRecord(person: string, site: string, record: RecentRecord) {
  try {
    localStorage.setItem(keyOf(person, site), JSON.stringify(withLatest(recentRecords(person, site), record)))
  } catch {
    // Without storage there are no recent records.
  }
}

/** Titles of records are nobody else's to read: they go when the person signs out. */
export function forgetRecent(): void {
  for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key)
}
