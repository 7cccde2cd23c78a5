import { type Route, route } from '../http/route.ts'
import type { Live } from './live.ts'

/** What a proxy must not do to it: hold it back until it ends, or squeeze it. */
const headers = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
  connection: 'close', // so that a server that stops is not kept waiting for the next request on it
}

export const streamRoute = ({ watchers, version }: Live): Route =>
  route({
    method: 'GET',
    path: '/stream',
    operation: 'stream.open',
    tag: 'live',
    access: 'session',
    errors: [429],
    summary: 'What happens, as it happens',
    replies: {
      200: {
        description:
          'Server-sent events: hello, changed, notification, job, presence, signedOut. On hello, look at everything anew',
        type: 'text/event-stream',
      },
    },
    run: async ({ session: { tenant, actor }, request, address }) => {
      if (request.method === 'HEAD') return { status: 200, headers }
      const watcher = watchers.add({ tenant, actor, headers: request.headers, address })
      watcher.send('hello', { version })
      return { status: 200, stream: watcher.stream, headers }
    },
  })
