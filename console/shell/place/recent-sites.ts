const key = (person: string) => `tenon.sites.${person}`
const remembered = 5

/** The sites last worked at on this device, latest first. */
export function recentSites(person: string): readonly string[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(key(person)) ?? '[]')
    return Array.isArray(ids) ? ids.filter(id => typeof id === 'string') : []
  } catch {
    return []
  }
}

export function rememberSite(person: string, id: string): void {
  try {
    const others = recentSites(person).filter(each => each !== id)
    localStorage.setItem(key(person), JSON.stringify([id, ...others].slice(0, remembered)))
  } catch {
    // Without storage the sites keep the order of the organisation.
  }
}

/** Latest used first, then as the organisation has them. */
export function byRecency<T extends { readonly id: string }>(sites: readonly T[], recent: readonly string[]): T[] {
  const rank = ({ id }: T) => (recent.includes(id) ? recent.indexOf(id) : recent.length)
  return [...sites].sort((one, other) => rank(one) - rank(other))
}
