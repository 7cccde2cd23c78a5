import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** An authenticator in software: makes ES256 passkeys and answers with them, rightly or as a test wants it wrong. */
export interface Authenticator {
  readonly id: string
  create(options: { challenge: string }, wish?: Wish): object
  get(options: { challenge: string }, wish?: Wish): { id: string }
}
export interface Wish {
  readonly origin?: string
  readonly rpId?: string
  /** The use it claims to be; one more each time when left out. */
  readonly counter?: number
  readonly isVerified?: boolean
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest()
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url')
const flags = { present: 1, verified: 4, attested: 64 }

function clientData(type: string, challenge: string, origin: string): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

export function authenticator(baseUrl = 'http://localhost'): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const coordinate = (text: string | undefined) => Uint8Array.from(Buffer.from(String(text), 'base64url'))
  const cose = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, coordinate(x)],
    [-3, coordinate(y)],
  ])
  const rawId = randomBytes(32)
  const id = base64(rawId)
  let uses = 0

  function authData(attested: boolean, { rpId, counter, isVerified = true }: Wish): Buffer {
    const head = Buffer.alloc(5)
    head[0] = flags.present | (isVerified ? flags.verified : 0) | (attested ? flags.attested : 0)
    head.writeUInt32BE(counter ?? ++uses, 1)
    const parts = [sha256(rpId ?? new URL(baseUrl).hostname), head]
    if (!attested) return Buffer.concat(parts)
    const length = Buffer.from([0, rawId.length])
    return Buffer.concat([...parts, Buffer.alloc(16), length, rawId, isoCBOR.encode(cose)])
  }
  const credential = (response: object) => ({ id, rawId: id, type: 'public-key', response, clientExtensionResults: {} })

  return {
    id,
    create({ challenge }, wish = {}) {
      const client = clientData('webauthn.create', challenge, wish.origin ?? baseUrl)
      const attestation = new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Uint8Array.from(authData(true, wish))],
      ])
      const attestationObject = base64(isoCBOR.encode(attestation as Parameters<typeof isoCBOR.encode>[0]))
      return credential({ clientDataJSON: base64(client), attestationObject, transports: ['internal'] })
    },
    get({ challenge }, wish = {}) {
      const client = clientData('webauthn.get', challenge, wish.origin ?? baseUrl)
      const data = authData(false, wish)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      return credential({
        clientDataJSON: base64(client),
        authenticatorData: base64(data),
        signature: base64(signature),
      }) as { id: string } & object
    },
  }
}
