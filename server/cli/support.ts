import { userInfo } from 'node:os'
import { openSupport } from '@tenon/identity/server'
import type { Command } from 'commander'
import { sayLink, telling, type Using } from './command.ts'

interface OpenOptions {
  readonly reason: string
  readonly hours: string
  readonly role?: string
  readonly operator: string
}

async function open(using: Using, tenant: string, { hours, ...options }: OpenOptions) {
  await telling(using, async ({ runtime, settings }) => {
    const { until, ...link } = await openSupport(runtime, settings.baseUrl, {
      ...options,
      tenant,
      hours: Number(hours),
    })
    console.log(`The organisation ${tenant} can see this access, and end it. It ends by itself at ${until}.`)
    sayLink('Come in here', link)
  })
}

/** `tenon support …`: the one way for an operator to see an organisation's records, recorded and limited in time. */
export function supportCommands(program: Command, using: Using): void {
  const support = program.command('support').description('help inside an organisation, which sees who came and why')
  support
    .command('open <tenant>')
    .description('open an organisation for yourself for some hours and print a link that lets you in once')
    .requiredOption('--reason <text>', 'why; the organisation reads it')
    .requiredOption('--hours <number>', 'for how long, at most 72')
    .option('--role <key>', 'the rights of this role; without it everything may be looked at and nothing changed')
    .option('--operator <name>', 'who you are', userInfo().username)
    .action((tenant: string, options: OpenOptions) => open(using, tenant, options))
}
