// npm start: from a fresh clone to a running evaluation.
import { buildConsoleIfStale } from './console-build.mjs'
import { main, prepare, root, run } from './node-runtime.mjs'

await main(async args => {
  const node = await prepare()
  await buildConsoleIfStale(root, node)
  return run(node, 'server/main.ts', ['--evaluation', ...args])
})
