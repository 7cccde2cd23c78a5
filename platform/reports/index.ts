import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }
import { report } from './report/report.entity.ts'
import { sendDue } from './report/send.schedule.ts'

/** Questions about any collection, kept under a name, looked at, exported and sent out by the clock. */
export const reports = system('reports', {
  version: '0.1.0',
  kind: 'platform',
  requires: [identity],
  entities: [report],
  permissions: ['reports.report.update'],
  schedules: [sendDue],
  messages: { en, zh },
})
