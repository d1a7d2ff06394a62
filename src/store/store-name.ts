/** True for the address of a database, false for a path. */
export function isAddress(target: string): boolean {
  return /^postgres(ql)?:/i.test(target)
}

/** A store as a message may name it: a path as it is; of an address host, port and database, and neither user nor password. */
export function storeName(target: string): string {
  if (!isAddress(target)) return target
  const url = URL.parse(target)
  // Behind a slash too many, or none, what stands before an @ may be a password.
  if (url === null || !/^postgres(ql)?:\/\//i.test(target) || url.pathname.includes('@')) return 'postgres://…'
  // A folder in place of a host is that of a socket.
  const host = url.hostname === '' ? (url.searchParams.get('host') ?? 'localhost') : decodeURIComponent(url.hostname)
  const port = url.port === '' ? (url.searchParams.get('port') ?? PORT) : url.port
  return `postgres://${host}:${port}${url.pathname}`
}

/**
 * The address as the client is given it: `sslmode=prefer`, `require` and `verify-ca` are written `verify-full`. The client takes
 * them so anyway, and says that in nine lines on standard error at every start.
 */
export function plainAddress(address: string): string {
  if (/[?&]uselibpqcompat=true(?:&|$)/.test(address)) return address
  return address.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/g, '$1verify-full')
}

/** Where Postgres listens when nothing else is said. */
const PORT = '5432'
