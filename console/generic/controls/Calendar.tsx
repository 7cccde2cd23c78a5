import { parseDay } from '@tenon/kernel/fields/date/date.view.tsx'
import type { ControlProps } from '@tenon/kernel/fields/field-view.ts'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'

const formats = ['YYYY-MM-DD', 'YYYY/M/D', 'YYYY.M.D', 'YYYY年M月D日', 'YYYYMMDD']

/** antd's calendar, a chunk of its own: only forms with a date load it. */
export default function Calendar(props: ControlProps & { readonly clock: boolean }) {
  const { id, value, onChange, onBlur, invalid, describedBy, autoFocus, label, clock, field } = props
  const shown = value ? dayjs(String(value)) : null
  return (
    // Hears that the text of the control inside was emptied, which antd
    // would take back on leaving it.
    <span className="ctl-day" onInput={event => (event.target as HTMLInputElement).value === '' && onChange(null)}>
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
