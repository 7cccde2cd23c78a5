/** Below what a site of each type may stand; at the top any may stand. A factory belongs to the exporter that sells for it. */
const places = {
  headquarters: [],
  exporter: ['headquarters'],
  factory: ['headquarters', 'exporter'],
  storefront: ['headquarters', 'exporter', 'factory'],
} as const satisfies Record<string, readonly string[]>

export type SiteType = keyof typeof places
export const siteTypes = Object.keys(places) as [SiteType, ...SiteType[]]

/** Whether a site of this type may stand below one of that type, or at the top. */
export const mayStandBelow = (type: SiteType, parent: SiteType | null): boolean =>
  parent === null || (places[type] as readonly SiteType[]).includes(parent)
