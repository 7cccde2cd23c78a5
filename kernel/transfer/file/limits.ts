/** What one uploaded file may be; beyond it the file is refused with a sentence that says which limit. */
export const limits = {
  /** Of the upload itself. */
  bytes: 50 * 1024 * 1024,
  rows: 1_000_000,
  columns: 500,
  /** Of all parts of a workbook once unpacked, and how many times larger than packed a part may be. */
  unpackedBytes: 1024 * 1024 * 1024,
  unpackedRatio: 250,
  /** Parts below this are let be whatever their ratio: a small sheet of equal cells packs that well. */
  unpackedRatioFrom: 8 * 1024 * 1024,
  /** Of a part that must be held in memory whole: the shared texts of a workbook. */
  wholePartBytes: 64 * 1024 * 1024,
  archiveParts: 10_000,
  /** Of one row, in characters. */
  rowCharacters: 4 * 1024 * 1024,
  headerCharacters: 200,
} as const
