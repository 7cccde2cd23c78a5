import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.tsx'
import { showPageHelp } from '../help/HelpButton.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { useDestinations } from './destinations.ts'

type Rows = readonly (readonly [keys: string, text: string])[]

const anywhere: Rows = [
  ['mod k', 'keys.palette'],
  ['g s', 'shell.switchSite'],
  ['[', 'keys.sidebar'],
  ['mod z', 'keys.undo'],
  ['esc', 'keys.back'],
  ['?', 'keys.sheet'],
]
const inList: Rows = [
  ['j k', 'keys.move'],
  ['space', 'keys.peek'],
  ['enter', 'keys.open'],
  ['x', 'keys.select'],
  ['shift j', 'cheat.range'],
  ['shift x', 'cheat.all'],
  ['s', 'cheat.status'],
  ['i', 'cheat.assign'],
  ['e', 'keys.edit'],
  ['left right', 'cheat.cell'],
  ['c', 'keys.create'],
  ['/', 'keys.search'],
]
const onRecord: Rows = [
  ['j k', 'cheat.neighbour'],
  ['e', 'keys.edit'],
  ['f', 'cheat.star'],
]
const inForm: Rows = [
  ['mod enter', 'cheat.submit'],
  ['esc', 'keys.back'],
]
const inInbox: Rows = [
  ['j k', 'keys.move'],
  ['enter', 'keys.open'],
  ['e', 'cheat.archive'],
  ['u', 'cheat.unread'],
]
const inTasks: Rows = [
  ['j k', 'keys.move'],
  ['x', 'cheat.complete'],
  ['c', 'keys.create'],
]

/** Every key there is, by where it works. */
export function CheatSheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const places = useDestinations().flatMap(group => group.items)
  const own: Rows = [
    ['g h', t('shell.home')],
    ['g i', t('nav.inbox')],
    ['g t', t('nav.tasks')],
  ]
  const go = places.flatMap(({ letter, label }) => (letter ? [[`g ${letter}`, label] as const] : []))
  const words = (rows: Rows) => rows.map(([keys, text]) => [keys, t(text)] as const)
  const onPage = () => {
    onClose()
    showPageHelp(true)
  }
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
        <Keys heading={t('keys.go')} rows={[...own, ...go]} />
        <Keys heading={t('cheat.record')} rows={words(onRecord)} />
        <Keys heading={t('cheat.form')} rows={words(inForm)} />
        <Keys heading={t('nav.inbox')} rows={words(inInbox)} />
        <Keys heading={t('nav.tasks')} rows={words(inTasks)} />
      </div>
      <SingleKeys />
      <p>
        <button type="button" className="link" onClick={onPage}>
          {t('page.help')}
        </button>
      </p>
    </Dialog>
  )
}

/** Somebody whose voice or shaking hand presses single keys by accident turns them off where they are explained. */
function SingleKeys() {
  const { t } = useTranslation()
  const { keys, change } = usePreferences()
  return (
    <p>
      <label className="cheat-switch">
        <input
          type="checkbox"
          className="tick"
          checked={keys}
          onChange={event => change({ keys: event.target.checked })}
        />
        {t('shell.keys')}
      </label>
      {t('keys.off')}
    </p>
  )
}

function Keys({ heading, rows }: { heading: string; rows: Rows }) {
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
