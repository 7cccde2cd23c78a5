import { require } from '../access/access.ts'
import { unitOfWork } from '../data/unit-of-work.ts'
import { inputSchema, parseBody } from '../derive/zod.ts'
import type { Catalog } from '../entity/catalog.ts'
import type { Fields } from '../fields/field.ts'
import { ctxOf } from '../operations/ctx.ts'
import { json, type Route, route } from './route.ts'

/** A query string carries text only: each field's own reading of text makes the value its schema then judges. */
function readInput(fields: Fields, query: Readonly<Record<string, unknown>>) {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      fields[name] && typeof value === 'string' ? fields[name].kind.fromText(value) : value,
    ]),
  )
}

export function queryRoutes(catalog: Catalog): Route[] {
  return catalog.systems.flatMap(system =>
    system.queries.map(query =>
      route({
        method: 'GET',
        path: `/${query.path}`,
        operation: query.name,
        summary: `Question: ${query.name}`,
        tag: system.name,
        access: 'session',
        query: Object.fromEntries(Object.keys(query.input).map(name => [name, `See ${query.name}`])),
        replies: { 200: { description: 'The answer', schema: query.output } },
        run: async ({ session: { runtime, tenant, actor }, query: given }) => {
          require(actor.access, query.permission)
          const input = parseBody(inputSchema(query.input), readInput(query.input, given))
          return json(await unitOfWork(runtime, tenant, actor, work => query.run({ ctx: ctxOf(work), input })))
        },
      }),
    ),
  )
}
