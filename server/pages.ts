import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import compress from '@fastify/compress'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import { sendNoSuchAddress } from '@tenon/kernel/http/errors.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const consoleFolder = fileURLToPath(new URL('../console/dist', import.meta.url))

/** Nothing inline, nothing from elsewhere, in nobody's frame: the console keeps its styles in sheets so that this can hold. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: {
    'default-src': ["'none'"],
    // Compiling the barcode reader's WebAssembly, for browsers that have none of their own; no script is evaluated.
    'script-src': ["'self'", "'wasm-unsafe-eval'"],
    'style-src': ["'self'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'worker-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
  },
}

/** Browser hardening on every answer, compression of what is worth it. Call before any route is added. */
export async function harden(http: FastifyInstance, secure: boolean): Promise<void> {
  await http.register(helmet, {
    contentSecurityPolicy,
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  })
  await http.register(compress, { global: true, threshold: 2_048, encodings: ['gzip'] })
}

const forever = 'public, max-age=31536000, immutable'

/** The console's one page, which every address of its own gets. */
const readPage = () => {
  if (!existsSync(consoleFolder)) throw new Error('The console is not built: run npm start, or vite build in console/.')
  return readFileSync(new URL('../console/dist/index.html', import.meta.url), 'utf8')
}
const sendPage = (reply: FastifyReply, page: string) =>
  reply.code(200).header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(page)

/** A browser that asks for a page gets the console, which then shows what is there; everything else is not found. */
export function pageOrProblem(): (request: FastifyRequest, reply: FastifyReply) => unknown {
  const page = readPage()
  return (request, reply) => {
    const { method, url, headers } = request
    const isPage = method === 'GET' && !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html')
    return isPage ? sendPage(reply, page) : sendNoSuchAddress(request, reply)
  }
}

/** The built console: hashed assets for ever, the page itself asked for anew each time. */
export async function serveConsole(http: FastifyInstance): Promise<void> {
  const page = readPage()
  await http.register(fastifyStatic, {
    root: consoleFolder,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => void reply.header('cache-control', path.includes('/assets/') ? forever : 'no-cache'),
  })
  http.get('/', (_request, reply) => sendPage(reply, page))
}

/** A page to read and try the API, from the same description that clients are made of. */
export async function serveApiDocs(http: FastifyInstance, document: object): Promise<void> {
  await http.register(async docs => {
    await docs.register(swagger, { mode: 'static', specification: { document: document as never } })
    await docs.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: true,
      logo: undefined as never,
      theme: { title: 'Tenon API' },
    })
  })
}
