import type { FieldMeta } from '@tenon/kernel/derive/meta-types.ts'
import { booleanView } from '@tenon/kernel/fields/boolean/boolean.view.tsx'
import { choiceView, multiChoiceView } from '@tenon/kernel/fields/choice/choice.view.tsx'
import { emailView, phoneView, urlView } from '@tenon/kernel/fields/contact/contact.view.tsx'
import { dateView, instantView } from '@tenon/kernel/fields/date/date.view.tsx'
import type { FieldView } from '@tenon/kernel/fields/field-view.ts'
import { fileView } from '@tenon/kernel/fields/file/file.view.tsx'
import { jsonView } from '@tenon/kernel/fields/json/json.view.tsx'
import { linesView } from '@tenon/kernel/fields/lines/lines.view.tsx'
import { moneyView } from '@tenon/kernel/fields/money/money.view.tsx'
import { decimalView, integerView } from '@tenon/kernel/fields/number/number.view.tsx'
import { numberSeriesView } from '@tenon/kernel/fields/number-series/number-series.view.tsx'
import { refView } from '@tenon/kernel/fields/ref/ref.view.tsx'
import { secretView } from '@tenon/kernel/fields/secret/secret.view.tsx'
import { statusView } from '@tenon/kernel/fields/status/status.view.tsx'
import { longTextView, textView } from '@tenon/kernel/fields/text/text.view.tsx'

/** How each kind of field looks: one room each below `kernel/fields/`, gathered here. */
const views: Readonly<Record<string, FieldView>> = {
  text: textView,
  longText: longTextView,
  integer: integerView,
  decimal: decimalView,
  money: moneyView,
  boolean: booleanView,
  date: dateView,
  instant: instantView,
  choice: choiceView,
  multiChoice: multiChoiceView,
  ref: refView,
  email: emailView,
  phone: phoneView,
  url: urlView,
  json: jsonView,
  secret: secretView,
  file: fileView,
  numberSeries: numberSeriesView,
  lines: linesView,
  status: statusView,
}

/** A kind newer than this console is still read and written, as JSON. */
export const viewOf = (field: FieldMeta): FieldView => views[field.kind] ?? jsonView
