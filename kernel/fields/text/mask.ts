const stars = '****'
const letters = (text: string) => [...text.trim()]

/** The last four characters of what has at least `least`; nothing of anything shorter. */
const lastFour = (text: string, least: number, between = '') =>
  letters(text).length >= least ? stars + between + letters(text).slice(-4).join('') : stars

/** `****t-42`: the last four of eight characters or more. */
export const maskText = (value: string) => lastFour(value, 8)

/** `张*`, `W*`: the first character, whatever the length. */
export const maskName = (value: string) => `${letters(value)[0] ?? ''}*`

const digitsAndLetters = (value: string) => value.replace(/[^\p{L}\p{N}]/gu, '')
/** `**** 1234`: the last four of twelve characters or more, as account numbers have. */
export const maskAccount = (value: string) => lastFour(digitsAndLetters(value), 12, ' ')
/** `****123X`: the last four of twelve characters or more, as numbers of identity papers have. */
export const maskPaper = (value: string) => lastFour(digitsAndLetters(value), 12)
