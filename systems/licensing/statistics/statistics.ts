import type { AnyEntity } from '@tenon/kernel/entity/entity.ts'
import type { Fields } from '@tenon/kernel/fields/field.ts'
import { fromMinorUnits, type Money } from '@tenon/kernel/fields/money/money.ts'
import { type Session, titlesById } from '@tenon/kernel/operations/read.ts'
import type { z } from 'zod'
import { partner } from '../partner/partner.entity.ts'
import { salesRep } from '../sales-rep/sales-rep.entity.ts'
import { type Answers, answersTo } from './answers.ts'
import { attainmentOf, targetsOf } from './attainment.ts'
import * as ask from './figures.ts'
import { collections, type Group, narrowed, type Question } from './question.ts'
import { addUp, resultsOf, shareOf } from './shares.rules.ts'
import type { statisticsReply } from './statistics-reply.ts'

type Reply = z.infer<typeof statisticsReply>
const amountsOf = (value: unknown) => (Array.isArray(value) ? (value as Money[]) : [])

function figureOf({ key, unit, good, ...asked }: ask.Figure, answers: Answers): Reply['figures'] {
  const parts = (['is', 'of', 'among', 'versus'] as const).flatMap(role => {
    const question = asked[role]
    const answer = answers(question)
    return question && answer ? [{ role, question, answer }] : []
  })
  if (parts.length < Object.keys(asked).length) return []
  const [first, second] = parts.map(({ answer }) => answer)
  const whole = asked.versus ? Number(first?.value ?? 0) + Number(second?.value ?? 0) : (second?.value ?? null)
  const is = unit === 'count' ? (first?.count ?? 0) : (first?.value ?? null)
  return [
    {
      key,
      unit,
      good: good ?? null,
      results: asked.is ? resultsOf(is) : shareOf(first?.value ?? null, whole),
      parts: parts.map(({ role, question: { collection, query, measure }, answer: { count, value } }) => ({
        role,
        list: { collection, query },
        measure,
        count,
        results: resultsOf(value),
      })),
    },
  ]
}

/** What a field's keys are called: references by their records, texts by themselves; choices are the console's to name. */
async function naming(session: Session, question: Question, field: string, keys: readonly (string | null)[]) {
  const known = (collections[question.collection].fields as Fields)[field]
  const ids = keys.filter(key => key !== null)
  const target = known?.kind.refersTo?.() as AnyEntity | undefined
  const titles = target ? await titlesById(session, target, ids) : new Map<string, string>()
  return (key: string | null) => (key === null ? null : (titles.get(key) ?? (known?.kind.name === 'text' ? key : null)))
}

const together = (groups: readonly Group[]) =>
  [...addUp(groups.flatMap(({ value }) => amountsOf(value)))].map(([currency, units]) =>
    fromMinorUnits(units, currency),
  )

async function breakdown(session: Session, question: Question, answers: Answers): Promise<Reply['breakdowns']> {
  const answer = answers(question)
  return Promise.all(
    (answer ? (question.group ?? []) : []).map(async (field, at) => {
      const byKey = Map.groupBy(answer?.groups ?? [], ({ keys }) => keys[at] ?? null)
      const title = await naming(session, question, field, [...byKey.keys()])
      const rows = [...byKey].map(([key, groups]) => ({
        key,
        title: title(key),
        count: groups.reduce((sum, { count }) => sum + count, 0),
        results: resultsOf(together(groups)),
        list: narrowed(question, field, key),
      }))
      return { field, rows: rows.sort((a, b) => b.count - a.count) }
    }),
  )
}

function funnel(days: ask.Days, answers: Answers): Reply['funnel'] {
  return ask.funnelOf(days).flatMap(({ key, asked }) => {
    const answer = answers(asked)
    return answer ? [{ key, count: answer.count, list: { collection: asked.collection, query: asked.query } }] : []
  })
}

/** The same list within one month, in place of the months it was asked for. */
function inMonth({ collection, query }: Question, field: string, month: string) {
  const days = ask.inMonth(field, month)
  const [gte, lte] = [days[`${field}.gte`] as string, days[`${field}.lte`] as string]
  return { collection, query: { ...query, [`filter[${field}][gte]`]: gte, [`filter[${field}][lte]`]: lte } }
}

function expiry(days: ask.Days, answers: Answers): Reply['expiry'] {
  const question = ask.expiryOf(days)
  const answer = answers(question)
  if (!answer) return null
  return {
    months: ask.monthsFrom(days, 0, 12),
    cells: answer.groups.map(({ keys: [month, edition], count }) => ({
      month: month as string,
      edition: edition as string,
      count,
      list: narrowed(inMonth(question, 'endsOn', month as string), 'edition', edition as string),
    })),
  }
}

function orders(days: ask.Days, answers: Answers): Reply['orders'] {
  const question = ask.ordersOf(days)
  const answer = answers(question)
  if (!answer) return null
  return ask.monthsFrom(days, -11, 12).map(month => {
    const found = answer.groups.find(({ keys }) => keys[0] === month)
    const list = inMonth(question, 'orderedOn', month)
    return { month, count: found?.count ?? 0, results: resultsOf(amountsOf(found?.value)), list }
  })
}

/** All figures of a day, over the records their reader may see. */
export async function statisticsOf(session: Session, today: string): Promise<Reply> {
  const at = new Date().toISOString()
  const days = ask.daysOf(today)
  const figures = ask.figuresOf(days)
  const sold = ask.soldBy(days)
  const shapes = [...ask.revenueBy(days), ask.expiryOf(days), ask.ordersOf(days), sold]
  const asked = figures.flatMap(({ is, of, among, versus }) => [is, of, among, versus].filter(q => q !== undefined))
  const answers = await answersTo(session, [...asked, ...shapes, ...ask.funnelOf(days).map(({ asked: q }) => q)])
  const [breakdowns, targets, reps, partners] = await Promise.all([
    Promise.all(ask.revenueBy(days).map(question => breakdown(session, question, answers))),
    targetsOf(session),
    namesOf(session, salesRep, sold, answers, 0),
    namesOf(session, partner, sold, answers, 1),
  ])
  return {
    on: today,
    at,
    from: days.yearAgo,
    figures: figures.flatMap(figure => figureOf(figure, answers)),
    breakdowns: breakdowns.flat(),
    funnel: funnel(days, answers),
    expiry: expiry(days, answers),
    orders: orders(days, answers),
    reps: attainmentOf(sold, answers(sold), 'salesRep', reps, targets),
    partners: attainmentOf(sold, answers(sold), 'partner', partners, new Map()),
  }
}

const namesOf = (session: Session, entity: AnyEntity, question: Question, answers: Answers, at: number) =>
  titlesById(session, entity, [...new Set(answers(question)?.groups.flatMap(({ keys }) => keys[at] ?? []))])
