import type { Statement } from '@tenon/kernel/data/batch.ts'
import { planSummary } from '@tenon/kernel/data/summary.ts'
import { readFlight } from '@tenon/kernel/data/unit-of-work.ts'
import type { Cells } from '@tenon/kernel/fields/field.ts'
import type { Session } from '@tenon/kernel/operations/read.ts'
import { Problem } from '@tenon/kernel/problem/problem.ts'
import { ownMeasure, ownStatement, readOwn } from './measures.ts'
import { type Answer, collections, type Question, type Value } from './question.ts'

/** A question as one statement, and how its rows are read. */
interface Plan {
  readonly statement: Statement
  read(rows: readonly Cells[]): Answer
}

function planOf({ actor: { access } }: Session, question: Question): Plan {
  const { collection, query, measure, group } = question
  const own = ownMeasure(question)
  if (own) return { statement: ownStatement(question, own, access), read: rows => ({ groups: [], ...readOwn(rows) }) }
  const asked = { ...query, ...(group ? { group: group.join(',') } : {}), measure }
  const plan = planSummary(collections[collection], access, asked)
  const valueIn = (found: Parameters<typeof plan.valuesOf>[0], count: number) =>
    measure === 'count' ? count : (plan.valuesOf(found)[measure] as Value)
  return {
    statement: plan.groupRows,
    read: rows => {
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
function planned(session: Session, question: Question): Plan | undefined {
  try {
    return planOf(session, question)
  } catch (error) {
    if (error instanceof Problem && (error.status === 403 || error.status === 422)) return undefined
    throw error
  }
}

export const keyOf = (question: Question) => JSON.stringify(question)
export type Answers = (question: Question | undefined) => Answer | undefined

/** So many questions go to the database side by side; each of them with its share of the statements. */
const lanes = 3

/**
 * Answers each question once, however often it is asked, over the lists as their reader sees them. A question that is not
 * the reader's to ask stays without an answer.
 */
export async function answersTo(session: Session, questions: readonly Question[]): Promise<Answers> {
  const plans = [...new Map(questions.map(question => [keyOf(question), question]))].flatMap(([key, question]) => {
    const plan = planned(session, question)
    return plan ? [{ key, plan }] : []
  })
  const shares = Array.from({ length: lanes }, (_, lane) => plans.filter((_, i) => i % lanes === lane))
  const answered = await Promise.all(
    shares.map(async share => {
      if (share.length === 0) return []
      const { results } = await readFlight(
        session.runtime,
        session.tenant,
        session.actor,
        share.map(({ plan }) => plan.statement),
      )
      return share.map(({ key, plan }, i) => [key, plan.read(results[i] ?? [])] as const)
    }),
  )
  const byKey = new Map(answered.flat())
  return question => question && byKey.get(keyOf(question))
}
