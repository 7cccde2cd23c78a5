import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem.ts'

const waits = [2_000, 8_000, 30_000]

/** Only what may heal by itself is tried again: a lost network and an overloaded or restarting server. */
const heals = (error: unknown) => error instanceof ApiProblem && (error.status === 0 || error.status >= 502)

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A request made offline fails and shows its error block; pausing would leave a skeleton for ever.
      networkMode: 'always',
      retry: (count, error) => heals(error) && count < waits.length,
      retryDelay: count => waits[count] ?? 30_000,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always' },
  },
})
