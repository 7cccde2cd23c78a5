import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { readMessages, type StreamMessage } from './event-stream.ts'
import { gather, refreshCollections } from './live.ts'
import { waitAfter } from './live-connection.ts'

async function messagesOf(...chunks: string[]): Promise<StreamMessage[]> {
  const body = new ReadableStream<Uint8Array>({
    start(stream) {
      for (const chunk of chunks) stream.enqueue(new TextEncoder().encode(chunk))
      stream.close()
    },
  })
  const all: StreamMessage[] = []
  for await (const message of readMessages(body)) all.push(message)
  return all
}

test('messages are whole however the network cuts them, and a sign of life is one without an event', async () => {
  expect(await messagesOf('event: changed\nda', 'ta: {"a":\r\ndata: 1}\n', '\n: alive\n', '\nevent: job\n')).toEqual([
    { event: 'changed', data: '{"a":\n1}' },
    { event: '', data: '' },
  ])
})

test('each failure waits longer, up to a minute', () => {
  expect([1, 2, 6, 40].map(failures => waitAfter(failures, 0.5))).toEqual([1_000, 2_000, 60_000, 60_000])
})

test('what changed is told at once, then gathered for two seconds', () => {
  vi.useFakeTimers()
  const told: string[][] = []
  const changed = gather(collections => void told.push([...collections]))
  changed(['licenses'])
  changed(['hosts', 'licenses'])
  changed(['hosts'])
  expect(told).toEqual([['licenses']])
  vi.advanceTimersByTime(2_000)
  expect(told).toEqual([['licenses'], ['hosts', 'licenses']])
  vi.advanceTimersByTime(10_000)
  changed(['members'])
  expect(told.at(-1)).toEqual(['members'])
  vi.useRealTimers()
})

test('only what shows records of the changed collection is read anew, its second address too', () => {
  const client = new QueryClient()
  const keys = [
    ['list', 'customers', {}, 0],
    ['record', 'companies', '1'],
    ['list', 'licenses', {}, 0],
    ['account', 'companies'],
  ]
  for (const key of keys) client.setQueryData(key, [])
  client.setQueryData(['meta', 'en', ''], { entities: { a: { path: 'companies', facets: [{ path: 'customers' }] } } })
  refreshCollections(client, ['companies'])
  expect(keys.filter(key => client.getQueryState(key)?.isInvalidated)).toEqual(keys.slice(0, 2))
})
