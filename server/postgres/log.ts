/** Where the launcher reports; a pino logger fits. */
export type LauncherLog = Record<'info' | 'warn' | 'error', (line: string) => void>
