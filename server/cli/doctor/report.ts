import type { Connection, Pool } from '@tenon/kernel/data/pool.ts'
import type { Language, Phrase } from '@tenon/kernel/messages/language.ts'
import type { Settings } from '../../settings.ts'

/** What is examined: the database as the running server sees it. */
export interface Patient {
  readonly pool: Pool
  readonly app: Connection
  readonly settings?: Pick<Settings, 'smtpUrl'>
}
/** One line of the examination. */
export interface Report {
  readonly ok: boolean
  readonly check: Phrase
  readonly finding: Phrase
}

export const report = (ok: boolean, check: Phrase, en: string, zh: string): Report => ({
  ok,
  check,
  finding: { en, zh },
})

const marks = { en: { true: 'ok   ', false: 'FAULT' }, zh: { true: '正常', false: '故障' } } as const

/** The language of the operator's terminal. */
export function terminalLanguage(env: NodeJS.ProcessEnv = process.env): Language {
  return /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh' : 'en'
}
export function say({ ok, check, finding }: Report, language = terminalLanguage()): string {
  return `${marks[language][`${ok}`]}  ${check[language]}: ${finding[language]}`
}
