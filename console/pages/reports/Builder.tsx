import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { toast } from '../../ui/toast.tsx'
import { Preview } from './Preview.tsx'
import { type Draft, type Report, useReportWrites } from './queries.ts'
import { ReportMenu } from './ReportMenu.tsx'
import { Tools } from './Tools.tsx'
import './reports.css'

interface BuilderProps {
  readonly draft: Draft
  /** What is kept; none for a new one. */
  readonly report?: Report
  onCollection?(path: string): void
}
const kept = ({ name, shape, definition, audience, schedule }: Draft) => ({
  name,
  shape,
  definition,
  audience,
  schedule,
})

/** A report while it is put together: what is asked above, what it comes to below. */
export function Builder({ draft: first, report, onCollection }: BuilderProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { phone } = usePreferences()
  const { create, change } = useReportWrites()
  const [draft, setDraft] = useState<Draft>(first)
  const [problem, setProblem] = useState<unknown>()
  const collection = useCollection(draft.collection)
  const put = (patch: Partial<Draft>) => setDraft({ ...draft, ...patch })
  const isChanged = !report || JSON.stringify(kept(draft)) !== JSON.stringify(kept(report))
  const mayChange = !report || report.mayChange
  const save = async () => {
    setProblem(undefined)
    try {
      const named = { ...draft, name: draft.name.trim() || collection.label }
      const body = { ...kept(named), collection: draft.collection }
      const saved = report ? await change(report, kept(named)) : await create(body)
      setDraft(saved)
      toast({ text: t('reports.saved') })
      if (!report) await navigate({ to: `/reports/${saved.id}` as never })
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <>
      <PageBar
        title={report?.name ?? t('reports.new')}
        back={phone ? '/reports' : undefined}
        actions={
          <>
            {report && <ReportMenu report={report} />}
            {mayChange && (
              <Button type="primary" disabled={!isChanged} onClick={save}>
                {t('reports.save')}
              </Button>
            )}
          </>
        }
      />
      <FieldKitProvider>
        <div className="report">
          <Tools {...{ draft, put, collection, mayChange }} onCollection={report ? undefined : onCollection} />
          {problem !== undefined && <ErrorBlock problem={problem} />}
          <Preview {...{ draft, put, collection }} />
        </div>
      </FieldKitProvider>
    </>
  )
}
