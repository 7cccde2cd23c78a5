import { z } from 'zod'
import { audiences, shapes } from './view.entity.ts'

const isStorable = (value: unknown) => !JSON.stringify(value).includes('\\u0000')
const unstorable = { params: { code: 'INVALID_CHARACTER' } }
const name = z.string().trim().min(1).max(100).refine(isStorable, unstorable)
const word = z.string().max(120)
/** What a list is asked with. Pages are not part of a view. */
const query = z
  .record(z.string().max(200), z.string().max(2000))
  .refine(isStorable, unstorable)
  .refine(asked => Object.keys(asked).length <= 60, { params: { code: 'TOO_MANY' } })
  .refine(asked => Object.keys(asked).every(key => !key.startsWith('page[after') && !key.startsWith('page[before')), {
    params: { code: 'INVALID_VALUE' },
  })

const column = z.looseObject({
  field: word,
  width: z.number().min(0).max(5000).optional(),
  pinned: z.union([z.boolean(), word]).nullish(),
})
/** How it is looked at is the console's to say; what is named here must at least be of its kind. */
const settings = z
  .looseObject({
    columns: z.array(column).max(200).optional(),
    group: word.nullish(),
    dateField: word.nullish(),
    endField: word.nullish(),
    density: word.nullish(),
    openAs: z.enum(['peek', 'page']).nullish(),
    pivot: z.looseObject({}).nullish(),
  })
  .refine(isStorable, unstorable)
  .refine(value => JSON.stringify(value).length <= 16_384, { params: { code: 'TOO_LARGE' } })

export const viewBody = z.strictObject({
  collection: z.string().max(60),
  name,
  shape: z.enum(shapes).default('table'),
  query: query.default({}),
  settings: settings.default({}),
  audience: z.enum(audiences).default('personal'),
})
export type ViewBody = z.infer<typeof viewBody>

export const viewPatch = z.strictObject({
  name: name.optional(),
  shape: z.enum(shapes).optional(),
  query: query.optional(),
  settings: settings.optional(),
  audience: z.enum(audiences).optional(),
  version: z.int().min(1).optional(),
})
export type ViewPatch = z.infer<typeof viewPatch>

export const viewReply = z.object({
  id: z.string(),
  collection: z.string(),
  name: z.string(),
  shape: z.enum(shapes),
  query: z.record(z.string(), z.string()),
  settings: z.looseObject({}),
  audience: z.enum(audiences),
  owner: z.object({ id: z.string().nullable(), name: z.string() }),
  isDefault: z.boolean(),
  position: z.int(),
  version: z.int(),
  mayChange: z.boolean(),
  /** Conditions that can no longer be asked, which `query` therefore leaves out: by parameter. */
  leftOut: z.array(z.string()),
})
export type ViewReply = z.infer<typeof viewReply>
