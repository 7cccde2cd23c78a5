import { useTranslation } from 'react-i18next'

interface Named {
  readonly device: string
  readonly browser: string | null
  readonly os: string | null
}

/** What a device is called, in the reader's language. */
export function useDeviceName() {
  const { t } = useTranslation()
  return ({ device, browser, os }: Named) =>
    browser && os ? t('account.deviceName', { browser, os }) : device || t('account.device')
}
