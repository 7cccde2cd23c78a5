import { useFormats } from '../app/formats.ts'

/** A day by which something should be done; one that has passed says by how much, in colour, sign and word. */
export function DueDate({ day, isOpen }: { readonly day: string; readonly isOpen: boolean }) {
  const { date, daysUntil, late } = useFormats()
  const over = isOpen ? -daysUntil(day) : 0
  return (
    <span className={over > 0 ? 'due due-late' : 'due'}>
      <time dateTime={day}>{date(day)}</time>
      {over > 0 && <span className="due-mark">{late(over)}</span>}
    </span>
  )
}
