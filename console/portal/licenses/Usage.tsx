import { useQueryClient } from '@tanstack/react-query'
import { CircleCheck, TriangleAlert, Upload } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { DropArea } from '../../generic/record/files/DropArea.tsx'
import { PickFiles } from '../../generic/record/files/PickFiles.tsx'
import { asProblem } from '../../generic/record/useWrites.ts'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { type OwnLicense, portalKey } from '../api.ts'

/** What of a report was new, and what is noticed in it: a gap, a clock that went backwards. */
interface Taken {
  readonly accepted: number
  readonly known: number
  readonly installations: readonly { readonly findings: readonly { readonly detail: string }[] }[]
}

/** A report that a server without a connection has written, brought here by hand. */
export function Usage({ license }: { readonly license: OwnLicense }) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const [taken, setTaken] = useState<Taken>()
  const send = async ([file]: readonly File[]) => {
    if (!file || busy) return
    const body = new FormData()
    body.append('file', file)
    setBusy(true)
    setProblem(undefined)
    setTaken(undefined)
    try {
      setTaken(await request<Taken>('POST', `/licenses/${license.id}/usage-reports`, { body }))
      await queries.invalidateQueries({ queryKey: portalKey })
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
        {taken && <Outcome taken={taken} />}
        {problem && <ErrorBlock className="portal-inset" problem={problem} title={t('portal.usage.refused')} />}
      </DropArea>
    </section>
  )
}

function Outcome({ taken }: { readonly taken: Taken }) {
  const { t } = useTranslation()
  const noticed = taken.installations.flatMap(({ findings }) => findings.map(({ detail }) => detail))
  return (
    <div className={`error-block portal-inset tone-${noticed.length > 0 ? 'issue' : 'accepted'}`} role="status">
      {noticed.length > 0 ? <TriangleAlert size={16} aria-hidden /> : <CircleCheck size={16} aria-hidden />}
      <div className="error-words">
        <b>{t('portal.usage.done', { count: taken.accepted })}</b>
        {taken.known > 0 && <span>{t('portal.usage.known', { count: taken.known })}</span>}
        {[...new Set(noticed)].map(sentence => (
          <span key={sentence}>{sentence}</span>
        ))}
      </div>
    </div>
  )
}
