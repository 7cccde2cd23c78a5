import { z } from 'zod'
import { historyWith } from '../audit/history.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { listSchema, recordSchema } from '../derive/reply-schema.ts'
import { createSchema, inputSchema, patchSchema, replaceSchema } from '../derive/zod.ts'
import type { Catalog, Collection } from '../entity/catalog.ts'
import { fieldsOf, statesOf } from '../entity/entity.ts'
import { bulk, bulkBody, bulkQueued, bulkReply } from '../operations/bulk.ts'
import { checkBody, checkRecord, checkReply } from '../operations/check.ts'
import { flowOf, flowReply } from '../operations/flow.ts'
import { getRecord, listRecords } from '../operations/read.ts'
import { revealBody, revealField } from '../operations/reveal.ts'
import { actionChoices, runAction } from '../operations/run.ts'
import { summarize, summaryReply } from '../operations/summarize.ts'
import { createRecord, removeRecord, restoreRecord, updateRecord } from '../operations/write.ts'
import { invalid } from '../problem/refusals.ts'
import { answering } from './idempotency.ts'
import { json, noContent, type Route, route, type SessionCall } from './route.ts'

const listParameters = {
  'page[size]': 'How many records a page holds: 1 to 500, 50 unless told',
  'page[number]': 'The page, from 1',
  'page[after]': 'The mark `page.next` of the page before',
  'page[before]': 'The mark `page.previous` of the page after',
  'page[total]': '`exact` counts all, however many',
  sort: 'Fields separated by commas, `-` for descending',
  search: 'Words that must all stand in the searchable fields',
  include: 'References to put in place of their ids, separated by commas',
  fields: 'Only these fields, separated by commas',
}

const summaryParameters = {
  group: 'Up to two fields separated by commas; dates and instants by `:day`, `:week`, `:month`, `:quarter` or `:year`',
  measure: '`sum:field`, `avg:field`, `min:field`, `max:field` separated by commas; the count is always told',
}

const id = (call: SessionCall) => call.params.id as string

/** `If-Match: "3"`: the version the caller has seen. */
function matchVersion({ request }: SessionCall): number | undefined {
  const header = request.headers['if-match']
  if (header === undefined || header === '*') return undefined
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)
  if (!match) throw invalid({}, { fields: [{ field: 'If-Match', code: 'INVALID_VALUE' }] })
  return Number(match[1])
}

function readRoutes({ path, entity, facet }: Collection, historyOf: ReturnType<typeof historyWith>): Route[] {
  const record = recordSchema(entity)
  return [
    route({
      method: 'GET',
      path: `/${path}`,
      operation: `${path}.list`,
      summary: 'List, filter, sort, search',
      tag: path,
      access: 'session',
      provesSession: true,
      query: { ...listParameters, ...scopeParameter(entity), ...filterParameters(entity) },
      replies: { 200: { description: 'One page', schema: listSchema(record) } },
      run: async ({ session, query }) => json(await listRecords(session, entity, query, facet)),
    }),
    route({
      method: 'GET',
      path: `/${path}/{id}`,
      operation: `${path}.get`,
      summary: 'One record',
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [404],
      query: { include: listParameters.include, fields: listParameters.fields },
      replies: { 200: { description: 'The record', schema: record } },
      run: async call => json(await getRecord(call.session, entity, id(call), call.query, facet)),
    }),
    route({
      method: 'GET',
      path: `/${path}/{id}/history`,
      operation: `${path}.history`,
      summary: 'Every change, newest first',
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [404],
      query: { 'page[size]': listParameters['page[size]'], 'page[after]': listParameters['page[after]'] },
      replies: {
        200: {
          description: 'One page of changes',
          schema: z.looseObject({ data: z.array(z.looseObject({ id: z.string(), at: z.string(), act: z.string() })) }),
        },
      },
      run: async call => json(await historyOf(call.session, entity, id(call), call.query, call.language)),
    }),
  ]
}

const selecting = ({ entity }: Collection) => ({
  search: listParameters.search,
  ...scopeParameter(entity),
  ...filterParameters(entity),
})

const flowRoute = (collection: Collection): Route =>
  route({
    method: 'GET',
    path: `/${collection.path}/flow`,
    operation: `${collection.path}.flow`,
    summary: 'How many of the records a list would show are in each state, came into it and left it in the last days',
    tag: collection.path,
    access: 'session',
    provesSession: true,
    query: { days: 'How many days back: 1 to 366, 7 unless told', ...selecting(collection) },
    replies: { 200: { description: 'Every state in its order', schema: flowReply } },
    run: async ({ session, query }) => json(await flowOf(session, collection, query)),
  })

/** Questions about all records of a list at once. */
function questionRoutes(collection: Collection, catalog: Catalog): Route[] {
  const { path } = collection
  return [
    route({
      method: 'GET',
      path: `/${path}/summary`,
      operation: `${path}.summary`,
      summary: 'Count and measure by group what a list with the same parameters would show',
      tag: path,
      access: 'session',
      provesSession: true,
      query: { ...summaryParameters, ...selecting(collection) },
      replies: { 200: { description: 'Each group, and all together', schema: summaryReply } },
      run: async ({ session, language, query }) =>
        json(await summarize({ session, catalog, language }, collection, query)),
    }),
    ...(statesOf(collection.entity).length ? [flowRoute(collection)] : []),
  ]
}

function scopeParameter({ scopes = {} }: Collection['entity']): Record<string, string> {
  const names = Object.keys(scopes)
  return names.length ? { scope: `Only rows in one of these scopes: ${names.join(', ')}` } : {}
}

function filterParameters(entity: Collection['entity']): Record<string, string> {
  const names = [
    ...fieldsOf(entity)
      .filter(([, f]) => f.kind.operators.length && f.kind.columns.length)
      .map(([name]) => name),
  ]
  return Object.fromEntries(
    names.map(name => [
      `filter[${name}]`,
      'Equal to; `filter[name][operator]` with eq ne in nin lt lte gt gte contains starts empty below as the field allows',
    ]),
  )
}

const revealRoute = ({ path, entity }: Collection): Route =>
  route({
    method: 'POST',
    path: `/${path}/{id}/reveal`,
    operation: `${path}.reveal`,
    summary: 'Show one masked field as it is; the history keeps that you looked',
    tag: path,
    access: 'session',
    provesSession: true,
    errors: [404],
    body: revealBody,
    replies: {
      200: { description: 'The value', schema: z.object({ field: z.string(), value: z.unknown() }) },
    },
    run: call =>
      unitOfWork(call.session.runtime, call.session.tenant, call.session.actor, async work =>
        json(await revealField(work, entity, id(call), call.body)),
      ),
  })

function writeRoutes({ path, entity, facet }: Collection): Route[] {
  const record = recordSchema(entity)
  const update = (method: 'PATCH' | 'PUT') =>
    route({
      method,
      path: `/${path}/{id}`,
      operation: `${path}.${method === 'PUT' ? 'replace' : 'update'}`,
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [404, 409],
      summary: method === 'PUT' ? 'Replace all fields' : 'Change some fields',
      body: (method === 'PUT' ? replaceSchema : patchSchema)(entity),
      replies: { 200: { description: 'The record as it is now', schema: record } },
      run: call =>
        answering(call, async work =>
          json(
            await updateRecord(work, entity, id(call), call.body, {
              replace: method === 'PUT',
              version: matchVersion(call),
            }),
          ),
        ),
    })
  return [
    route({
      method: 'POST',
      path: `/${path}`,
      operation: `${path}.create`,
      summary: 'Create',
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [409],
      body: createSchema(entity),
      replies: { 201: { description: 'The new record; its address is in Location', schema: record } },
      run: call =>
        answering(call, async work => {
          const created = await createRecord(work, entity, call.body, facet)
          return json(created, 201, { location: `/api/v1/${path}/${created.id}` })
        }),
    }),
    route({
      method: 'POST',
      path: `/${path}/check`,
      operation: `${path}.check`,
      summary: 'What creating or changing a record would say to these values; nothing is written',
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [404],
      body: checkBody,
      replies: {
        200: { description: 'What would be refused, and records of nearly the same name', schema: checkReply },
      },
      run: async ({ session, body, language }) => json(await checkRecord(session, entity, body, language, facet)),
    }),
    ...(entity.appendOnly
      ? []
      : [
          update('PATCH'),
          update('PUT'),
          route({
            method: 'DELETE',
            path: `/${path}/{id}`,
            operation: `${path}.remove`,
            summary: 'Remove; can be restored',
            tag: path,
            access: 'session',
            provesSession: true,
            errors: [404, 409],
            replies: { 204: { description: 'Removed' } },
            run: call =>
              answering(call, async work => {
                await removeRecord(work, entity, id(call), matchVersion(call))
                return noContent()
              }),
          }),
          route({
            method: 'POST',
            path: `/${path}/{id}/restore`,
            operation: `${path}.restore`,
            summary: 'Undo a removal',
            tag: path,
            access: 'session',
            provesSession: true,
            errors: [404, 409],
            replies: { 200: { description: 'The restored record', schema: record } },
            run: call => answering(call, async work => json(await restoreRecord(work, entity, id(call)))),
          }),
        ]),
  ]
}

function actionRoutes(collection: Collection, catalog: Catalog): Route[] {
  const { path, entity } = collection
  const record = recordSchema(entity)
  const offered = catalog.actionsOf(entity).filter(action => !action.automatic)
  return [
    route({
      method: 'GET',
      path: `/${path}/{id}/actions`,
      operation: `${path}.actions`,
      summary: 'What you may do with it now',
      tag: path,
      access: 'session',
      provesSession: true,
      errors: [404],
      replies: {
        200: {
          description: 'Each action, allowed or why not',
          schema: z.object({
            data: z.array(z.object({ name: z.string(), allowed: z.boolean(), reason: z.string().optional() })),
          }),
        },
      },
      run: call =>
        unitOfWork(call.session.runtime, call.session.tenant, call.session.actor, async work =>
          json({ data: await actionChoices(work, entity, offered, id(call)) }),
        ),
    }),
    ...offered.map(action =>
      route({
        method: 'POST',
        path: `/${path}/{id}/${action.name}`,
        operation: `${path}.${action.name}`,
        summary: `Action: ${action.name}`,
        tag: path,
        access: 'session',
        provesSession: true,
        errors: [404, 409],
        body: inputSchema(action.input),
        replies: { 200: { description: 'The record as it is now', schema: record } },
        run: call =>
          answering(call, async work => json(await runAction(work, action, id(call), call.body, matchVersion(call)))),
      }),
    ),
    route({
      method: 'POST',
      path: `/${path}/bulk`,
      operation: `${path}.bulk`,
      summary: 'The same for many records, by id or by query, each answered for itself',
      tag: path,
      access: 'session',
      errors: [409],
      body: bulkBody,
      replies: {
        200: { description: 'One result for each id', schema: bulkReply },
        202: { description: 'More than 500: a job does it, see /jobs', schema: bulkQueued },
      },
      run: call => bulk(call, collection, catalog),
    }),
  ]
}

/** All endpoints that follow from the declared entities and actions. */
export function entityRoutes(catalog: Catalog): Route[] {
  const historyOf = historyWith(catalog)
  return catalog.collections.flatMap(collection => [
    ...questionRoutes(collection, catalog),
    ...readRoutes(collection, historyOf),
    revealRoute(collection),
    ...(collection.entity.byActionsOnly ? [] : writeRoutes(collection)),
    ...actionRoutes(collection, catalog),
  ])
}
