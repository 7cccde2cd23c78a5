const stars = '****'

/** `z***@example.com`: the first character and the domain. */
export function maskEmail(value: string): string {
  const at = value.lastIndexOf('@')
  return `${[...value.slice(0, Math.max(at, 0))][0] ?? ''}***${at < 0 ? '' : value.slice(at)}`
}

/**
 * `138****5678`: the first three and the last four digits of a number with eleven or more, `****5678` of one with eight or
 * more, otherwise nothing. Of a number with a country code other than China's the `+` and two digits stay; an extension goes.
 */
export function maskPhone(value: string): string {
  const [number = ''] = value.split(/\s*(?:x|ext\.?|#)\s*/i)
  const national = number.replace(/[^\d+]/g, '').replace(/^(\+|00)86(?=\d{11}$)/, '')
  const digits = national.replace(/\D/g, '')
  if (digits.length < 8) return stars
  const start = digits.length < 11 ? '' : national.slice(0, 3)
  return start + stars + digits.slice(-4)
}
