import { useNavigate } from '@tanstack/react-router'
import { Command } from 'cmdk'
import { Search, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'
import { CollectionIcon } from '../ui/icons.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type PaletteCommand, useCommands } from './useCommands.tsx'
import { useRecordSearch } from './useRecordSearch.ts'

const matches = (command: PaletteCommand, query: string) =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every(word => `${command.label} ${command.words ?? ''}`.toLowerCase().includes(word))

/** Ctrl/Cmd K: records, commands and places behind one field. It opens without any motion. */
export function Palette({ onClose, onSheet }: { onClose: () => void; onSheet: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [query, setQuery] = useState('')
  const { found, searching } = useRecordSearch(query)
  const { commands, places } = useCommands(onSheet)
  const run = (act: () => unknown) => () => {
    onClose()
    act()
  }
  const groups = [
    { heading: t('palette.commands'), items: commands.filter(item => matches(item, query)) },
    { heading: t('palette.go'), items: places.filter(item => matches(item, query)) },
  ]
  const nothing = found.length === 0 && groups.every(group => group.items.length === 0)
  return (
    <Dialog label={t('palette.label')} className="palette" onClose={onClose}>
      <Command shouldFilter={false} label={t('palette.label')} data-palette>
        <div className="palette-field">
          <Search size={16} aria-hidden />
          <Command.Input value={query} onValueChange={setQuery} placeholder={t('palette.placeholder')} data-autofocus />
          <button type="button" className="palette-close" aria-label={t('shell.close')} onClick={onClose}>
            <Kbd keys="esc" />
            <X size={20} aria-hidden />
          </button>
        </div>
        <Command.List>
          {nothing && (
            <div className="palette-none">{searching ? t('palette.searching') : t('palette.nothing', { query })}</div>
          )}
          {found.length > 0 && (
            <Command.Group heading={t('palette.records')}>
              {found.map(({ id, path, icon, title, kind }) => (
                <Command.Item
                  key={id}
                  value={`record ${path} ${id}`}
                  onSelect={run(() => navigate({ to: '/$collection/$id', params: { collection: path, id } }))}
                >
                  <CollectionIcon name={icon} />
                  <span className="ellipsis">{title}</span>
                  <span className="palette-kind">{kind}</span>
                </Command.Item>
              ))}
            </Command.Group>
          )}
          {groups.map(
            ({ heading, items }) =>
              items.length > 0 && <CommandGroup key={heading} heading={heading} items={items} run={run} />,
          )}
        </Command.List>
        <footer className="palette-foot" aria-hidden>
          <Kbd keys="up down" />
          {t('palette.select')}
          <Kbd keys="enter" />
          {t('palette.run')}
          <span className="spread" />
          <Kbd keys="?" />
          {t('shell.shortcuts')}
        </footer>
      </Command>
    </Dialog>
  )
}

interface CommandGroupProps {
  heading: string
  items: readonly PaletteCommand[]
  run: (act: () => unknown) => () => void
}
function CommandGroup({ heading, items, run }: CommandGroupProps) {
  return (
    <Command.Group heading={heading}>
      {items.map(item => (
        <Command.Item key={item.key} value={item.key} onSelect={run(item.run)}>
          {item.icon}
          <span className="ellipsis">{item.label}</span>
          <span className="spread" />
          {item.shortcut && <Kbd keys={item.shortcut} />}
        </Command.Item>
      ))}
    </Command.Group>
  )
}
