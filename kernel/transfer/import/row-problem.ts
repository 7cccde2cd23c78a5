import type { Language, Phrase } from '../../messages/language.ts'
import { sayField } from '../../problem/field-codes.ts'
import { type FieldProblem, type Params, type Problem, refusal } from '../../problem/problem.ts'

/** Why a row was left out: at one cell, at a field no column fills, or at the row as a whole. */
export interface RowProblem {
  readonly column: string | null
  readonly field: string | null
  readonly code: string
  readonly params?: Params
  readonly message?: Phrase
}

const mayNotCreate: Phrase = { en: 'You may not create such a record.', zh: '你无权新建此类记录。' }
/** The database knows only after writing that a new record lies beyond the rights to create. */
export const outOfReach = refusal('MAY_NOT_CREATE', 422, mayNotCreate)

const phrases = {
  DUPLICATE_IN_FILE: { en: 'The same as in line {line} of this file.', zh: '与文件第 {line} 行重复。' },
  AMBIGUOUS_KEY: { en: 'Several records have this key.', zh: '有多条记录与此键匹配。' },
  KEY_NOT_FOUND: {
    en: 'There is no record with this number. Leave the cell empty to create one.',
    zh: '没有此编号的记录。留空则新建。',
  },
  AMBIGUOUS_REFERENCE: {
    en: 'Several records are called so. Use a code or an id.',
    zh: '有多条同名记录，请改用编码或 ID。',
  },
  TOO_MANY_CELLS: {
    en: 'The row has more cells than there are columns. Is a separator missing its quotes?',
    zh: '该行单元格多于列数，可能有分隔符没有加引号。',
  },
  CELL_ERROR: { en: 'The cell shows an error of the spreadsheet.', zh: '单元格是电子表格的错误值。' },
  MAY_NOT_CREATE: mayNotCreate,
  MAY_NOT_UPDATE: { en: 'You may not change this record.', zh: '你无权修改此记录。' },
} satisfies Record<string, Phrase>

/** A problem that only imports have. */
export const rowProblem = (
  code: keyof typeof phrases,
  at: { column?: string | null; field?: string | null },
  params?: Params,
): RowProblem => ({
  column: at.column ?? null,
  field: at.field ?? null,
  code,
  ...(params ? { params } : {}),
  message: phrases[code],
})

/** A problem of a field, as every other way to write a record would tell it. */
export const atField = (column: string | null, field: string, problem: Omit<FieldProblem, 'field'>): RowProblem => ({
  column,
  field,
  ...problem,
})

/** A refusal of the row as a whole, by its own words. */
export const wholeRow = (problem: Problem): RowProblem => ({
  column: null,
  field: null,
  code: problem.code,
  message: { en: problem.say('en'), zh: problem.say('zh') },
})

/** The sentence of a problem. */
export const sayRow = ({ column: _, field, ...problem }: RowProblem, language: Language) =>
  sayField({ field: field ?? '', ...problem }, language)
