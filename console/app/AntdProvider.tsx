import { StyleProvider } from '@ant-design/cssinjs'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { ConfigProvider, type ConfigProviderProps } from 'antd'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { antdTheme } from '../antd-theme.ts'
import { adoptedStyles } from './adopted-styles.ts'
import { usePreferences } from './preferences.tsx'

type Locale = NonNullable<ConfigProviderProps['locale']>
const locales: Partial<Record<Language, () => Promise<{ default: Locale }>>> = {
  zh: async () => ({ default: (await import('antd/es/locale/zh_CN.js')).default as unknown as Locale }),
}

/** antd speaks English by itself; Chinese comes when it is asked for. */
function useLocale(language: Language): Locale | undefined {
  const [loaded, setLoaded] = useState<{ language: Language; locale: Locale }>()
  useEffect(() => {
    let wanted = true
    locales[language]?.().then(({ default: locale }) => wanted && setLoaded({ language, locale }))
    return () => {
      wanted = false
    }
  }, [language])
  return loaded?.language === language ? loaded.locale : undefined
}

const container = adoptedStyles()

/** antd in our own clothes; one provider for the whole page. */
export function AntdProvider({ children }: { children: ReactNode }) {
  const { shown, language } = usePreferences()
  const theme = useMemo(() => antdTheme(shown), [shown])
  const locale = useLocale(language)
  return (
    <StyleProvider container={container}>
      <ConfigProvider
        theme={theme}
        {...(locale && { locale })}
        componentSize="medium"
        button={{ autoInsertSpace: false }}
        wave={{ disabled: true }}
      >
        {children}
      </ConfigProvider>
    </StyleProvider>
  )
}
