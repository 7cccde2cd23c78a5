import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { Refused } from '../../generic/form/Refused.tsx'
import { useFirstFocus } from '../../generic/useFirstFocus.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { ChangeOfRight, type RightChange } from './ChangeOfRight.tsx'
import type { Catalog } from './model/catalog.ts'
import type { RoleRow } from './queries.ts'
import type { RoleValues } from './useRoleDraft.ts'
import type { SaveRole } from './useSaveRole.ts'

interface Preview {
  readonly holders: number
  readonly changes: readonly RightChange[]
}

interface ChangesDialogProps {
  readonly role: RoleRow | undefined
  readonly values: RoleValues
  readonly catalog: Catalog
  readonly save: SaveRole
  onClose(): void
}

/** Judged by the code that will enforce it, on the records that are there now. */
function usePreview(role: RoleRow | undefined, { grants, includes }: RoleValues) {
  const body = { ...(role && { id: role.id }), grants, includes: includes.map(group => ({ role: group })) }
  return useQuery({
    queryKey: ['access', 'preview', body],
    queryFn: ({ signal }) => request<Preview>('POST', '/roles/preview', { body, signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

/** Who gains and loses what, before it is saved. */
export function ChangesDialog({ role, values, catalog, save, onClose }: ChangesDialogProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLFormElement>(null)
  useFirstFocus(box)
  const { data, error, refetch } = usePreview(role, values)
  const submit = async () => {
    if (await save.save()) onClose()
  }
  return (
    <Dialog label={t('access.changes.title')} className="drawer changes" onClose={onClose}>
      <form
        className="panel-form"
        ref={box}
        onKeyDown={event => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
        }}
        onSubmit={event => {
          event.preventDefault()
          submit()
        }}
      >
        <header>
          <h2>{t('access.changes.title')}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <p className="panel-object">{values.name}</p>
          {save.problem && <Refused problem={save.problem} />}
          {error && <ErrorBlock problem={error} title={t('access.changes.failed')} onRetry={() => refetch()} />}
          {!data && !error && <SkeletonRows rows={4} />}
          {data && (
            <>
              <p className="secondary">{t('access.changes.holders', { count: data.holders })}</p>
              {data.changes.length === 0 ? (
                <EmptyState title={t('access.changes.none')} text={t('access.changes.noneText')} />
              ) : (
                [...Map.groupBy(data.changes, ({ resource }) => resource)].map(([resource, changes]) => (
                  <section key={resource} className="changes-of">
                    <h3>{resource}</h3>
                    <ul>
                      {changes.map(change => (
                        <ChangeOfRight key={change.permission} change={change} catalog={catalog} />
                      ))}
                    </ul>
                  </section>
                ))
              )}
            </>
          )}
        </div>
        <footer>
          <Button onClick={onClose}>{t('access.changes.back')}</Button>
          <Button type="primary" htmlType="submit" loading={save.busy}>
            {t('generic.form.save')}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
