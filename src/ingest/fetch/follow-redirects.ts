import { failed, FetchFailure } from './fetch-failure.ts'
import type { FetchOutcome, FetchRequest, Redirect } from './fetcher.ts'
import { readAddress } from './read-address.ts'

/**
 * Asks for an address and for where it leads, step by step: each is a request of its own, so each is checked as if it were
 * the first. `askOnce` gives a redirect as `follow: 'none'` says. Loops and long ways end in `too-many-redirects`.
 */
export async function followRedirects(
  request: FetchRequest,
  stepsMax: number,
  askOnce: (request: FetchRequest) => Promise<FetchOutcome>,
): Promise<FetchOutcome> {
  const redirects: Redirect[] = []
  const seen = new Set<string>()
  let url = request.url
  for (;;) {
    seen.add(url)
    const outcome = await askOnce({ ...request, url, follow: 'none' })
    if (outcome.kind === 'failed') return outcome
    const step = outcome.redirects[0]
    if (step === undefined) return { ...outcome, redirects }
    redirects.push(step)
    if (redirects.length > stepsMax || seen.has(step.to)) {
      const what = seen.has(step.to) ? 'its redirects lead in a circle' : `more than ${stepsMax} redirects`
      return failed('too-many-redirects', `${new URL(request.url).host}: ${what}; its keeper must mend it.`)
    }
    url = step.to
  }
}

/** The step that an answer of this status asks for; null where it asks for none. Throws FetchFailure where it leads nowhere. */
export function redirectOf(url: URL, status: number, location: string | null): Redirect | null {
  if (![301, 302, 303, 307, 308].includes(status)) return null
  if (location === null) throw new FetchFailure('broken', `${url.host}: a redirect (${status}) that says not whereto.`)
  const to = readAddress(location, url.href)
  const downgrade = url.protocol === 'https:' && to.protocol === 'http:'
  return { from: url.href, to: to.href, permanent: (status === 301 || status === 308) && !downgrade }
}
