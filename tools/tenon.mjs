// npm run tenon -- <command>: administration.
import { main, prepare, run } from './node-runtime.mjs'

await main(async args => run(await prepare(), 'server/cli.ts', args))
