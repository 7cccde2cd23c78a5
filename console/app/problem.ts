/** One field's fault, as the server names it: `lines.0.quantity`, `TOO_SMALL`, a sentence in the reader's language. */
export interface FieldProblem {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** What a failed call throws: RFC 9457 as the server sent it, or code `NETWORK` (status 0) when nothing answered. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly requestId: string | undefined
  readonly fields: readonly FieldProblem[] | undefined
  /** Seconds the server asks to wait (429, 409 of a running request, 503). */
  readonly retryAfter: number | undefined
  /** The whole reply, for what only one code carries: `current` of a `STALE` update. */
  readonly body: Readonly<Record<string, unknown>>

  constructor(status: number, body: Readonly<Record<string, unknown>>, retryAfter?: number) {
    const text = (key: string) => (typeof body[key] === 'string' ? (body[key] as string) : undefined)
    super(text('detail') ?? text('title') ?? `HTTP ${status}`)
    this.status = status
    this.body = body
    this.code = text('code') ?? (status === 0 ? 'NETWORK' : `HTTP_${status}`)
    this.title = text('title') ?? ''
    this.detail = text('detail') ?? ''
    this.requestId = text('requestId')
    this.fields = Array.isArray(body.fields) ? (body.fields as FieldProblem[]) : undefined
    this.retryAfter = retryAfter
  }
}

/** What may heal by itself: a lost network, a server that starts again. A question that took too long only repeats itself. */
export const heals = (error: unknown): boolean =>
  error instanceof ApiProblem &&
  (error.status === 0 ||
    error.status === 502 ||
    error.status === 504 ||
    (error.status === 503 && error.code !== 'TOO_SLOW'))

/** The server's reply as a problem, whatever it sent: a proxy's HTML page has no code of ours. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const text = await response.text().catch(() => '')
  const seconds = Number.parseInt(response.headers.get('retry-after') ?? '', 10)
  return new ApiProblem(response.status, parsed(text), Number.isFinite(seconds) ? seconds : undefined)
}

function parsed(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
