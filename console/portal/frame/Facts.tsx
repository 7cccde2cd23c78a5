import type { ReactNode } from 'react'
import { Property, PropertyList } from '../../ui/PropertyList.tsx'

interface FactsProps {
  readonly title: string
  /** Those without a value are left out. */
  readonly facts: readonly (readonly [label: string, value: ReactNode])[]
  /** At the right of the title. */
  readonly extra?: ReactNode
}

/** What there is to know beside the matter. */
export function Facts({ title, facts, extra }: FactsProps) {
  const known = facts.filter(([, value]) => Boolean(value))
  return (
    <aside className="portal-sheet portal-facts" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {extra}
      </header>
      <PropertyList>
        {known.map(([label, value]) => (
          <Property key={label} label={label}>
            {value}
          </Property>
        ))}
      </PropertyList>
    </aside>
  )
}
