/** Any word of what is held may be `*`; at the end it stands for all words that follow. */
function gives(held: string, permission: string): boolean {
  const [words, wanted] = [held.split('.'), permission.split('.')]
  const isLonger = wanted.length > words.length && words.at(-1) === '*'
  return (wanted.length === words.length || isLonger) && words.every((word, i) => word === '*' || word === wanted[i])
}

/**
 * Whether what one holds gives a permission: roles grant `a.b.c`, `a.b.*`, `a.*`, `*` or, for all kinds, `*.*.read`. Who may
 * read records may list them.
 */
export function isGranted(held: readonly string[], permission: string): boolean {
  const wanted = [permission, permission.replace(/\.list$/, '.read')]
  return held.some(each => wanted.some(one => gives(each, one)))
}
