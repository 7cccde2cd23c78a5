import type { Language, Phrase } from '../messages/language.ts'

/** One field that was refused: `value.amount`, `lines.2.role`. */
export interface FieldProblem {
  readonly field: string
  readonly code: string
  readonly params?: Params
  /** Given only where the text is not that of the code. */
  readonly message?: Phrase
}
/** What fills the blanks of a sentence; a phrase where it is itself in words. */
export type Params = Readonly<Record<string, string | number | Phrase>>

interface Details {
  readonly fields?: readonly FieldProblem[]
  /** Further members of the reply: the current record of a stale update. */
  readonly extra?: Readonly<Record<string, unknown>>
  readonly retryAfter?: number
  readonly cause?: unknown
}

/** The one error the product refuses with: a stable code, an HTTP status and a sentence for people. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly params: Params
  readonly details: Details
  readonly #phrase: Phrase

  constructor(code: string, status: number, phrase: Phrase, params: Params = {}, details: Details = {}) {
    super(`${code}: ${fill(phrase.en, params, 'en')}`, { cause: details.cause })
    this.name = 'Problem'
    this.code = code
    this.status = status
    this.params = params
    this.details = details
    this.#phrase = phrase
  }
  say(language: Language): string {
    return fill(this.#phrase[language], this.params, language)
  }
}

export function fill(phrase: string, params: Params, language: Language): string {
  const text = (value: Params[string] | undefined) => (typeof value === 'object' ? value[language] : value)
  return phrase.replace(/\{(\w+)\}/g, (whole, name: string) => String(text(params[name]) ?? whole))
}

export type Refusal = (params?: Params, details?: Details) => Problem
const declared = new Set<string>()

/**
 * Declares a refusal beside the code that throws it: `const stale = refusal('STALE', 409, {en: '…', zh: '…'})`, then
 * `throw stale()`. `{name}` in a sentence is filled from the parameters. Codes are unique in the product.
 */
export function refusal(code: string, status: number, phrase: Phrase): Refusal {
  if (declared.has(code)) throw new Error(`The problem code ${code} is declared twice`)
  declared.add(code)
  return (params, details) => new Problem(code, status, phrase, params, details)
}
