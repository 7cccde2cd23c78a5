// npm run bench: the benchmarks, as ratios measured in one run.
import { main, prepare, run } from './node-runtime.mjs'

await main(async args => run(await prepare(), 'bench/main.ts', args))
