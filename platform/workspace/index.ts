import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import tilesEn from './home/en.json' with { type: 'json' }
import { tiles } from './home/tiles.ts'
import tilesZh from './home/zh.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { upkeep } from './upkeep.schedule.ts'
import { view } from './view/view.entity.ts'

/** What people put around the records: how they look at them, what they say and keep beside them, what is to be done. */
export const workspace = system('workspace', {
  version: '0.1.0',
  kind: 'platform',
  requires: [identity],
  entities: [view],
  permissions: ['workspace.view.update'],
  schedules: [upkeep],
  migrations: new URL('./migrations/', import.meta.url),
  tiles,
  messages: { en: { ...en, tiles: tilesEn }, zh: { ...zh, tiles: tilesZh } },
})
