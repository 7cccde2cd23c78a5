import type { Language } from '@tenon/kernel/messages/language.ts'
import { formatNumber } from '../../../app/formats.ts'

const units = ['kilobyte', 'megabyte', 'gigabyte'] as const

/** `640 kB`, `2.4 MB`: a size in bytes as people say it. */
export function sizeText(bytes: number, language: Language): string {
  let [value, at] = [bytes / 1024, 0]
  while (value >= 1000 && at < units.length - 1) [value, at] = [value / 1024, at + 1]
  const digits = value < 10 && at > 0 ? 1 : 0
  const shown = bytes > 0 ? Math.max(value, digits ? 0.1 : 1) : 0
  return formatNumber(shown, language, { style: 'unit', unit: units[at] as string, maximumFractionDigits: digits })
}
