import { useQueryClient } from '@tanstack/react-query'
import { Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { DropArea } from '../../generic/record/files/DropArea.tsx'
import { PickFiles } from '../../generic/record/files/PickFiles.tsx'
import { asProblem } from '../../generic/record/useWrites.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { toast } from '../../ui/toast.tsx'
import { type OwnLicense, portalKey } from '../api.ts'

/** A report that a server without a connection has written, brought here by hand. */
export function Usage({ license }: { readonly license: OwnLicense }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const send = async ([file]: readonly File[]) => {
    if (!file || busy) return
    const body = new FormData()
    body.append('file', file)
    setBusy(true)
    setProblem(undefined)
    try {
      await request('POST', `/licenses/${license.id}/usage-reports`, { body })
      await queries.invalidateQueries({ queryKey: portalKey })
      toast({ text: t('portal.usage.done', { name: file.name }) })
    } catch (error) {
      setProblem(asProblem(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <section className="portal-sheet" aria-label={t('portal.usage.title')}>
      <DropArea onDrop={send}>
        <header>
          <h2>{t('portal.usage.title')}</h2>
          <span className="spread" />
          <PickFiles className="button-plain portal-pick" onPick={send}>
            <Upload size={14} aria-hidden />
            {busy ? t('portal.usage.sending') : t('portal.usage.upload')}
          </PickFiles>
        </header>
        <p className="portal-none">{t('portal.usage.text')}</p>
        {problem && <ErrorBlock className="portal-inset" problem={problem} title={t('portal.usage.refused')} />}
      </DropArea>
    </section>
  )
}
