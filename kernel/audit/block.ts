import { createHash } from 'node:crypto'

/** One sealed link of a tenant's chain; `toTx` and `toId` are the place of its last event. */
export interface Block {
  readonly sequence: number
  readonly toTx: number
  readonly toId: string
  readonly events: number
  /** SHA-256 over the event hashes in their order. */
  readonly ordered: string
  /** SHA-256 over the same hashes, sorted. */
  readonly content: string
  readonly previous: string
  readonly hash: string
}

/** What the first block has for `previous`. */
export const genesis = '0'.repeat(64)
export const blockLimit = 1_000

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The two digests over the hashes of a block's events; `seal` in sealing.ts says the same in SQL. */
export const digestsOf = (hashes: readonly string[]) => ({
  ordered: sha256(hashes.join('')),
  content: sha256([...hashes].sort().join('')),
})

/** The link itself. Where the events stand is not in it: that is only where to look for them. */
export const blockHash = ({ previous, sequence, events, ordered, content }: Omit<Block, 'hash' | 'toTx' | 'toId'>) =>
  sha256(`${previous} ${sequence} ${events} ${ordered} ${content}`)
