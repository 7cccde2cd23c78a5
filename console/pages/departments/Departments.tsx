import { Button } from 'antd'
import { Plus } from 'lucide-react'
import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCollection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useUrlState } from '../../app/url-state.ts'
import { FieldKitProvider } from '../../generic/FieldKitProvider.tsx'
import { Refused } from '../../generic/form/Refused.tsx'
import { SearchBox } from '../../generic/list/SearchBox.tsx'
import { useKeys } from '../../generic/useKeys.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { ViewTabs } from '../../ui/ViewTabs.tsx'
import { DepartmentPanel } from './DepartmentPanel.tsx'
import { Hits } from './Hits.tsx'
import { MoveTo } from './MoveTo.tsx'
import { TreeView } from './TreeView.tsx'
import type { TreeHit, TreeNode } from './tree.ts'
import { useMoves } from './useMoves.ts'
import { useNaming } from './useNaming.ts'
import { useTree } from './useTree.ts'
import '../../generic/generic.css'
import '../../generic/list/list.css'
import './departments.css'

const List = lazy(async () => ({ default: (await import('../../generic/List.tsx')).List }))

/** The departments as a tree; `?as=list` shows them as every other list. */
export function Departments() {
  const [url] = useUrlState()
  return url.as === 'list' ? (
    <Suspense>
      <List collection="departments" />
    </Suspense>
  ) : (
    <FieldKitProvider>
      <DepartmentTree />
    </FieldKitProvider>
  )
}

function DepartmentTree() {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { entity, label } = useCollection('departments')
  const [url, change] = useUrlState()
  const tree = useTree()
  const moves = useMoves(tree)
  const naming = useNaming(tree)
  const [moving, setMoving] = useState<TreeNode | undefined>()
  const search = useRef<HTMLInputElement>(null)
  const create = entity.may.create ? () => naming.startCreate(null) : undefined
  useKeys({ c: create, '/': () => search.current?.focus() })
  const select = (id: string | undefined) => change({ at: id })
  const reveal = (hit: TreeHit) => {
    tree.setOpen(
      hit.path.map(({ id }) => id),
      true,
    )
    change({ at: hit.id, q: undefined })
  }
  const problem = moves.problem ?? naming.problem
  const isEmpty = tree.branches.get(null)?.length === 0 && !tree.naming
  const find = url.q ?? ''
  return (
    <>
      <PageBar
        title={label}
        actions={
          create && (
            <Button type="primary" icon={<Plus size={14} />} size={phone ? 'large' : 'medium'} onClick={create}>
              {t('departments.new')}
            </Button>
          )
        }
      />
      <div className="list-bar dept-bar">
        <ViewTabs
          label={t('departments.shapes')}
          tabs={[
            { key: 'tree', label: t('departments.tree') },
            { key: 'list', label: t('departments.list') },
          ]}
          current="tree"
          onSelect={key => key === 'list' && change({ as: 'list' }, { push: true })}
        />
        <span className="spread" />
        <SearchBox value={find} input={search} onSearch={q => change({ q: q || undefined })} />
      </div>
      <div className="dept-split">
        <div className="dept-main">
          {problem && (
            <div className="list-problem">
              <Refused problem={problem} />
            </div>
          )}
          {tree.error && !tree.branches.has(null) ? (
            <div className="list-problem">
              <ErrorBlock problem={tree.error} onRetry={tree.refresh} />
            </div>
          ) : find ? (
            <Hits search={find} onPick={reveal} />
          ) : isEmpty ? (
            <EmptyState title={t('departments.empty')} text={t('departments.emptyText')} />
          ) : (
            <TreeView
              tree={tree}
              moves={moves}
              naming={naming}
              may={entity.may}
              selected={url.at}
              onSelect={select}
              onMoveTo={setMoving}
            />
          )}
        </div>
        {url.at && <DepartmentPanel key={url.at} id={url.at} onClose={() => select(undefined)} />}
      </div>
      {moving && (
        <MoveTo
          node={moving}
          onMove={place => {
            setMoving(undefined)
            moves.move(moving, place)
          }}
          onClose={() => setMoving(undefined)}
        />
      )}
    </>
  )
}
