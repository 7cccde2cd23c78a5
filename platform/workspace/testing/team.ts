import { randomUUID } from 'node:crypto'
import { directory } from '@tenon/directory'
import { identity } from '@tenon/identity'
import { createPerson } from '@tenon/identity/server'
import type { RoleTemplate } from '@tenon/kernel/entity/system.ts'
import { type Person, type TestApp, type TestTenant, testApp } from '@tenon/kernel/testing/app.ts'
import { workshop } from '@tenon/kernel/testing/workshop.ts'
import { messages } from '@tenon/messages'
import { notificationRoutes } from '@tenon/messages/server'
import { fileStore } from '../file/store.ts'
import { workspace } from '../index.ts'
import { workspaceRoutes } from '../server.ts'

export interface Member extends Person {
  readonly memberId: string
  readonly name: string
}

/** A server with records to say something about, and organisations whose members hold real roles. */
export async function workspaceApp(root?: string) {
  const app = await testApp([workshop, directory, identity, messages, workspace], {
    routes: (_, catalog) => [
      ...workspaceRoutes(catalog, root === undefined ? undefined : fileStore(root)),
      ...notificationRoutes(catalog),
    ],
  })
  return { app, member: (tenant: TestTenant, name: string, rights: RoleTemplate) => join(app, tenant, name, rights) }
}

/** A member with a role of just these rights, who acts with them. */
async function join({ runtime }: TestApp, tenant: TestTenant, name: string, rights: RoleTemplate): Promise<Member> {
  const key = `r${randomUUID().replaceAll('-', '')}`.slice(0, 30)
  const grants = rights.map(right => (typeof right === 'string' ? { permission: right } : right))
  const made = await tenant.as().post('/roles', { key, name: key, grants })
  if (made.status !== 201) throw new Error(JSON.stringify(made.body))
  const { memberId } = await createPerson(runtime, tenant, {
    name,
    email: `${key}@example.com`,
    password: randomUUID(),
    roles: [{ role: key }],
  })
  return { ...tenant.as(rights, { name, memberId }), memberId, name }
}
