import type { Access } from './access.ts'

/**
 * What goes on beside records: comments, files, tasks, who is there. No role needs to give it, for it follows from the
 * right to read the record; a role for people from outside (partners, customers) takes it away.
 */
export const besideRecords = 'workspace.record.discuss'

/** Whoever this is not is shown what a record says, and nothing of what is said, kept or going on beside it. */
export const isColleague = (access: Access): boolean => access.mutes(besideRecords).length === 0
