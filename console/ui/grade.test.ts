import { expect, test } from 'vitest'
import { ApiProblem } from '../app/problem.ts'
import { gradeOf, permissionIn } from './grade.ts'

test('a failure is told by what can be done about it, not by its number', () => {
  const grade = (status: number, body = {}) => gradeOf(new ApiProblem(status, body))
  expect([0, 502, 503, 429, 409, 403, 404, 422, 500].map(status => grade(status))).toEqual([
    'network',
    'unavailable',
    'unavailable',
    'wait',
    'conflict',
    'permission',
    'missing',
    'validation',
    'server',
  ])
  expect(grade(503, { code: 'TOO_SLOW' })).toBe('slow')
  expect(gradeOf(new TypeError('x is undefined'))).toBe('fault')
})

test('the permission that was missing is found in the sentence of either language', () => {
  expect(permissionIn('You do not have the permission "licensing.license.issue".')).toBe('licensing.license.issue')
  expect(permissionIn('你没有“licensing.license.issue”权限。')).toBe('licensing.license.issue')
  expect(permissionIn('The record "LIC-1" is gone.')).toBeUndefined()
})
