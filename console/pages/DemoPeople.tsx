import { queryOptions } from '@tanstack/react-query'
import type { Language } from '@tenon/kernel/messages/language.ts'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { usePreferences } from '../app/preferences.tsx'
import { ApiProblem } from '../app/problem.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
import type { Entering } from './sign-in/useStep.ts'
import { useSignIn } from './useSignIn.ts'

export interface DemoPerson {
  readonly tenant: string
  readonly tenantName: string
  readonly name: string
  readonly email: string
  readonly role: string
  readonly roleLabel: string
  readonly note: string
  readonly password: string
}

/** Exists in evaluation only; anywhere else the server does not know the address and nobody is shown. */
export const demoQuery = queryOptions({
  queryKey: ['session', 'demo'],
  queryFn: async ({ signal }): Promise<readonly DemoPerson[]> => {
    try {
      return await request<DemoPerson[]>('GET', '/auth/demo', { signal, expectsSession: false })
    } catch (problem) {
      if (problem instanceof ApiProblem && problem.status === 404) return []
      throw problem
    }
  },
  staleTime: Number.POSITIVE_INFINITY,
})

export function DemoPeople({ people, entering }: { people: readonly DemoPerson[]; entering: Entering }) {
  const { t } = useTranslation()
  const { attempt, problem, busy } = useSignIn(entering.enter)
  const organisations = Object.groupBy(people, person => person.tenantName)
  return (
    <section className="demo" aria-label={t('signIn.tryAs')} aria-busy={busy}>
      <div className="demo-or">
        <span>{t('signIn.tryAs')}</span>
      </div>
      {problem && <ErrorBlock problem={problem} title={t('signIn.failed')} />}
      {Object.entries(organisations).map(([name, members = []]) => (
        <div key={name} className="demo-organisation">
          <h2>
            <Avatar name={name} size={16} square />
            <span className="ellipsis">{name}</span>
          </h2>
          {members.map(person => (
            <Row key={person.email} person={person} onChoose={() => !busy && attempt(person.email, person.password)} />
          ))}
        </div>
      ))}
      <p className="demo-note">{t('signIn.tryAsText')}</p>
    </section>
  )
}

/** Accounts are written once, in both languages: `工程师 · Engineer`. */
function inLanguage(text: string, language: Language): string {
  const parts = text.split(' · ')
  const isHan = (part: string) => /\p{Script=Han}/u.test(part)
  return parts.find(part => isHan(part) === (language === 'zh')) ?? text
}

function Row({ person, onChoose }: { person: DemoPerson; onChoose: () => void }) {
  const { language } = usePreferences()
  return (
    <button type="button" className="demo-person" onClick={onChoose}>
      <Avatar name={person.name} size={24} />
      <span className="demo-words">
        <b className="ellipsis">{person.name}</b>
        <small className="ellipsis">{inLanguage(person.note, language) || person.email}</small>
      </span>
      <span className="tag">{inLanguage(person.roleLabel, language)}</span>
      <ArrowRight size={14} aria-hidden />
    </button>
  )
}
