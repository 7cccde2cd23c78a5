import { keepPreviousData, useQueries, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RecordRow } from '../model/record.ts'
import { chunkOptions } from './chunks.ts'

/** The first hundred records of a question, and a hundred more each time they are asked for. */
export function useMoreRows(path: string, query: Readonly<Record<string, string>>) {
  const client = useQueryClient()
  const [chunks, setChunks] = useState(1)
  const answers = useQueries({
    queries: Array.from({ length: chunks }, (_, chunk) => ({
      ...chunkOptions(client, { path, query }, chunk),
      placeholderData: keepPreviousData,
    })),
  })
  const rows: readonly RecordRow[] = answers.flatMap(({ data }) => data?.data ?? [])
  return {
    rows,
    isLoading: answers[0]?.isPending ?? true,
    error: answers.find(({ error }) => error)?.error ?? null,
    retry: () => Promise.all(answers.filter(({ isError }) => isError).map(answer => answer.refetch())),
    hasMore: Boolean(answers.at(-1)?.data?.page.next),
    more: () => setChunks(chunks + 1),
  }
}
