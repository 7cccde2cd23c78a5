const pattern = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/

/** `https://www.Example.com/about` as `example.com`; undefined for what is no domain. One company has one spelling. */
export function domainOf(text: string): string | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#:].*$/, '')
  return pattern.test(plain) ? plain : undefined
}

/** States in which a registration keeps others from registering the same domain. */
export const open = ['submitted', 'underReview', 'approved'] as const
