import { useQueryClient } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { request } from '../../app/api.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { ActionPanel } from '../../generic/record/ActionPanel.tsx'
import { portalKey } from '../api.ts'

interface AskProps {
  readonly label: string
  /** What follows from it. */
  readonly hint?: string
  /** To what it is done, in words. */
  readonly object: string
  readonly danger?: boolean
  /** On the button that does nothing. */
  readonly keep?: string
  readonly input: readonly FieldMeta[]
  /** Of the API, and what is sent there beside what was typed. */
  readonly path: string
  readonly method?: 'POST' | 'PUT' | 'PATCH'
  readonly body?: Readonly<Record<string, unknown>>
  onDone(): void
  onClose(): void
}

const noStates = { states: [] } as const

/** The panel of an action, as everywhere in the product, for a route of the portal. */
export function Ask({
  label,
  hint,
  object,
  danger = false,
  input,
  path,
  method = 'POST',
  body,
  keep,
  ...then
}: AskProps) {
  const queries = useQueryClient()
  const run = async (typed: Record<string, unknown>, idempotencyKey: string) => {
    await request(method, path, { body: { ...typed, ...body }, idempotencyKey })
    await queries.invalidateQueries({ queryKey: portalKey })
    then.onDone()
  }
  return (
    <FieldKitProvider>
      <ActionPanel
        entity={noStates}
        action={{ label, hint, danger, input, to: [] }}
        object={object}
        onRun={run}
        keep={keep}
        onClose={then.onClose}
      />
    </FieldKitProvider>
  )
}

type More = Partial<FieldMeta>
const field = (kind: string, name: string, label: string, more: More): FieldMeta => ({
  ...{ kind, name, label, required: false, writable: true, nullable: true, sortable: false, operators: [] },
  ...more,
})
const must: More = { required: true, nullable: false }

export const askText = (name: string, label: string, more: More = {}) => field('longText', name, label, more)
export const askWord = (name: string, label: string, more: More = {}) => field('text', name, label, more)
export const askCount = (name: string, label: string, more: More = {}) =>
  field('integer', name, label, { ...must, ...more })
export const askAmount = (name: string, label: string, currency: string) => field('money', name, label, { currency })
export const askDay = (name: string, label: string) => field('date', name, label, {})
export const askChoice = (name: string, label: string, options: NonNullable<FieldMeta['options']>, more: More = {}) =>
  field('choice', name, label, { options, ...more })
export const required = must
