/** An identifier as accounts are stored under it. PostgreSQL keeps no NUL, so a text with one is simply nobody's. */
export const emailOf = (identifier: string) => identifier.trim().toLowerCase().replaceAll('\u0000', '')
