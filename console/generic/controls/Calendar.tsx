import { dayProblem, parseDay } from '@tenon/kernel/fields/date/date.view.tsx'
import type { ControlProps } from '@tenon/kernel/fields/field-view.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

const formats = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日', 'YYYYMMDD']

const iso = /^\d{4}-\d\d-\d\d$/

/** An instant as the clock at the desk shows it; undefined while it is not whole. */
function readClock(text: string): string | null | undefined {
  if (text === '') return null
  return /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text) ? dayjs(text).toISOString() : undefined
}

/** antd's calendar, a chunk of its own: only forms with a date load it. */
export default function Calendar(props: ControlProps & { readonly clock: boolean }) {
  const { id, value, onChange, onBlur, invalid, describedBy, autoFocus, label, clock, field } = props
  const shown = value ? dayjs(String(value)) : null
  const written = shown?.isValid() ? shown.format(clock ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD') : ''
  const take = (text: string) => {
    if (text === written) return
    const typed = clock ? readClock(text) : parseDay(text)
    if (typed !== undefined && (typed === null || !dayProblem(typed.slice(0, 10)))) onChange(typed)
  }
  return (
    // antd takes what is typed only when its panel closes, and takes back a text that was emptied: a quick Tab comes
    // before the panel has opened, so what is typed counts here.
    <span
      className="ctl-day"
      onInput={({ target }) => {
        const typed = (target as HTMLInputElement).value
        if (typed === '' || iso.test(typed)) take(typed)
      }}
      onBlurCapture={({ target }) => target instanceof HTMLInputElement && take(target.value)}
    >
      <DatePicker
        id={id}
        className="ctl-calendar"
        value={shown?.isValid() ? shown : null}
        format={clock ? 'YYYY-MM-DD HH:mm' : formats}
        showTime={clock && { format: 'HH:mm' }}
        needConfirm={false}
        // A modal dialog lies above the whole page: what opens beside its control must lie inside it.
        getPopupContainer={control => control.closest('dialog') ?? document.body}
        status={invalid ? 'error' : ''}
        allowClear={!field.required}
        placeholder={clock ? 'YYYY-MM-DD HH:mm' : 'YYYY-MM-DD'}
        onChange={day => onChange(day ? (clock ? day.toISOString() : parseDay(day.format('YYYY-MM-DD'))) : null)}
        onBlur={() => onBlur?.()}
        autoFocus={autoFocus ?? false}
        {...(label !== undefined && { 'aria-label': label })}
        {...(describedBy !== undefined && { 'aria-describedby': describedBy })}
        {...(invalid && { 'aria-invalid': true })}
      />
    </span>
  )
}
