import { createHash } from 'node:crypto'
import { canonical } from '../audit/canonical.ts'
import { isRequestDone } from '../data/pg-errors.ts'
import { readFlight, unitOfWork, type Work } from '../data/unit-of-work.ts'
import type { Session } from '../operations/read.ts'
import { invalid } from '../problem/refusals.ts'
import type { Reply, SessionCall } from './route.ts'

const keyHeader = 'idempotency-key'

function keyOf({ request }: SessionCall): string | undefined {
  const key = request.headers[keyHeader]
  if (key === undefined) return undefined
  if (typeof key === 'string' && /^[\x21-\x7e]{1,200}$/.test(key)) return key
  throw invalid({}, { fields: [{ field: 'Idempotency-Key', code: 'INVALID_VALUE' }] })
}

/** Equal for the same request: its address and body, not its headers. */
const fingerprint = ({ request, body }: SessionCall) =>
  createHash('sha256')
    .update(`${request.method} ${request.url}\n${canonical(body ?? null)}`)
    .digest('hex')

const claim = 'select kernel.claim_idempotency_key($1, $2, $3, $4)'
const save = `insert into kernel.idempotency_key (tenant_id, member_id, key, fingerprint, status, location, reply)
  values ($1, $2, $3, $4, $5, $6, $7)`
const load = `select status, location, reply from kernel.idempotency_key where tenant_id = $1 and member_id = $2 and key = $3`

async function storedReply({ runtime, tenant, actor }: Session, key: string): Promise<Reply> {
  const statement = { text: load, values: [tenant.id, actor.memberId, key] }
  const { results } = await readFlight(runtime, tenant, actor, [statement])
  const [status, location, reply] = results[0]?.[0] ?? []
  return {
    status: Number(status),
    json: JSON.parse(reply as string),
    headers: { ...(location ? { location } : {}), 'idempotent-replayed': 'true' },
  }
}

/**
 * One unit of work that answers. With an `Idempotency-Key` the key, the effect and the reply are one transaction: a
 * repeat, also after a crash, finds all three or none.
 */
export async function answering(call: SessionCall, work: (work: Work) => Promise<Reply>): Promise<Reply> {
  const { session } = call
  const { runtime, tenant, actor } = session
  const key = call.request.method === 'POST' && actor.memberId ? keyOf(call) : undefined
  if (key === undefined) return unitOfWork(runtime, tenant, actor, work)
  const print = fingerprint(call)
  try {
    return await unitOfWork(runtime, tenant, actor, async transaction => {
      transaction.write({ text: claim, values: [tenant.id, actor.memberId, key, print] })
      const reply = await work(transaction)
      const values = [
        tenant.id,
        actor.memberId,
        key,
        print,
        reply.status,
        reply.headers?.location ?? null,
        JSON.stringify(reply.json ?? null),
      ]
      transaction.write({ text: save, values })
      return reply
    })
  } catch (error) {
    if (isRequestDone(error)) return storedReply(session, key)
    throw error
  }
}
