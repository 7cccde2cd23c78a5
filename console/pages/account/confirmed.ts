import { request } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'

/** What the server answers when the password, and not the session, is what is wrong. */
const ofPassword = new Set(['WRONG_CREDENTIALS', 'PASSWORD_CONFIRMATION_NEEDED'])

/**
 * A call that asks for the password again. The same 401 tells a wrong password and an ended session: the first becomes a
 * fault of the field `password`, the second is renewed over the page like any other.
 */
export async function confirmed<T>(method: string, path: string, password: string, more: object = {}): Promise<T> {
  const body = { ...more, ...(password && { password }) }
  try {
    return await request<T>(method, path, { body, expectsSession: false })
  } catch (problem) {
    if (!(problem instanceof ApiProblem)) throw problem
    if (ofPassword.has(problem.code)) throw ofField(problem)
    if (problem.status !== 401) throw problem
    return await request<T>(method, path, { body })
  }
}

const ofField = ({ status, body, code, detail, title }: ApiProblem) =>
  new ApiProblem(status, { ...body, fields: [{ field: 'password', code, message: detail || title }] })
