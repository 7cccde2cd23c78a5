import { createPerson, findTenant, passwordLink, resetPassword, resetSecondFactors } from '@tenon/identity/server'
import type { Command } from 'commander'
import { type Place, passwordFromInput, sayLink, telling, type Using } from './command.ts'

interface CreateOptions {
  readonly tenant: string
  readonly email: string
  readonly name: string
  readonly phone?: string
  readonly role: readonly string[]
  readonly passwordStdin?: boolean
}

/** `engineer` everywhere, `engineer@HQ` at one site. */
function roleOf(text: string) {
  const [role = '', site] = text.split('@')
  return site === undefined ? { role } : { role, site }
}

async function link({ runtime, settings }: Place, email: string) {
  sayLink('The password is chosen here', await passwordLink(runtime, email, settings.baseUrl))
}

async function create(using: Using, { tenant: slug, email, name, phone, role, passwordStdin }: CreateOptions) {
  const password = passwordStdin ? await passwordFromInput() : undefined
  await telling(using, async place => {
    const tenant = await findTenant(place.runtime, slug)
    await createPerson(place.runtime, tenant, { email, name, phone: phone ?? null, password, roles: role.map(roleOf) })
    console.log(`${email} belongs to ${slug}.`)
    if (!passwordStdin) await link(place, email)
  })
}

async function reset(using: Using, email: string, { passwordStdin }: { passwordStdin?: boolean }) {
  const password = passwordStdin ? await passwordFromInput() : undefined
  await telling(using, async place => {
    await resetPassword(place.runtime, email, password)
    console.log(`The old password of ${email} is worth nothing and every session has ended.`)
    if (!passwordStdin) await link(place, email)
  })
}

async function resetFactors(using: Using, email: string) {
  await telling(using, async ({ runtime }) => {
    await resetSecondFactors(runtime, email)
    console.log(`${email} signs in with the password alone until a second factor is set up. Every session has ended.`)
  })
}

const more = (value: string, before: readonly string[]) => [...before, value]

/** `tenon user …`: people and their passwords. */
export function userCommands(program: Command, using: Using): void {
  const user = program.command('user').description('the people who sign in')
  user
    .command('create')
    .description('make a person of an organisation, with a link for choosing a password')
    .requiredOption('--tenant <slug>', 'the organisation')
    .requiredOption('--email <address>', 'the name for signing in')
    .requiredOption('--name <name>', 'what the person is called')
    .option('--phone <number>')
    .option('--role <key>', 'a role, everywhere or as key@SITE; may be repeated', more, [])
    .option('--password-stdin', 'read the password from standard input instead of printing a link')
    .action((options: CreateOptions) => create(using, options))
  user
    .command('reset-password <email>')
    .description('end the old password and every session, and print a link for choosing a new one')
    .option('--password-stdin', 'read the new password from standard input instead of printing a link')
    .action((email: string, options: { passwordStdin?: boolean }) => reset(using, email, options))
  user
    .command('reset-factors <email>')
    .description(
      'take away authenticator app, passkeys, recovery codes and trusted browsers, for whoever has lost them',
    )
    .action((email: string) => resetFactors(using, email))
}
