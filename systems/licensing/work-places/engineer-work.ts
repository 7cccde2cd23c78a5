import { require } from '@tenon/kernel/access/access.ts'
import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { addMonths } from '@tenon/kernel/fields/date/day.ts'
import { dayIn } from '@tenon/kernel/fields/date/zone.ts'
import { json, type Route, route } from '@tenon/kernel/http/route.ts'
import { listRecords, type Session } from '@tenon/kernel/operations/read.ts'
import { z } from 'zod'
import { deployment } from '../deployment/deployment.entity.ts'
import { engineer } from '../engineer/engineer.entity.ts'
import { type Answers, answersTo } from '../statistics/answers.ts'
import { list, type Question } from '../statistics/question.ts'

/** More than these on one page nobody compares. */
const most = 100
const day = z.iso.date()

const counted = z.object({
  count: z.int(),
  list: z.object({ collection: z.string(), query: z.record(z.string(), z.string()) }),
})
const measures = ['open', 'overdue', 'completed', 'onTime'] as const
type MeasureName = (typeof measures)[number]
const workReply = z.object({
  from: z.string(),
  to: z.string(),
  truncated: z.boolean(),
  data: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      /** Deployments at a time; null where the reader may not see it. */
      capacity: z.int().nullable(),
      expertise: z.array(z.string()),
      regions: z.array(z.string()),
      open: counted.nullable(),
      overdue: counted.nullable(),
      completed: counted.nullable(),
      onTime: counted.nullable(),
    }),
  ),
})

interface Days {
  readonly from: string
  readonly to: string
  readonly today: string
}

/** Each of them a list of deployments, so that a figure and what it leads to cannot differ. */
function questionsOf(id: string, { from, to, today }: Days): Readonly<Record<MeasureName, Question>> {
  const ask = (filter: Record<string, string>): Question => ({
    ...list('deployments', { 'engineers.contains': id, ...filter }),
    measure: 'count',
  })
  const done = { status: 'completed', 'completedOn.gte': from, 'completedOn.lte': to }
  const open = { 'status.in': 'planned,inProgress' }
  return {
    open: ask(open),
    overdue: ask({ ...open, 'plannedOn.lt': today }),
    completed: ask(done),
    onTime: ask({ ...done, wasOnTime: 'true' }),
  }
}

function countedBy(answers: Answers, question: Question) {
  const answer = answers(question)
  return answer ? { count: answer.count, list: { collection: question.collection, query: question.query } } : null
}

async function workOf(session: Session, days: Days) {
  const asked = { 'filter[status]': 'active', sort: 'name', 'page[size]': String(most) }
  const { data, page } = await listRecords(session, engineer, asked)
  const people = data.map(row => ({ row, questions: questionsOf(row.id as string, days) }))
  const answers = await answersTo(
    session,
    people.flatMap(({ questions }) => Object.values(questions)),
  )
  return {
    from: days.from,
    to: days.to,
    truncated: (page.total ?? 0) > data.length,
    data: people.map(({ row, questions }) => ({
      id: row.id,
      name: row.name ?? '',
      capacity: row.capacity ?? null,
      expertise: row.expertise ?? [],
      regions: row.regions ?? [],
      ...Object.fromEntries(measures.map(name => [name, countedBy(answers, questions[name])])),
    })),
  }
}

const period = z.object({ from: day.optional(), to: day.optional() })

/** Who is free to deploy, and how the work of a stretch of time went. */
export const engineerWork: Route = route({
  method: 'GET',
  path: '/licensing/engineer-work',
  operation: 'licensing.engineerWork',
  summary:
    'Active engineers with their open deployments against their capacity, and those of a period with how many were on time',
  tag: 'licensing',
  access: 'session',
  query: { from: 'First day of the period; a year before today', to: 'Its last day; today' },
  replies: { 200: { description: 'The engineers the caller may see, by name', schema: workReply } },
  run: async ({ session, query }) => {
    const { access } = session.actor
    require(access, permissionOf(engineer, 'list'))
    require(access, permissionOf(deployment, 'list'))
    const today = dayIn(session.tenant.timeZone, new Date())
    const { from = addMonths(today, -12), to = today } = parseBody(period, query) as z.infer<typeof period>
    return json(await workOf(session, { from, to, today }))
  },
})
