/** Public keys as `/.well-known/license-keys` answers them: a JSON Web Key Set. */
export interface KeySet {
  readonly keys: readonly Jwk[]
}
export interface Jwk {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  /** The 32 bytes of the public key, base64url. */
  readonly x: string
  readonly kid: string
  readonly use?: string
  readonly alg?: string
  readonly status: 'active' | 'retired' | 'revoked'
  readonly createdAt?: string
  readonly retiredAt?: string
  readonly revokedAt?: string
}
export interface Signer {
  readonly kid: string
  /** PKCS #8, PEM. */
  readonly privateKey: string
}
export interface Envelope {
  readonly enc: string
  readonly sig: string
  readonly alg: 'base64+ed25519' | 'aes-256-gcm+ed25519'
  readonly kid: string
}

export interface EntitlementClaim {
  readonly code: string
  readonly kind: string
  readonly value: string | null
  /** Instants, or null where it has no bound of its own. */
  readonly effectiveFrom: string | null
  readonly expiresAt: string | null
}

/** What a licence file says. Instants are RFC 3339 in UTC. */
export interface LicenseClaims {
  readonly issuer: { readonly name: string }
  /** The id of this very file. */
  readonly file: string
  readonly license: {
    readonly id: string
    readonly code: string
    readonly edition: string
    readonly model: string
    readonly authorizedUsers: number
    readonly authorizedWorkspaces: number
    readonly clusterId: string | null
  }
  readonly product?: { readonly code: string; readonly name: string }
  readonly customer: { readonly id: string; readonly name: string }
  readonly entitlements: readonly EntitlementClaim[]
  /** The stretch that was paid for, and the purchase behind it. */
  readonly term: { readonly id: string; readonly seq: number; readonly from: string; readonly to: string | null } | null
  readonly purchase: { readonly id: string; readonly no: string } | null
  readonly activation: { readonly id: string | null; readonly fingerprint: string } | null
  readonly issuedAt: string
  /** When the file itself ends; null when only the licence does. */
  readonly expiresAt: string | null
  readonly validFrom: string | null
  readonly validUntil: string | null
  readonly graceUntil: string | null
  readonly expirationStrategy: string
}

export interface RevocationList {
  readonly organisation: string
  readonly issuedAt: string
  /** When a newer list should be fetched. */
  readonly nextUpdateAt: string
  readonly licenses: readonly { readonly id: string; readonly reason: string }[]
  readonly files: readonly { readonly id: string; readonly revokedAt: string }[]
}

export interface Verdict {
  readonly valid: boolean
  readonly code: string
  readonly detail: string
  readonly claims: LicenseClaims | null
  /** Those in force at the moment asked for. */
  readonly entitlements: readonly EntitlementClaim[]
  readonly warnings: readonly string[]
}

export interface Sample {
  readonly metric: string
  readonly value: number
  readonly at: string
}
export interface UsageStatement {
  readonly license: string
  readonly activation?: string | undefined
  readonly samples: readonly Sample[]
  readonly periodStart: string
  readonly periodEnd: string
  readonly recordedAt: string
}
export interface Receipt extends UsageStatement {
  readonly version: 1
  /** The public key of the installation, base64url. */
  readonly instance: string
  readonly sequence: number
  readonly prevHash: string
  readonly hash: string
  readonly signature: string
}
/** What of a receipt its place in a chain hangs on. */
export type Link = Pick<Receipt, 'sequence' | 'hash' | 'prevHash' | 'recordedAt' | 'periodStart' | 'periodEnd'>
export interface Finding {
  readonly code: 'GAP' | 'FORK' | 'CLOCK_ROLLED_BACK' | 'UNREPORTED'
  readonly sequence: number
  readonly from?: number
  readonly to?: number
  readonly detail: string
}

/** Why a document is not accepted. */
export class NotAccepted extends Error {
  readonly code: string
  /** Of a file of receipts, counted from 1. */
  readonly line: number | undefined
  constructor(code: string, detail: string, line?: number)
}

export function canonical(value: unknown): string
export function newKeyPair(): { publicKey: string; privateKey: string }
export function publicKeyOf(privateKey: string): string
export function toJwk(key: {
  kid: string
  publicKey: string
  status: string
  createdAt?: string
  retiredAt?: string
  revokedAt?: string
}): Jwk

export function armor(envelope: Envelope): string
export function unarmor(file: string): Envelope
export function sealEnvelope(
  kind: 'license' | 'revocations',
  claims: unknown,
  signer: Signer,
  licenseKey?: string,
): Envelope
export function openEnvelope(
  kind: 'license' | 'revocations',
  envelope: unknown,
  keySet: unknown,
  licenseKey?: string,
): unknown

export function writeLicenseFile(claims: LicenseClaims, signer: Signer, licenseKey?: string): string
export function readLicenseFile(text: string, keySet: unknown, licenseKey?: string): LicenseClaims
export function entitlementsAt(claims: LicenseClaims, at: Date): readonly EntitlementClaim[]
export interface VerifyOptions {
  /** The key set as published. */
  readonly keys: unknown
  /** The revocation list as published; not looked at when left out. */
  readonly revocations?: unknown
  /** Of this machine. */
  readonly fingerprint?: string | undefined
  /** Code of this program's product. */
  readonly product?: string | undefined
  /** When this version of the program came out. */
  readonly releasedAt?: Date | undefined
  /** Codes that must be open now. */
  readonly entitlements?: readonly string[] | undefined
  readonly licenseKey?: string | undefined
  /** Now, unless told. */
  readonly at?: Date | undefined
}
export function verifyLicenseFile(text: string, options: VerifyOptions): Verdict

export function sealRevocations(list: RevocationList, signer: Signer): Envelope
export function openRevocations(document: unknown, keySet: unknown): RevocationList

export function writeReceipt(
  said: UsageStatement,
  previous: Pick<Receipt, 'sequence' | 'hash'> | undefined,
  privateKey: string,
): Receipt
export function faultOf(receipt: unknown): 'MALFORMED' | 'BAD_HASH' | 'BAD_SIGNATURE' | null
export function lineOf(receipt: Receipt): string
export function readReceipts(text: string): Receipt[]
export function examineChain(receipts: readonly Link[], known?: Link): Finding[]

export function recordUsage(
  folder: string,
  use: { license: string; activation?: string; metrics: Record<string, number>; since?: Date; at?: Date },
): Promise<Receipt>
export function receiptsIn(folder: string, license: string): Promise<Receipt[]>
export function exportReceipts(folder: string, license: string, from?: number): Promise<string>
export function publicInstanceKey(folder: string): Promise<string>
