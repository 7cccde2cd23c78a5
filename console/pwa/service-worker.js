// Lets the console open without a network, and tells an open page that there is a newer version. The build writes the
// two lists. Nothing of the API is ever kept: what a person may see is the server's to say, each time.
const version = '__VERSION__'
/** What the first page draws with. */
const first = ['__FIRST__']
/** All files of this build; whatever else a cache holds belongs to an older one. */
const all = new Set(['__ALL__'])

const shell = `shell-${version}`
const assets = 'assets'
const page = '/'
/** A network that answers later than this is none, for somebody who waits for a page. */
const patience = 4_000

self.addEventListener('install', event => {
  event.waitUntil(
    (async () => {
      const kept = await caches.open(assets)
      await Promise.all(first.map(async file => (await kept.match(file)) ?? kept.add(file)))
      await (await caches.open(shell)).addAll([page, '/boot.js', '/favicon.svg'])
    })(),
  )
})

async function forgetOlder() {
  for (const name of await caches.keys()) if (name !== shell && name !== assets) await caches.delete(name)
  const kept = await caches.open(assets)
  for (const request of await kept.keys()) if (!all.has(new URL(request.url).pathname)) await kept.delete(request)
}

self.addEventListener('activate', event => event.waitUntil(forgetOlder().then(() => self.clients.claim())))

// The page decides when: not while something typed is not saved.
self.addEventListener('message', event => {
  if (event.data === 'take over') self.skipWaiting()
})

/** Hashed files never change: what is kept is right. */
async function fromCache(request) {
  const kept = await caches.open(assets)
  const found = await kept.match(request)
  if (found) return found
  const answer = await fetch(request)
  if (answer.ok) await kept.put(request, answer.clone())
  return answer
}

/** The network's answer; what was kept, when there is none in time. */
async function fromNetwork(request, key) {
  const kept = await caches.open(shell)
  const before = await kept.match(key)
  try {
    const answer = await fetch(request, before ? { signal: AbortSignal.timeout(patience) } : {})
    if (answer.ok && !answer.redirected) await kept.put(key, answer.clone())
    return answer
  } catch (error) {
    if (before) return before
    throw error
  }
}

const small = new Set(['/boot.js', '/favicon.svg', '/manifest.webmanifest', '/manifest.zh.webmanifest'])
/** Not the console's: these answer for themselves. */
const others = /^\/(api|docs|health|metrics)(\/|$)/

self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || others.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(fromNetwork(request, page))
  else if (pathname.startsWith('/assets/')) event.respondWith(fromCache(request))
  else if (small.has(pathname)) event.respondWith(fromNetwork(request, pathname))
})
