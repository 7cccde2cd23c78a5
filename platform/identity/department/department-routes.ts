import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { recordSchema } from '@tenon/kernel/derive/reply-schema.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { department } from './department.entity.ts'
import { type Move, moveDepartment } from './move.ts'
import { levelsOf, searchTree } from './tree.ts'

const named = z.object({ id: z.string(), name: z.string() })
const node = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string().nullable(),
  code: z.string().nullable(),
  rank: z.int().nullable(),
  parent: z.string().nullable(),
  children: z.int(),
  members: z.int().nullable(),
  membersBelow: z.int().optional(),
  heads: z.array(named),
  path: z.array(named).optional(),
})

const asked = z.strictObject({
  parent: z.uuid().optional(),
  depth: z.coerce.number().int().min(1).max(5).default(1),
  below: z.stringbool().default(false),
  search: z.string().trim().min(1).max(200).optional(),
})
const move = z.strictObject({
  parent: z.uuid().nullable(),
  before: z.uuid().nullable().optional(),
  version: z.int().min(1).optional(),
})

const tag = 'departments'

export const departmentRoutes = [
  route({
    method: 'GET',
    path: '/departments/tree',
    operation: 'departments.tree',
    summary: 'A level of the tree, or what a search finds in it',
    tag,
    access: 'session',
    provesSession: true,
    query: {
      parent: 'The department whose children are asked for; the top of the tree when left out',
      depth: 'How many levels, 1 to 5; each department names its parent',
      below: '`true` also counts the people in all that lies below, as `membersBelow`',
      search: 'Words in name or code; answers at most 50, each with the way to it, instead of a level',
    },
    replies: {
      200: {
        description: 'In order; `isComplete` is false when there are more than one answer holds',
        schema: z.object({ data: z.array(node), isComplete: z.boolean() }),
      },
    },
    run: async ({ session: { runtime, tenant, actor }, query }) => {
      const { search, ...wish } = parseBody(asked, query) as z.infer<typeof asked>
      const answer = await unitOfWork(runtime, tenant, actor, work =>
        search === undefined ? levelsOf(work, wish) : searchTree(work, search),
      )
      return json(answer)
    },
  }),
  route({
    method: 'POST',
    path: '/departments/{id}/move',
    operation: 'departments.move',
    summary: 'Hang it, with all below it, under another department or before a sibling',
    tag,
    access: 'session',
    provesSession: true,
    body: move,
    errors: [404, 409],
    replies: { 200: { description: 'The department as it is now', schema: recordSchema(department) } },
    run: async ({ session: { runtime, tenant, actor }, params, body }) => {
      const wish = parseBody(move, body) as unknown as Move
      return json(await unitOfWork(runtime, tenant, actor, work => moveDepartment(work, String(params.id), wish)))
    },
  }),
]
