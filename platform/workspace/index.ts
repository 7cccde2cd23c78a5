import { identity } from '@tenon/identity'
import { besideRecords } from '@tenon/kernel/access/colleague.ts'
import { system } from '@tenon/kernel/entity/system.ts'
import { messages } from '@tenon/messages'
import { comment } from './comment/comment.entity.ts'
import { file } from './file/file.entity.ts'
import tilesEn from './home/en.json' with { type: 'json' }
import { tiles } from './home/tiles.ts'
import tilesZh from './home/zh.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { tellAssigned } from './task/assigned.reaction.ts'
import { tasksDue } from './task/due.schedule.ts'
import { complete, reopen } from './task/task.actions.ts'
import { task } from './task/task.entity.ts'
import { upkeep } from './upkeep.schedule.ts'
import { view } from './view/view.entity.ts'

/** What people put around the records: how they look at them, what they say and keep beside them, what is to be done. */
export const workspace = system('workspace', {
  version: '0.1.0',
  kind: 'platform',
  requires: [identity, messages],
  entities: [task, view, comment, file],
  actions: [complete, reopen],
  permissions: ['workspace.view.update', 'workspace.comment.remove', 'workspace.file.remove', besideRecords],
  notices: ['mentioned', 'commented', 'taskAssigned', 'taskDue'],
  reactions: tellAssigned,
  schedules: [upkeep, tasksDue],
  navigation: ['tasks'],
  migrations: new URL('./migrations/', import.meta.url),
  tiles,
  messages: { en: { ...en, tiles: tilesEn }, zh: { ...zh, tiles: tilesZh } },
})
