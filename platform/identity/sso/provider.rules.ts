/** The e-mail domains of a provider, as people list them: `acme.example, acme.cn`. */
export const domainsOf = (text: string | null | undefined): string[] =>
  (text ?? '')
    .toLowerCase()
    .split(/[,，\s]+/)
    .filter(Boolean)

const domain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/
export const areDomains = (text: string | null | undefined) => domainsOf(text).every(name => domain.test(name))

/** The domain itself; not one below it, which may be another's. */
export const isOfDomain = (email: string, domains: readonly string[]) =>
  domains.includes(email.toLowerCase().split('@').at(-1) ?? '')

/** A page of our own to go on with; anything else, such as `//evil.example` or `/\evil.example`, is the start page. */
export const ownPath = (wished: unknown) =>
  typeof wished === 'string' && wished.length < 1000 && /^\/(?![/\\])[!-[\]-~]*$/.test(wished) ? wished : '/'
