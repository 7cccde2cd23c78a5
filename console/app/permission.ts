/** Whether what one holds gives a permission: roles grant `a.b.c`, `a.b.*`, `a.*` or `*`. */
export const isGranted = (held: readonly string[], permission: string) =>
  held.some(each => each === permission || (each.endsWith('*') && permission.startsWith(each.slice(0, -1))))
