import { fieldView } from '../field-view.ts'

const Code = ({ value }: { readonly value: string }) => <span className="code">{value}</span>

/** A drawn number, copied as often as it is read. It has no control: the kernel draws it. */
export const numberSeriesView = fieldView<string>({
  Cell: Code,
  Value: Code,
  Control: ({ value }) => <Code value={String(value ?? '')} />,
  text: value => value,
  width: [116, 0.6],
})
