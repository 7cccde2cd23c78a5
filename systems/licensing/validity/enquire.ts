import { translate } from '@tenon/kernel/data/pg-errors.ts'
import type { Runtime } from '@tenon/kernel/data/unit-of-work.ts'
import { remember } from '@tenon/kernel/remember.ts'
import { digestOf, readLicenseKey, tenantOf } from '../license-key/keys.ts'
import { gathered } from './gather.ts'
import {
  type Asker,
  type ByKeys,
  findAsker,
  type License,
  lookByKeys,
  narrowed,
  type Question,
  toAsker,
  toLicenses,
} from './look.ts'

/** How programs' questions reach the database: who asks is remembered for a moment, what is asked is looked up each time. */

/** How long what stands beside a key, its name and limits, is taken from memory. Whether it is in force never is. */
const remembrance = 10_000
const mostRemembered = 10_000

interface Held {
  readonly asker: Asker
  readonly digest: string
  readonly until: number
}
type Look = (question: ByKeys) => Promise<License | null | undefined>

function desk({ pool }: Runtime) {
  const held = new Map<string, Held>()
  const looks = new Map<string, Look>()

  async function findAnew(key: string): Promise<Held | null> {
    const tenantId = tenantOf(key)
    if (!tenantId) return null
    const digest = digestOf(key)
    const [rows] = await pool.flight(tenantId, [findAsker(tenantId, digest)])
    const asker = toAsker(tenantId, rows?.[0])
    if (!asker) return null
    if (held.size >= mostRemembered) held.clear()
    const found = { asker, digest, until: Date.now() + remembrance }
    held.set(key, found)
    return found
  }
  const find = async (key: string) => {
    const known = held.get(key)
    return known && known.until > Date.now() ? known : findAnew(key)
  }
  function lookFor(tenantId: string, question: Question): Look {
    const asked = narrowed(question)
    const send = async (questions: readonly ByKeys[]) => {
      const [rows = []] = await pool.flight(tenantId, [lookByKeys(tenantId, asked, questions)])
      return toLicenses(questions.length, rows)
    }
    if (looks.size >= mostRemembered) looks.clear()
    return remember(looks, `${tenantId} ${asked.product} ${asked.version}`, () => gathered(send))
  }
  return { find, lookFor, forget: (key: string) => held.delete(key) }
}

const desks = new WeakMap<Runtime, ReturnType<typeof desk>>()

interface Asked extends Question {
  readonly key: string
}
/** Who asks and which licence about; null when the publishable key is none or no longer in force. */
export async function enquire(
  runtime: Runtime,
  publishable: string,
  question: Asked,
): Promise<{ asker: Asker; license: License | null } | null> {
  const { find, lookFor, forget } = remember(desks, runtime, () => desk(runtime))
  try {
    const found = await find(publishable)
    if (!found) return null
    const { asker, digest } = found
    const narrow = { ...question, product: question.product ?? asker.key.product ?? undefined }
    const ask = {
      publishable: digest,
      license: digestOf(readLicenseKey(question.key)),
      fingerprint: question.fingerprint,
    }
    const license = await lookFor(asker.tenant.id, narrow)(ask)
    if (license !== undefined) return { asker, license }
    forget(publishable)
    return null
  } catch (error) {
    throw translate(error)
  }
}
