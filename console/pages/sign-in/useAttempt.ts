import { useState } from 'react'
import { ApiProblem } from '../../app/problem.ts'

/** One request at a time, with what refused the latest. */
export function useAttempt() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ApiProblem>()
  const attempt = async (work: () => Promise<unknown>) => {
    if (busy) return
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      setProblem(failure)
    } finally {
      setBusy(false)
    }
  }
  return { busy, problem, attempt, forget: () => setProblem(undefined) }
}
