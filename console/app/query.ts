import { QueryClient } from '@tanstack/react-query'
import { onRetry } from './connection.ts'
import { heals } from './problem.ts'

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // A request made offline fails and shows its error block; pausing would leave a skeleton for ever.
      networkMode: 'always',
      // Once at once, for a connection that was just being renewed; then the error is shown, with the time of the next attempt.
      retry: (count, error) => heals(error) && count < 1,
      retryDelay: 400,
      refetchOnWindowFocus: true,
    },
    mutations: { networkMode: 'always' },
  },
})
// After the error blocks have asked for theirs: what is on its way already is not asked for twice.
onRetry(() =>
  setTimeout(() =>
    queryClient.refetchQueries(
      { type: 'active', predicate: query => query.state.status === 'error' },
      { cancelRefetch: false },
    ),
  ),
)
