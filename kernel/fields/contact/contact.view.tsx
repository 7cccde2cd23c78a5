import { fieldView, type Problem } from '../field-view.ts'
import { TextControl, tooLong } from '../text/text.view.tsx'

const badEmail = (value: unknown): Problem | undefined =>
  /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(String(value).trim()) ? undefined : { code: 'INVALID_EMAIL' }
const badPhone = (value: unknown): Problem | undefined =>
  /^[+(]?\d[\d\s()./-]*(?:\s*(?:x|ext\.?|#)\s*\d+)?$/i.test(String(value).trim())
    ? undefined
    : { code: 'INVALID_PHONE' }
const badUrl = (value: unknown): Problem | undefined =>
  /^https?:\/\/[^\s/]+/i.test(String(value).trim()) ? undefined : { code: 'INVALID_URL' }

export const emailView = fieldView<string>({
  Cell: ({ value }) => <>{value}</>,
  Value: ({ value }) => (
    <a className="link" href={`mailto:${value}`}>
      {value}
    </a>
  ),
  Control: props => <TextControl {...props} type="email" />,
  text: value => value,
  problem: (value, field) => tooLong(value, field) ?? badEmail(value),
  width: [150, 1.4],
})

export const phoneView = fieldView<string>({
  Cell: ({ value }) => <>{value}</>,
  Value: ({ value }) => (
    <a className="link num" href={`tel:${value.replace(/[^\d+]/g, '')}`}>
      {value}
    </a>
  ),
  Control: props => <TextControl {...props} type="tel" inputMode="tel" />,
  text: value => value,
  problem: (value, field) => tooLong(value, field) ?? badPhone(value),
  width: [116, 0.9],
})

/** Only http and https become a link: whatever else slipped in stays text. */
const WebAddress = ({ value }: { readonly value: string }) =>
  badUrl(value) ? (
    value
  ) : (
    <a className="link" href={value} target="_blank" rel="noreferrer noopener">
      {value.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  )

export const urlView = fieldView<string>({
  Cell: ({ value }) => <>{value.replace(/^https?:\/\/(www\.)?/, '')}</>,
  Value: WebAddress,
  Control: props => <TextControl {...props} type="url" />,
  text: value => value,
  problem: (value, field) => tooLong(value, field) ?? badUrl(value),
  width: [140, 1.2],
})
