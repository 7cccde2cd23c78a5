import { member } from '@tenon/identity'
import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** Something somebody is to do, perhaps about a record. Every member works with their own: see identity's `everyone`. */
export const task = entity('workspace.task', {
  path: 'tasks',
  title: 'title',
  icon: 'square-check-big',
  fields: {
    title: field.text({ max: 200 }).search(),
    note: field.longText({ max: 10_000 }).optional(),
    dueOn: field.date().optional(),
    priority: field.choice(['low', 'normal', 'high']).default('normal'),
    assignee: field.ref(member, { open: true }).optional(),
    /** The record it is about: any of any collection, so no reference. */
    aboutCollection: field.text({ max: 60 }).optional(),
    aboutId: field.text({ max: 36 }).optional(),
    /** What the record was called when whoever gave the task could read it. */
    aboutTitle: field.text({ max: 200 }).optional(),
  },
  states: { open: ['done'], done: ['open'] },
  tones: { open: 'processing', done: 'accepted' },
  lifecycle: ['open', 'done'],
  /** `own`: given to me; `given`: what I gave, to whomever. */
  scopes: { own: 'assignee', given: 'createdBy' },
  views: {
    mine: {
      columns: ['title', 'dueOn', 'priority', 'aboutTitle'],
      scope: 'own',
      filter: { status: 'open' },
      sort: ['dueOn', '-priority'],
    },
    given: {
      columns: ['title', 'assignee', 'dueOn', 'priority', 'status'],
      scope: 'given',
      filter: { status: 'open' },
      sort: 'dueOn',
    },
    done: { columns: ['title', 'assignee', 'updatedAt'], filter: { status: 'done' }, sort: '-updatedAt' },
  },
  indexes: [['aboutId'], ['assignee', 'dueOn']],
})
