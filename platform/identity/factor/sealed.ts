import type { SealedColumn } from '@tenon/kernel/secrets/reseal.ts'
import { totpPlace } from './enrol.ts'

/** What accounts keep sealed outside any organisation, so that a rotation of keys reaches it. */
export const sealedOfAccounts: readonly SealedColumn[] = [{ table: 'auth.totp', column: 'secret', place: totpPlace }]
