import { type FormEvent, useRef, useState } from 'react'
import { ApiProblem } from '../app/problem.ts'

export type Entered = Readonly<Record<string, string>>
export type Faults = Readonly<Record<string, string | undefined>>
interface Wish {
  /** What can be told without the server, by input name. */
  check: (entered: Entered) => Faults
  run: (entered: Entered) => Promise<unknown>
}

/** Passwords are used exactly as typed. */
function enteredIn(form: HTMLFormElement): Entered {
  const isPassword = (name: string) => /password$|^current$/.test(name)
  const pairs = [...new FormData(form)].map(([name, value]) => [
    name,
    isPassword(name) ? String(value) : String(value).trim(),
  ])
  return Object.fromEntries(pairs)
}

/** A short form whose inputs are named as the server names its fields: a fault of either side appears at its input. */
export function useShortForm({ check, run }: Wish) {
  const form = useRef<HTMLFormElement>(null)
  const [faults, setFaults] = useState<Faults>({})
  const [problem, setProblem] = useState<ApiProblem>()
  const [busy, setBusy] = useState(false)
  const refuse = (found: Faults) => {
    setFaults(found)
    const input = [...(form.current?.elements ?? [])].find(each => found[(each as HTMLInputElement).name])
    ;(input as HTMLElement | undefined)?.focus()
    return input !== undefined
  }
  const attempt = async (entered: Entered) => {
    setBusy(true)
    try {
      await run(entered)
    } catch (failure) {
      if (!(failure instanceof ApiProblem)) throw failure
      const placed = refuse(Object.fromEntries((failure.fields ?? []).map(({ field, message }) => [field, message])))
      setProblem(placed ? undefined : failure)
    } finally {
      setBusy(false)
    }
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    setProblem(undefined)
    const entered = enteredIn(event.currentTarget)
    if (!refuse(check(entered)) && !busy) attempt(entered)
  }
  const onInput = ({ target }: FormEvent<HTMLFormElement>) =>
    setFaults(now => ({ ...now, [(target as HTMLInputElement).name]: undefined }))
  return { props: { ref: form, noValidate: true, onSubmit, onInput }, faults, problem, busy }
}
