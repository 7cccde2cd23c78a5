import { join } from 'node:path'
import { seedDemoPeople } from '@tenon/identity/server'
import type { Installation } from './installation.ts'

/** Two organisations with people and a believable story, once for each installation. */
export async function loadDemo(installation: Installation): Promise<void> {
  await seedDemoPeople(installation, join(installation.settings.home, 'demo-accounts.json'))
}
