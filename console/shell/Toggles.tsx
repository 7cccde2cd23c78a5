import { Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { usePreferences } from '../app/preferences.tsx'
import { IconButton } from '../ui/IconButton.tsx'

/** Named in the language it leads to: who needs it may not read the present one. */
export function LanguageToggle() {
  const { language, change } = usePreferences()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <IconButton
      label={other === 'en' ? 'English' : '简体中文'}
      size="small"
      className="language-toggle"
      onClick={() => change({ language: other })}
    >
      <span lang={other === 'en' ? 'en' : 'zh-CN'}>{other === 'en' ? 'EN' : '中'}</span>
    </IconButton>
  )
}

export function ThemeToggle({ size = 'small' }: { size?: 'small' | 'medium' }) {
  const { t } = useTranslation()
  const { shown, change } = usePreferences()
  const dark = shown.mode === 'dark'
  return (
    <IconButton
      label={dark ? t('theme.toLight') : t('theme.toDark')}
      size={size}
      onClick={() => change({ mode: dark ? 'light' : 'dark' })}
    >
      {dark ? <Sun size={15} /> : <Moon size={15} />}
    </IconButton>
  )
}
