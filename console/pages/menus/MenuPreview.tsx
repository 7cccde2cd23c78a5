import { useQuery } from '@tanstack/react-query'
import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { ExternalLink } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import { type MenuNode, menuKey } from '../../app/menu.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { FindRecord } from '../../generic/controls/FindRecord.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { type EditorNode, flat, isOwn } from './model.ts'
import { iconOf, nameOf } from './nameOf.ts'
import type { MenuDraft } from './useMenuDraft.ts'

type Sort = 'role' | 'member'
const refersTo = {
  role: { entity: 'identity.role', path: 'roles' },
  member: { entity: 'identity.member', path: 'members' },
}
const fieldOf = (sort: Sort, label: string): FieldMeta => ({
  name: sort,
  kind: 'ref',
  label,
  required: true,
  writable: true,
  nullable: false,
  sortable: false,
  operators: [],
  refersTo: refersTo[sort],
})

const keysOf = (nodes: readonly MenuNode[]): string[] =>
  nodes.flatMap(({ key, children = [] }) => [key, ...keysOf(children)])

/** What somebody sees of the arrangement as it is now on this page, beside one's own view of all of it. */
export function MenuPreview({ draft }: { readonly draft: MenuDraft }) {
  const { t } = useTranslation()
  const id = useId()
  const [sort, setSort] = useState<Sort>('role')
  const [chosen, setChosen] = useState<{ id: string; title: string } | undefined>()
  const { data, error } = useQuery({
    queryKey: [...menuKey, 'preview', sort, chosen?.id],
    queryFn: async ({ signal }) =>
      (await request<{ data: MenuNode[] }>('GET', '/menu', { query: { [sort]: chosen?.id }, signal })).data,
    enabled: chosen !== undefined,
  })
  const allowed = chosen && data ? new Set(keysOf(data)) : undefined
  // Hidden before, an entry was not in the answer: whether it may be seen is known once this is saved.
  const wasHidden = new Set(draft.saved.filter(({ hidden }) => hidden).map(({ key }) => key))
  const shows = (node: EditorNode) =>
    !node.item?.hidden && (!allowed || allowed.has(node.key) || wasHidden.has(node.key) || isOwn(node.key))
  return (
    <aside className="menus-preview" aria-label={t('menus.preview')}>
      <h2>{t('menus.preview')}</h2>
      <div className="menus-as">
        <select
          className="ctl"
          aria-label={t('menus.as')}
          value={sort}
          onChange={event => {
            setSort(event.target.value as Sort)
            setChosen(undefined)
          }}
        >
          <option value="role">{t('menus.asRole')}</option>
          <option value="member">{t('menus.asMember')}</option>
        </select>
        <FindRecord
          key={sort}
          id={id}
          field={fieldOf(sort, t(`menus.which.${sort}`))}
          label={t(`menus.which.${sort}`)}
          value={chosen ?? null}
          onChange={found => setChosen((found as { id: string; title: string } | null) ?? undefined)}
        />
      </div>
      {error && <ErrorBlock problem={error} />}
      <div className="menus-side">
        <Nodes nodes={draft.tree} shows={shows} />
      </div>
      {draft.changed && <p className="small quiet">{t('menus.previewNote')}</p>}
    </aside>
  )
}

function Nodes({ nodes, shows }: { readonly nodes: readonly EditorNode[]; shows(node: EditorNode): boolean }) {
  const { language } = usePreferences()
  return (
    <ul>
      {nodes.filter(shows).map(node => {
        const isGroup = node.kind === 'system' || node.kind === 'folder'
        if (isGroup && !flat(node.children).some(child => !holdsNothing(child) && shows(child))) return null
        return (
          <li key={node.key}>
            {isGroup ? (
              <span className="menus-heading">{nameOf(node, language)}</span>
            ) : (
              <span className="nav-item">
                <CollectionIcon name={iconOf(node)} />
                <span className="ellipsis">{nameOf(node, language)}</span>
                {node.item?.url && !node.item.url.startsWith('/') && <ExternalLink size={12} aria-hidden />}
              </span>
            )}
            {node.children.length > 0 && <Nodes nodes={node.children} shows={shows} />}
          </li>
        )
      })}
    </ul>
  )
}
const holdsNothing = ({ kind }: EditorNode) => kind === 'system' || kind === 'folder'
