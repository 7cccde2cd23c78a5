import { useEffect, useState } from 'react'
import { ApiProblem } from '../app/problem.ts'
import { type SignInPlace, signIn } from '../app/session.tsx'
import type { Entering } from './sign-in/useStep.ts'

/** Counts down to zero, once a second. */
function useCountdown() {
  const [until, setUntil] = useState(0)
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (until === 0) return
    const tick = () => setLeft(Math.max(0, Math.ceil((until - Date.now()) / 1000)))
    tick()
    const timer = setInterval(tick, 1000)
    return () => clearInterval(timer)
  }, [until])
  return { left, start: (seconds: number) => setUntil(Date.now() + seconds * 1000) }
}

/** One attempt after another; a 429 with `Retry-After` blocks the next until it is over. */
export function useSignIn(enter: Entering['enter'], where: SignInPlace = {}) {
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const wait = useCountdown()
  const attempt = async (identifier: string, password: string) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await enter(() => signIn(identifier, password, where))
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      setProblem(failure)
      if (failure.status === 429) wait.start(failure.retryAfter ?? 30)
    } finally {
      setBusy(false)
    }
  }
  return { attempt, busy, problem, secondsLeft: problem?.status === 429 ? wait.left : 0 }
}
