import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { narrowTo } from '../../app/only-role.ts'
import { forgetRecent } from '../../app/recent-records.ts'
import { useSession } from '../../app/session.tsx'
import { SignInFlow } from '../../pages/SignInFlow.tsx'
import { SignInForm } from '../../pages/SignInForm.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { enterOrganisation } from './organisation-entry.ts'
import type { Organisation } from './queries.ts'

const frame = (title: string, lead: string, body: ReactNode) => (
  <>
    <h2>{title}</h2>
    <p>{lead}</p>
    {body}
  </>
)

/**
 * Sign-in to another organisation, over the page: one organisation's word for somebody is not enough for another. Then
 * everything begins anew, so that nothing of the former is left in memory.
 */
export function OrganisationEntry({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { person } = useSession()
  const { name, slug } = organisation
  const title = t('switcher.enter', { organisation: name })
  const begin = () => {
    narrowTo(null)
    forgetRecent()
    location.assign('/')
  }
  return (
    <Dialog label={title} className="renewal" onClose={() => enterOrganisation(undefined)}>
      <IconButton label={t('shell.close')} className="entry-close" onClick={() => enterOrganisation(undefined)}>
        <X size={15} />
      </IconButton>
      <SignInFlow
        onSignedIn={begin}
        frame={frame}
        first={entering =>
          frame(title, t('switcher.enterText'), <SignInForm email={person.email} tenant={slug} entering={entering} />)
        }
      />
    </Dialog>
  )
}
