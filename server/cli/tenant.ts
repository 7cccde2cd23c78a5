import { createTenant, listTenants, passwordLink, setTenantStatus } from '@tenon/identity/server'
import type { Command } from 'commander'
import { sayLink, telling, type Using } from './command.ts'

interface CreateOptions {
  readonly name: string
  readonly timeZone?: string
  readonly currency?: string
  readonly adminEmail?: string
  readonly adminName?: string
}

function administratorOf({ adminEmail, adminName }: CreateOptions) {
  if (adminEmail) return { administrator: { email: adminEmail, name: adminName ?? adminEmail } }
  if (adminName) throw new Error('--admin-name needs --admin-email.')
  return {}
}

async function create(using: Using, slug: string, options: CreateOptions) {
  const { name, timeZone, currency } = options
  const wish = { slug, name, timeZone, currency, ...administratorOf(options) }
  await telling(using, async place => {
    await createTenant(place, wish)
    console.log(`The organisation ${slug} has been created.`)
    if (!options.adminEmail) return
    const link = await passwordLink(place.runtime, options.adminEmail, place.settings.baseUrl)
    sayLink('Its administrator chooses a password here', link)
  })
}

async function list(using: Using, { json }: { json?: boolean }) {
  await telling(using, async ({ runtime }) => {
    const tenants = await listTenants(runtime)
    if (json) return console.log(JSON.stringify(tenants))
    if (tenants.length === 0) return console.log('There is no organisation yet.')
    for (const { slug, name, status, people } of tenants)
      console.log(`${slug.padEnd(20)} ${status.padEnd(10)} ${String(people).padStart(5)} people  ${name}`)
  })
}

const change = (using: Using, slug: string, status: 'active' | 'suspended', said: string) =>
  telling(using, async ({ runtime }) => {
    await setTenantStatus(runtime, slug, status)
    console.log(`The organisation ${slug} ${said}.`)
  })

/** `tenon tenant …`: make, list, suspend and resume organisations. */
export function tenantCommands(program: Command, using: Using): void {
  const tenant = program.command('tenant').description('the organisations of this installation')
  tenant
    .command('create <slug>')
    .description('make an organisation with its headquarters and the roles that systems bring')
    .requiredOption('--name <name>', 'what it is called')
    .option('--time-zone <zone>', 'in which its days begin and end', 'Asia/Shanghai')
    .option('--currency <code>', 'that amounts start with', 'CNY')
    .option('--admin-email <address>', 'make this person its administrator and print a link for choosing a password')
    .option('--admin-name <name>', 'what that person is called')
    .action((slug: string, options: CreateOptions) => create(using, slug, options))
  tenant
    .command('list')
    .description('list the organisations')
    .option('--json', 'as JSON')
    .action((options: { json?: boolean }) => list(using, options))
  tenant
    .command('suspend <slug>')
    .description('sign everyone of an organisation out and keep them out')
    .action((slug: string) => change(using, slug, 'suspended', 'is suspended; nobody of it can sign in'))
  tenant
    .command('resume <slug>')
    .description('let the people of a suspended organisation sign in again')
    .action((slug: string) => change(using, slug, 'active', 'is active again'))
}
