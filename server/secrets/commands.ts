import type { Connection } from '@tenon/kernel/data/pool.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import type { Catalog } from '@tenon/kernel/entity/catalog.ts'
import { changeMaster, discardKeys } from '@tenon/kernel/secrets/master.ts'
import { resealAll, type SealedColumn } from '@tenon/kernel/secrets/reseal.ts'
import { ringOf } from '@tenon/kernel/secrets/secret.ts'
import type { Command } from 'commander'
import { deriveKey } from '../installation.ts'

/** What these commands use: an opened installation, or only its database when the keys do not fit the secret. */
export interface Places {
  using(work: (place: { readonly runtime: Runtime; readonly catalog: Catalog }) => Promise<void>): Promise<void>
  database(work: (owner: Connection, secret: string | undefined) => Promise<void>): Promise<void>
  /** What is sealed outside the organisations' records. */
  readonly others: readonly SealedColumn[]
  /** The first line of standard input. */
  input(): Promise<string>
}

const master = (secret: string | undefined) => deriveKey({ secret }, 'secrets')

async function reseal({ using, others }: Places, rotating: boolean) {
  await using(async place => {
    const ring = ringOf(place.runtime)
    if (rotating) console.log(`Key ${await ring.rotate()} seals from now on; servers that run notice within a minute.`)
    const { resealed, unreadable } = await resealAll(place, others)
    console.log(`${resealed} secrets were sealed anew with key ${ring.current}.`)
    if (unreadable) console.log(`${unreadable} cannot be opened and were left: they have to be entered again.`)
  })
}

async function change({ database, input }: Places) {
  const old = await input()
  await database(async (owner, secret) => {
    const keys = await changeMaster(owner, master(old), master(secret))
    console.log(`${keys} keys now belong to the present TENON_SECRET. The old one opens nothing any more.`)
  })
}

async function discard({ database }: Places, { yes }: { yes?: boolean }) {
  if (!yes) throw new Error('This makes every sealed secret unreadable for good: say --yes.')
  await database(async owner => {
    console.log(`${await discardKeys(owner)} keys are gone. What they sealed has to be entered again.`)
  })
}

/** `tenon secrets …`: the keys that secrets are sealed with. */
export function secretsCommands(program: Command, places: Places): void {
  const secrets = program.command('secrets').description('the keys that stored secrets are sealed with')
  secrets
    .command('rotate')
    .description('make a new key and seal every stored secret anew with it; old keys still open')
    .action(() => reseal(places, true))
  secrets
    .command('reseal')
    .description('go on with what a rotation left: seal anew what an older key has sealed')
    .action(() => reseal(places, false))
  secrets
    .command('change-master')
    .description(
      'after TENON_SECRET was changed: read the old one from standard input and hand its keys to the new one',
    )
    .action(() => change(places))
  secrets
    .command('discard')
    .description('when the old TENON_SECRET is lost: forget the keys, and with them every stored secret')
    .option('--yes', 'really')
    .action((options: { yes?: boolean }) => discard(places, options))
}
