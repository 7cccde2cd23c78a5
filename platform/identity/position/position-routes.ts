import { unitOfWork } from '@tenon/kernel/data/unit-of-work.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route } from '@tenon/kernel/http/route.ts'
import { z } from 'zod'
import { staffing } from './staffing.ts'

const holder = z.object({ id: z.string(), name: z.string(), endsAt: z.string().nullable() })
const staffed = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string().nullable(),
  code: z.string().nullable(),
  department: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
  headcount: z.int().nullable(),
  filled: z.int(),
  vacancies: z.int().nullable(),
  holders: z.array(holder),
  deputies: z.array(holder),
})

const asked = z.strictObject({
  department: z.uuid().optional(),
  vacant: z.stringbool().default(false),
  'page[size]': z.coerce.number().int().min(1).max(500).default(100),
  'page[number]': z.coerce.number().int().min(1).max(100_000).default(1),
})

export const positionRoutes = [
  route({
    method: 'GET',
    path: '/positions/staffing',
    operation: 'positions.staffing',
    summary: 'Who holds each position, who stands in, and how many places are open',
    tag: 'positions',
    access: 'session',
    provesSession: true,
    query: {
      department: 'Only positions of this department and of all below it',
      vacant: '`true` for those with open places only',
      'page[size]': 'How many a page holds: 1 to 500, 100 unless told',
      'page[number]': 'Which page, from 1',
    },
    replies: {
      200: {
        description: 'By name',
        schema: z.object({
          data: z.array(staffed),
          page: z.object({ number: z.int(), size: z.int(), total: z.int() }),
        }),
      },
    },
    run: async ({ session: { runtime, tenant, actor }, query }) => {
      const wish = parseBody(asked, query) as z.infer<typeof asked>
      const page = { size: wish['page[size]'], number: wish['page[number]'] }
      return json(await unitOfWork(runtime, tenant, actor, work => staffing(work, { ...wish, ...page })))
    },
  }),
]
