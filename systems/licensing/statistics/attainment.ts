import { permissionOf } from '@tenon/kernel/access/permission.ts'
import { fromMinorUnits, type Money } from '@tenon/kernel/fields/money/money.ts'
import { listRecords, type Session } from '@tenon/kernel/operations/read.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { type Answer, type Group, narrowed, type Question } from './question.ts'
import { addUp, resultsOf, shareOf } from './shares.rules.ts'

export interface Target {
  readonly name: string
  readonly target: Money
}

/** The yearly targets the reader may see, by sales representative. */
export async function targetsOf(session: Session): Promise<ReadonlyMap<string, Target>> {
  if (!session.actor.access.may(permissionOf(salesRep, 'list'))) return new Map()
  const asked = {
    'filter[target][empty]': 'false',
    fields: 'name,target',
    'page[size]': '500',
    'filter[status]': 'active',
  }
  const { data } = await listRecords(session, salesRep, asked)
  return new Map(
    data.flatMap(({ id, name, target }) =>
      target ? [[id as string, { name: String(name ?? ''), target: target as Money }]] : [],
    ),
  )
}

const moneyOf = (groups: readonly Group[]) =>
  [...addUp(groups.flatMap(({ value }) => (Array.isArray(value) ? (value as Money[]) : [])))].map(([currency, units]) =>
    fromMinorUnits(units, currency),
  )

/** What each sold this year, against a target of the same currency where there is one; the most orders first. */
export function attainmentOf(
  question: Question,
  answer: Answer | undefined,
  field: 'salesRep' | 'partner',
  titles: ReadonlyMap<string, string>,
  targets: ReadonlyMap<string, Target>,
) {
  // A target is held against sales: whoever may not ask about those is told of neither.
  if (!answer) return []
  const at = question.group?.indexOf(field) ?? -1
  const sold = Map.groupBy(answer.groups, ({ keys }) => keys[at] ?? null)
  const ids = new Set([...sold.keys(), ...targets.keys()].filter(id => id !== null))
  return [...ids]
    .map(id => {
      const groups = sold.get(id) ?? []
      const { name = null, target } = targets.get(id) ?? {}
      return {
        id,
        title: titles.get(id) ?? name,
        count: groups.reduce((sum, { count }) => sum + count, 0),
        results: resultsOf(moneyOf(groups)),
        target: target ? resultsOf([target]) : [],
        attained: target ? shareOf(moneyOf(groups), [target]) : [],
        list: narrowed(question, field, id),
      }
    })
    .sort((a, b) => b.count - a.count)
}
