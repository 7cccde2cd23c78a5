import { connect, createServer } from 'node:net'
import type { Place } from './place.ts'

/** Where PostgreSQL listens: the folder of its socket, or on Windows the loopback address, and a port. */
export type Address = { host: string; port: number }

/** Unix sockets cannot be reached over the network and are guarded by folder rights; Windows gets a loopback port. */
export const usesSockets = process.platform !== 'win32'

/** Where a PostgreSQL that is started now shall listen. */
export async function freshAddress(place: Place): Promise<Address> {
  if (usesSockets) return { host: place.sockets, port: 5432 }
  return { host: '127.0.0.1', port: await freePort() }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** True if some PostgreSQL takes connections at the socket. */
export function answers(socket: string): Promise<boolean> {
  return new Promise(resolve => {
    const attempt = connect(socket)
    attempt.once('connect', () => resolve(true)).once('error', () => resolve(false))
    attempt.once('connect', () => attempt.destroy())
  })
}
