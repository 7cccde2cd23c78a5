import { boolean } from '../fields/boolean/boolean.ts'
import { choice, multiChoice } from '../fields/choice/choice.ts'
import { computed } from '../fields/computed/computed.ts'
import { email, phone, url } from '../fields/contact/contact.ts'
import { date, instant } from '../fields/date/date.ts'
import { file } from '../fields/file/file.ts'
import { json } from '../fields/json/json.ts'
import { lines } from '../fields/lines/lines.ts'
import { money } from '../fields/money/money.ts'
import { decimal, integer } from '../fields/number/number.ts'
import { numberSeries } from '../fields/number-series/number-series.ts'
import { ref } from '../fields/ref/ref.ts'
import { secret } from '../fields/secret/secret.ts'
import { longText, text } from '../fields/text/text.ts'

/** The kinds of field a record can have; each has a room of its own below `kernel/fields/`. */
export const field = {
  text,
  longText,
  integer,
  decimal,
  money,
  boolean,
  date,
  instant,
  choice,
  multiChoice,
  ref,
  email,
  phone,
  url,
  json,
  secret,
  file,
  numberSeries,
  lines,
  computed,
}

export type { Money } from '../fields/money/money.ts'
