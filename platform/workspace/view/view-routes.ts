import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { type ViewBody, type ViewPatch, viewBody, viewPatch, viewReply } from './view-body.ts'
import { allViews, changeView, chooseStandard, createView, orderViews, removeView, viewsOf } from './views.ts'

const tag = 'views'
const id = (call: SessionCall) => call.params.id as string
const order = z.strictObject({ collection: z.string().max(60), ids: z.array(z.string().max(120)).max(500) })
const standard = z.strictObject({ collection: z.string().max(60), id: z.string().max(120).nullable() })

const readRoute = (catalog: Catalog): Route =>
  route({
    method: 'GET',
    path: '/views',
    operation: 'views.list',
    summary: 'The saved views of a list: your own and those shared with everyone who may list it',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    query: { collection: 'Of this list; of all you may see when left out' },
    replies: {
      200: {
        description: 'In your order; `default` is what the list opens with: an id, or the name of a built-in view',
        schema: z.object({ data: z.array(viewReply), default: z.string().nullable() }),
      },
    },
    run: call =>
      answering(call, async work => {
        const { collection } = call.query
        return json(await (collection ? viewsOf(work, catalog, String(collection)) : allViews(work, catalog)))
      }),
  })

const writeRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'POST',
    path: '/views',
    operation: 'views.create',
    summary: 'Keep a view, for yourself or for the team',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: viewBody,
    replies: { 201: { description: 'The view', schema: viewReply } },
    run: call =>
      answering(call, async work =>
        json(await createView(work, catalog, parseBody(viewBody, call.body) as ViewBody), 201),
      ),
  }),
  route({
    method: 'PATCH',
    path: '/views/{id}',
    operation: 'views.update',
    summary: 'Change a view that is yours, or a team view with the right to',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404, 409],
    body: viewPatch,
    replies: { 200: { description: 'The view as it is now', schema: viewReply } },
    run: call =>
      answering(call, async work => {
        const readBody = () => parseBody(viewPatch, call.body) as ViewPatch
        return json(await changeView(work, catalog, id(call), readBody))
      }),
  }),
  route({
    method: 'DELETE',
    path: '/views/{id}',
    operation: 'views.remove',
    summary: 'Remove a view',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'Removed' } },
    run: call =>
      answering(call, async work => {
        await removeView(work, catalog, id(call))
        return noContent()
      }),
  }),
]

const ownRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'PUT',
    path: '/views/order',
    operation: 'views.order',
    summary: 'The order in which you want the views of a list; yours alone',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: order,
    replies: { 204: { description: 'Kept' } },
    run: call =>
      answering(call, async work => {
        const { collection, ids } = parseBody(order, call.body) as z.infer<typeof order>
        await orderViews(work, catalog, collection, ids)
        return noContent()
      }),
  }),
  route({
    method: 'PUT',
    path: '/views/default',
    operation: 'views.default',
    summary: 'The view a list opens with for you: a saved one by id, a built-in one by name, or null',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: standard,
    replies: { 204: { description: 'Kept' } },
    run: call =>
      answering(call, async work => {
        const wish = parseBody(standard, call.body) as z.infer<typeof standard>
        await chooseStandard(work, catalog, wish.collection, wish.id)
        return noContent()
      }),
  }),
]

/** Views that people keep of lists, for themselves or for the team. */
export const viewRoutes = (catalog: Catalog): Route[] => [
  readRoute(catalog),
  ...ownRoutes(catalog),
  ...writeRoutes(catalog),
]
