import type { Socket } from 'node:net'
import type { Connection } from '@tenon/kernel/data/pool.ts'
import pg from 'pg'

/** Where the parts of a base backup go, one after the other. */
export interface BackupSink {
  begin(part: 'database' | 'manifest'): Promise<void>
  write(chunk: Uint8Array): Promise<void>
}

/** All of the cluster with the WAL that makes it consistent; PostgreSQL checks the page checksums on the way. */
const command = `BASE_BACKUP (LABEL 'tenon', CHECKPOINT 'fast', WAL true, MANIFEST 'yes', MANIFEST_CHECKSUMS 'SHA256')`

type Wire = { stream: Socket; query(text: string): void }

const letter = (chunk: Buffer) => String.fromCharCode(chunk[0] ?? 0)

/** The copy messages of the protocol, see "BASE_BACKUP" in PostgreSQL's manual: a letter, then what it announces. */
async function take(sink: BackupSink, chunk: Buffer): Promise<void> {
  switch (letter(chunk)) {
    case 'n':
      if (chunk.toString('utf8', 1).split('\0')[0] !== 'base.tar')
        throw new Error('The database keeps data in a tablespace outside its folder, which no backup of Tenon holds.')
      return sink.begin('database')
    case 'm':
      return sink.begin('manifest')
    case 'd':
      return sink.write(chunk.subarray(1))
  }
}

/** A query of its own kind: pg knows no copying out, but passes each message on to whoever asked. */
class Receiver {
  readonly #sink: BackupSink
  readonly #done: (error?: Error) => void
  #writing: Promise<void> = Promise.resolve()
  #pending = 0
  #error: Error | undefined

  constructor(sink: BackupSink, done: (error?: Error) => void) {
    this.#sink = sink
    this.#done = done
  }

  submit(wire: Wire) {
    wire.query(command)
    return null
  }
  /** Nothing more is read from the socket until what came is written, so memory stays flat. */
  handleCopyData({ chunk }: { chunk: Buffer }, { stream }: Wire) {
    stream.pause()
    this.#pending++
    this.#writing = this.#writing
      .then(() => (this.#error ? undefined : take(this.#sink, chunk)))
      .catch(error => {
        this.#error ??= error as Error
      })
      .then(() => {
        if (--this.#pending === 0) stream.resume()
      })
  }
  handleError(error: Error) {
    this.#error ??= error
    this.#done(this.#error)
  }
  handleReadyForQuery() {
    void this.#writing.then(() => this.#done(this.#error))
  }
  handleRowDescription() {}
  handleDataRow() {}
  handleCommandComplete() {}
  handleEmptyQuery() {}
}

/** Copies the running cluster into `sink` while others go on working. Throws what PostgreSQL or the sink says. */
export async function baseBackup(connection: Connection, sink: BackupSink): Promise<void> {
  const options = { ...connection, database: 'postgres', replication: 'true', application_name: 'tenon backup' }
  const client = new pg.Client(options)
  client.on('error', () => {}) // a connection that breaks tells its query
  await client.connect()
  try {
    await new Promise<void>((resolve, reject) => {
      const receiver = new Receiver(sink, error => (error ? reject(error) : resolve()))
      client.query(receiver as unknown as pg.Submittable)
    })
  } finally {
    await client.end()
  }
}
