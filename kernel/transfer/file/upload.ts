import { pipeline, type Readable } from 'node:stream'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import type { Call } from '../../http/route.ts'
import { malformed } from '../../problem/refusals.ts'
import { fileMissing } from './refusals.ts'
import { type Spooled, spool } from './spool.ts'

export interface Upload {
  readonly file: Spooled
  readonly fileName: string
  /** The other parts of the form. */
  readonly fields: ReadonlyMap<string, string>
}

/** A name to show, never to open: no folders, no control characters, not endless. */
function shownName(name: string | undefined, fallback: string): string {
  const plain = (name ?? '')
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
  return plain.slice(0, 200) || fallback
}

const partLimits = { files: 1, fields: 10, fieldSize: 256 * 1024, fieldNameSize: 100, parts: 12, headerPairs: 50 }

function readForm(body: Readable, headers: BusboyHeaders, fallback: string): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const fields = new Map<string, string>()
    let part: Readable | undefined
    let spooled: Promise<Spooled> | undefined
    let fileName = shownName(fallback, 'file')
    const fail = (error: unknown) => {
      part?.destroy(error as Error) // ends the copy that waits for the rest of it
      spooled?.then(file => file.close()).catch(() => {}) // a copy that failed has closed its file itself
      body.unpipe(form)
      body.resume() // left unread, it would hold up the next request on its connection
      reject(error)
    }
    const form = new Busboy({ headers, limits: partLimits })
    form.on('field', (name, value) => {
      fields.set(name, value)
    })
    form.on('file', (name, stream, given) => {
      stream.on('error', () => {}) // the form's own error tells it
      if (name !== 'file') return void stream.resume()
      part = stream
      fileName = shownName(given, fallback)
      spooled = spool(stream)
      spooled.catch(fail)
    })
    pipeline(body, form, error => {
      if (error) fail(malformed({ reason: 'it is no well-formed multipart form' }, { cause: error }))
      else if (spooled) spooled.then(file => resolve({ file, fileName, fields }), fail)
      else reject(fileMissing())
    })
  })
}

const nameIn = (disposition: string | undefined) => /filename="?([^";]+)"?/i.exec(disposition ?? '')?.[1]

/** Takes the file of a request, sent as a form or as the body itself, to disk. Whoever gets it closes it. */
export async function receive({ request, body }: Call, fallback: string): Promise<Upload> {
  const type = request.headers['content-type'] ?? ''
  if (body === undefined || body === null || typeof (body as Readable).pipe !== 'function') throw fileMissing()
  if (type.startsWith('multipart/form-data')) {
    if (!/boundary=/i.test(type)) throw malformed({ reason: 'the form has no boundary' })
    return readForm(body as Readable, request.headers as BusboyHeaders, fallback)
  }
  const fileName = shownName(nameIn(request.headers['content-disposition']) ?? fallback, 'file')
  return { file: await spool(body as Readable), fileName, fields: new Map() }
}
