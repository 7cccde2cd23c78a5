import { expect, test } from 'vitest'
import { addDays, addMonths } from '../fields/date/day.ts'
import { dayIn } from '../fields/date/zone.ts'
import { type Person, testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'

const app = await testApp([workshop])

const names = async (person: Person, query: string) => {
  const { status, body } = await person.get(`/machines?sort=name&${query}`)
  return status === 200 ? body.data.map((m: { name: string }) => m.name).join(' ') : body.fields
}
const monthStart = (day: string) => `${day.slice(0, 8)}01`
const monday = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))

test('a period of the calendar is all its days; less and greater leave it out or take it in whole', async () => {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const today = dayIn(tenant.timeZone, new Date())
  const quarter = addMonths(monthStart(today), -((Number(today.slice(5, 7)) - 1) % 3))
  const periods = {
    '@today': [today, addDays(today, 1)],
    '@today-30': [addDays(today, -30), addDays(today, -29)],
    '@week': [monday(today), addDays(monday(today), 7)],
    '@week+2': [addDays(monday(today), 14), addDays(monday(today), 21)],
    '@month': [monthStart(today), addMonths(monthStart(today), 1)],
    '@month-1': [addMonths(monthStart(today), -1), monthStart(today)],
    '@quarter': [quarter, addMonths(quarter, 3)],
    '@quarter+1': [addMonths(quarter, 3), addMonths(quarter, 6)],
    '@year': [`${today.slice(0, 4)}-01-01`, `${Number(today.slice(0, 4)) + 1}-01-01`],
    '@year-1': [`${Number(today.slice(0, 4)) - 1}-01-01`, `${today.slice(0, 4)}-01-01`],
  }
  await keeper.post('/machines', { name: 'never' })
  for (const [word, [from = '', until = '']] of Object.entries(periods)) {
    const days = { before: addDays(from, -1), first: from, last: addDays(until, -1), thereafter: until }
    for (const [name, builtOn] of Object.entries(days)) await keeper.post('/machines', { name, builtOn, story: word })
    const found = (operator: string) =>
      names(
        keeper,
        `filter[story]=${encodeURIComponent(word)}&filter[builtOn][${operator}]=${encodeURIComponent(word)}`,
      )
    expect(await found('eq'), word).toBe('first last')
    expect(await found('ne'), word).toBe('before thereafter')
    expect(await found('lt'), word).toBe('before')
    expect(await found('lte'), word).toBe('before first last')
    expect(await found('gt'), word).toBe('thereafter')
    expect(await found('gte'), word).toBe('first last thereafter')
    expect(await found('in'), word).toBe('first last')
    expect(await found('nin'), word).toBe('before thereafter')
  }
  expect(await names(keeper, 'filter[builtOn][ne]=@week')).toContain('never')
})

test.each(['Asia/Shanghai', 'America/Los_Angeles', 'Pacific/Kiritimati', 'UTC'])(
  'for points in time a day begins and ends at midnight in %s',
  async timeZone => {
    const keeper = (await app.tenant({ timeZone })).as()
    const today = dayIn(timeZone, new Date())
    const midnight = (day: string) => {
      const utc = Date.parse(`${day}T00:00:00Z`)
      const ahead = new Date(utc).toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')
      return utc - (Date.parse(`${ahead}Z`) - utc)
    }
    const at = (time: number) => new Date(time).toISOString()
    const rows = {
      a: at(midnight(today) - 1),
      b: at(midnight(today)),
      c: at(midnight(addDays(today, 1)) - 1),
      d: at(midnight(addDays(today, 1))),
    }
    for (const [name, seenAt] of Object.entries(rows)) await keeper.post('/machines', { name, seenAt })
    expect(await names(keeper, 'filter[seenAt]=@today')).toBe('b c')
    expect(await names(keeper, 'filter[seenAt][lt]=@today')).toBe('a')
    expect(await names(keeper, 'filter[seenAt][gt]=@today')).toBe('d')
    expect(await names(keeper, `filter[seenAt]=${today}`)).toBe('b c')
    expect(await names(keeper, `filter[seenAt][gte]=${today}&filter[seenAt][lte]=${today}`)).toBe('b c')
    expect(await names(keeper, `filter[seenAt][in]=@today-1,@today%2B1`)).toBe('a d')
    expect(await names(keeper, `filter[seenAt][gte]=${rows.c}`)).toBe('c d') // an instant is still that instant
    expect(await names(keeper, 'filter[createdAt]=@today')).toBe('a b c d')
    expect(await names(keeper, 'filter[createdAt][lt]=@today')).toBe('')
  },
)

test('a word that is none, or too far away, is refused at its filter', async () => {
  const keeper = (await app.tenant()).as()
  for (const text of ['@decade', '@week2', '@year%2B9999', '@me', '@today,@never'])
    for (const filter of ['builtOn', 'seenAt', 'builtOn][in'])
      expect(await names(keeper, `filter[${filter}]=${text}`), text).toMatchObject([{ code: 'INVALID_VALUE' }])
  expect(await names(keeper, 'filter[power]=@today')).toMatchObject([{ code: 'INVALID_VALUE' }])
  expect(await names(keeper, 'filter[builtOn]=@year-999')).toBe('')
  expect(await names(keeper, 'filter[builtOn]=@month+1')).toBe('') // as people write it in an address
  expect(await names(keeper, 'filter[builtOn]=@today%2B99999')).toBe('')
})

test('who asks may stand among others in a list of references', async () => {
  const tenant = await app.tenant()
  const keeper = tenant.as()
  const owner = (await keeper.post('/people', { name: 'Anna' })).body.id
  await keeper.post('/machines', { name: 'hers', owner })
  await keeper.post('/machines', { name: 'nobodys' })
  const her = tenant.as(undefined, { memberId: owner })
  expect(await names(her, `filter[owner][in]=@me,${crypto.randomUUID()}`)).toBe('hers')
  expect(await names(her, 'filter[owner][nin]=@me')).toBe('nobodys')
})
