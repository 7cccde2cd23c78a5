import { ChevronsDownUp, ChevronsUpDown, Filter } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { SearchBox } from '../../generic/list/SearchBox.tsx'
import { useKeys } from '../../generic/useKeys.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { FieldRights, FieldRightsSheet } from './FieldRights.tsx'
import type { Catalog, Resource, RightsNode } from './model/catalog.ts'
import { type Grants, tickOf } from './model/grants.ts'
import { visibleRows } from './model/visible.ts'
import { RightsTree } from './RightsTree.tsx'
import type { GroupLine } from './useGroupLines.ts'

export interface RightsProps {
  readonly root: RightsNode
  readonly catalog: Catalog
  readonly grants: Grants
  readonly inherited: readonly GroupLine[]
  /** Undefined where one may only look. */
  readonly onChange: ((grants: Grants) => void) | undefined
}

/** The systems that have something given, opened; the rest waits folded. */
const firstOpen = (root: RightsNode, grants: Grants) =>
  new Set(root.children.filter(system => tickOf(grants, system) === 'some').map(({ pattern }) => pattern))

const firstGiven = (root: RightsNode, grants: Grants): Resource | undefined =>
  root.children.flatMap(({ children }) => children).find(node => tickOf(grants, node) !== 'none')?.resource

/** The tree of rights, and beside it the fields of the resource that is looked at. */
export function Rights(props: RightsProps) {
  const { root, grants } = props
  const { phone } = usePreferences()
  const [open, setOpen] = useState<ReadonlySet<string>>(() => firstOpen(root, grants))
  const [search, setSearch] = useState('')
  const [onlyGiven, setOnlyGiven] = useState(false)
  const [resource, setResource] = useState(() => (phone ? undefined : firstGiven(root, grants)))
  const rows = useMemo(
    () => visibleRows(root, grants, { open, search, onlyGiven }),
    [root, grants, open, search, onlyGiven],
  )
  const parents = useMemo(() => [...root.children, ...root.children.flatMap(({ children }) => children)], [root])
  const isAllOpen = open.size >= parents.length
  return (
    <div className="rights">
      <div className="rights-main">
        <RightsBar
          search={search}
          onSearch={setSearch}
          onlyGiven={onlyGiven}
          onOnlyGiven={setOnlyGiven}
          isAllOpen={isAllOpen}
          onOpenAll={() => setOpen(isAllOpen ? new Set() : new Set(parents.map(({ pattern }) => pattern)))}
        />
        <RightsTree {...props} rows={rows} open={open} onOpen={setOpen} onLook={setResource} looked={resource} />
      </div>
      {phone ? (
        resource && <FieldRightsSheet {...props} resource={resource} onClose={() => setResource(undefined)} />
      ) : (
        <FieldRights {...props} resource={resource} />
      )}
    </div>
  )
}

interface RightsBarProps {
  readonly search: string
  readonly onlyGiven: boolean
  readonly isAllOpen: boolean
  onSearch(text: string): void
  onOnlyGiven(only: boolean): void
  onOpenAll(): void
}

function RightsBar({ search, onSearch, onlyGiven, onOnlyGiven, isAllOpen, onOpenAll }: RightsBarProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => box.current?.focus() })
  return (
    <div className="list-bar rights-bar">
      <SearchBox value={search} input={box} onSearch={onSearch} />
      <span className="spread" />
      <IconButton label={t('access.onlyGiven')} pressed={onlyGiven} onClick={() => onOnlyGiven(!onlyGiven)}>
        <Filter size={14} />
      </IconButton>
      <IconButton label={t(isAllOpen ? 'access.closeAll' : 'access.openAll')} onClick={onOpenAll}>
        {isAllOpen ? <ChevronsDownUp size={14} /> : <ChevronsUpDown size={14} />}
      </IconButton>
    </div>
  )
}
