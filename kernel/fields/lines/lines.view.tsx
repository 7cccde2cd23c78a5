import type { FieldMeta } from '../../derive/meta-types.ts'
import { fieldView, type ShowProps, useFieldKit } from '../field-view.ts'

export type Line = Readonly<Record<string, unknown>>

function LineCell({ field, value }: ShowProps<unknown>) {
  const { Value } = useFieldKit().view(field)
  return value == null ? <span className="tx3">—</span> : <Value field={field} value={value} />
}

function LinesTable({ value, field }: ShowProps<readonly Line[]>) {
  const kit = useFieldKit()
  const columns = field.lines ?? []
  const side = (column: FieldMeta) => (kit.view(column).numeric ? 'end' : undefined)
  return (
    <div className="lines">
      <table>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.name} scope="col" className={side(column)}>
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {value.map((line, at) => (
            <tr key={String(line.id ?? at)}>
              {columns.map(column => (
                <td key={column.name} className={side(column)}>
                  <LineCell field={column} value={line[column.name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export const linesView = fieldView<readonly Line[]>({
  Cell: ({ value }) => <>{useFieldKit().text('value.lines', { count: value.length })}</>,
  Value: LinesTable,
  Control: props => {
    const { EditLines } = useFieldKit()
    return <EditLines {...props} />
  },
  text: (value, _field, kit) => kit.text('value.lines', { count: value.length }),
  width: [72, 0.5],
})
