import type { Statement } from '@tenon/kernel/data/batch.ts'

/** Begins the set-up of an authenticator app; an earlier one that was not finished is forgotten. */
export const beginTotp = (wish: { id: string; userId: string; sealed: string }): Statement => ({
  text: `insert into auth.totp (id, user_id, secret) values ($1, $2, $3)
    on conflict (user_id) where confirmed_at is null
    do update set id = excluded.id, secret = excluded.secret, created_at = now()`,
  values: [wish.id, wish.userId, wish.sealed],
})

/** Set-ups that nobody finished within the hour are not offered any more. */
export const pendingTotp = (userId: string): Statement => ({
  text: `select id, secret from auth.totp
    where user_id = $1 and confirmed_at is null and created_at > now() - interval '1 hour'`,
  values: [userId],
})
export const confirmedTotp = (userId: string): Statement => ({
  text: 'select id, secret from auth.totp where user_id = $1 and confirmed_at is not null',
  values: [userId],
})

export const dropConfirmedTotp = (userId: string): Statement => ({
  text: 'delete from auth.totp where user_id = $1 and confirmed_at is not null',
  values: [userId],
})
/** Of many who confirm at once, one gets a row. */
export const confirmTotp = (id: string, step: number): Statement => ({
  text: `update auth.totp set confirmed_at = now(), last_used_at = now(), last_step = $2
    where id = $1 and confirmed_at is null returning id`,
  values: [id, step],
})

/** Gives a row the first time only: a code of this step, or of one before it, has then been used. */
export const spendStep = (id: string, step: number): Statement => ({
  text: `update auth.totp set last_step = $2, last_used_at = now()
    where id = $1 and confirmed_at is not null and last_step < $2 returning id`,
  values: [id, step],
})
