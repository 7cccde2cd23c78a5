import { identity } from '@tenon/identity'
import { system } from '@tenon/kernel/entity/system.ts'
import { company, companyUser } from './company/company.entity.ts'
import { contact } from './contact/contact.entity.ts'
import tilesEn from './home/en.json' with { type: 'json' }
import { tiles } from './home/tiles.ts'
import tilesZh from './home/zh.json' with { type: 'json' }
import en from './messages/en.json' with { type: 'json' }
import zh from './messages/zh.json' with { type: 'json' }

export { company, companyUser, contact }

/** The organisations and people every system speaks of. It brings no roles: each system says who of its own may see them. */
export const directory = system('directory', {
  version: '0.1.0',
  kind: 'platform',
  requires: [identity],
  entities: [company, companyUser, contact],
  navigation: ['customers', 'companies', 'contacts'],
  tiles,
  messages: { en: { ...en, tiles: tilesEn }, zh: { ...zh, tiles: tilesZh } },
})
