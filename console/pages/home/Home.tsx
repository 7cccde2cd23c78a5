import type { TileMeta } from '@tenon/kernel/derive/tile-meta.ts'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useChoice } from '../../app/choices.ts'
import type { Collection } from '../../app/meta.ts'
import { usePreferences } from '../../app/preferences.tsx'
import { useSession } from '../../app/session.tsx'
import { useDestinations } from '../../shell/destinations.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PageBar } from '../../ui/PageBar.tsx'
import { type Whose, WhoseContext } from './asked.ts'
import { Board } from './Board.tsx'
import { FirstSteps, useEmptyCollections } from './FirstSteps.tsx'
import { DaySentence, useGreeting, useToday } from './Greeting.tsx'
import { HomeActions, WhoseSwitch } from './HomeActions.tsx'
import { NewMenu } from './NewMenu.tsx'
import { useHome } from './useHome.ts'
import './home.css'

/** Where everybody begins: in which state things are, what waits, what is late, how the figures run. */
export function Home() {
  const { t } = useTranslation()
  const { tenant } = useSession()
  return useDestinations().length === 0 ? (
    <>
      <HomeBar />
      <EmptyState title={t('home.empty')} text={t('home.emptyText', { tenant: tenant.name })} />
    </>
  ) : (
    <OwnHome />
  )
}

function HomeBar({ actions }: { actions?: React.ReactNode }) {
  const { t } = useTranslation()
  const { site } = useSession()
  const { phone } = usePreferences()
  const greeting = useGreeting()
  const date = useToday()
  return (
    <PageBar
      title={phone ? greeting : t('shell.home')}
      documentTitle={t('shell.home')}
      beside={phone ? [site?.name, date].filter(Boolean).join(' · ') : undefined}
      actions={actions}
    />
  )
}

const tileScopes = ['own', 'departmentTree'] as const

/** A tile over lists that hold nothing yet says nothing that the first steps do not. */
function isEmptyTile(tile: TileMeta, empty: readonly Collection[]): boolean {
  const paths = tile.figures ? tile.figures.map(({ path }) => path) : tile.question ? [tile.question.path] : []
  return tile.kind !== 'tasks' && paths.length > 0 && paths.every(path => empty.some(each => each.path === path))
}

function OwnHome() {
  const { phone } = usePreferences()
  const home = useHome()
  const greeting = useGreeting()
  const empty = useEmptyCollections()
  const [editing, setEditing] = useState(false)
  const [chosen, setWhose] = useChoice<Whose>('home.whose', 'all')
  const placed = home.placed.filter(({ tile }) => !isEmptyTile(tile, empty))
  const scopes = placed.flatMap(({ tile }) => (tile.kind === 'tasks' ? [] : tile.scopes))
  const choices = ([...tileScopes, 'all'] as const).filter(each => each === 'all' || scopes.includes(each))
  const whose = choices.includes(chosen) ? chosen : 'all'
  useEscape(editing, () => setEditing(false))
  return (
    <WhoseContext value={whose}>
      <HomeBar
        actions={
          phone ? (
            <NewMenu />
          ) : (
            <>
              {choices.length > 1 && !editing && <WhoseSwitch choices={choices} whose={whose} onChange={setWhose} />}
              <HomeActions home={home} editing={editing} onEdit={setEditing} />
              {!editing && <NewMenu />}
            </>
          )
        }
      />
      <div className="home">
        {!phone && (
          <div className="home-greeting">
            <h2>{greeting}</h2>
            <DaySentence tiles={home.placed.map(({ tile }) => tile)} />
          </div>
        )}
        <FirstSteps empty={empty} />
        <Board home={home} placed={placed} editing={editing && !phone} />
        <p className="visually-hidden" role="status">
          {home.told}
        </p>
      </div>
    </WhoseContext>
  )
}

function useEscape(on: boolean, run: () => void) {
  useEffect(() => {
    if (!on) return
    // A layer above the page takes its own Escape.
    const covered = () => document.querySelector('dialog[open], [popover]:popover-open') !== null
    const listen = (event: KeyboardEvent) => event.key === 'Escape' && !event.defaultPrevented && !covered() && run()
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  })
}
