/** The colour of each state an import can be in. */
export const jobTone = {
  queued: 'unstarted',
  running: 'processing',
  done: 'accepted',
  failed: 'risk',
  undone: 'unstarted',
} as const
