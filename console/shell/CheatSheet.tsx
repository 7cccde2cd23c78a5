import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { showPageHelp } from '../help/HelpButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { useDestinations } from './destinations.ts'

const anywhere = [
  ['mod k', 'keys.palette'],
  ['[', 'keys.sidebar'],
  ['mod z', 'keys.undo'],
  ['esc', 'keys.back'],
  ['?', 'keys.sheet'],
] as const
const inList = [
  ['j k', 'keys.move'],
  ['space', 'keys.peek'],
  ['enter', 'keys.open'],
  ['x', 'keys.select'],
  ['e', 'keys.edit'],
  ['c', 'keys.create'],
  ['/', 'keys.search'],
] as const

export function CheatSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const places = useDestinations().flatMap(group => group.items)
  const go = places.flatMap(({ letter, label }) => (letter ? [[`g ${letter}`, label] as const] : []))
  const words = (rows: readonly (readonly [string, string])[]) => rows.map(([keys, text]) => [keys, t(text)] as const)
  return (
    <Dialog label={t('keys.title')} className="cheat-sheet" onClose={onClose}>
      <header>
        <h2>{t('keys.title')}</h2>
        <span className="spread" />
        <IconButton label={t('shell.close')} shortcut="esc" onClick={onClose}>
          <X size={15} />
        </IconButton>
      </header>
      <div className="cheat-columns">
        <Keys heading={t('keys.anywhere')} rows={words(anywhere)} />
        <Keys heading={t('keys.list')} rows={words(inList)} />
        <Keys heading={t('keys.go')} rows={[['g h', t('shell.home')], ...go]} />
      </div>
      <p>
        {t('keys.off')}{' '}
        <button
          type="button"
          className="link"
          onClick={() => {
            onClose()
            showPageHelp(true)
          }}
        >
          {t('page.help')}
        </button>
      </p>
    </Dialog>
  )
}

function Keys({ heading, rows }: { heading: string; rows: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3>{heading}</h3>
      <dl>
        {rows.map(([keys, text]) => (
          <div key={keys}>
            <dt>{text}</dt>
            <dd>
              <Kbd keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
