import { useRef } from 'react'
import { newKey } from '../../app/api.ts'
import { ApiProblem } from '../../app/problem.ts'

/** A failure that leaves open whether the request arrived: the network, a proxy, a server that went away. */
const isOpen = (error: unknown) => !(error instanceof ApiProblem) || error.status <= 0 || error.status >= 500

/**
 * The key that makes two presses one effect. It stays while nobody knows whether the request arrived; it is another as
 * soon as the server has answered, or as something else is sent.
 */
export function useSendKey() {
  const latest = useRef({ key: newKey(), body: '' })
  const renew = (body = '') => {
    latest.current = { key: newKey(), body }
  }
  return async <T>(body: unknown, send: (key: string) => Promise<T>): Promise<T> => {
    const text = JSON.stringify(body)
    if (text !== latest.current.body) renew(text)
    try {
      const answer = await send(latest.current.key)
      renew()
      return answer
    } catch (error) {
      if (!isOpen(error)) renew()
      throw error
    }
  }
}
