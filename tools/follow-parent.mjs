// Loaded before a program that a start script runs: when the script is killed, the program stops instead of staying behind.
import { isMainThread } from 'node:worker_threads'

if (isMainThread && process.platform !== 'win32') {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500).unref()
}
