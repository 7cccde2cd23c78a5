import type { Statement } from '@tenon/kernel/data/batch.ts'
import { translate } from '@tenon/kernel/data/pg-errors.ts'
import { parseBody } from '@tenon/kernel/derive/zod.ts'
import { json, route, type SessionCall } from '@tenon/kernel/http/route.ts'
import { who } from '../sign-in/routes.ts'
import {
  changePreferences,
  findPreferences,
  type Preferences,
  preferences,
  preferencesPatch,
  readPreferences,
} from './preferences.ts'

async function answer({ runtime }: SessionCall, statement: Statement) {
  const [rows] = await runtime.pool.instance([statement]).catch(error => {
    throw translate(error)
  })
  return json(readPreferences(rows?.[0]?.[0]))
}

const tag = 'user'
const replies = { 200: { description: 'Null where nothing was chosen', schema: preferences } }

export const preferencesRoutes = [
  route({
    method: 'GET',
    path: '/user/preferences',
    operation: 'user.preferences',
    summary: 'How the person who is signed in likes the product to look and speak, on every device',
    tag,
    access: 'session',
    replies,
    run: async call => answer(call, findPreferences(who(call).userId)),
  }),
  route({
    method: 'PATCH',
    path: '/user/preferences',
    operation: 'user.changePreferences',
    summary: 'Change some of them; what the body leaves out stays',
    tag,
    access: 'session',
    body: preferencesPatch,
    replies,
    run: async call => {
      const patch = parseBody(preferencesPatch, call.body) as Partial<Preferences>
      return answer(call, changePreferences(who(call).userId, patch))
    },
  }),
]
