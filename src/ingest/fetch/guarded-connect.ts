import { connect, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { isAllowed, isReachable, literalAddress, type AllowedNetworks } from './check-address.ts'
import { codeOf, FetchFailure } from './fetch-failure.ts'
import type { ResolveHost } from './resolve-host.ts'
import { untilAborted } from './until-aborted.ts'

/** Opens a connection to an address; a stub in tests, so that no packet leaves the machine. */
export type Dial = (address: string, port: number) => Socket

export type ConnectParts = {
  readonly resolve: ResolveHost
  readonly dial: Dial
  readonly allowed: AllowedNetworks
  readonly ports: readonly number[]
  readonly connectMs: number
  /** Certificates to trust instead of the machine's: for tests. */
  readonly ca?: string
}

/** Enough for every large site; a name with a thousand addresses is not tried through. */
const ADDRESSES_MAX = 4
const DEFAULT_PORTS: ReadonlySet<number> = new Set([80, 443])

export const dialTcp: Dial = (address, port) => connect({ host: address, port })

/**
 * A connection to the host of `url`, checked three times: the address that stands in it, every address its name has, and
 * the address the socket is truly connected to. What was looked up is what is dialled: there is no second look-up in which
 * the name could mean something else. Throws FetchFailure.
 */
export async function connectGuarded(url: URL, parts: ConnectParts, signal: AbortSignal): Promise<Socket> {
  const addresses = await addressesOf(url, parts, signal)
  const until = performance.now() + parts.connectMs
  const attempt = { url, parts, signal }
  let fault: unknown = null
  for (const [at, address] of addresses.entries()) {
    const share = (until - performance.now()) / (addresses.length - at)
    try {
      const socket = await dialOne(address, share, attempt)
      return url.protocol === 'https:' ? await secure(socket, until - performance.now(), attempt) : socket
    } catch (error) {
      if (signal.aborted || (error instanceof FetchFailure && error.fault !== 'unreachable')) throw error
      fault = error
    }
  }
  throw fault
}

type Attempt = { readonly url: URL; readonly parts: ConnectParts; readonly signal: AbortSignal }

const portOf = (url: URL): number => Number(url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : url.port)

async function addressesOf(url: URL, parts: ConnectParts, signal: AbortSignal): Promise<readonly string[]> {
  const literal = literalAddress(url.hostname)
  const found = literal === null ? await untilAborted(parts.resolve(url.hostname, signal), signal) : [literal]
  if (found.length === 0) throw new FetchFailure('unresolved', `${url.host}: no address is known for this name.`)
  // One private address among public ones is how a name is turned against its reader: then none is used.
  if (!found.every((address) => isReachable(address, parts.allowed))) throw forbidden(url)
  const port = portOf(url)
  if (!DEFAULT_PORTS.has(port) && !parts.ports.includes(port)) {
    if (!found.every((address) => isAllowed(address, parts.allowed))) {
      const right = 'only 80, 443 and those of `fetch.ports` in the settings are used'
      throw new FetchFailure('forbidden-address', `${url.host}: port ${port} is not one of the web; ${right}.`)
    }
  }
  return found.slice(0, ADDRESSES_MAX)
}

function forbidden(url: URL): FetchFailure {
  const right = 'where it is meant, name its network under `fetch.allow` in the settings'
  return new FetchFailure('forbidden-address', `${url.host}: not an address of the public network; ${right}.`)
}

function dialOne(address: string, limitMs: number, { url, parts, signal }: Attempt): Promise<Socket> {
  const socket = parts.dial(address, portOf(url))
  const ready = settled(socket, 'connect', limitMs, signal, (error) =>
    error === null
      ? new FetchFailure('unreachable', `${url.host}: no connection within ${parts.connectMs} ms.`)
      : new FetchFailure('unreachable', `${url.host}: no connection (${codeOf(error)}).`, error),
  )
  return ready.then(() => {
    if (isReachable(socket.remoteAddress ?? '', parts.allowed)) return socket
    socket.destroy()
    throw forbidden(url)
  })
}

async function secure(raw: Socket, limitMs: number, { url, parts, signal }: Attempt): Promise<Socket> {
  const literal = literalAddress(url.hostname)
  const name = url.hostname.replace(/\.$/, '')
  const socket = connectTls({
    socket: raw,
    host: literal ?? name,
    servername: literal === null ? name : '',
    ALPNProtocols: ['http/1.1'],
    minVersion: 'TLSv1.2',
    // Said aloud: the environment can turn the check off for the whole process.
    rejectUnauthorized: true,
    ...(parts.ca === undefined ? {} : { ca: parts.ca }),
  })
  await settled(socket, 'secureConnect', limitMs, signal, (error) =>
    error === null
      ? new FetchFailure('tls', `${url.host}: no secure connection within ${parts.connectMs} ms.`)
      : new FetchFailure(
          'tls',
          `${url.host}: no secure connection (${codeOf(error)}); its keeper must mend it.`,
          error,
        ),
  )
  return socket
}

/** Waits for `event`; else destroys the socket and throws what `fault` makes of the error, or of null where it took too long. */
function settled(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  limitMs: number,
  signal: AbortSignal,
  fault: (error: Error | null) => FetchFailure,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const timer = setTimeout(() => reject(fault(null)), Math.max(0, limitMs))
  const stop = () => reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  socket.once(event, resolve)
  // For the socket's whole life: a fault between two readers must not end the process.
  socket.on('error', (error) => reject(fault(error)))
  socket.once('close', () => reject(fault(new Error('closed'))))
  return promise
    .catch((error: unknown) => {
      socket.destroy()
      throw error
    })
    .finally(() => {
      clearTimeout(timer)
      signal.removeEventListener('abort', stop)
    })
}
