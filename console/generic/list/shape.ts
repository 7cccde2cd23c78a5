import type { EntityMeta } from '@tenon/kernel/derive/meta-types.ts'
import type { Collection } from '../../app/meta.ts'
import type { ListState } from '../model/listState.ts'
import { type Shape, shapes, type ViewSettings } from '../model/views.ts'

/**
 * What a shape of a list is given. A shape is a module `console/generic/<shape>/shape.tsx` whose default export is a
 * component with these props; it is found and loaded by its name, and belongs to no first page.
 */
export interface ShapeProps {
  readonly collection: Collection
  /** What is asked for, as the address says it; `set` writes it there (and the dot appears on the view). */
  readonly state: ListState
  set(state: ListState, options?: { push?: boolean }): void
  /** The list's question to the server without page and include: filters, search, scope and sort, as parameters. */
  readonly query: Readonly<Record<string, string>>
  /** How the view looks beside that: `dateField`, `endField`, `pivot`, `group` … */
  readonly settings: ViewSettings
  /** Remembered with the view: of a saved one until it is saved or reset, of a built-in one for this person. */
  change(settings: Partial<ViewSettings>): void
  /** The record whose peek is open beside the shape. */
  readonly peek: string | undefined
  openPeek(id: string | undefined): void
  /** Opens the page of a record. */
  open(id: string): void
  readonly selection: ShapeSelection
  readonly phone: boolean
}

/** The same selection that the table has: the bulk bar acts on it. */
export interface ShapeSelection {
  readonly ids: ReadonlySet<string>
  toggle(id: string): void
  /** Adds these; what was selected stays. */
  add(ids: readonly string[]): void
  clear(): void
}

const grouped = new Set(['status', 'choice', 'boolean'])
const dated = new Set(['date', 'instant'])
const asked = (entity: EntityMeta, kinds: ReadonlySet<string>) =>
  entity.fields.filter(field => kinds.has(field.kind) && field.operators.length > 0)

/** Which shapes the records of an entity can take: a board needs states, a calendar days, a timeline two of them. */
export function shapesOf(entity: EntityMeta): readonly Shape[] {
  const days = asked(entity, new Set(['date'])).length
  const fits: Readonly<Record<Shape, boolean>> = {
    table: true,
    board: asked(entity, grouped).length > 0,
    calendar: asked(entity, dated).some(({ name }) => name !== 'createdAt' && name !== 'updatedAt'),
    timeline: days > 1,
    pivot: asked(entity, grouped).length > 0,
  }
  return shapes.filter(shape => fits[shape])
}
