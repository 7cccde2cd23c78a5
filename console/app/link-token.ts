import { useSyncExternalStore } from 'react'

/** The pages a one-time link leads to; its token stands behind `#`. */
const pages = ['/set-up', '/password', '/join', '/support']
let token: string | undefined
const listeners = new Set<() => void>()

/** Out of the address bar and the history at once: whoever looks there later must not find a way in. */
function take() {
  const { pathname, search, hash } = location
  if (!pages.includes(pathname) || hash.length < 2) return
  token = hash.slice(1)
  history.replaceState(history.state, '', pathname + search)
  for (const listen of listeners) listen()
}

// Before the router reads the address. Another link pasted into the same tab loads nothing anew, it only changes the hash.
take()
addEventListener('hashchange', take)

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}

/** What stood behind the `#` of the link that was opened, whole or not. */
export const useLinkText = (): string | undefined => useSyncExternalStore(subscribe, () => token)

/** The token of the link that was opened; undefined when it is incomplete or the page was loaded again without it. */
export function useLinkToken(): string | undefined {
  const found = useLinkText()
  return found?.length === 43 ? found : undefined
}

/** Once it has been used it is worth nothing, here as at the server. */
export function forgetLinkToken() {
  token = undefined
}
