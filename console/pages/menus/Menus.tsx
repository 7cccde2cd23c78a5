import { Button } from 'antd'
import { FolderPlus, Link2, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isGranted } from '../../app/permission.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { LeaveGuard } from '../../generic/form/LeaveGuard.tsx'
import { Refused } from '../../generic/form/Refused.tsx'
import { asProblem } from '../../generic/record/useWrites.ts'
import { ActionMenu } from '../../ui/ActionMenu.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { EntryPanel } from './EntryPanel.tsx'
import { MenuPreview } from './MenuPreview.tsx'
import { MenuTree } from './MenuTree.tsx'
import { flat } from './model.ts'
import { type MenuDraft, useMenuDraft } from './useMenuDraft.ts'
import '../../generic/generic.css'
import './menus.css'

/** The navigation of the whole organisation: order, names, what is hidden, own folders and links. */
export function Menus() {
  const { t } = useTranslation()
  const { permissions } = useSession()
  const draft = useMenuDraft()
  const mayWrite = isGranted(permissions, 'identity.menu.update')
  const [chosen, setChosen] = useState<string | undefined>()
  const add = (kind: 'folder' | 'link') => setChosen(draft.add(kind, t(`menus.new.${kind}`), ''))
  const problem = draft.save.error ?? draft.reset.error
  return (
    <FieldKitProvider>
      <PageBar title={t('menus.title')} actions={mayWrite && <Actions draft={draft} onAdd={add} />} />
      {draft.error && (
        <div className="record-problem">
          <ErrorBlock problem={draft.error} onRetry={() => draft.refetch()} />
        </div>
      )}
      {problem && (
        <div className="record-problem">
          <Refused problem={asProblem(problem)} />
        </div>
      )}
      {draft.isReady ? (
        <Editor draft={draft} mayWrite={mayWrite} chosen={chosen} onChoose={setChosen} />
      ) : (
        !draft.error && <SkeletonRows rows={10} />
      )}
      <LeaveGuard when={draft.changed} onDiscard={draft.discard} />
    </FieldKitProvider>
  )
}

function Actions({ draft, onAdd }: { readonly draft: MenuDraft; onAdd(kind: 'folder' | 'link'): void }) {
  const { t } = useTranslation()
  return (
    <>
      <ActionMenu
        label={t('menus.add')}
        icon={<FolderPlus size={15} />}
        items={[
          { key: 'folder', label: t('menus.addFolder'), icon: <FolderPlus size={14} />, onRun: () => onAdd('folder') },
          { key: 'link', label: t('menus.addLink'), icon: <Link2 size={14} />, onRun: () => onAdd('link') },
          {
            key: 'reset',
            label: t('menus.reset'),
            icon: <RotateCcw size={14} />,
            danger: true,
            reason: draft.isArranged ? undefined : t('menus.nothingToReset'),
            onRun: () => draft.reset.mutate(),
          },
        ]}
      />
      {draft.changed && <Button onClick={draft.discard}>{t('menus.discard')}</Button>}
      <Button
        type="primary"
        loading={draft.save.isPending}
        disabled={!draft.changed}
        onClick={() => draft.save.mutate()}
      >
        {t('menus.save')}
      </Button>
    </>
  )
}

interface EditorProps {
  readonly draft: MenuDraft
  readonly mayWrite: boolean
  readonly chosen: string | undefined
  onChoose(key: string | undefined): void
}

function Editor({ draft, mayWrite, chosen, onChoose }: EditorProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const node = flat(draft.tree).find(({ key }) => key === chosen)
  const panel = node && (
    <EntryPanel key={node.key} node={node} draft={draft} mayWrite={mayWrite} onClose={() => onChoose(undefined)} />
  )
  return (
    <div className="menus">
      <MenuTree draft={draft} mayWrite={mayWrite} chosen={chosen} onChoose={onChoose} />
      {phone
        ? panel && (
            <Dialog label={t('menus.entry')} className="drawer" onClose={() => onChoose(undefined)}>
              <div className="panel-scroll">{panel}</div>
            </Dialog>
          )
        : panel && (
            <aside className="menus-panel" aria-label={t('menus.entry')}>
              {panel}
            </aside>
          )}
      <MenuPreview draft={draft} />
    </div>
  )
}
