import { ConfigProvider, type ConfigProviderProps } from 'antd'
import enUS from 'antd/es/locale/en_US.js'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { antdTheme } from '../antd-theme.ts'
import { usePreferences } from './preferences.tsx'

type Locale = NonNullable<ConfigProviderProps['locale']>
// antd's declarations call its ES modules CommonJS, so the types see one `default` too many.
const localeOf = (module: unknown) => module as Locale
const english = localeOf(enUS)

/** With the names of months and days for the calendar, which dayjs keeps apart. */
async function loadChinese(): Promise<Locale> {
  const [module] = await Promise.all([import('antd/es/locale/zh_CN.js'), import('dayjs/locale/zh-cn.js')])
  return localeOf(module.default)
}

/**
 * English is part of antd; Chinese comes when it is asked for. There is always one: ConfigProvider builds another tree
 * without a locale, and everything below it would lose its state.
 */
function useLocale(): Locale {
  const { language } = usePreferences()
  const [chinese, setChinese] = useState<Locale>()
  useEffect(() => {
    if (language === 'zh') loadChinese().then(setChinese)
  }, [language])
  return language === 'zh' && chinese ? chinese : english
}

/** antd in our own clothes; one provider for the whole page. */
export function AntdProvider({ children }: { children: ReactNode }) {
  const { shown } = usePreferences()
  const theme = useMemo(() => antdTheme(shown), [shown])
  const locale = useLocale()
  return (
    <ConfigProvider
      theme={theme}
      locale={locale}
      componentSize="medium"
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      {children}
    </ConfigProvider>
  )
}
