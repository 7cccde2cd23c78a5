import { hash, randomBytes } from 'node:crypto'

/** 256 random bits, as 43 characters that need no quoting in headers, cookies and links. */
export const newToken = () => randomBytes(32).toString('base64url')

/** What is stored of a token. No salt or stretching: 256 random bits cannot be guessed from their hash. */
export const hashToken = (token: string) => hash('sha256', token, 'base64url')
