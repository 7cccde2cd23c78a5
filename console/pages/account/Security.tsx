import { Button } from 'antd'
import { LockKeyhole } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { showPasswordDialog } from '../../shell/password-dialog.ts'
import { Line, Panel, SettingsPage } from '../settings/Panel.tsx'
import { Devices } from './Devices.tsx'
import { Factors } from './Factors.tsx'
import { Keys } from './Keys.tsx'
import { OwnSignIns } from './OwnSignIns.tsx'
import { Sessions } from './Sessions.tsx'
import { SsoLinks } from './SsoLinks.tsx'
import '../../generic/generic.css'
import '../sign-in/sign-in.css'
import './account.css'

/** How one signs in, where one is signed in, and what acts in one's name. */
export function Security() {
  const { t } = useTranslation()
  const { email } = useSession().person
  return (
    <SettingsPage title={t('shell.places.security')}>
      <Panel title={t('signIn.password')}>
        <Line icon={<LockKeyhole size={16} aria-hidden />} title={email} text={t('account.password.text')}>
          <Button onClick={() => showPasswordDialog(true)}>{t('account.password.change')}</Button>
        </Line>
      </Panel>
      <Factors />
      <SsoLinks />
      <Sessions />
      <Devices />
      <Keys />
      <OwnSignIns />
    </SettingsPage>
  )
}
