import type { ComponentType } from 'react'
import type { Collection } from '../../app/meta.ts'
import { roomComponent } from '../../app/room-component.ts'
import type { RecordRow } from '../model/record.ts'

/** What a hand-made strip above a list is given. */
export interface AboveProps {
  readonly collection: Collection
  /** The list's question to the server, as its shapes get it. */
  readonly query: Readonly<Record<string, string>>
  readonly phone: boolean
  /** The row under the cursor. */
  readonly current: RecordRow | undefined
}

const ofLicensing = (name: string, load: () => Promise<Readonly<Record<string, unknown>>>) =>
  roomComponent<AboveProps>('licensing', load, name)

/** What is worth knowing of all the rows of a list together, or can be done to one by a key of its own. By entity. */
export const above: Readonly<Record<string, ComponentType<AboveProps>>> = {
  'licensing.renewal': ofLicensing('Forecast', () => import('../../pages/licensing/renewals/Forecast.tsx')),
  'licensing.deployment': ofLicensing(
    'EngineerLoad',
    () => import('../../pages/licensing/deployments/EngineerLoad.tsx'),
  ),
  'licensing.alert': ofLicensing('AlertInbox', () => import('../../pages/licensing/inbox/AlertInbox.tsx')),
  'licensing.partnerOrder': ofLicensing('OrderInbox', () => import('../../pages/licensing/inbox/OrderInbox.tsx')),
  'licensing.signingKey': ofLicensing('KeyAddresses', () => import('../../pages/licensing/keys/KeyAddresses.tsx')),
}
