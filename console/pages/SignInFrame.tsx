import { ChevronDown, Globe } from 'lucide-react'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.tsx'
import { ThemeToggle } from '../shell/Toggles.tsx'
import { Logo } from '../ui/Logo.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Joint } from './Joint.tsx'

interface SignInFrameProps {
  title: string
  lead: ReactNode
  children: ReactNode
}

/** What every page before the shell looks like: the matter at the left, the joint at the right where there is room. */
export function SignInFrame({ title, lead, children }: SignInFrameProps) {
  const { t } = useTranslation()
  const { phone } = usePreferences()
  useEffect(() => {
    document.title = `${title} · Tenon`
  }, [title])
  return (
    <div className="sign-in">
      <div className="sign-in-side">
        <header>
          <Logo size={24} />
          <b>{t('app.name')}</b>
          <span className="spread" />
          <LanguageMenu />
          <ThemeToggle size="medium" />
        </header>
        <main>
          <h1>{title}</h1>
          <p className="sign-in-lead">{lead}</p>
          {children}
        </main>
      </div>
      {!phone && (
        <aside className="sign-in-brand">
          <Joint />
          <div className="sign-in-motto">
            <b>{t('signIn.motto')}</b>
            <span>{t('signIn.mottoText')}</span>
          </div>
        </aside>
      )}
    </div>
  )
}

function LanguageMenu() {
  const { t } = useTranslation()
  const { language, change } = usePreferences()
  const languages = [
    {
      key: 'en',
      label: <span lang="en">English</span>,
      checked: language === 'en',
      onSelect: () => change({ language: 'en' as const }),
    },
    {
      key: 'zh',
      label: <span lang="zh-CN">简体中文</span>,
      checked: language === 'zh',
      onSelect: () => change({ language: 'zh' as const }),
    },
  ]
  return (
    <Menu label={t('shell.language')} groups={[{ items: languages }]} className="sign-in-language">
      <Globe size={15} aria-hidden />
      <span className="visually-hidden">{t('shell.language')}</span>
      {language === 'zh' ? '简体中文' : 'English'}
      <ChevronDown size={13} aria-hidden />
    </Menu>
  )
}
