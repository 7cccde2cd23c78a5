import { addDays } from '@tenon/kernel/fields/date/day.ts'
import { dayStart } from '@tenon/kernel/fields/date/zone.ts'
import type { EntitlementClaim, LicenseClaims } from '@tenon/license-verifier'

/** What a licence file says, from what is on record. Days of the organisation become instants: products know no zone. */

const instant = (milliseconds: number) => new Date(milliseconds).toISOString()
/** The first instant of a day. */
export const dayBegins = (day: string, zone: string): string => instant(dayStart(zone, day))
/** The last millisecond of a day: bounds in a file are inclusive. */
export const dayEnds = (day: string, zone: string): string => instant(dayStart(zone, addDays(day, 1)) - 1)

interface Dates {
  readonly startsOn: string
  readonly endsOn: string | null
  readonly graceDays: number
}

/** The life of a licence as a file tells it. Without an end there is no grace either. */
export function lifeOf(
  { startsOn, endsOn, graceDays }: Dates,
  zone: string,
): Pick<LicenseClaims, 'validFrom' | 'validUntil' | 'graceUntil'> {
  const validFrom = dayBegins(startsOn, zone)
  if (endsOn === null) return { validFrom, validUntil: null, graceUntil: null }
  const graceUntil = graceDays > 0 ? dayEnds(addDays(endsOn, graceDays), zone) : null
  return { validFrom, validUntil: dayEnds(endsOn, zone), graceUntil }
}

/** An entitlement of a licence, by its days. */
export interface Opened {
  readonly code: string
  readonly kind: string
  readonly value: string | null
  readonly effectiveFrom: string | null
  readonly expiresOn: string | null
}
export const entitlementClaim = (
  { code, kind, value, effectiveFrom, expiresOn }: Opened,
  zone: string,
): EntitlementClaim => ({
  code,
  kind,
  value,
  effectiveFrom: effectiveFrom && dayBegins(effectiveFrom, zone),
  expiresAt: expiresOn && dayEnds(expiresOn, zone),
})

const hour = 3_600_000
/** When the file itself ends; null for one that ends with its licence. */
export const fileEnds = (issuedAt: string, ttlHours: number | null): string | null =>
  ttlHours === null ? null : instant(Date.parse(issuedAt) + ttlHours * hour)

/**
 * How long a file lives: as the policy says, 30 days where there is none. On machines without a way to the internet nobody
 * comes by every month, so there a file without a policy lives as long as its licence. Shorter may be asked for; longer
 * only by who may change policies, as else nobody would have to come back and be told that the licence was suspended.
 */
export function ttlOf(
  asked: number | null | undefined,
  policy: { readonly fileTtlHours: number } | undefined,
  activationMode: 'online' | 'offline',
  mayExceed: boolean,
): number | null {
  const usual = policy?.fileTtlHours ?? (activationMode === 'offline' ? null : 720)
  if (asked == null) return usual
  return mayExceed || usual === null ? asked : Math.min(asked, usual)
}
