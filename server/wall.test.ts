import { readHoles, wallCheck } from '@tenon/kernel/data/wall-check.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { testWall } from '@tenon/kernel/testing/wall.ts'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'

const app = await testApp(systems)

test('the catalogue of the whole product has no hole in the wall', async () => {
  expect(readHoles(await app.runtime.pool.instance([wallCheck(app.database.app.user)]))).toEqual([])
})
testWall(app)
