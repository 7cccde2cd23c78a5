const key = 'tenon.role'
let role: string | null | undefined

/** The one of one's own roles that this browser works under; null for all of them. Sent with each call as `X-Role-Id`. */
export function onlyRole(): string | null {
  if (role === undefined) {
    try {
      role = localStorage.getItem(key)
    } catch {
      // A browser that forbids storage works under all roles again after a reload.
      role = null
    }
  }
  return role
}

export function narrowTo(next: string | null): void {
  role = next
  try {
    if (next) localStorage.setItem(key, next)
    else localStorage.removeItem(key)
  } catch {
    // As above.
  }
}

/** Another window of this browser has chosen: it is read anew. */
export function rereadRole(): void {
  role = undefined
}
