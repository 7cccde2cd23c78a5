import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine'
import { draggable, dropTargetForElements, monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { Eye, EyeOff, GripVertical } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { type Edge, edgeAt } from '../../ui/drop-edge.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { type EditorNode, flat, holdsOthers, type MenuPlace, mayStand, placeByKey } from './model.ts'
import { iconOf, nameOf } from './nameOf.ts'
import type { MenuDraft } from './useMenuDraft.ts'

interface MenuTreeProps {
  readonly draft: MenuDraft
  readonly mayWrite: boolean
  readonly chosen: string | undefined
  onChoose(key: string): void
}
interface Over {
  readonly key: string
  readonly edge: Edge
}

/** The place an edge of a row stands for; a row that holds nothing has only a before and an after. */
function placeAt(tree: readonly EditorNode[], node: EditorNode, edge: Edge): MenuPlace {
  if (edge === 'into' && holdsOthers(node.key)) return { parent: node.key }
  if (edge === 'before') return { parent: node.parent, before: node.key }
  const siblings = node.parent === null ? tree : (flat(tree).find(each => each.key === node.parent)?.children ?? [])
  return { parent: node.parent, before: siblings[siblings.findIndex(each => each.key === node.key) + 1]?.key }
}

function useDrag(draft: MenuDraft) {
  const [over, setOver] = useState<Over | undefined>()
  const latest = useRef(draft)
  latest.current = draft
  useEffect(() => {
    const drop = (key: string, target: Over | undefined) => {
      const { tree } = latest.current
      const node = flat(tree).find(each => each.key === target?.key)
      const place = node && target && placeAt(tree, node, target.edge)
      return place && key !== target.key && mayStand(tree, key, place.parent) ? place : undefined
    }
    return monitorForElements({
      canMonitor: ({ source }) => source.data.menuKey !== undefined,
      onDrag: ({ source, location }) => {
        const target = location.current.dropTargets[0]?.data as Over | undefined
        setOver(drop(String(source.data.menuKey), target) ? target : undefined)
      },
      onDrop: ({ source, location }) => {
        setOver(undefined)
        const key = String(source.data.menuKey)
        const place = drop(key, location.current.dropTargets[0]?.data as Over | undefined)
        if (place) latest.current.put(key, place)
      },
    })
  }, [])
  return over
}

/** The menu as a tree: dragged by its grip, moved with Alt and the arrows, chosen with Enter. */
export function MenuTree({ draft, mayWrite, chosen, onChoose }: MenuTreeProps) {
  const { t } = useTranslation()
  const over = useDrag(draft)
  const rows = flat(draft.tree)
  const [current, setCurrent] = useState<string | undefined>()
  const box = useRef<HTMLDivElement>(null)
  const at = Math.max(
    0,
    rows.findIndex(({ key }) => key === current),
  )
  const go = (next: number) => {
    const row = rows[Math.min(Math.max(next, 0), rows.length - 1)]
    if (!row) return
    setCurrent(row.key)
    box.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(row.key)}"]`)?.focus()
  }
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const row = rows[at]
    if (!row || (event.target as HTMLElement).dataset.key === undefined) return
    const place = event.altKey && mayWrite ? placeByKey(draft.tree, row, event.key) : undefined
    if (place) draft.put(row.key, place)
    else if (event.altKey) return
    else if (event.key === 'ArrowDown') go(at + 1)
    else if (event.key === 'ArrowUp') go(at - 1)
    else if (event.key === 'Home') go(0)
    else if (event.key === 'End') go(rows.length - 1)
    else if (event.key === 'Enter' || event.key === ' ') onChoose(row.key)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div ref={box} role="tree" aria-label={t('menus.title')} className="menus-tree" onKeyDown={keys}>
      {rows.map((node, index) => (
        <Row
          key={node.key}
          node={node}
          mayWrite={mayWrite}
          isChosen={chosen === node.key}
          isCurrent={index === at}
          drop={over?.key === node.key ? over.edge : undefined}
          onFocus={() => setCurrent(node.key)}
          onChoose={() => onChoose(node.key)}
          onHide={() => draft.change(node.key, { hidden: !node.item?.hidden })}
        />
      ))}
    </div>
  )
}

interface RowProps {
  readonly node: EditorNode
  readonly mayWrite: boolean
  readonly isChosen: boolean
  readonly isCurrent: boolean
  readonly drop: Edge | undefined
  onFocus(): void
  onChoose(): void
  onHide(): void
}

function Row({ node, mayWrite, isChosen, isCurrent, drop, onFocus, onChoose, onHide }: RowProps) {
  const { t } = useTranslation()
  const { language } = usePreferences()
  const line = useRef<HTMLDivElement>(null)
  const { key, kind, item } = node
  useEffect(() => {
    const element = line.current
    if (!element || !mayWrite) return
    return combine(
      draggable({ element, getInitialData: () => ({ menuKey: key }) }),
      dropTargetForElements({
        element,
        getData: ({ input }) => ({ key, edge: edgeAt(element, input.clientY) }),
        canDrop: ({ source }) => source.data.menuKey !== undefined,
      }),
    )
  }, [key, mayWrite])
  const name = nameOf(node, language)
  const isHidden = item?.hidden === true
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree answers the keys of all its rows.
    <div
      ref={line}
      role="treeitem"
      data-key={key}
      data-kind={kind}
      data-hidden={isHidden || undefined}
      data-drop={drop}
      aria-level={node.level + 1}
      aria-selected={isChosen}
      aria-label={name}
      aria-expanded={node.children.length > 0 ? true : undefined}
      tabIndex={isCurrent ? 0 : -1}
      className="menus-row"
      style={{ '--level': node.level } as never}
      onFocus={onFocus}
      onClick={onChoose}
    >
      {mayWrite && <GripVertical size={14} className="menus-grip" aria-hidden />}
      <CollectionIcon name={iconOf(node)} />
      <span className="ellipsis">{name}</span>
      {item && (item.label || item.labelZh) && kind !== 'folder' && kind !== 'link' && (
        <span className="small quiet ellipsis">{language === 'zh' ? node.given.zh : node.given.en}</span>
      )}
      {item?.url && <span className="small quiet ellipsis">{item.url}</span>}
      <span className="spread" />
      {isHidden && <span className="tag">{t('menus.hidden')}</span>}
      {mayWrite && (
        <IconButton
          label={t(isHidden ? 'menus.show' : 'menus.hide', { name })}
          size="small"
          pressed={isHidden}
          tabIndex={isCurrent ? 0 : -1}
          onClick={event => {
            event.stopPropagation()
            onHide()
          }}
        >
          {isHidden ? <EyeOff size={14} /> : <Eye size={14} />}
        </IconButton>
      )}
    </div>
  )
}
