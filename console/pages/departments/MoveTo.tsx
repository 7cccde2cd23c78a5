import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { X } from 'lucide-react'
import { useDeferredValue, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFirstFocus } from '../../generic/useFirstFocus.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Marked } from './Marked.tsx'
import { branchOptions, hitsOptions, type Place, type TreeHit, type TreeNode } from './tree.ts'

interface MoveToProps {
  readonly node: TreeNode
  onMove(place: Place): void
  onClose(): void
}

/** Found by a part of its name; before anything is typed, the topmost ones. */
function useTargets(node: TreeNode, search: string): readonly TreeHit[] {
  const found = useQuery(hitsOptions(search))
  const topmost = useQuery({ ...branchOptions(null), enabled: search === '' })
  const all = search === '' ? (topmost.data ?? []).map(each => ({ ...each, path: [] })) : (found.data ?? [])
  return all.filter(hit => hit.id !== node.id && !hit.path.some(({ id }) => id === node.id))
}

/** The move without a mouse, and over any distance. */
export function MoveTo({ node, onMove, onClose }: MoveToProps) {
  const { t } = useTranslation()
  const box = useRef<HTMLDivElement>(null)
  useFirstFocus(box)
  const [text, setText] = useState('')
  const search = useDeferredValue(text.trim())
  const targets = useTargets(node, search)
  const title = t('departments.moveTitle', { name: node.name })
  return (
    <Dialog label={title} className="confirm dept-move" onClose={onClose}>
      <div className="panel-form" ref={box}>
        <header>
          <h2 className="ellipsis">{title}</h2>
          <span className="spread" />
          <IconButton label={t('generic.form.close')} shortcut="esc" onClick={onClose}>
            <X size={15} />
          </IconButton>
        </header>
        <div className="panel-scroll">
          <input
            className="ctl"
            aria-label={t('departments.findTarget')}
            placeholder={t('departments.findTarget')}
            value={text}
            onChange={event => setText(event.target.value)}
          />
          <ul className="dept-targets" aria-label={t('departments.hits')}>
            {search === '' && node.parent !== null && (
              <li>
                <button type="button" onClick={() => onMove({ parent: null })}>
                  <b>{t('departments.topLevel')}</b>
                </button>
              </li>
            )}
            {targets.map(hit => (
              <li key={hit.id}>
                <button type="button" disabled={hit.id === node.parent} onClick={() => onMove({ parent: hit.id })}>
                  <b>
                    <Marked text={hit.name} search={search} />
                  </b>
                  <span className="dept-path ellipsis">{hit.path.map(({ name }) => name).join(' › ')}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
        <footer>
          <Button onClick={onClose}>{t('generic.form.cancel')}</Button>
        </footer>
      </div>
    </Dialog>
  )
}
