import { useTranslation } from 'react-i18next'
import { useChangePlace, type Wish } from '../../app/place-of-work.ts'
import { type Session, useSession } from '../../app/session.tsx'
import { hasUnsaved } from '../../app/unsaved.ts'
import { toast } from '../../ui/toast.tsx'
import { askToLeave } from './leave-question.ts'
import { rememberSite } from './recent-sites.ts'
import { listsOf } from './what-changed.ts'

/** Says where one is now, and which lists came and went. */
export function useArrivalToast() {
  const { t } = useTranslation()
  return (before: Session, now: Session) => {
    const { gone, come } = listsOf(before.menu, now.menu)
    const and = (names: readonly string[]) => names.slice(0, 3).join(t('switcher.and'))
    const role = now.roles.map(({ name }) => name).join(t('switcher.and'))
    const parts = [
      t('switcher.at', { place: now.site?.name ?? now.tenant.name, role }),
      come.length > 0 && t('switcher.come', { lists: and(come), count: come.length }),
      gone.length > 0 && t('switcher.gone', { lists: and(gone), count: gone.length }),
    ]
    toast({ text: parts.filter(Boolean).join(t('switcher.then')) })
  }
}

/** Goes to work at another site or under another role, after a question when something typed is not saved. */
export function useSwitch() {
  const { t } = useTranslation()
  const before = useSession()
  const change = useChangePlace()
  const say = useArrivalToast()
  return async (wish: Wish, place: string): Promise<void> => {
    if (hasUnsaved() && !(await askToLeave(place))) return
    try {
      const now = await change(wish)
      if (!now) return
      if (now.site) rememberSite(now.person.id, now.site.id)
      say(before, now)
    } catch (problem) {
      const reason = problem instanceof Error ? problem.message : String(problem)
      toast({ tone: 'risk', text: t('switcher.failed', { place, reason }) })
    }
  }
}
