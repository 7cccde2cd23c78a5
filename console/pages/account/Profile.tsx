import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../app/session.tsx'
import { Avatar } from '../../ui/Avatar.tsx'
import { ErrorBlock } from '../../ui/ErrorBlock.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.tsx'
import { LabelledField } from '../LabelledField.tsx'
import { Line, NoLines, Panel, SettingsPage } from '../settings/Panel.tsx'
import { useShortForm } from '../useShortForm.ts'
import { type Profile as OwnProfile, useProfile } from './useProfile.ts'
import '../../generic/generic.css'
import './account.css'

/** What others see of oneself here, and what one holds. */
export function Profile() {
  const { t } = useTranslation()
  const { data, error, refetch, save } = useProfile()
  return (
    <SettingsPage title={t('shell.places.profile')}>
      {error && <ErrorBlock problem={error} onRetry={() => refetch()} />}
      {!data && !error && <SkeletonRows rows={4} />}
      {data && <ProfileForm profile={data} save={save} />}
      <Standing />
    </SettingsPage>
  )
}

interface ProfileFormProps {
  readonly profile: OwnProfile
  save(patch: Partial<OwnProfile>): Promise<void>
}

function ProfileForm({ profile, save }: ProfileFormProps) {
  const { t } = useTranslation()
  const { props, faults, problem, busy } = useShortForm({
    check: ({ name }) => ({ name: name ? undefined : t('account.profile.nameMissing') }),
    run: async ({ name = '', phone = '' }) => {
      await save({ name, phone: phone || null })
      toast({ text: t('account.saved') })
    },
  })
  return (
    <Panel title={t('account.profile.title')} text={t('account.profile.text')}>
      <div className="profile-top">
        <Avatar name={profile.name} size={48} />
        <div className="panel-words">
          <b>{profile.name}</b>
          <span>{profile.email}</span>
        </div>
      </div>
      <form {...props}>
        <div className="panel-form-grid">
          <LabelledField
            label={t('account.profile.name')}
            fault={faults.name}
            control={described => (
              <input {...described} name="name" className="ctl" autoComplete="name" defaultValue={profile.name} />
            )}
          />
          <LabelledField
            label={t('account.profile.phone')}
            fault={faults.phone}
            control={described => (
              <input
                {...described}
                name="phone"
                type="tel"
                className="ctl"
                autoComplete="tel"
                defaultValue={profile.phone ?? ''}
              />
            )}
          />
        </div>
        <div className="panel-foot">
          <p role="alert" className="field-fault">
            {problem && (problem.detail || problem.title)}
          </p>
          <Button type="primary" htmlType="submit" loading={busy}>
            {t('account.save')}
          </Button>
        </div>
      </form>
    </Panel>
  )
}

/** What others gave: shown, and changed by them alone. */
function Standing() {
  const { t } = useTranslation()
  const { tenant, roles, sites, person } = useSession()
  return (
    <Panel
      title={t('account.profile.standing')}
      text={t('account.profile.standingText')}
      extra={
        <Link to={`/members/${person.id}` as never} className="link">
          {t('account.profile.record')}
        </Link>
      }
    >
      <Line title={t('account.profile.organisation')} text={tenant.name} />
      <Line
        title={t('account.profile.roles')}
        text={roles.length > 0 ? roles.map(({ name }) => name).join(' · ') : t('account.profile.noRoles')}
      />
      {sites.length > 0 ? (
        <Line title={t('account.profile.sites')} text={sites.map(({ name }) => name).join(' · ')} />
      ) : (
        <NoLines>{t('account.profile.noSites')}</NoLines>
      )}
    </Panel>
  )
}
