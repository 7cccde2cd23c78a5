import type pg from 'pg'

/**
 * Makes a tenant's history, copied from another cluster by dump and restore, fit this one: transaction numbers begin anew
 * in each cluster, and events would otherwise seem to lie in the future and never be sealed. Everything moves down below
 * the first number there is, keeping its order; hashes and chain stay as they are. To be called as the owner of the
 * database, before the tenant is written to again; doing it twice does no harm.
 */
export async function renumberChain(owner: pg.ClientBase, tenantId: string): Promise<void> {
  await owner.query('begin')
  try {
    await owner.query("select set_config('app.tenant_id', $1, true)", [tenantId])
    const { rows } = await owner.query(
      'select greatest(max(tx), 0)::text as shift from kernel.audit_event where tenant_id = $1',
      [tenantId],
    )
    const { shift } = rows[0]
    await owner.query('update kernel.audit_event set tx = tx - $2::bigint where tenant_id = $1 and $2::bigint > 0', [
      tenantId,
      shift,
    ])
    await owner.query(
      'update kernel.audit_block set to_tx = to_tx - $2::bigint where tenant_id = $1 and $2::bigint > 0',
      [tenantId, shift],
    )
    await owner.query('commit')
  } catch (error) {
    await owner.query('rollback')
    throw error
  }
}
