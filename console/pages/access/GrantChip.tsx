import { ChevronDown } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { GrantEditor } from './GrantEditor.tsx'
import type { Catalog, RightsNode } from './model/catalog.ts'
import { detach, type GrantLine, type Grants, isIncomplete, replaceLine } from './model/grants.ts'
import { useGrantWords } from './useGrantWords.ts'

interface GrantChipProps {
  readonly line: GrantLine
  readonly node: RightsNode
  readonly root: RightsNode
  readonly catalog: Catalog
  readonly grants: Grants
  readonly tabIndex: number
  readonly onChange: ((grants: Grants) => void) | undefined
}

/** Where one line reaches, and the way to change that. */
export function GrantChip({ line, node, catalog, grants, tabIndex, onChange }: GrantChipProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const words = useGrantWords(catalog)
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const label = t('access.reachOf', { name: node.label })
  const close = () => setOpen(false)
  const editor = (
    <GrantEditor
      node={node}
      catalog={catalog}
      line={line}
      onChange={next => {
        onChange?.(replaceLine(grants, line, next))
        if (!next) close()
      }}
      onClose={close}
    />
  )
  return (
    <>
      <button
        ref={button}
        type="button"
        className="grant"
        tabIndex={tabIndex}
        disabled={!onChange}
        data-incomplete={isIncomplete(line) || undefined}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-label={`${label}: ${words.all(line)}`}
        onClick={event => {
          event.stopPropagation()
          setOpen(!open)
        }}
      >
        <b>{words.scope(line)}</b>
        {words.fields(line).map(part => (
          <span key={part}>{part}</span>
        ))}
        {onChange && <ChevronDown size={12} aria-hidden />}
      </button>
      {open && phone && (
        <Dialog label={label} className="drawer" onClose={close}>
          {editor}
        </Dialog>
      )}
      {open && !phone && (
        <Popover label={label} anchor={button} onClose={close} className="grant-popover">
          {editor}
        </Popover>
      )}
    </>
  )
}

/** A reach that comes from further up, or from a group: one may limit the first here, and open the second. */
export function InheritedChip({
  line,
  node,
  root,
  catalog,
  grants,
  tabIndex,
  onChange,
  group,
  by,
}: GrantChipProps & { group?: string; by?: string }) {
  const { t } = useTranslation()
  const words = useGrantWords(catalog)
  const from = group ?? root.children.find(({ pattern }) => pattern === line.permission)?.label
  const via =
    by ??
    t(group === undefined ? 'access.viaAbove' : 'access.viaGroup', {
      name: from ?? (line.permission === '*' ? t('access.everything') : (node.resource?.label ?? line.permission)),
    })
  const text = words.all(line)
  if (group !== undefined || !onChange)
    return (
      <span className="grant grant-inherited" data-tip={via}>
        <b>{text}</b> <span className="ellipsis">{via}</span>
      </span>
    )
  return (
    <button
      type="button"
      className="grant grant-inherited"
      tabIndex={tabIndex}
      data-tip={t('access.limitHere')}
      aria-label={`${text}, ${via}. ${t('access.limitHere')}`}
      onClick={event => {
        event.stopPropagation()
        onChange(detach(grants, root, node.pattern))
      }}
    >
      <b>{text}</b> <span className="ellipsis">{via}</span>
    </button>
  )
}
