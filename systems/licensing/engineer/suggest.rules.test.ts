import { expect, test } from 'vitest'
import { type Candidate, type Job, rank, regionOf, skillsFor } from './suggest.rules.ts'

const job: Job = { kind: 'initial', environment: 'production', isOffline: false, region: 'eastChina' }
const all = ['linux', 'containers', 'kubernetes', 'database', 'airGapped']
const engineer = (name: string, values: Partial<Candidate> = {}): Candidate => ({
  ...{ id: name, name, expertise: all, regions: ['eastChina'], load: 0, capacity: 4, visits: 0 },
  ...values,
})
const order = (...candidates: Candidate[]) => rank(job, candidates).map(({ name }) => name)

test('a job asks for what its place and kind need', () => {
  expect(skillsFor(job)).toEqual(['linux', 'containers', 'kubernetes'])
  expect(skillsFor({ ...job, kind: 'migration', environment: 'staging', isOffline: true })).toEqual([
    'linux',
    'containers',
    'database',
    'airGapped',
  ])
})

test.each([
  [['江苏', '苏州', '中国'], 'eastChina'],
  [[null, 'Chengdu', 'China'], 'westChina'],
  [['Bayern', 'München', 'Germany'], 'europe'],
  [[null, null, null], null],
])('%j lies in %s', (address, region) => {
  expect(regionOf(address)).toBe(region)
})

test('skill counts most, then room, then region; who has no room at all comes last', () => {
  expect(order(engineer('far', { regions: ['europe'] }), engineer('near'))).toEqual(['near', 'far'])
  expect(order(engineer('unskilled', { expertise: [] }), engineer('busy', { load: 3 }))).toEqual(['busy', 'unskilled'])
  expect(order(engineer('full', { load: 4 }), engineer('junior', { expertise: ['linux'], regions: [] }))).toEqual([
    'junior',
    'full',
  ])
  expect(order(engineer('new'), engineer('known', { visits: 2 }))).toEqual(['known', 'new'])
  expect(rank(job, [engineer('one', { visits: 1 })])[0]).toMatchObject({ score: 100, missing: [], isFree: true })
})
