import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { type Account, startEvaluation } from '../server/testing/evaluation.ts'
import { buildConsoleIfStale } from './console-build.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The server all journeys visit, and who can sign in there. */
    evaluation: { readonly url: string; readonly accounts: readonly Account[] }
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** One real server with the demo and the built console for all journeys. */
export default async function setup(project: TestProject) {
  await buildConsoleIfStale(root, process.execPath)
  const { url, accounts, stop } = await startEvaluation()
  project.provide('evaluation', { url, accounts })
  return stop
}
