const mark = /@\[([^\]\n]{1,200})\]\(([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\)/gi

export interface Mention {
  readonly id: string
  /** As the text calls the person. */
  readonly name: string
}

/** The people a text names as `@[Name](memberId)`, each once. */
export function mentionsIn(text: string): Mention[] {
  const found = [...text.matchAll(mark)].map(([, name = '', id = '']) => ({ id: id.toLowerCase(), name }))
  return [...new Map(found.map(mention => [mention.id, mention])).values()]
}
