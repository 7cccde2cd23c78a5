import { Link } from '@tanstack/react-router'
import { CircleCheck, Hourglass } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../app/formats.ts'
import { useConsequences } from './Consequences.tsx'
import type { Receipt as Done, Owned, Wish } from './leaving.ts'

interface ReceiptProps {
  readonly receipt: Done
  readonly owned: Owned
  readonly wish: Wish
  readonly name: string
}

/** What was done; the server keeps the same as a record. */
export function Receipt({ receipt, owned, wish, name }: ReceiptProps) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const lines = useConsequences({ owned, wish })
  const isGoingOn = receipt.pending !== undefined
  return (
    <div role="status" className="receipt">
      <p className={isGoingOn ? 'tone-processing' : 'tone-accepted'}>
        {isGoingOn ? <Hourglass size={18} aria-hidden /> : <CircleCheck size={18} aria-hidden />}
        <b>
          {isGoingOn
            ? t('leaving.pending', { name, shown: number(receipt.pending ?? 0) })
            : t('leaving.done', { name })}
        </b>
      </p>
      <ul className="consequences">
        {lines.map(line => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      {receipt.id && (
        <Link to={`/leavings/${receipt.id}` as never} className="link">
          {t('leaving.receipt')}
        </Link>
      )}
    </div>
  )
}
