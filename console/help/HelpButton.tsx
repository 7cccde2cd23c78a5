import { CircleQuestionMark } from 'lucide-react'
import { Suspense, useRef, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from '../ui/IconButton.tsx'
import { PageHelp } from './rooms.ts'

let open = false
const listeners = new Set<() => void>()

/** Opens what is told about the page on screen, from wherever. */
export function showPageHelp(next: boolean) {
  open = next
  for (const listen of listeners) listen()
}
const subscribe = (listen: () => void) => {
  listeners.add(listen)
  return () => void listeners.delete(listen)
}

/** In every page's bar: what this page is for, its keys, and a look around. */
export function HelpButton({ touch = false }: { touch?: boolean }) {
  const { t } = useTranslation()
  const button = useRef<HTMLButtonElement>(null)
  const shown = useSyncExternalStore(subscribe, () => open)
  return (
    <>
      <IconButton
        ref={button}
        label={t('page.help')}
        aria-expanded={shown}
        aria-haspopup="dialog"
        data-tour="help"
        size={touch ? 'touch' : 'medium'}
        onClick={() => showPageHelp(!shown)}
      >
        <CircleQuestionMark size={touch ? 20 : 15} />
      </IconButton>
      <Suspense>{shown && <PageHelp anchor={button} onClose={() => showPageHelp(false)} />}</Suspense>
    </>
  )
}
