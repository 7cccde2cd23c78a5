import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { ArrowRight, FileText, Search, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { currentNow } from '../../app/current.ts'
import { findCollection, useMeta } from '../../app/meta.ts'
import { recentRecords } from '../../app/recent-records.ts'
import { useSession } from '../../app/session.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { CollectionIcon } from '../../ui/icons.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { StatusGlyph } from '../../ui/StatusGlyph.tsx'
import { matches } from './matches.ts'
import { type PaletteCommand, useCommands } from './useCommands.tsx'
import { type FoundRecord, useRecordSearch } from './useRecordSearch.ts'

type Run = (act: () => unknown) => () => void
const fits = (query: string) => (item: PaletteCommand) => matches(`${item.label} ${item.words ?? ''}`, query)

interface PaletteProps {
  /** What is searched for from the start. */
  words: string
  onClose: () => void
  onSheet: () => void
  onPlace: () => void
}

/** Ctrl/Cmd K: what is on screen, records, commands and places behind one field. It opens without any motion. */
export function Palette({ words, onClose, onSheet, onPlace }: PaletteProps) {
  const { t } = useTranslation()
  const [query, setQuery] = useState(words)
  // As it was when the palette opened: a list behind it may refresh meanwhile.
  const [current] = useState(currentNow)
  const { found, searching } = useRecordSearch(query)
  const { commands, places } = useCommands(onSheet, onPlace)
  const run: Run = act => () => {
    onClose()
    act()
  }
  const acts = (current?.actions ?? [])
    .map(act => ({ ...act, key: `act ${act.key}`, icon: <ArrowRight size={15} />, note: current?.title }))
    .filter(fits(query))
  const groups = [
    { heading: t('palette.commands'), items: commands.filter(fits(query)) },
    { heading: t('palette.go'), items: places.filter(fits(query)) },
  ]
  const records = useRecent(query === '')
  const nothing = [acts, found, ...groups.map(group => group.items)].every(items => items.length === 0)
  return (
    <Dialog label={t('palette.label')} className="palette" onClose={onClose}>
      <Command shouldFilter={false} label={t('palette.label')} data-palette loop>
        <div className="palette-field">
          <Search size={16} aria-hidden />
          <Command.Input value={query} onValueChange={setQuery} placeholder={t('palette.placeholder')} data-autofocus />
          {current && (
            <span className="palette-current ellipsis">
              <FileText size={12} aria-hidden />
              <span className="ellipsis">{current.title}</span>
            </span>
          )}
          <button type="button" className="palette-close" aria-label={t('shell.close')} onClick={onClose}>
            <Kbd keys="esc" />
            <X size={20} aria-hidden />
          </button>
        </div>
        <Command.List>
          {nothing && (
            <div className="palette-none">{searching ? t('palette.searching') : t('palette.nothing', { query })}</div>
          )}
          {acts.length > 0 && (
            <CommandGroup
              heading={current?.kind === 'selection' ? t('command.onSelection') : t('command.onRecord')}
              items={acts}
              run={run}
            />
          )}
          <RecordGroup heading={t('command.recent')} records={records} run={run} />
          <RecordGroup heading={t('palette.records')} records={found} run={run} />
          {groups.map(({ heading, items }) => (
            <CommandGroup key={heading} heading={heading} items={items} run={run} />
          ))}
        </Command.List>
        <Foot />
      </Command>
    </Dialog>
  )
}

function Foot() {
  const { t } = useTranslation()
  return (
    <footer className="palette-foot" aria-hidden>
      <Kbd keys="up down" />
      {t('palette.select')}
      <Kbd keys="enter" />
      {t('palette.run')}
      <span className="spread" />
      <Kbd keys="?" />
      {t('shell.shortcuts')}
    </footer>
  )
}

/** The records last opened here, while nothing is typed. */
function useRecent(isEmpty: boolean): readonly FoundRecord[] {
  const meta = useMeta()
  const { person, site } = useSession()
  if (!isEmpty) return []
  return recentRecords(person.id, site?.id)
    .flatMap(({ collection: path, id, title }) => {
      const collection = findCollection(meta, path)
      return collection ? [{ id, path, title, kind: collection.one, icon: collection.entity.icon }] : []
    })
    .slice(0, 6)
}

function RecordGroup({ heading, records, run }: { heading: string; records: readonly FoundRecord[]; run: Run }) {
  const navigate = useNavigate()
  if (records.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {records.map(({ id, path, icon, title, kind, tone, state }) => (
        <Command.Item
          key={id}
          value={`${heading} ${path} ${id}`}
          onSelect={run(() => navigate({ to: '/$collection/$id', params: { collection: path, id } }))}
        >
          {tone ? <StatusGlyph tone={tone} /> : <CollectionIcon name={icon} />}
          <span className="ellipsis">{title}</span>
          <span className="palette-kind">{[kind, state].filter(Boolean).join(' · ')}</span>
        </Command.Item>
      ))}
    </Command.Group>
  )
}

interface CommandGroupProps {
  heading: string
  items: readonly (PaletteCommand & { readonly note?: ReactNode })[]
  run: Run
}
function CommandGroup({ heading, items, run }: CommandGroupProps) {
  if (items.length === 0) return null
  return (
    <Command.Group heading={heading}>
      {items.map(item => (
        <Command.Item key={item.key} value={item.key} onSelect={run(item.run)}>
          {item.icon}
          <span className="ellipsis">{item.label}</span>
          {item.note && <span className="palette-kind ellipsis">{item.note}</span>}
          <span className="spread" />
          {item.shortcut && <Kbd keys={item.shortcut} />}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
