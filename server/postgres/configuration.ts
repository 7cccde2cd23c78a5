import { type Address, usesSockets } from './address.ts'
import type { Place } from './place.ts'

/**
 * How PostgreSQL is started: reachable from this machine only, small, and silent about people's data. What keeps acknowledged
 * changes safe (fsync and its like) is PostgreSQL's own default, checked after the start instead of being forced here.
 */
export function startupSettings(place: Place, { host, port }: Address): string[] {
  const chosen: Record<string, string | number> = {
    port,
    listen_addresses: usesSockets ? '' : host,
    unix_socket_directories: usesSockets ? `"${host}"` : '',
    unix_socket_permissions: '0700',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    shared_buffers: '128MB',
    max_logical_replication_workers: 0,
    io_workers: 1,
    autovacuum_max_workers: 2,
    logging_collector: 'on',
    log_directory: place.logs,
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: 0,
    log_checkpoints: 'off',
    // People's data stays out of the log: neither the values of a failed statement nor the key of a duplicate.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
  }
  return Object.entries(chosen).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
