/** What fetching may cost at most, and whom it may reach. Set in the settings under `fetch`; passed in as values. */
export type FetchLimits = {
  /** One address with all its redirects, from the look-up of its name to the last byte of its body. */
  readonly timeoutMs: number
  /** Of that, until a connection stands, TLS and all. */
  readonly connectMs: number
  /** Bytes of a body, as they come and unpacked. */
  readonly bodyBytes: number
  /** Bytes of an answer's headers, names and values together. */
  readonly headerBytes: number
  /** Steps followed from the address asked for. */
  readonly redirects: number
  /** Ports beside 80 and 443. */
  readonly ports: readonly number[]
  /** Addresses that may be reached though they are not of the public network, as CIDR; at any port. */
  readonly allow: readonly string[]
}

/** How gently: set in the settings under `fetch`. */
export type PaceLimits = {
  /** Requests that may run at once in all. */
  readonly atOnce: number
  /** Requests that may run at once at one host. */
  readonly hostAtOnce: number
  /** Time between the beginnings of two requests at one host. */
  readonly hostEveryMs: number
}

/**
 * Of the pages and feeds of ../shared/data none is above 5 MB, and a server that needs 20 s is asked again later anyway:
 * both are some three times what the slowest honest one needs. RFC 9309 asks for five redirects, browsers follow twenty.
 */
export const FETCH_LIMITS: FetchLimits = {
  timeoutMs: 20_000,
  connectMs: 5_000,
  bodyBytes: 10_485_760,
  headerBytes: 32_768,
  redirects: 5,
  ports: [],
  allow: [],
}

/** One request a second is what crawlers of public archives keep to; 32 connections are few for any machine. */
export const PACE_LIMITS: PaceLimits = { atOnce: 32, hostAtOnce: 2, hostEveryMs: 1_000 }

/** Longer addresses come from loops of redirects or from attacks: browsers and search engines stop at some 2,000. */
export const URL_LENGTH_MAX = 4_000
/** Servers mean one packing; two come from a proxy that packs again. More is an attack. */
export const PACKINGS_MAX = 2
/** What a body may become by being cut into chunks, of which each says how long it is: honest ones grow by a hundredth. */
export const FRAMING_MAX = 2
/** A piece costs ten microseconds however short it is; of 10 MB these are pieces of 100 bytes, a tenth of the shortest packet. */
export const PIECES_MAX = 100_000
/** 103 (early hints) comes once or twice. */
export const INFORMATIONAL_MAX = 8
/** Tags and dates that are sent back: longer ones are not worth their bytes. */
export const VALIDATOR_LENGTH_MAX = 512
/** A host that says "come again in a year" is asked before; the plan of polls bounds it further. */
export const RETRY_AFTER_MAX_MS = 7 * 86_400_000
/** Of a robots.txt the first 500 KiB are read, as RFC 9309 §2.5 asks at least; what follows is left out. */
export const ROBOTS_BYTES_MAX = 512_000
/** A window of 8 MB is the most that a browser gives to zstd (RFC 9659): 2 to the power of this. */
export const ZSTD_WINDOW_LOG_MAX = 23
