import type { Fetcher, FetchOutcome, FetchRequest, Freshness } from '../../src/ingest/fetch/fetcher.ts'
import { followRedirects, redirectOf } from '../../src/ingest/fetch/follow-redirects.ts'
import { failed, outcomeOf } from '../../src/ingest/fetch/fetch-failure.ts'
import { readAddress } from '../../src/ingest/fetch/read-address.ts'

/** What stands at an address. */
export type FakeAnswer = {
  readonly status?: number
  readonly body?: string | Uint8Array
  readonly contentType?: string
  readonly etag?: string
  readonly lastModified?: string
  readonly maxAgeMs?: number
  readonly location?: string
  readonly retryAfterMs?: number
  /** What the server takes to answer. */
  readonly tookMs?: number
}

export type FakeFetcher = Fetcher & {
  /** What stands at an address from now on; null takes it away. */
  put(url: string, answer: FakeAnswer | FetchOutcome | null): void
  /** Every request that was made, redirects among them. */
  readonly asked: readonly FetchRequest[]
}

const REDIRECTS_MAX = 5

/** A web in memory: what is nowhere is 404. An outcome that is put at an address is given as it is. */
export function fakeFetcher(web: Readonly<Record<string, FakeAnswer | FetchOutcome>> = {}): FakeFetcher {
  const answers = new Map(Object.entries(web).map(([url, answer]) => [readAddress(url).href, answer]))
  const asked: FetchRequest[] = []
  let isClosed = false

  function askOnce(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    asked.push(request)
    const url = new URL(request.url)
    if (signal.aborted || isClosed) return Promise.resolve(failed('stopped', `${url.host}: the fetch was stopped.`))
    const answer = answers.get(url.href) ?? { status: 404 }
    return Promise.resolve('kind' in answer ? answer : outcomeFor(url, request, answer))
  }

  return {
    asked,
    put(url, answer) {
      if (answer === null) answers.delete(readAddress(url).href)
      else answers.set(readAddress(url).href, answer)
    },
    async fetch(request, signal) {
      try {
        const first = { ...request, url: readAddress(request.url).href }
        if (request.follow === 'none') return await askOnce(first, signal)
        return await followRedirects(first, REDIRECTS_MAX, (step) => askOnce(step, signal))
      } catch (error) {
        return outcomeOf(error, 'the address')
      }
    },
    close() {
      isClosed = true
      return Promise.resolve()
    },
  }
}

function outcomeFor(url: URL, request: FetchRequest, answer: FakeAnswer): FetchOutcome {
  const { status = 200, etag = null, lastModified = null, maxAgeMs = null, retryAfterMs = null, tookMs = 50 } = answer
  const step = redirectOf(url, status, answer.location ?? null)
  const said = { url: url.href, redirects: step === null ? [] : [step] }
  const freshness: Freshness = { etag, lastModified, maxAgeMs }
  const isKnown =
    (etag !== null && request.etag === etag) ||
    ((request.etag ?? null) === null && lastModified !== null && request.lastModified === lastModified)
  if (status === 200 && isKnown) return { kind: 'not-modified', ...said, freshness, tookMs }
  if (status === 410) return { kind: 'gone', ...said }
  if (status < 200 || status > 299) return { kind: 'refused', status, ...said, retryAfterMs }
  const bytes = new Uint8Array(Buffer.from(answer.body ?? ''))
  return { kind: 'fetched', ...said, bytes, contentType: answer.contentType ?? null, freshness, tookMs }
}
