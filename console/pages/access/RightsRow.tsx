import { Ban, ChevronRight, Plus, TableProperties } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { GrantChip, InheritedChip } from './GrantChip.tsx'
import { covers } from './model/catalog.ts'
import {
  countOf,
  flip,
  flipMute,
  isMuted,
  isMutedAbove,
  linesAbove,
  linesAt,
  linesOfReading,
  newLine,
  tickOf,
} from './model/grants.ts'
import type { VisibleRow } from './model/visible.ts'
import type { RightsProps } from './Rights.tsx'
import { TriTick } from './TriTick.tsx'

interface RightsRowProps extends RightsProps {
  readonly row: VisibleRow
  readonly isCurrent: boolean
  onFocus(): void
  onPick(): void
  onFold(): void
}

export function RightsRow(props: RightsRowProps) {
  const { row, isCurrent, grants, onFocus, onPick, onFold } = props
  const { phone } = usePreferences()
  const { node } = row
  const isGroup = node.children.length > 0
  const muted = isMuted(grants, node.pattern) || isMutedAbove(grants, node.pattern)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree answers the keys of all its rows.
    <div
      role="treeitem"
      data-pattern={node.pattern}
      data-level={node.level}
      data-muted={muted || undefined}
      aria-level={node.level + 1}
      aria-setsize={row.of}
      aria-posinset={row.at}
      aria-expanded={isGroup ? row.isOpen : undefined}
      aria-selected={isCurrent}
      tabIndex={isCurrent ? 0 : -1}
      className="rights-row"
      onFocus={onFocus}
      // A finger opens what it presses; the fields have a button of their own there.
      onClick={phone ? (isGroup && node.level > 0 ? onFold : undefined) : onPick}
    >
      <RightName {...props} muted={muted} />
      <Lines {...props} />
      <Mute {...props} />
    </div>
  )
}

function RightName({
  row,
  grants,
  root,
  isCurrent,
  onChange,
  onFold,
  onPick,
  muted,
}: RightsRowProps & { muted: boolean }) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  const { node } = row
  const tick = tickOf(grants, node)
  const [given, all] = countOf(grants, node)
  return (
    <div className="rights-name" style={{ '--level': node.level } as never}>
      {node.level > 0 && node.children.length > 0 ? (
        <button
          type="button"
          className="rights-fold"
          tabIndex={-1}
          aria-label={t(row.isOpen ? 'access.close' : 'access.open', { name: node.label })}
          onClick={event => {
            event.stopPropagation()
            onFold()
            if (!phone) onPick()
          }}
        >
          <ChevronRight size={14} aria-hidden />
        </button>
      ) : (
        <i className="rights-fold" />
      )}
      <TriTick
        tick={tick}
        tabIndex={isCurrent ? 0 : -1}
        disabled={!onChange}
        label={node.resource && node.level === 3 ? `${node.resource.label}: ${node.label}` : node.label}
        onFlip={() => onChange?.(flip(grants, root, node))}
      />
      <span className="rights-label ellipsis">{node.label}</span>
      {node.danger && <span className="rights-danger">{t('access.danger')}</span>}
      {muted && (
        <span className="rights-muted tone-risk">
          <Ban size={12} aria-hidden /> {t('access.muted')}
        </span>
      )}
      {node.level > 0 && node.level < 3 && (
        <span className="rights-count num">
          {given}/{all}
        </span>
      )}
      {phone && node.level === 2 && (
        <IconButton
          label={t('access.fields.of', { name: node.label })}
          size="small"
          onClick={event => {
            event.stopPropagation()
            onPick()
          }}
        >
          <TableProperties size={16} />
        </IconButton>
      )}
    </div>
  )
}

function Lines({ row, grants, root, catalog, inherited, isCurrent, onChange }: RightsRowProps) {
  const { t } = useTranslation()
  const { node } = row
  const own = linesAt(grants, node.pattern)
  const above = node.level === 3 ? linesAbove(grants, node.pattern) : []
  const fromGroups = inherited.filter(
    ({ line }) =>
      line.effect === 'allow' &&
      (line.permission === node.pattern || (node.level === 3 && covers(line.permission, node.pattern))),
  )
  const shared = { node, catalog, grants, root, onChange, tabIndex: isCurrent ? 0 : -1 }
  return (
    <div className="rights-lines">
      {node.level === 2 && !row.isOpen && own.length === 0 && (
        <span className="rights-summary ellipsis">
          {node.children
            .filter(child => tickOf(grants, child) === 'all')
            .map(({ label }) => label)
            .join(t('access.comma'))}
        </span>
      )}
      {own.map((line, at) => (
        <GrantChip key={line.id ?? at} {...shared} line={line} />
      ))}
      {above.map(line => (
        <InheritedChip key={`${line.permission} ${line.scope}`} {...shared} line={line} />
      ))}
      {linesOfReading(grants, node.pattern).map(line => (
        <InheritedChip
          key={`read ${line.scope}`}
          {...shared}
          onChange={undefined}
          line={line}
          by={t('access.viaRead')}
        />
      ))}
      {fromGroups.map(({ line, group }) => (
        <InheritedChip key={`${group} ${line.permission} ${line.scope}`} {...shared} line={line} group={group} />
      ))}
      {own.length > 0 && onChange && (
        <IconButton
          label={t('access.addLine')}
          size="small"
          className="rights-more"
          tabIndex={isCurrent ? 0 : -1}
          onClick={() => onChange([...grants, newLine(node.pattern, 'own')])}
        >
          <Plus size={13} />
        </IconButton>
      )}
    </div>
  )
}

function Mute({ row, grants, isCurrent, onChange }: RightsRowProps) {
  const { t } = useTranslation()
  const { pattern, label } = row.node
  const isOn = isMuted(grants, pattern)
  return (
    <div className="rights-mute">
      {onChange && (
        <IconButton
          label={t(isOn ? 'access.unmute' : 'access.mute', { name: label })}
          size="small"
          pressed={isOn}
          tabIndex={isCurrent ? 0 : -1}
          onClick={event => {
            event.stopPropagation()
            onChange(flipMute(grants, pattern))
          }}
        >
          <Ban size={14} />
        </IconButton>
      )}
    </div>
  )
}
