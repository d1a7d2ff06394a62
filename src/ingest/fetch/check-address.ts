import ipaddr from 'ipaddr.js'

type Address = ReturnType<typeof ipaddr.parse>

/** Addresses outside the private ranges behind which a cloud tells a machine its secrets: Azure's wire server. */
const METADATA: ReadonlySet<string> = new Set(['168.63.129.16'])
/** All that is given out for the public network in IPv6 (RFC 4291 §2.4, IANA). */
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3')
/** The well-known prefix of NAT64 (RFC 6052): the last 32 bits are the IPv4 address that is meant. */
const NAT64 = ipaddr.parseCIDR('64:ff9b::/96')

/** The networks that may be reached beside the public one, ready to compare. */
export type AllowedNetworks = readonly ReturnType<typeof ipaddr.parseCIDR>[]

/** Reads `10.0.0.0/8` or `fd00::/8`; a plain address stands for itself. Throws RangeError for anything else. */
export function readNetworks(written: readonly string[]): AllowedNetworks {
  return written.map((text) => {
    if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text)
    const address = parse(text)
    if (address === null) throw new RangeError(`${text} is no network; write one as in 10.0.0.0/8`)
    return [address, address.kind() === 'ipv4' ? 32 : 128]
  })
}

/** True where a server may be reached at `ip`: it is of the public network, or in a network that is allowed. */
export function isReachable(ip: string, allowed: AllowedNetworks): boolean {
  const address = parse(ip)
  return address !== null && (isPublic(address) || isWithin(address, allowed))
}

/** True where `ip` stands in a network that is allowed by name. */
export function isAllowed(ip: string, allowed: AllowedNetworks): boolean {
  const address = parse(ip)
  return address !== null && isWithin(address, allowed)
}

/** The address in a URL's `hostname`, without brackets; null where it is a name. */
export function literalAddress(hostname: string): string | null {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
  return parse(bare) === null ? null : bare
}

/** Only what a resolver or a URL's parser writes: no octal, no zone (a zone is of a link, never of the public network). */
function parse(text: string): Address | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return ipaddr.IPv4.parse(text)
  return text.includes('%') || !ipaddr.IPv6.isValid(text) ? null : ipaddr.IPv6.parse(text)
}

/**
 * Of the public network. An IPv4 address in an IPv6 one counts as what it holds where it is reached that way (mapped,
 * NAT64); 6to4, Teredo, the local NAT64 prefix 64:ff9b:1::/48 and translated addresses are refused whatever they hold.
 */
function isPublic(address: Address): boolean {
  const held = heldAddress(address)
  if (held !== null) return isPublic(held)
  if (address.range() !== 'unicast') return false
  if (address instanceof ipaddr.IPv6) return address.match(GLOBAL_UNICAST)
  return !METADATA.has(address.toString())
}

function heldAddress(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null
  if (address.isIPv4MappedAddress()) return address.toIPv4Address()
  return address.match(NAT64) ? new ipaddr.IPv4(address.toByteArray().slice(-4)) : null
}

/** As written: an allowed IPv4 network does not open the ways round it in IPv6. */
function isWithin(address: Address, allowed: AllowedNetworks): boolean {
  return allowed.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits))
}
