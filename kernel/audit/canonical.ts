/** JSON with sorted keys, so that equal content has equal text whatever order it was stored in. */
export function canonical(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value)
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  return Array.isArray(value) ? list(value) : keyed(value as Readonly<Record<string, unknown>>)
}

// Every write hashes this text once: plain loops are several times as fast as mapping and joining here.
function list(items: readonly unknown[]): string {
  let text = '['
  for (const item of items) text += (text.length > 1 ? ',' : '') + canonical(item)
  return `${text}]`
}

function keyed(values: Readonly<Record<string, unknown>>): string {
  let text = '{'
  for (const key of Object.keys(values).sort()) {
    const value = values[key]
    if (value !== undefined) text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${canonical(value)}`
  }
  return `${text}}`
}
