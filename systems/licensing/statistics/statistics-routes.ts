import { require } from '@tenon/kernel/access/access.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { license } from '../license/license.entity.ts'
import { keptAnswer } from './kept.ts'
import { statisticsOf } from './statistics.ts'
import { statisticsReply } from './statistics-reply.ts'

export const statisticsRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: '/licensing/statistics',
    operation: 'licensing.statistics',
    summary: 'The figures of the licence business today, each with the list of records it is taken from',
    tag: 'licensing',
    access: 'session',
    replies: { 200: { description: 'The figures the caller may see', schema: statisticsReply } },
    run: async ({ session }) => {
      require(session.actor.access, permissionOf(license, 'list'))
      const today = dayIn(session.tenant.timeZone, new Date())
      return json(await keptAnswer(session, `statistics ${today}`, () => statisticsOf(session, today)))
    },
  }),
]
