/**
 * Spreadsheets take a text cell that begins with one of these for a formula. One apostrophe in front makes it text; a
 * cell that already looks guarded gets one more, so that reading back gives exactly what was written.
 */
const formula = /^'*[=+\-@\t\r]/
const guarded = /^'+[=+\-@\t\r]/
const number = /^-\d+(\.\d+)?$/

/** A cell of a CSV file. Plain negative numbers stay numbers. */
export const guardCsvCell = (text: string): string => (formula.test(text) && !number.test(text) ? `'${text}` : text)

/** A string cell of a workbook: its type already says text, so only what looks guarded needs telling apart. */
export const guardXlsxCell = (text: string): string => (guarded.test(text) ? `'${text}` : text)

/** What was written: the inverse of both. */
export const unguardCell = (text: string): string =>
  text.charCodeAt(0) === 39 && guarded.test(text) ? text.slice(1) : text
