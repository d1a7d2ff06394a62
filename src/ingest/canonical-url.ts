import { siteOf } from '../news/site.ts'
import { isSuperfluous } from './url-parameters.ts'

/** No browser's bar, mail or chat carries a longer address whole, and a name of such a host would fill a page. */
const LENGTH_MAX = 2_048
/** A wrapped address carries the name of its wrapper and what that added. */
const WRAPPED_LENGTH_MAX = 4 * LENGTH_MAX

/**
 * The address an article is known and linked by: http(s) only, of bearable length, without credentials, tracking
 * parameters, AMP, mobile and print variants, and fragments that are no address of their own; the remaining parameters
 * sorted. `base` resolves a relative address. Null where there is no such address.
 */
export function canonicalUrl(raw: string, base: string | null = null): string | null {
  const trimmed = raw.trim()
  if (trimmed === '' || trimmed.length > WRAPPED_LENGTH_MAX) return null
  const given = URL.parse(trimmed, base ?? undefined)
  if (given === null || !isWeb(given)) return null
  const url = plainPlace(given)
  url.username = ''
  url.password = ''
  // What scripts route by (`#!/news/1`, `#/news/1`) is the article's name; any other fragment is a place in it.
  if (!/^#!?\/.|^#!./.test(url.hash)) url.hash = ''
  const isNamed = namesArticle(url.pathname)
  const all = [...url.searchParams]
  const kept = all.filter(([name, value]) => !isSuperfluous(name, value, isNamed))
  if (kept.length < all.length) url.search = new URLSearchParams(kept).toString()
  url.searchParams.sort()
  return url.href.length > LENGTH_MAX ? null : url.href
}

/**
 * The address with the host and path of the page itself. Without its wrapper, its mobile host or a session in its path it may be
 * another that has some: so until nothing is left to take off. Each unwrapping leaves a shorter address.
 */
function plainPlace(given: URL): URL {
  let url = new URL(given)
  for (let isPlain = false; !isPlain;) {
    for (let inner: URL | null = url; inner !== null; inner = unwrap(inner)) url = inner
    const { hostname, pathname } = url
    url.hostname = desktopHost(hostname)
    url.pathname = plainPath(pathname)
    isPlain = url.hostname === hostname && url.pathname === pathname
  }
  return url
}

const isWeb = (url: URL) => (url.protocol === 'http:' || url.protocol === 'https:') && url.hostname !== ''

/**
 * By which addresses are compared: the canonical one without what servers treat alike: http or https, `www.`, `index`
 * pages, slashes at the end or doubled, signs escaped without need. Not for fetching. Null where there is no address.
 */
export function addressKey(raw: string): string | null {
  const canonical = canonicalUrl(raw)
  if (canonical === null) return null
  const { host, pathname, search, hash } = new URL(canonical)
  const path = pathname
    .replaceAll(/%[\da-f]{2}/gi, plainEscape)
    .replaceAll(/\/{2,}/g, '/')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp|shtml)$/i, '/')
    .replace(/\/$/, '')
  return `${host.replace(/^www\d?\.(?=.+\.)/, '').replace(/:(?:80|443)$/, '')}${path}${search}${hash}`
}

/** Escaped letters, digits and `-._~` are the sign itself (RFC 3986 §6.2.2). */
function plainEscape(escape: string): string {
  const sign = String.fromCharCode(Number.parseInt(escape.slice(1), 16))
  return /[\w.~-]/.test(sign) ? sign : escape.toUpperCase()
}

/** The address inside one of a cache of AMP pages (`cdn.ampproject.org/c/s/HOST/PATH`) or of a page that only redirects. */
function unwrap(url: URL): URL | null {
  if (!isWeb(url)) return null
  const { hostname, pathname, searchParams } = url
  const isCache = /(?:^|\.)(?:cdn\.ampproject\.org|bing-amp\.com)$/.test(hostname)
  const isGoogle = /^(?:www\.)?google\.[a-z.]{2,7}$/.test(hostname)
  const cached = isCache ? /^\/[a-z]\/(s\/)?(.+)$/ : isGoogle ? /^\/amp\/(s\/)?(.+)$/ : null
  const inner = cached?.exec(pathname) ?? null
  if (inner !== null) return webOnly(`${inner[1] === undefined ? 'http' : 'https'}://${inner[2] ?? ''}${url.search}`)
  if (isGoogle && pathname === '/url') return webOnly(searchParams.get('q') ?? searchParams.get('url') ?? '')
  const isLeaving = /^lm?\.(?:facebook|instagram)\.com$/.test(hostname)
  return isLeaving ? webOnly(searchParams.get('u') ?? '') : null
}

function webOnly(address: string): URL | null {
  const url = URL.parse(address)
  return url !== null && isWeb(url) && url.hostname.includes('.') ? url : null
}

function desktopHost(host: string): string {
  const labels = host.split('.')
  if (/^(?:m|mobile|amp|mobil|movil)$/.test(labels[0] ?? '') && labels.length > 2) {
    const rest = labels.slice(1).join('.')
    return siteOf(`https://${rest}/`) === rest ? `www.${rest}` : desktopHost(rest)
  }
  // en.m.example.org, as encyclopedias do.
  if (labels.length > 3 && labels[1] === 'm') return desktopHost([labels[0], ...labels.slice(2)].join('.'))
  return host
}

const PRINT = /(?<=.)\/(?:print|printable|print-?page|imprimir)(?:\.html?|\.php)?\/?$/i

/** The path without what asks for the AMP or print form of the page. */
function plainPath(path: string): string {
  const plain = path
    .replace(/;jsessionid=[^/]*/i, '')
    .replace(/(?<=.)(?:\/amp)+(\/?)$/i, '$1')
    .replace(/(?<=.)\/amp\.html$/i, '')
    .replace(/(?:\.amp)+(?:\.html)?$/i, '.html')
    .replace(/^(?:\/amp)+(?=\/.)/i, '')
  const unprinted = plain.replace(PRINT, '')
  // A section may be called “print”: an article's name must stand before it.
  const shown = namesArticle(unprinted) ? unprinted : plain
  return shown === path ? path : plainPath(shown)
}

/** True where the last part of a path reads as an article's name: three words or more, or a number of four digits. */
export function namesArticle(path: string): boolean {
  const last = path.split('/').findLast((part) => part !== '' && !/^(?:index|default)\.\w+$/i.test(part)) ?? ''
  const words = last.replaceAll(/(?:%[\da-f]{2})+/gi, 'x').replace(/\.\w{2,5}$/, '')
  return /\d{4}/.test(words) || (words.match(/[\p{L}\d]+/gu)?.length ?? 0) >= 3
}
