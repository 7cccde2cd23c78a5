import 'virtual:tokens.css'
import '@fontsource-variable/inter/opsz.css'
import '../base.css'
import '../ui.css'
import '../antd.css'
import './stories.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AntdProvider } from '../../app/AntdProvider.tsx'
import { adoptAntdStyles } from '../../app/adopted-styles.ts'
import { startTexts } from '../../app/i18n.ts'
import { initialLanguage, PreferencesProvider } from '../../app/preferences.tsx'
import { Tips } from '../Tips.tsx'
import { Toaster } from '../toast.tsx'
import { StoryPage } from './StoryPage.tsx'

adoptAntdStyles()
await startTexts(initialLanguage())
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <PreferencesProvider>
      <AntdProvider>
        <StoryPage />
        <Toaster />
        <Tips />
      </AntdProvider>
    </PreferencesProvider>
  </StrictMode>,
)
