import { useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from '../../app/api.ts'

export type Shape = 'table' | 'pivot' | 'chart'
export type Format = 'xlsx' | 'csv' | 'pdf'
export interface Definition {
  readonly query: Readonly<Record<string, string>>
  readonly columns: readonly string[]
  readonly group: readonly string[]
  readonly measures: readonly string[]
}
export interface Sending {
  readonly every: 'day' | 'week' | 'month'
  readonly hour: number
  readonly day?: number
  readonly format: Format
  readonly recipients: readonly string[]
}
export interface Draft {
  readonly name: string
  readonly collection: string
  readonly shape: Shape
  readonly definition: Definition
  readonly audience: 'personal' | 'team'
  readonly schedule: Sending | null
}
export interface Report extends Draft {
  readonly id: string
  readonly sentOn: string | null
  readonly owner: { readonly id: string | null; readonly name: string }
  readonly mayChange: boolean
  readonly version: number
  readonly updatedAt: string
}

const key = ['reports'] as const
export const useReports = () =>
  useQuery({
    queryKey: key,
    queryFn: async ({ signal }) => (await request<{ data: Report[] }>('GET', '/reports', { signal })).data,
  })
export const useReport = (id: string) =>
  useQuery({
    queryKey: [...key, id],
    queryFn: ({ signal }) => request<Report>('GET', `/reports/${id}`, { signal }),
  })

export function useReportWrites() {
  const client = useQueryClient()
  const put = async (report: Report) => {
    client.setQueryData([...key, report.id], report)
    await client.invalidateQueries({ queryKey: key, exact: true })
    return report
  }
  return {
    create: async (draft: Draft) => put(await request<Report>('POST', '/reports', { body: draft })),
    change: async ({ id, version }: Report, patch: Partial<Omit<Draft, 'collection'>>) =>
      put(await request<Report>('PATCH', `/reports/${id}`, { body: { ...patch, version } })),
    remove: async ({ id }: Report) => {
      await request('DELETE', `/reports/${id}`)
      client.removeQueries({ queryKey: [...key, id] })
      client.setQueryData<Report[]>(key, old => old?.filter(report => report.id !== id))
      await client.invalidateQueries({ queryKey: key, exact: true })
    },
    sendToMe: ({ id }: Report) => request('POST', `/reports/${id}/send`),
  }
}
