import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useMemo, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { request } from '../../app/api.ts'
import type { ApiProblem } from '../../app/problem.ts'
import { useDraft } from '../../generic/form/useDraft.ts'
import { useSendKey } from '../../generic/form/useSendKey.ts'
import { asProblem } from '../../generic/record/useWrites.ts'
import { toast } from '../../ui/toast.tsx'
import { type Order, orderQuery, portalKey } from '../api.ts'
import { bodyOf, type DraftFaults, faultsOf, type LineDraft, type OrderDraft } from './draft.ts'

/** `items.0.quantity` of the server is the first line's number here. */
const placed = ({ fields = [] }: ApiProblem): DraftFaults =>
  Object.fromEntries(fields.map(({ field, message }) => [field.replace(/^items\b/, 'lines'), message]))
const under = (path: string, name: string) => path === name || path.startsWith(`${name}.`)

/** What is typed, kept as a draft of this device and the server until the order holds it. */
function useTyped(initial: OrderDraft, order: Order | undefined) {
  const [typed, setTyped] = useState(initial)
  const [faults, setFaults] = useState<DraftFaults>({})
  const changed = useMemo(() => JSON.stringify(typed) !== JSON.stringify(initial), [typed, initial])
  const set = (name: string, value: unknown) => {
    setTyped(now => ({ ...now, [name]: value }))
    setFaults(all => Object.fromEntries(Object.entries(all).filter(([path]) => !under(path, name))))
  }
  const draft = useDraft(
    { set, keepable: typed as never, changed },
    'partner_orders',
    order?.id,
    order?.version ?? null,
  )
  const setLine = (key: string, patch: Partial<LineDraft>) => {
    const at = typed.lines.findIndex(line => line.key === key)
    setTyped(now => ({ ...now, lines: now.lines.map(line => (line.key === key ? { ...line, ...patch } : line)) }))
    const gone = Object.keys(patch).map(name => `lines.${at}.${name}`)
    setFaults(all => Object.fromEntries(Object.entries(all).filter(([path]) => !gone.includes(path))))
  }
  return { typed, changed, draft, faults, setFaults, set, setLine, reset: () => setTyped(initial) }
}

/** An order being written: what is typed, what is wrong with it, and the two ways to end, as a draft or sent. */
export function useOrderForm(initial: OrderDraft, order?: Order) {
  const { t } = useTranslation()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const once = useSendKey()
  const form = useTyped(initial, order)
  const [state, setState] = useState<'open' | 'saving' | 'sending' | 'done'>('open')
  const [problem, setProblem] = useState<ApiProblem>()
  // Written before, by a press whose sending was refused: the next one changes it instead of making another.
  const written = useRef(order)

  const write = async (): Promise<Order> => {
    const body = bodyOf(form.typed)
    const { current } = written
    const now = current
      ? await request<Order>('PUT', `/partners/orders/${current.id}`, { body: { ...body, version: current.version } })
      : await once(body, key => request<Order>('POST', '/partners/orders', { body, idempotencyKey: key }))
    written.current = now
    return now
  }
  const finish = async (now: Order, said: string) => {
    form.draft.drop()
    queries.setQueryData(orderQuery(now.id).queryKey, now)
    queries.invalidateQueries({ queryKey: portalKey })
    toast({ text: t(said, { no: now.orderNo }) })
    flushSync(() => setState('done'))
    await navigate({ to: `/portal/orders/${now.id}` as never, replace: true })
  }
  const end = async (how: 'saving' | 'sending') => {
    if (state !== 'open') return
    setState(how)
    setProblem(undefined)
    try {
      const now = await write()
      if (how === 'saving') return await finish(now, 'portal.order.saved')
      await finish(
        await request<Order>('POST', `/partners/orders/${now.id}/submit`, { body: {} }),
        'portal.order.sentDone',
      )
    } catch (error) {
      const refused = asProblem(error)
      form.setFaults(placed(refused))
      setProblem(refused)
      setState('open')
    }
  }
  /** True when nothing is wrong with the lines. */
  const check = () => {
    const found = faultsOf(form.typed)
    const said = Object.fromEntries(Object.entries(found).map(([path, key]) => [path, t(key)]))
    flushSync(() => form.setFaults(said))
    return Object.keys(found).length === 0
  }
  return { ...form, state, problem, check, save: () => end('saving'), send: () => end('sending') }
}
export type OrderForm = ReturnType<typeof useOrderForm>
