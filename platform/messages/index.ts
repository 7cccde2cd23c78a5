import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { tellRoleGranted } from './notification/role-granted.reaction.ts'
import { noticeSignal } from './notification/signal.ts'
import { noticeUpkeep } from './notification/upkeep.schedule.ts'

export { type Link, type Notice, notify, type Param } from './notification/notify.ts'

/** What people are told about that happened without them. */
export const messages = system('messages', {
  version: '0.1.0',
  kind: 'platform',
  requires: [identity],
  entities: [],
  notices: ['jobEnded', 'roleGranted'],
  signals: [noticeSignal],
  reactions: tellRoleGranted,
  schedules: [noticeUpkeep],
  migrations: new URL('./migrations/', import.meta.url),
  messages: { en, zh },
})
