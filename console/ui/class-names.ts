/** The given class names that are true, with spaces between. */
export const cx = (...names: (string | false | null | undefined)[]) => names.filter(Boolean).join(' ')
