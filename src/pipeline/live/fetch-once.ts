import type { FetchOutcome, FetchRequest, Fetcher } from '../../ingest/fetch/fetcher.ts'
import { NewsError } from '../../news/errors.ts'
import { shownAddress } from './live-parts.ts'

export type Fetched = Extract<FetchOutcome, { kind: 'fetched' }>

/**
 * What stands at an address that a person gave. Throws NewsError 'input-unreadable' where it cannot be had, 'interrupted'
 * where the signal came first.
 */
export async function fetchOnce(
  request: Pick<FetchRequest, 'url' | 'accept'>,
  fetcher: Fetcher,
  signal: AbortSignal,
): Promise<Fetched> {
  return requireFetched(await fetcher.fetch(request, signal), request.url, signal)
}

/** What was fetched of `url`. Throws as `fetchOnce` does. */
export function requireFetched(answer: FetchOutcome, url: string, signal: AbortSignal): Fetched {
  if (answer.kind === 'fetched') return answer
  if (signal.aborted)
    throw new NewsError('interrupted', 'Stopped while an address was read; what was read before is kept.')
  const because = answer.kind === 'not-modified' ? 'it sends nothing' : whyNotFetched(answer)
  throw new NewsError('input-unreadable', `${shownAddress(url)}: ${because}`)
}

const REFUSED: Readonly<Record<number, string>> = {
  401: 'the server asks for a password',
  402: 'the server asks to be paid',
  403: 'the server refuses us',
  404: 'the server knows no such page; check the address',
  429: 'the server finds that we ask too often; try later',
  451: 'the server may not show it here',
}

/** Why nothing was fetched, to be told after the address. */
export function whyNotFetched(answer: Exclude<FetchOutcome, { kind: 'fetched' | 'not-modified' }>): string {
  if (answer.kind === 'failed') return answer.message
  if (answer.kind === 'gone') return 'the server says that it was taken down for good (410)'
  const robots = answer.url.endsWith('/robots.txt') ? ', when asked what it allows (robots.txt)' : ''
  return `${REFUSED[answer.status] ?? 'the server has a fault; try later'} (${answer.status}${robots})`
}
