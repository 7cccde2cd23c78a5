import { type Plan, spokenTogether } from './plan.ts'
import { rowProblem } from './row-problem.ts'
import type { Draft } from './row-reader.ts'

/**
 * Holds what must not stand twice in a file against the rows before. The first row keeps it even if it is refused for
 * something else, so the answer depends on the file alone and a run that goes on after a crash gives the same.
 */
export function claimUnique({ claims, entity, reader }: Plan, draft: Draft): void {
  for (const { fields, lines } of claims) {
    const text = spokenTogether(entity, draft, fields)
    const line = text === undefined ? undefined : lines.claim(text, draft.line)
    if (line === undefined) continue
    const field = fields[0] as string
    draft.problems.push(rowProblem('DUPLICATE_IN_FILE', { column: reader.headers.get(field) ?? null, field }, { line }))
  }
}
