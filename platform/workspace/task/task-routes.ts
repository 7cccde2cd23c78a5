import type { Work } from '@tenon/kernel/data/unit-of-work.ts'
import { recordSchema } from '@tenon/kernel/derive/reply-schema.ts'
import { createSchema } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { createRecord } from '@tenon/kernel/operations/write.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { readAbout } from '../about/about.ts'
import { task } from './task.entity.ts'

type Body = Readonly<Record<string, unknown>>
const isObject = (body: unknown): body is Body => typeof body === 'object' && body !== null && !Array.isArray(body)

/** The record a task shall be about, which whoever gives the task must be able to read. */
async function aboutOf(work: Work, catalog: Catalog, { aboutCollection, aboutId, aboutTitle }: Body) {
  if ((aboutCollection ?? aboutId ?? null) === null) return {}
  const collection = catalog.collections.find(({ path }) => path === aboutCollection)
  if (!collection) throw invalid({}, { fields: [{ field: 'aboutCollection', code: 'REFERENCE_NOT_FOUND' }] })
  try {
    const { id, title } = await readAbout(work, collection, aboutId)
    return { aboutId: id, aboutTitle: aboutTitle ?? (title.slice(0, 200) || undefined) }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    throw invalid({}, { fields: [{ field: 'aboutId', code: 'REFERENCE_NOT_FOUND' }], cause: error })
  }
}

async function giveTask(work: Work, catalog: Catalog, body: unknown) {
  if (!isObject(body)) return createRecord(work, task, body)
  const own = work.actor.memberId && body.assignee === undefined ? { assignee: work.actor.memberId } : {}
  return createRecord(work, task, { ...own, ...body, ...(await aboutOf(work, catalog, body)) })
}

/** Giving a task: to oneself unless told, about a record that is then known by its title. */
export const taskRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'POST',
    path: '/tasks',
    operation: 'tasks.create',
    summary: 'Give a task, to yourself unless told; `aboutCollection` and `aboutId` name a record you may read',
    tag: 'tasks',
    access: 'session',
    provesSession: true,
    errors: [409],
    body: createSchema(task),
    replies: { 201: { description: 'The new record; its address is in Location', schema: recordSchema(task) } },
    run: call =>
      answering(call, async work => {
        const created = await giveTask(work, catalog, call.body)
        return json(created, 201, { location: `/api/v1/tasks/${created.id}` })
      }),
  }),
]
