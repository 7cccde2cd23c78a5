/**
 * The tables that belong to the installation and not to a tenant, so that they stand outside the wall: all others must
 * be behind it. `*` at the end stands for any ending. What is added here every tenant's session can read.
 */
export const instanceTables: readonly string[] = [
  'kernel.tenant',
  'kernel.migration',
  'kernel.declared_table',
  // Wrapped with a key that only the server has.
  'kernel.data_key',
  // Who signs in: looked up before there is a tenant. What of it names a tenant is reached by account, token or member.
  'auth.user',
  'auth.account',
  'auth.session',
  'auth.verification',
  'auth.membership',
  'auth.throttle',
  'auth.invitation_code',
  'auth.totp',
  'auth.recovery_code',
  'auth.passkey',
  'auth.ceremony',
  'auth.challenge',
  'auth.policy',
  'auth.former_password',
  'auth.known_place',
  'auth.trusted_device',
  'auth.sso_directory',
  'auth.sso_link',
  'auth.sso_state',
  'auth.unknown_sign_in',
  'auth.api_key',
  'auth.support_access',
  // Of the job queue: of a tenant it sees its id and the ids in a job's data.
  'pgboss.bam',
  'pgboss.job',
  'pgboss.job_common',
  'pgboss.job_dependency',
  'pgboss.queue',
  'pgboss.queue_stats*',
  'pgboss.schedule',
  'pgboss.subscription',
  'pgboss.version',
  'pgboss.warning',
]
