const lines = new Map<string, Promise<unknown>>()

/** Runs the work of one key in the order it was asked for, so that guesses sent at once are counted one by one. */
export async function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = lines.get(key) ?? Promise.resolve()
  const mine = before.then(work, work)
  lines.set(key, mine)
  try {
    return await mine
  } finally {
    if (lines.get(key) === mine) lines.delete(key)
  }
}
