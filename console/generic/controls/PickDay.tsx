import { type ControlProps, inputProps } from '@tenon/kernel/fields/field-view.ts'
import { lazy, Suspense } from 'react'
import { usePreferences } from '../../app/preferences.tsx'

const Calendar = lazy(() => import('./Calendar.tsx'))

/** The phone's own picker is better with a thumb, and costs nothing. */
function NativeDay(
  props: ControlProps & {
    readonly type: 'date' | 'datetime-local'
    readonly shown: string
    read(text: string): unknown
  },
) {
  const { type, shown, read, onChange } = props
  return (
    <input {...inputProps(props)} type={type} value={shown} onChange={event => onChange(read(event.target.value))} />
  )
}

/** Stands where the calendar will be, in its size, so that nothing moves when it arrives. */
const Waiting = ({ value }: { readonly value: string }) => <span className="ctl ctl-waiting">{value}</span>

export function PickDay(props: ControlProps) {
  const { shown } = usePreferences()
  const value = String(props.value ?? '')
  if (shown.density === 'touch') return <NativeDay {...props} type="date" shown={value} read={text => text || null} />
  return (
    <Suspense fallback={<Waiting value={value} />}>
      <Calendar {...props} clock={false} />
    </Suspense>
  )
}

const two = (part: number) => String(part).padStart(2, '0')

/** An instant as the clock at the desk shows it, in the form the browser's control wants. */
function localClock(value: string): string {
  const at = new Date(value)
  if (Number.isNaN(at.getTime())) return ''
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}
const toInstant = (text: string) => (text === '' ? null : new Date(text).toISOString())

export function PickInstant(props: ControlProps) {
  const { shown } = usePreferences()
  const value = String(props.value ?? '')
  if (shown.density === 'touch')
    return <NativeDay {...props} type="datetime-local" shown={localClock(value)} read={toInstant} />
  return (
    <Suspense fallback={<Waiting value={localClock(value).replace('T', ' ')} />}>
      <Calendar {...props} clock />
    </Suspense>
  )
}
