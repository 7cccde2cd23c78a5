import { useRouterState } from '@tanstack/react-router'
import { Button } from 'antd'
import { Compass } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './tour.css'
import { useTour } from './useTour.ts'

/** Until what was chosen on other devices has come. */
const patience = 1_500

/** Offered once, on the first page, beside what one came for: never in its way. */
export function TourOffer() {
  const { t } = useTranslation()
  const { tour, isNew, walk, dismiss } = useTour()
  const isHome = useRouterState({ select: state => state.location.pathname === '/' })
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), patience)
    return () => clearTimeout(timer)
  }, [])
  if (!ready || !isNew || !isHome) return null
  return (
    <aside className="tour-offer" aria-label={t('tours.offer')}>
      <Compass size={16} aria-hidden />
      <p>
        <b>{t('tours.offer')}</b>
        <span>{t('tours.offerText', { count: tour.steps.length })}</span>
      </p>
      <span className="tour-offer-acts">
        <Button size="small" type="text" onClick={dismiss}>
          {t('tours.notNow')}
        </Button>
        <Button
          size="small"
          type="primary"
          onClick={() => {
            dismiss()
            walk()
          }}
        >
          {t('tours.start')}
        </Button>
      </span>
    </aside>
  )
}
