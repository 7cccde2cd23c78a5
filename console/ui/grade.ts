import { ApiProblem, heals } from '../app/problem.ts'

/** What kind of failure it is decides what can be done about it. */
export type Grade =
  | 'network'
  | 'unavailable'
  | 'slow'
  | 'wait'
  | 'conflict'
  | 'permission'
  | 'missing'
  | 'validation'
  | 'server'
  | 'fault'

const byStatus: Readonly<Record<number, Grade>> = {
  0: 'network',
  400: 'validation',
  401: 'permission',
  403: 'permission',
  404: 'missing',
  405: 'validation',
  409: 'conflict',
  410: 'missing',
  413: 'validation',
  415: 'validation',
  422: 'validation',
  429: 'wait',
}

/** A fault of the console itself never reached the server; what the server did not foresee is its own. */
export function gradeOf(problem: unknown): Grade {
  if (!(problem instanceof ApiProblem) || problem.status < 0) return 'fault'
  if (problem.code === 'TOO_SLOW') return 'slow'
  const known = byStatus[problem.status]
  if (known) return known
  return heals(problem) ? 'unavailable' : 'server'
}

/** Which of the six tones a grade speaks in: red is for what nobody here can put right. */
export const toneOf: Readonly<Record<Grade, string>> = {
  network: 'issue',
  unavailable: 'issue',
  slow: 'issue',
  wait: 'issue',
  conflict: 'processing',
  permission: 'issue',
  missing: 'unstarted',
  validation: 'issue',
  server: 'risk',
  fault: 'risk',
}

/** The sentence of a refusal quotes the permission that was missing. */
export const permissionIn = (sentence = '') => /["“]([a-z]\w*(?:\.\w+)+)["”]/.exec(sentence)?.[1]
