import { action } from '@tenon/kernel/entity/action.ts'
import { field } from '@tenon/kernel/entity/field.ts'
import { purchase } from '../purchase/purchase.entity.ts'
import { renewal } from './renewal.entity.ts'

const offer = { expected: field.money({ min: 0 }).optional(), nextStepOn: field.date().optional() }
interface Offer {
  readonly expected?: { readonly amount: string; readonly currency: string } | null
  readonly nextStepOn?: string | null
}
/** What is left out stays as it was. */
const offered = ({ expected, nextStepOn }: Offer) => ({
  ...(expected ? { expected } : {}),
  ...(nextStepOn ? { nextStepOn } : {}),
})

export const contact = action(renewal, 'contact', {
  from: ['upcoming', 'lost', 'lapsed'],
  to: 'contacted',
  event: 'contacted',
  input: { nextStepOn: field.date().optional() },
  run: ({ input }) => ({ ...offered(input), reason: null, settledOn: null }),
})

export const quote = action(renewal, 'quote', {
  from: ['upcoming', 'contacted', 'committed'],
  to: 'quoted',
  event: 'quoted',
  input: offer,
  run: ({ input }) => offered(input),
})

export const commit = action(renewal, 'commit', {
  from: ['upcoming', 'contacted', 'quoted'],
  to: 'committed',
  event: 'committed',
  input: offer,
  run: ({ input }) => offered(input),
})

export const lose = action(renewal, 'lose', {
  from: ['upcoming', 'contacted', 'quoted', 'committed', 'lapsed'],
  to: 'lost',
  event: 'lost',
  danger: true,
  input: { reason: field.text({ max: 1000 }) },
  run: ({ ctx, input }) => ({ reason: input.reason, settledOn: ctx.today }),
})

/** Run when the licence is renewed, also by a customer who comes back late. */
export const win = action(renewal, 'win', {
  from: ['upcoming', 'contacted', 'quoted', 'committed', 'lost', 'lapsed'],
  to: 'won',
  event: 'won',
  automatic: true,
  input: { purchase: field.ref(purchase).optional() },
  run: ({ ctx, input }) => ({ purchase: input.purchase ?? null, reason: null, settledOn: ctx.today }),
})

/** Run when the licence has expired and nobody renewed it. */
export const lapseRenewal = action(renewal, 'lapse', {
  from: ['upcoming', 'contacted', 'quoted', 'committed'],
  to: 'lapsed',
  event: 'lapsed',
  automatic: true,
  run: ({ ctx }) => ({ settledOn: ctx.today }),
})
