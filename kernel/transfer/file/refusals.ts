import { refusal } from '../../problem/problem.ts'

export const fileMissing = refusal('FILE_MISSING', 422, {
  en: 'Send the file as the part "file" of a form, or as the body itself.',
  zh: '请以表单中的“file”部分或直接以请求内容上传文件。',
})
export const fileEmpty = refusal('FILE_EMPTY', 422, { en: 'The file is empty.', zh: '文件是空的。' })
export const fileTooLarge = refusal('FILE_TOO_LARGE', 413, {
  en: 'The file is larger than {megabytes} MB. Split it into several files.',
  zh: '文件超过 {megabytes} MB，请拆分为多个文件。',
})
export const uploadBroken = refusal('UPLOAD_BROKEN', 400, {
  en: 'The upload ended before it was complete. Send it again.',
  zh: '上传中断，请重新上传。',
})
export const fileType = refusal('FILE_TYPE', 422, {
  en: 'This is neither a CSV file nor an Excel workbook (.xlsx), whatever its name says.',
  zh: '这不是 CSV 文件，也不是 Excel 工作簿（.xlsx），与文件名无关。',
})
export const fileEncrypted = refusal('FILE_ENCRYPTED', 422, {
  en: 'This workbook is protected by a password or in the old .xls format. Save it as a plain .xlsx file.',
  zh: '此工作簿有密码保护，或是旧的 .xls 格式。请另存为不加密的 .xlsx 文件。',
})
export const fileEncoding = refusal('FILE_ENCODING', 422, {
  en: 'The characters of this file cannot be read: it is neither UTF-8, UTF-16 nor GB18030.',
  zh: '无法识别文件的字符编码：不是 UTF-8、UTF-16 或 GB18030。',
})
export const fileBroken = refusal('FILE_BROKEN', 422, {
  en: 'The file is damaged and cannot be read to its end.',
  zh: '文件已损坏，无法完整读取。',
})
export const csvBroken = refusal('CSV_BROKEN', 422, {
  en: 'Line {line} is not well-formed CSV: a quote stands where none may stand.',
  zh: '第 {line} 行不是正确的 CSV：引号位置有误。',
})
export const csvQuoteOpen = refusal('CSV_QUOTE_OPEN', 422, {
  en: 'A quoted cell of the row that begins on line {line} is never closed.',
  zh: '从第 {line} 行开始的记录中，有一个引号没有闭合。',
})
export const rowTooLarge = refusal('ROW_TOO_LARGE', 422, {
  en: 'The row on line {line} is too large to be a row of a table.',
  zh: '第 {line} 行的内容过大。',
})
export const archiveTooLarge = refusal('ARCHIVE_TOO_LARGE', 422, {
  en: 'This workbook unpacks to far more than a workbook of its size should. Save the sheet as CSV and import that.',
  zh: '此工作簿解压后的大小远超正常范围。请将工作表另存为 CSV 后再导入。',
})
export const sheetMissing = refusal('SHEET_MISSING', 422, {
  en: 'The workbook has no sheet to read.',
  zh: '工作簿中没有可读取的工作表。',
})
export const headerMissing = refusal('HEADER_MISSING', 422, {
  en: 'The file has no header row: its first row must name the columns.',
  zh: '文件没有表头：第一行必须是列名。',
})
export const tooManyColumns = refusal('TOO_MANY_COLUMNS', 422, {
  en: 'The file has {columns} columns; at most {maximum} can be read.',
  zh: '文件有 {columns} 列，最多支持 {maximum} 列。',
})
export const tooManyRows = refusal('TOO_MANY_ROWS', 422, {
  en: 'The file has more than {maximum} rows. Split it into several files.',
  zh: '文件超过 {maximum} 行，请拆分为多个文件。',
})
