import type { Statement } from '@tenon/kernel/data/batch.ts'
import { planSummary } from '@tenon/kernel/data/summary.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { ownMeasure, ownStatement, readOwn } from './measures.ts'
import { type Answer, collections, type Question, type Value } from './question.ts'

/** One statement, and how its rows answer each of the questions it was made for. */
interface Plan {
  readonly statement: Statement
  read(rows: readonly Cells[], question: Question): Answer
}

/** Questions about the same records by the same groups differ in what is worked out: one pass over the list serves all. */
function planOf({ actor: { access } }: Session, questions: readonly Question[]): Plan {
  const [first] = questions as [Question]
  const own = ownMeasure(first)
  if (own)
    return {
      statement: ownStatement(first, own, access),
      read: (rows, question) => ({ groups: [], ...readOwn(rows, ownMeasure(question) ?? own) }),
    }
  const { collection, query, group } = first
  const measure = [...new Set(questions.map(question => question.measure))].join(',')
  const plan = planSummary(collections[collection], access, {
    ...query,
    ...(group && { group: group.join(',') }),
    measure,
  })
  return {
    statement: plan.groupRows,
    read: (rows, question) => {
      const valueIn = (found: Parameters<typeof plan.valuesOf>[0], count: number) =>
        question.measure === 'count' ? count : (plan.valuesOf(found)[question.measure] as Value)
      const groups = plan.readGroups(rows)
      const whole = plan.together(groups)
      return {
        count: whole.count,
        value: valueIn(whole, whole.count),
        groups: groups.map(one => ({ keys: one.keys, count: one.count, value: valueIn(one, one.count) })),
      }
    },
  }
}

/** What the reader may not ask is no fault: that figure is not theirs to see. */
function planned(session: Session, questions: readonly Question[]): Plan | undefined {
  try {
    return planOf(session, questions)
  } catch (error) {
    if (error instanceof Problem && (error.status === 403 || error.status === 422)) return undefined
    throw error
  }
}

const keyOf = (question: Question) => JSON.stringify(question)
/** The same for questions that one statement answers. */
const passOf = (question: Question) =>
  ownMeasure(question)
    ? (ownMeasure(question)?.shared ?? keyOf(question))
    : JSON.stringify([question.collection, question.query, question.group])
export type Answers = (question: Question | undefined) => Answer | undefined

/** Until the flight ends, so that hundreds of thousands of groups do not go by way of the disk. */
const roomForGroups: Statement = { text: `select set_config('work_mem', '64MB', true)`, values: [] }

/** So many flights go to the database side by side, each with its share of the statements. */
const lanes = 3

/**
 * Answers each question once, however often it is asked, over the lists as their reader sees them. A question that is not
 * the reader's to ask stays without an answer.
 */
export async function answersTo(session: Session, questions: readonly Question[]): Promise<Answers> {
  const passes = [...Map.groupBy(questions, passOf).values()].flatMap(asked => {
    const plan = planned(session, asked)
    return plan ? [{ asked, plan }] : []
  })
  const shares = Array.from({ length: lanes }, (_, lane) => passes.filter((_, i) => i % lanes === lane))
  const { runtime, tenant, actor } = session
  const answered = await Promise.all(
    shares.map(async share => {
      if (share.length === 0) return []
      const statements = [roomForGroups, ...share.map(({ plan }) => plan.statement)]
      const [, ...results] = (await readFlight(runtime, tenant, actor, statements)).results
      return share.flatMap(({ asked, plan }, i) =>
        asked.map(question => [keyOf(question), plan.read(results[i] ?? [], question)] as const),
      )
    }),
  )
  const byKey = new Map(answered.flat())
  return question => question && byKey.get(keyOf(question))
}
