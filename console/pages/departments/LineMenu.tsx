import { useNavigate } from '@tanstack/react-router'
import { ArrowUpRight, CornerDownRight, Ellipsis, FolderInput, Pencil, Plus, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ActionMenu, type MenuItem } from '../../ui/ActionMenu.tsx'
import type { TreeViewProps } from './TreeView.tsx'
import { type NodeRow, placeByKey } from './tree.ts'

type LineMenuProps = TreeViewProps & { readonly row: NodeRow }

/** All that dragging and keys do, for a finger and for whoever does not know the keys. */
export function LineMenu({ row, tree, moves, naming, may, onMoveTo }: LineMenuProps) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const { node } = row
  const items: MenuItem[] = [
    {
      key: 'record',
      label: t('departments.record'),
      icon: <ArrowUpRight size={14} />,
      onRun: () => navigate({ to: `/departments/${node.id}` as never }),
    },
  ]
  if (may.create)
    items.push({
      key: 'below',
      label: t('departments.newBelow'),
      icon: <Plus size={14} />,
      onRun: () => naming.startCreate(node.id),
    })
  if (may.update) {
    const step = (key: string, name: string) => {
      const place = placeByKey(tree.branches, node, key)
      if (place)
        items.push({
          key: name,
          label: t(`departments.step.${name}`),
          icon: <CornerDownRight size={14} />,
          onRun: () => moves.move(node, place),
        })
    }
    items.push(
      {
        key: 'rename',
        label: t('departments.rename'),
        icon: <Pencil size={14} />,
        onRun: () => naming.startRename(node.id),
      },
      { key: 'move', label: t('departments.moveTo'), icon: <FolderInput size={14} />, onRun: () => onMoveTo(node) },
    )
    step('ArrowUp', 'up')
    step('ArrowDown', 'down')
  }
  if (may.remove)
    items.push({
      key: 'remove',
      label: t('generic.record.remove'),
      icon: <Trash2 size={14} />,
      danger: true,
      reason: node.children > 0 ? t('departments.notEmpty') : undefined,
      onRun: () => naming.remove(node),
    })
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps a press of the menu from selecting the row below it.
    <span className="dept-menu" onClick={event => event.stopPropagation()} onKeyDown={event => event.stopPropagation()}>
      <ActionMenu label={t('departments.actions', { name: node.name })} icon={<Ellipsis size={15} />} items={items} />
    </span>
  )
}
