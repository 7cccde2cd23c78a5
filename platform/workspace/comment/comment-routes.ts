import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog, Collection } from '@tenon/kernel/entity/catalog.ts'
import { answering } from '@tenon/kernel/http/idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { type CommentBody, commentBody, commentReply, commentsQuery } from './comment-body.ts'
import { addComment, commentsOn, editComment, mentionable, removeComment } from './comments.ts'

const id = (call: SessionCall) => call.params.id as string
const bodyOf = (call: SessionCall) => () => parseBody(commentBody, call.body) as CommentBody
const found = z.strictObject({ search: z.string().max(200).default('') })
const reader = z.object({ id: z.string(), name: z.string(), email: z.string() })

const atRecords = (collection: Collection): Route[] => [
  route({
    method: 'GET',
    path: `/${collection.path}/{id}/comments`,
    operation: `${collection.path}.comments`,
    summary: 'What was said about a record: the latest comments, in the order they were written',
    tag: collection.path,
    access: 'session',
    provesSession: true,
    errors: [404],
    query: {
      'page[size]': 'How many: 1 to 200, 50 unless told',
      'page[before]': 'The mark `page.previous`: those that were written before',
    },
    replies: {
      200: {
        description: 'The comments',
        schema: z.object({
          data: z.array(commentReply),
          page: z.object({ size: z.int(), total: z.int(), previous: z.string().optional() }),
        }),
      },
    },
    run: call =>
      answering(call, async work => {
        const asked = parseBody(commentsQuery, call.query) as z.infer<typeof commentsQuery>
        const page = { size: asked['page[size]'], before: asked['page[before]'] }
        return json(await commentsOn(work, collection, id(call), page))
      }),
  }),
  route({
    method: 'POST',
    path: `/${collection.path}/{id}/comments`,
    operation: `${collection.path}.addComment`,
    summary: 'Say something about a record; `@[Name](memberId)` mentions somebody who may read it',
    tag: collection.path,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: commentBody,
    replies: { 201: { description: 'The comment', schema: commentReply } },
    run: call => answering(call, async work => json(await addComment(work, collection, id(call), bodyOf(call)), 201)),
  }),
  route({
    method: 'GET',
    path: `/${collection.path}/{id}/mentionable`,
    operation: `${collection.path}.mentionable`,
    summary: 'Members who may read the record, the first 20 by name',
    tag: collection.path,
    access: 'session',
    provesSession: true,
    errors: [404],
    query: { search: 'Words in the name or the e-mail address' },
    replies: { 200: { description: 'The members', schema: z.object({ data: z.array(reader) }) } },
    run: call =>
      answering(call, async work => {
        const { search } = parseBody(found, call.query) as z.infer<typeof found>
        return json({ data: await mentionable(work, collection, id(call), search) })
      }),
  }),
]

const tag = 'comments'
const byThemselves = (catalog: Catalog): Route[] => [
  route({
    method: 'PATCH',
    path: '/comments/{id}',
    operation: 'comments.update',
    summary: 'Change what you wrote',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: commentBody,
    replies: { 200: { description: 'The comment as it is now', schema: commentReply } },
    run: call => answering(call, async work => json(await editComment(work, catalog, id(call), bodyOf(call)))),
  }),
  route({
    method: 'DELETE',
    path: '/comments/{id}',
    operation: 'comments.remove',
    summary: 'Remove what you wrote, or with the right to anything anyone wrote',
    tag,
    access: 'session',
    provesSession: true,
    errors: [404],
    replies: { 204: { description: 'Removed' } },
    run: call =>
      answering(call, async work => {
        await removeComment(work, catalog, id(call))
        return noContent()
      }),
  }),
]

/** Conversations beside the records of every collection. */
export const commentRoutes = (catalog: Catalog): Route[] => [
  ...catalog.collections.flatMap(atRecords),
  ...byThemselves(catalog),
]
