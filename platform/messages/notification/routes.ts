import { unitOfWork, type Work } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { json, type Route, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { invalid } from '@tenon/kernel/problem/refusals.ts'
import { z } from 'zod'
import { type Chosen, countUnread, type Filter, findNotices, type Mark, markNotices } from './store.ts'
import { type Shown, tell, titlesOf } from './tell.ts'
import { kindsOf, mailedKinds, wordsOf } from './words.ts'

const link = z.union([z.object({ collection: z.string(), id: z.string() }), z.object({ path: z.string() })])
const shown: z.ZodType<Shown> = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  actor: z.object({ id: z.string().nullable(), name: z.string() }).nullable(),
  link: link.nullable(),
  at: z.string(),
  readAt: z.string().nullable(),
  archivedAt: z.string().nullable(),
})
const page = z.object({ data: z.array(shown), unread: z.int(), next: z.string().optional() })
const ids = z.array(z.uuid()).min(1).max(500)
const some = z.strictObject({ ids })
const someOrAll = z.strictObject({ ids: ids.optional(), all: z.literal(true).optional() })
const unread = z.object({ unread: z.int() })

const filters: readonly Filter[] = ['unread', 'all', 'archived']
const sizes = { usual: 30, most: 100 }

function asked(query: SessionCall['query']): { filter: Filter; size: number; after?: string } {
  const { filter = 'all', size = sizes.usual, after, ...rest } = query
  const problems = [
    ...Object.keys(rest).map(field => ({ field, code: 'UNKNOWN_FIELD' })),
    ...(filters.includes(filter as Filter) ? [] : [{ field: 'filter', code: 'NOT_AN_OPTION' }]),
    ...(/^[1-9]\d{0,2}$/.test(String(size)) && Number(size) <= sizes.most
      ? []
      : [{ field: 'size', code: 'INVALID_VALUE' }]),
    ...(after === undefined || typeof after === 'string' ? [] : [{ field: 'after', code: 'INVALID_VALUE' }]),
  ]
  if (problems.length) throw invalid({}, { fields: problems })
  return { filter: filter as Filter, size: Number(size), ...(typeof after === 'string' ? { after } : {}) }
}

const within = <T>({ session }: SessionCall, work: (work: Work) => Promise<T>) =>
  unitOfWork(session.runtime, session.tenant, session.actor, work)

/** An operator who was let in to help is told nothing and has nothing to read. */
const isMember = ({ session }: SessionCall) => session.actor.memberId !== null

async function list(call: SessionCall, catalog: Catalog) {
  const { filter, size, after } = asked(call.query)
  if (!isMember(call)) return json({ data: [], unread: 0 })
  const { found, unread } = await within(call, async work => ({
    found: await findNotices(work, filter, size, after),
    unread: await countUnread(work),
  }))
  const words = wordsOf(catalog, call.language)
  const titles = await titlesOf(call.session, catalog, found.data)
  return json({ ...found, data: found.data.map(notice => tell(words, titles, notice)), unread })
}

function chosenIn({ ids, all }: z.infer<typeof someOrAll>): Chosen {
  if (ids) return { ids }
  if (all) return { all }
  throw invalid({}, { fields: [{ field: 'ids', code: 'REQUIRED' }] })
}

const mark = (name: Mark, summary: string, body: typeof some | typeof someOrAll): Route =>
  route({
    method: 'POST',
    path: `/notifications/${name}`,
    operation: `notifications.${name}`,
    tag: 'notifications',
    access: 'session',
    provesSession: true,
    summary,
    body,
    replies: { 200: { description: 'How many are unread now', schema: unread } },
    run: async call => {
      const chosen = chosenIn(parseBody(body, call.body) as z.infer<typeof someOrAll>)
      if (!isMember(call)) return json({ unread: 0 })
      return json({
        unread: await within(call, async work => {
          await markNotices(work, name, chosen)
          return countUnread(work)
        }),
      })
    },
  })

/** What one was told, and which kinds one can be told of. */
export const notificationRoutes = (catalog: Catalog): Route[] => [
  route({
    method: 'GET',
    path: '/notifications',
    operation: 'notifications.list',
    tag: 'notifications',
    access: 'session',
    provesSession: true,
    summary: 'What you were told, newest first',
    query: {
      filter: '`unread`, `all` but what is archived, or `archived`',
      size: `How many: 1 to ${sizes.most}, ${sizes.usual} unless told`,
      after: 'The mark `next` of the page before',
    },
    replies: { 200: { description: 'One page, in your language', schema: page } },
    run: call => list(call, catalog),
  }),
  route({
    method: 'GET',
    path: '/notifications/kinds',
    operation: 'notifications.kinds',
    tag: 'notifications',
    access: 'session',
    summary: 'What one can be told of; choose in your preferences, under `notifications` and `mails`',
    replies: {
      200: {
        description: 'Each kind, what it is called, and whether it is mailed to who has not chosen',
        schema: z.object({ data: z.array(z.object({ kind: z.string(), label: z.string(), mailed: z.boolean() })) }),
      },
    },
    run: async ({ language }) => {
      const words = wordsOf(catalog, language)
      const mailed = mailedKinds(catalog)
      const data = kindsOf(catalog).map(kind => ({ kind, label: words.label(kind), mailed: mailed.has(kind) }))
      return json({ data })
    },
  }),
  mark('read', 'Mark some, or all, as read', someOrAll),
  mark('unread', 'Mark as unread again, also out of the archive', some),
  mark('archive', 'Put some, or all, away', someOrAll),
]
