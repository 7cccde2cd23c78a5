import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { toast } from '../../ui/toast.tsx'
import { type Around, aroundOptions, useAround } from './social.ts'
import { asProblem } from './useWrites.ts'

/** Whether one has starred a record; `toggle` shows at once and is taken back when the server refuses. */
export function useStar(path: string, id: string) {
  const client = useQueryClient()
  const { t } = useTranslation()
  const key = aroundOptions(path, id).queryKey
  const starred = useAround(path, id)?.starred ?? false
  const show = (next: boolean) => client.setQueryData<Around>(key, around => around && { ...around, starred: next })
  const toggle = async () => {
    show(!starred)
    try {
      await request(starred ? 'DELETE' : 'PUT', `/stars/${path}/${id}`)
      await client.invalidateQueries({ queryKey: ['stars'] })
    } catch (error) {
      show(starred)
      toast({ tone: 'risk', text: t('record.notStarred', { reason: asProblem(error).message }) })
    }
  }
  return { starred, toggle }
}
