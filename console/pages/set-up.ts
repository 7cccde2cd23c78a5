import type { TFunction } from 'i18next'
import { containsName, lengthOf, shortest } from './new-password.ts'
import type { Faults } from './useShortForm.ts'

/** By the names the server gives its fields. */
export type SetUpEntries = Readonly<
  Record<
    | 'organisation.name'
    | 'organisation.slug'
    | 'organisation.timeZone'
    | 'organisation.currency'
    | 'administrator.name'
    | 'administrator.email'
    | 'administrator.password',
    string
  >
>

/** `Qiyuan Exports Ltd.` stands as `qiyuan-exports-ltd` in commands; a name without Latin letters gives nothing. */
export const slugOf = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, 41)
    .replace(/-+$/, '')

const passwordFault = (password: string, email: string, t: TFunction) => {
  if (lengthOf(password) < shortest) return t('password.tooShort', { minimum: shortest })
  return containsName(password, email) ? t('password.hasName') : undefined
}

export function faultsOf(entered: SetUpEntries, t: TFunction): Faults {
  const missing = (name: keyof SetUpEntries, sentence: string) => (entered[name] ? undefined : sentence)
  const isSlug = /^[a-z][a-z0-9-]{1,40}$/.test(entered['organisation.slug'])
  return {
    'organisation.name': missing('organisation.name', t('setUp.organisationMissing')),
    'organisation.slug': isSlug ? undefined : t('setUp.slugFault'),
    'administrator.name': missing('administrator.name', t('setUp.nameMissing')),
    'administrator.email': missing('administrator.email', t('signIn.emailMissing')),
    'administrator.password': passwordFault(entered['administrator.password'], entered['administrator.email'], t),
  }
}

export const wishOf = (entered: SetUpEntries) => ({
  organisation: {
    name: entered['organisation.name'],
    slug: entered['organisation.slug'],
    timeZone: entered['organisation.timeZone'],
    currency: entered['organisation.currency'],
  },
  administrator: {
    name: entered['administrator.name'],
    email: entered['administrator.email'],
    password: entered['administrator.password'],
  },
})
