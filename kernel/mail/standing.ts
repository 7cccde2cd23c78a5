import type { Statement } from '../data/batch.ts'

/** One row: how many mails of the tenant wait, how many were given up within a week, and why the last one was. */
export const mailStanding = (tenantId: string): Statement => ({
  text: `select count(*) filter (where state = 'queued'),
      count(*) filter (where state = 'dead' and ended_at > now() - interval '7 days'),
      (array_agg(last_error order by ended_at desc) filter (where state = 'dead'))[1]
    from kernel.mail where tenant_id = $1 and state <> 'sent'`,
  values: [tenantId],
})
