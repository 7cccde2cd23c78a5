import { require } from '@tenon/kernel/access/access.ts'
import { isColleague } from '@tenon/kernel/access/colleague.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { notFound } from '@tenon/kernel/problem/refusals.ts'
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
    errors: [404],
    replies: { 200: { description: 'The figures the caller may see', schema: statisticsReply } },
    run: async ({ session }) => {
      const { access } = session.actor
      // A partner's or a customer's own share of the business is no statistics of it.
      if (!isColleague(access)) throw notFound()
      require(access, permissionOf(license, 'list'))
      const today = dayIn(session.tenant.timeZone, new Date())
      return json(await keptAnswer(session, `statistics ${today}`, () => statisticsOf(session, today)))
    },
  }),
]
