const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Passes what would end us on to the program we started. Returns the function that stops doing so. */
export function forwardSignals(child) {
  let last = 0
  const forward = signal => {
    // npm sends a Ctrl-C a second time. On Windows the console tells the program itself, and a signal from us would kill it outright.
    if (process.platform === 'win32' || Date.now() - last < 500) return
    last = Date.now()
    child.kill(signal)
  }
  for (const signal of signals) process.on(signal, forward)
  const watch = whenNpmIsGone(() => forward('SIGTERM'))
  return () => {
    clearInterval(watch)
    for (const signal of signals) process.off(signal, forward)
  }
}

/** When npm itself is killed nobody tells us, but our parent is another one then. */
function whenNpmIsGone(act) {
  const parent = process.ppid
  if (process.platform === 'win32' || !process.env.npm_lifecycle_event) return undefined
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    act()
  }, 300)
  return watch.unref()
}
