import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { clearStar, setStar, starsOf } from './stars.ts'

const tag = 'stars'
const star = z.object({ collection: z.string(), id: z.string(), title: z.string(), status: z.string().optional() })
const place = ({ params }: SessionCall) => [params.collection as string, params.id as string] as const

/** Records that somebody wants at hand. */
export const starRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    path: '/stars',
    operation: 'stars.list',
    summary: 'The records you starred and may see, the latest first',
    tag,
    access: 'session',
    provesSession: true,
    replies: { 200: { description: 'With their titles and states', schema: z.object({ data: z.array(star) }) } },
    run: call => answering(call, async work => json({ data: await starsOf(work, catalog) })),
  }),
  route({
    method: 'PUT',
    path: '/stars/{collection}/{id}',
    operation: 'stars.set',
    summary: 'Star a record',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'Starred' } },
    run: call =>
      answering(call, async work => {
        await setStar(work, catalog, ...place(call))
        return noContent()
      }),
  }),
  route({
    method: 'DELETE',
    path: '/stars/{collection}/{id}',
    operation: 'stars.clear',
    summary: 'Take a star away',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'Not starred, or it never was' } },
    run: call =>
      answering(call, async work => {
        clearStar(work, catalog, ...place(call))
        return noContent()
      }),
  }),
]
