import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useChoice } from '../../app/choices.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { arrival } from './target.ts'
import { type Tour, type TourStep, tourFor } from './tours.ts'

/** What a person has seen; a tour is offered once, on whatever device. */
interface Seen {
  readonly offered?: string
  readonly finished?: readonly string[]
}
const nothing: Seen = {}

const reduced = () => matchMedia('(prefers-reduced-motion: reduce)').matches

/** The tour for this person's role: whether it is still to be offered, and how to walk it. */
export function useTour() {
  const { t, i18n } = useTranslation()
  const { phone } = usePreferences()
  const { permissions } = useSession()
  const navigate = useNavigate()
  const [seen, setSeen] = useChoice<Seen>('tours', nothing)
  const tour = tourFor(permissions)

  const goTo = async ({ path, target }: TourStep) => {
    if (location.pathname !== path) await navigate({ to: path as never })
    return arrival(target)
  }
  const words = (of: Tour, at: number) => {
    const { text } = of.steps[at] as TourStep
    return {
      title: t(`tours.step.${text}.title`),
      // A thumb has no keys: where the words speak of some, a phone has words of its own.
      description: t(`tours.step.${text}.${phone && i18n.exists(`tours.step.${text}.touch`) ? 'touch' : 'text'}`),
      progressText: t('tours.progress', { at: at + 1, of: of.steps.length }),
      nextBtnText: at === of.steps.length - 1 ? t('tours.done') : t('tours.next'),
      prevBtnText: t('tours.skip'),
    }
  }
  const walk = async (of = tour) => {
    const [{ driver }] = await Promise.all([import('driver.js'), import('./tour.css')])
    const guide = driver({
      animate: !reduced(),
      duration: 200,
      popoverClass: 'tour',
      overlayOpacity: 0.45,
      stagePadding: 4,
      stageRadius: 6,
      showProgress: true,
      // Left is the way out instead of the way back: four steps need none.
      showButtons: ['previous', 'next', 'close'],
      disableActiveInteraction: true,
      onDestroyed: () => setSeen({ ...seen, offered: of.name, finished: [...(seen.finished ?? []), of.name] }),
    })
    const show = async (at: number): Promise<void> => {
      const step = of.steps[at]
      if (!step) return guide.destroy()
      const element = await goTo(step)
      if (!element) return show(at + 1)
      guide.highlight({
        element,
        popover: {
          ...words(of, at),
          showProgress: true,
          showButtons: ['previous', 'next', 'close'],
          onNextClick: () => show(at + 1),
          onPrevClick: () => guide.destroy(),
          onCloseClick: () => guide.destroy(),
        },
      })
    }
    await show(0)
  }
  return {
    tour,
    isNew: seen.offered === undefined,
    walk,
    dismiss: () => setSeen({ ...seen, offered: tour.name }),
  }
}
