import { Check } from 'lucide-react'

interface StepsProps<N extends string> {
  readonly names: readonly N[]
  readonly current: N
  labelOf(name: N): string
}

/** How far along, as an ordered list. */
export function Steps<N extends string>({ names, current, labelOf }: StepsProps<N>) {
  const now = names.indexOf(current)
  return (
    <ol className="steps">
      {names.map((name, at) => (
        <li
          key={name}
          data-phase={at < now ? 'done' : at === now ? 'now' : 'later'}
          aria-current={at === now ? 'step' : undefined}
        >
          <span className="steps-mark">{at < now ? <Check size={12} strokeWidth={2.75} aria-hidden /> : at + 1}</span>
          {labelOf(name)}
        </li>
      ))}
    </ol>
  )
}
