import { action } from '@tenon/kernel/entity/action.ts'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { system } from '@tenon/kernel/entity/system.ts'
import { department, identity, member, site } from '../index.ts'

/** Records with an owner, a department and a site, for tests of who may see and do what. */
export const errand = entity('errands.errand', {
  path: 'errands',
  title: 'name',
  fields: {
    name: field.text().search(),
    owner: field.ref(member).optional(),
    place: field.ref(site).optional(),
    forDepartment: field.ref(department).optional(),
    urgency: field.integer().default(0),
    phone: field.phone().optional().search(),
    notes: field.text().optional().search(),
  },
  states: { open: ['done'], done: ['open'] },
  scopes: { own: 'owner', site: 'place' },
})

export const touch = action(errand, 'touch', { from: ['open'], event: 'touched', run: () => ({}) })

const texts = {
  label: 'Errands',
  entities: {
    errand: {
      one: 'Errand',
      many: 'Errands',
      fields: {
        name: 'Name',
        owner: 'Owner',
        place: 'Place',
        forDepartment: 'Department',
        urgency: 'Urgency',
        phone: 'Phone',
        notes: 'Notes',
      },
      states: { open: 'Open', done: 'Done' },
      actions: { touch: 'Touch' },
    },
  },
}

export const errands = system('errands', {
  version: '1.0.0',
  kind: 'installable',
  requires: [identity],
  entities: [errand],
  actions: [touch],
  navigation: ['errands'],
  messages: { en: texts, zh: texts },
})
