import { useSyncExternalStore } from 'react'
import { address } from '../../../app/api.ts'
import { ApiProblem } from '../../../app/problem.ts'
import type { KeptFile } from '../social.ts'

/** As much as one file may weigh, in bytes; the server says the same. */
export const heaviest = 50 * 1024 * 1024

/** A file on its way to a record. */
export interface Upload {
  readonly key: number
  /** Of the record: `licenses/…`. */
  readonly record: string
  readonly file: File
  /** 0 to 1. */
  readonly progress: number
  readonly problem?: ApiProblem | undefined
}

// Of the whole page and not of one screen: going to another tab or record does not stop what is on its way.
let uploads: readonly Upload[] = []
let count = 0
const running = new Map<number, XMLHttpRequest>()
const listeners = new Set<() => void>()

function publish(next: readonly Upload[]) {
  uploads = next
  for (const listen of listeners) listen()
}
const patch = (key: number, change: Partial<Upload>) =>
  publish(uploads.map(each => (each.key === key ? { ...each, ...change } : each)))

/** Stops it, or clears away one that has failed. */
export function dropUpload(key: number) {
  running.get(key)?.abort()
  running.delete(key)
  publish(uploads.filter(each => each.key !== key))
}

export function retryUpload(upload: Upload, onDone: (file: KeptFile) => unknown) {
  patch(upload.key, { problem: undefined, progress: 0 })
  send(upload, onDone)
}

/** Sends files to a record, each by itself: one that is refused does not hold up the others. */
export function upload(record: string, files: readonly File[], onDone: (file: KeptFile) => unknown) {
  const started = files.map((file): Upload => ({ key: ++count, record, file, progress: 0 }))
  publish([...uploads, ...started])
  for (const each of started) send(each, onDone)
}

function send(one: Upload, onDone: (file: KeptFile) => unknown) {
  const { key, record, file } = one
  if (file.size > heaviest) return patch(key, { problem: new ApiProblem(413, { code: 'FILE_TOO_LARGE' }) })
  const call = new XMLHttpRequest() // fetch tells nothing of how far an upload has come
  running.set(key, call)
  call.upload.onprogress = ({ loaded, total }) => patch(key, { progress: total > 0 ? loaded / total : 0 })
  call.onerror = () => patch(key, { problem: new ApiProblem(0, { code: 'NETWORK' }) })
  call.onload = () => {
    running.delete(key)
    if (call.status >= 300) return patch(key, { problem: new ApiProblem(call.status, parsed(call.responseText)) })
    publish(uploads.filter(each => each.key !== key))
    onDone(parsed(call.responseText) as unknown as KeptFile)
  }
  call.open('POST', address(`/${record}/files`))
  call.setRequestHeader('X-Requested-With', 'tenon')
  call.setRequestHeader('Accept', 'application/json')
  call.setRequestHeader('Accept-Language', document.documentElement.lang || 'en')
  const body = new FormData()
  body.append('file', file)
  call.send(body)
}

function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>
  } catch {
    return {} // a proxy's page; the status says enough
  }
}

const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => listeners.delete(listen)
}
export const useUploads = (record: string): readonly Upload[] =>
  useSyncExternalStore(subscribe, () => uploads).filter(each => each.record === record)
