import { join } from 'node:path'
import { load as loadDirectory } from '@tenon/directory/fixtures'
import { findTenant, loadDemoDepartments, operator, seedDemoPeople } from '@tenon/identity/server'
import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { load as loadLicensing } from '@tenon/licensing/fixtures'
import { load as loadWorkspace } from '@tenon/workspace/fixtures'
import { fileStore } from '@tenon/workspace/server'
import type { Installation } from './installation.ts'

const stories = ['qiyuan', 'harbor']

/** Two organisations with people who can sign in and a story of some years, once for each installation. */
export async function loadDemo(installation: Installation): Promise<void> {
  const { runtime, settings } = installation
  await seedDemoPeople(installation, join(settings.home, 'demo-accounts.json'))
  const files = fileStore(join(settings.home, 'files'))
  for (const slug of stories) {
    const tenant = await findTenant(runtime, slug)
    for (const load of [loadDirectory, loadLicensing, loadDemoDepartments, loadWorkspace])
      await unitOfWork(runtime, tenant, operator, work => load(work, slug, files))
  }
}
