import { expect, test } from 'vitest'
import { readingsOf } from '../../tools/pinyin-table.ts'
import { type Person, testApp } from '../testing/app.ts'
import { workshop } from '../testing/workshop.ts'
import { pinyinPattern } from './pinyin.ts'

const app = await testApp([workshop])
const found = async (person: Person, text: string) =>
  (await person.get(`/people?sort=name&search=${encodeURIComponent(text)}`)).body.data.map(
    (p: { name: string }) => p.name,
  )

test('letters find Chinese by its sound: whole, being typed, by initials, from the middle, in each reading', async () => {
  const keeper = (await app.tenant()).as()
  for (const name of ['林知远', '重庆启源智造', '西安先锋', '绿叶 Green', 'Linz Hiyuan', '杭州银行'])
    await keeper.post('/people', { name })
  for (const text of ['linzhiyuan', 'lzy', 'linzhiy', 'linzy', 'lzhiyuan', 'zhiyuan', 'LinZhiYuan'])
    expect(await found(keeper, text), text).toContain('林知远')
  for (const text of ['chongqing', 'zhongqing', 'cq', 'qiyuan', 'qyzz', 'chongqing qiyuan', '重庆 qiyuan'])
    expect(await found(keeper, text), text).toEqual(['重庆启源智造'])
  for (const text of ['xian', 'xianxian', 'xianf']) expect(await found(keeper, text), text).toEqual(['西安先锋'])
  for (const text of ['lvye', 'lyuye', 'lv green']) expect(await found(keeper, text), text).toEqual(['绿叶 Green'])
  expect(await found(keeper, 'hangzhouyinhang')).toEqual(['杭州银行'])
  expect(await found(keeper, 'linz')).toEqual(['Linz Hiyuan', '林知远'])
  for (const text of ['lzyx', 'zhiyuanlin', 'l%', 'yuanlin']) expect(await found(keeper, text), text).toEqual([])
})

test('a name that is hidden is not heard either', async () => {
  const tenant = await app.tenant()
  await tenant.as().post('/people', { name: '林知远', email: 'lin@example.com' })
  const read = 'workshop.person.read'
  const bo = { scope: 'filter', filter: [{ field: 'name', operator: 'eq', text: 'Bo' } as const] }
  const totals = [
    [{ permission: read, fields: ['email'] }],
    [{ permission: read, masked: ['name'] }],
    [
      { permission: read, fields: ['email'] },
      { permission: read, ...bo },
    ],
    [{ permission: read, fields: ['name'] }],
  ].map(async rights => (await tenant.as(rights).get('/people?search=lzy')).body.page.total)
  expect(await Promise.all(totals)).toEqual([0, 0, 0, 1])
})

test('every character is found by each of its readings', () => {
  for (let code = 0x4e00; code <= 0x9fff; code += 23) {
    const character = String.fromCodePoint(code)
    for (const reading of readingsOf(character).filter(r => r.length > 1))
      expect(character, reading).toMatch(new RegExp(`^(?:${pinyinPattern(reading)})$`))
  }
})

test('whatever is typed, the pattern stays small enough to send', () => {
  for (const text of ['z'.repeat(10), 'an'.repeat(15), 'zhi'.repeat(13), 'xianxianxianxian', 'shzhchshzhch'])
    expect((pinyinPattern(text) ?? '').length, text).toBeLessThan(100_000)
  for (const text of ['', 'l', 'i', 'uv', 'li-n', '林知远', 'z'.repeat(41), "lin'zhi"])
    expect(pinyinPattern(text)).toBeUndefined()
})
