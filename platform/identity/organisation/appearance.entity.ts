import { entity } from '@tenon/kernel/entity/entity.ts'
import { field } from '@tenon/kernel/entity/field.ts'

/** Colours that were checked for contrast in both themes; the console's tokens hold their values under these names. */
export const accents = ['petrol', 'ink', 'pine', 'cobalt', 'plum', 'clay', 'wine', 'moss'] as const
export type Accent = (typeof accents)[number]

/** How an organisation likes its console to look; one record each, none until somebody chooses. */
export const appearance = entity('identity.appearance', {
  title: 'accent',
  icon: 'palette',
  byActionsOnly: true,
  fields: {
    accent: field.choice(accents),
  },
})
