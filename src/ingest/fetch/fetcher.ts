/** One address to fetch, with what is known of it from last time. */
export type FetchRequest = {
  /** Absolute, http(s). */
  readonly url: string
  /** Of a robots.txt only as much is read as it may count; the rest is left out. */
  readonly accept: 'feed' | 'page' | 'robots'
  /** As the server gave them last time; with them an unchanged answer costs a 304. */
  readonly etag?: string | null
  readonly lastModified?: string | null
  /** `none`: a redirect is `refused` with its status, and its one step stands in `redirects`. Left out: all are followed. */
  readonly follow?: 'all' | 'none'
}

/** One step of a redirect. `permanent`: 301 or 308, but never a step from https down to http: that is not remembered. */
export type Redirect = { readonly from: string; readonly to: string; readonly permanent: boolean }

/** What a server says about asking again; null where it says nothing. */
export type Freshness = {
  readonly etag: string | null
  readonly lastModified: string | null
  /** From Cache-Control or Expires. */
  readonly maxAgeMs: number | null
}

/**
 * Why nothing was fetched. `forbidden-address`: not http(s), or an address or port that is not of the public network.
 * `robots`: robots.txt forbids it. `unresolved`, `unreachable`, `tls`: name, connection, certificate. `timeout`: too slow, or
 * endless. `too-large`: headers, or the body, plain or unpacked. `too-many-redirects`: or a loop of them. `broken`: reset,
 * cut short, wrongly packed, or not HTTP. `stopped`: the caller gave up.
 */
export type FetchFault =
  | 'forbidden-address'
  | 'robots'
  | 'unresolved'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'too-large'
  | 'too-many-redirects'
  | 'broken'
  | 'stopped'

/** What became of a fetch; every outcome is expected, none is thrown. */
export type FetchOutcome =
  | {
      readonly kind: 'fetched'
      /** After redirects. */
      readonly url: string
      readonly redirects: readonly Redirect[]
      /** Unpacked, within the limit. */
      readonly bytes: Uint8Array
      /** As the server states it, parameters and all. */
      readonly contentType: string | null
      readonly freshness: Freshness
      /** How long the server took, in milliseconds: waiting for a turn at it is not counted. */
      readonly tookMs: number
    }
  | {
      readonly kind: 'not-modified'
      readonly url: string
      readonly redirects: readonly Redirect[]
      readonly freshness: Freshness
      readonly tookMs: number
    }
  /** 410; a 404 is `refused`, since it often comes back. */
  | { readonly kind: 'gone'; readonly url: string; readonly redirects: readonly Redirect[] }
  /**
   * Any other status than 2xx and 304. 429 and 503 may say when to come again. Where `url` is that of a robots.txt, the host
   * could not say what it allows, so nothing was asked of it.
   */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly url: string
      readonly redirects: readonly Redirect[]
      readonly retryAfterMs: number | null
    }
  /** `message`: one sentence for a person: what happened, to which host, what to do. It holds no secret of the address. */
  | { readonly kind: 'failed'; readonly fault: FetchFault; readonly message: string }

/** Fetches addresses gently and safely. */
export type Fetcher = {
  fetch(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome>
  /** Lets go of its connections. */
  close(): Promise<void>
}
