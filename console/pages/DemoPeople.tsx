import { queryOptions } from '@tanstack/react-query'
import { ArrowRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { request } from '../app/api.ts'
import { ApiProblem } from '../app/problem.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { ErrorBlock } from '../ui/ErrorBlock.tsx'
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

export function DemoPeople({ people, onSignedIn }: { people: readonly DemoPerson[]; onSignedIn: () => unknown }) {
  const { t } = useTranslation()
  const { attempt, problem, busy } = useSignIn(onSignedIn)
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

function Row({ person, onChoose }: { person: DemoPerson; onChoose: () => void }) {
  return (
    <button type="button" className="demo-person" onClick={onChoose}>
      <Avatar name={person.name} size={24} />
      <span className="demo-words">
        <b className="ellipsis">{person.name}</b>
        <small className="ellipsis">{person.note || person.email}</small>
      </span>
      <span className="tag">{person.roleLabel}</span>
      <ArrowRight size={14} aria-hidden />
    </button>
  )
}
