import { Readable } from 'node:stream'

/** Bytes that may wait for a reader before it is taken for gone: it comes back and asks anew. */
const patience = 256 * 1024

/** One reader's events, in the form of server-sent events. */
export interface Feed {
  readonly stream: Readable
  /** Tells an event. False when the reader is too slow to be told more, and the feed has been dropped. */
  send(event: string, data: object): boolean
  /** A line that no reader sees: it keeps the connection from being taken for dead. */
  beat(): void
  end(): void
}

/** Milliseconds after which a browser comes back when the connection was lost. */
const retry = 3_000

export function openFeed(): Feed {
  const stream = new Readable({ read: () => {} })
  const push = (text: string): boolean => {
    if (stream.destroyed || stream.readableEnded) return false
    stream.push(text)
    if (stream.readableLength <= patience) return true
    stream.destroy()
    return false
  }
  push(`retry: ${retry}\n\n`)
  return {
    stream,
    send: (event, data) => push(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`),
    beat: () => void push(':\n\n'),
    end: () => {
      if (!stream.destroyed) stream.push(null)
    },
  }
}
