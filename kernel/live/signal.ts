import type { Actor } from '../entity/ctx.ts'
import type { Session } from '../operations/read.ts'

/**
 * Something told to people who watch, beside that records have changed. A statement that `touches` `<name>:<subject>`
 * sends it once it is committed, and so does `runtime.committed`.
 */
export interface Signal {
  /** The name of the event in the stream: letters only. */
  readonly name: string
  /** Whether somebody may be meant at all. Asked of everyone of the organisation who watches, so it asks no database. */
  concerns(actor: Actor, subject: string): boolean
  /** What is told to this person at this moment; null for nothing, because it may not be known. */
  tell(session: Session, subject: string): Promise<object | null>
}
export const signal = (spec: Signal): Signal => spec

/** What a statement touches to send the signal. */
export const touchOf = (name: string, subject: string) => `${name}:${subject}`

export interface Told {
  readonly name: string
  readonly subject: string
}
/** The signal a touch stands for; undefined when it is the name of an entity. */
export function signalIn(touch: string): Told | undefined {
  const colon = touch.indexOf(':')
  return colon < 0 ? undefined : { name: touch.slice(0, colon), subject: touch.slice(colon + 1) }
}
