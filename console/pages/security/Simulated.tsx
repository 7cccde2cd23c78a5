import { CircleCheck, OctagonAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { cx } from '../../ui/class-names.ts'
import type { Simulation } from './policy.ts'

/** What rules would mean: for oneself, and for those who are signed in now. */
export function Simulated({ simulation }: { readonly simulation: Simulation }) {
  const { t } = useTranslation()
  const { allowed, address, online, shutOutCount, shutOut } = simulation
  const isFine = allowed && shutOutCount === 0
  return (
    <div className="simulated" role="status">
      <div className={cx('notice', `tone-${isFine ? 'accepted' : allowed ? 'issue' : 'risk'}`)}>
        {isFine ? <CircleCheck size={16} aria-hidden /> : <OctagonAlert size={16} aria-hidden />}
        <div>
          <b>{t(allowed ? 'security.address.youIn' : 'security.address.youOut', { address })}</b>
          <span>
            {shutOutCount === 0
              ? t('security.address.noneOut', { count: online })
              : t('security.address.someOut', { count: shutOutCount, online })}
          </span>
        </div>
      </div>
      {shutOut.length > 0 && (
        <ul className="shut-out">
          {shutOut.slice(0, 20).map(one => (
            <li key={one.id}>
              <b>{one.member.name}</b>
              <span className="mono">{one.address}</span>
              <span className="quiet">{one.device}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
