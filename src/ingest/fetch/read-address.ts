import { FetchFailure } from './fetch-failure.ts'
import { URL_LENGTH_MAX } from './fetch-limits.ts'

/** The address as it is asked for: whole, http(s), without name, password and fragment. Throws FetchFailure. */
export function readAddress(text: string, base?: string): URL {
  if (text.length > URL_LENGTH_MAX) {
    throw new FetchFailure(
      'forbidden-address',
      `An address of more than ${URL_LENGTH_MAX} characters is not asked for.`,
    )
  }
  const url = URL.parse(text, base)
  if (url === null || url.href.length > URL_LENGTH_MAX) {
    throw new FetchFailure('forbidden-address', 'This is no web address; write it whole, as in https://example.org/.')
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new FetchFailure('forbidden-address', `An address that begins with ${url.protocol} is not of the web.`)
  }
  url.username = ''
  url.password = ''
  url.hash = ''
  return url
}
