import { system } from '@tenon/kernel/entity/system.ts'
import { historyUpkeep } from './audit-log/upkeep.schedule.ts'
import { housekeeping } from './housekeeping.schedule.ts'
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

/** What keeps an installation in order without anyone's doing. */
export const operations = system('operations', {
  version: '0.1.0',
  kind: 'platform',
  entities: [],
  permissions: [
    'operations.auditLog.list',
    'operations.auditLog.export',
    'operations.auditLog.verify',
    'operations.auditLog.keep',
  ],
  schedules: [housekeeping, historyUpkeep],
  messages: { en, zh },
})
