import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from '@tanstack/react-router'
import { type ComponentProps, useMemo } from 'react'
import { usePreferences } from '../../app/preferences.tsx'
import { type Session, SessionContext } from '../../app/session.tsx'
import { Tile } from '../Tile.tsx'
import type { Story } from './story.ts'

const modules = import.meta.glob<readonly Story[]>('/**/*.story.tsx', { eager: true, import: 'stories' })
const stories = Object.values(modules).flat()
const wanted = new URLSearchParams(location.search).get('story')

const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() })
const client = new QueryClient({ defaultOptions: { queries: { retry: false, enabled: false } } })

function useSomebody(): Session {
  const { language } = usePreferences()
  return useMemo(
    () => ({
      person: { id: 'p1', name: language === 'zh' ? '林知远' : 'Lin Zhiyuan', email: 'lin@qiyuan.example' },
      tenant: { id: 't1', slug: 'qiyuan', name: 'Qiyuan', timeZone: 'Asia/Shanghai', currency: 'CNY', accent: null },
      site: null,
      sites: [],
      roles: [],
      onlyRole: null,
      permissions: [],
      menu: [],
      language,
    }),
    [language],
  )
}

/** Every primitive in its states, or only the one the address names: `?story=meter`. */
export function StoryPage() {
  const session = useSomebody()
  return (
    <QueryClientProvider client={client}>
      <RouterContextProvider router={router as ComponentProps<typeof RouterContextProvider>['router']}>
        <SessionContext value={session}>
          <main className="stories">
            <h1 className="visually-hidden">Primitives</h1>
            {stories
              .filter(({ name }) => wanted === null || name === wanted)
              .map(story => (
                <div key={story.name} data-story={story.name}>
                  <Tile title={story.title}>
                    <div className="story-body">
                      <story.render />
                    </div>
                  </Tile>
                </div>
              ))}
          </main>
        </SessionContext>
      </RouterContextProvider>
    </QueryClientProvider>
  )
}
