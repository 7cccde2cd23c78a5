import { missingTexts, strayTexts } from '@tenon/kernel/derive/labels.ts'
import { missingTileTexts } from '@tenon/kernel/derive/tile-words.ts'
import { testApp } from '@tenon/kernel/testing/app.ts'
import { conformance } from '@tenon/kernel/testing/conformance.ts'
import { expect, test } from 'vitest'
import { systems } from './systems.ts'
import { samples } from './testing/samples.ts'

const app = await testApp(systems)

conformance(app, samples)

test('everything declared has its words in both languages', () => {
  expect([...missingTexts(app.catalog), ...missingTileTexts(app.catalog)]).toEqual([])
})

test('no words are left of what is not declared any more', () => {
  expect(strayTexts(app.catalog)).toEqual([])
})
