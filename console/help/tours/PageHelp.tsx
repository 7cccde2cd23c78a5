import { Button } from 'antd'
import { Compass } from 'lucide-react'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../../app/preferences.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { usePageSubject } from './subject.ts'
import { useTour } from './useTour.ts'
import './tour.css'

interface PageHelpProps {
  readonly anchor: RefObject<HTMLElement | null>
  onClose(): void
}

/** What this page is for, what can be done on it, and the keys that do it. */
export function PageHelp({ anchor, onClose }: PageHelpProps) {
  const { t } = useTranslation()
  const { phone, keys: keysOn } = usePreferences()
  const { title, purpose, points, keys } = usePageSubject()
  const { walk } = useTour()
  return (
    <Popover label={t('page.help')} anchor={anchor} onClose={onClose} className="page-help">
      <h2>{title}</h2>
      {purpose && <p>{purpose}</p>}
      <ul>
        {points.map(point => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      {!phone && keysOn && keys.length > 0 && (
        <dl>
          {keys.map(([key, what]) => (
            <div key={key}>
              <dt>{what}</dt>
              <dd>
                <Kbd keys={key} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <footer>
        <Button
          size="small"
          icon={<Compass size={14} />}
          onClick={() => {
            onClose()
            walk()
          }}
        >
          {t('tours.walk')}
        </Button>
        {!phone && <span className="quiet small">{t('tours.allKeys')}</span>}
      </footer>
    </Popover>
  )
}
