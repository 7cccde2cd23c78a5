/** Any word of what is held may be `*`; at the end it stands for all words that follow. */
function gives(held: string, permission: string): boolean {
  const [words, wanted] = [held.split('.'), permission.split('.')]
  const isLonger = wanted.length > words.length && words.at(-1) === '*'
  return (wanted.length === words.length || isLonger) && words.every((word, i) => word === '*' || word === wanted[i])
}

/** Whether what one holds gives a permission: roles grant `a.b.c`, `a.b.*`, `a.*`, `*` or, for all kinds, `*.*.read`. */
export const isGranted = (held: readonly string[], permission: string) => held.some(each => gives(each, permission))
