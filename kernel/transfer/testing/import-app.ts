import type { System } from '../../entity/system.ts'
import { type Answer, type Person, type TestApp, testApp } from '../../testing/app.ts'
import { type LocalQueue, localQueue } from '../import/queue.ts'
import { transferRoutes } from '../transfer-routes.ts'

export interface ImportApp extends TestApp {
  /** Uploads a file as the body itself and waits until its rows are dealt with; answers the import as it is then. */
  upload(person: Person, path: string, file: string | Buffer, headers?: Record<string, string>): Promise<Answer>
  /** Uploads without running: the import stays queued. */
  queued(person: Person, path: string, file: string): Promise<Answer>
  /** Waits until nothing is left to run, then answers the import. */
  settled(person: Person, id: string): Promise<Answer>
}

export async function importApp(systems: readonly System[]): Promise<ImportApp> {
  let queue: LocalQueue | undefined
  let held = false
  const app = await testApp(systems, {
    routes: (_runtime, catalog) => {
      queue = localQueue(catalog, { onError: error => console.error(error) })
      const local = queue
      return transferRoutes(catalog, { add: async (session, id) => (held ? undefined : local.add(session, id)) })
    },
  })
  const settled = async (person: Person, id: string) => {
    await queue?.idle()
    return person.get(`/imports/${id}`)
  }
  return {
    ...app,
    settled,
    queued: async (person, path, file) => {
      held = true
      const answer = await person.post(path, file, { 'content-type': 'text/csv' })
      held = false
      return answer
    },
    upload: async (person, path, file, headers = {}) => {
      const answer = await person.post(path, file, { 'content-type': 'text/csv', ...headers })
      return answer.status === 202 ? settled(person, answer.body.id) : answer
    },
  }
}
