import 'virtual:tokens.css'
import '@fontsource-variable/inter/opsz.css'
import './ui/base.css'
import './ui/ui.css'
import './ui/antd.css'
import './shell/shell.css'
import './pages/pages.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { AntdProvider } from './app/AntdProvider.tsx'
import { adoptAntdStyles } from './app/adopted-styles.ts'
import { startTexts } from './app/i18n.ts'
import { initialLanguage, PreferencesProvider } from './app/preferences.tsx'
import { queryClient } from './app/query.ts'
import { router } from './app/router.tsx'
import { sessionQuery } from './app/session.tsx'
import { startUpdates } from './app/updates.ts'
import { Tips } from './ui/Tips.tsx'
import { Toaster } from './ui/toast.tsx'

adoptAntdStyles()
startUpdates()
// Asked while the texts load; everything else waits for the answer.
queryClient.prefetchQuery(sessionQuery)
await startTexts(initialLanguage())
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <PreferencesProvider>
        <AntdProvider>
          <RouterProvider router={router} />
          <Toaster />
          <Tips />
        </AntdProvider>
      </PreferencesProvider>
    </QueryClientProvider>
  </StrictMode>,
)
