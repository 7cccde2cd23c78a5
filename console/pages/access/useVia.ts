import { useTranslation } from 'react-i18next'

/** By what somebody has a role. */
export interface Via {
  readonly kind: 'direct' | 'department' | 'position' | 'group' | 'emergency' | 'membership'
  readonly id?: string | null
  readonly name?: string | null
}

export function useVia() {
  const { t } = useTranslation()
  return ({ kind, name }: Via) => t(`access.via.${kind}`, { name: name ?? '' })
}
