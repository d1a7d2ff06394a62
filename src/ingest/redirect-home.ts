import { canonicalUrl, namesArticle } from './canonical-url.ts'

/** Pages that are shown in place of an article, by the last part of their path. */
const INSTEAD =
  /^(?:404|410|403|error|errors?-?\d*|not-?found|page-?not-?found|no-?encontrad[oa]|login|log-?in|sign-?in|signin|acceso|register|registro|subscribe|subscription|suscripcion|suscribete|search|buscar|busqueda|home|inicio|index|portada|consent|cookies?|privacy|gone|removed|maintenance)(?:\.\w{2,5})?$/i
/** Sections are named in so few words, and lie at most this deep. */
const SECTION_WORDS_MAX = 2
const SECTION_DEPTH_MAX = 3
/** Parameters that name a text where the path does not. */
const NAMING =
  /^(?:id|p|a|aid|nid|sid|art|article|articleid|articulo|noticia|nota|story|storyid|newsid|post|doc|idnoticia|page_id)$/i

/** Of these, what a reader is sent to first: the article stands behind it as it did. */
const GATE =
  /^(?:login|log-?in|sign-?in|acceso|register|registro|subscribe|subscription|suscripcion|suscribete|consent|cookies?|privacy|maintenance)(?:\.\w{2,5})?$/i
const GATE_HOST = /^(?:consent|login|auth|accounts?|sso)\./

/** True where a redirect leads to a sign-in, an offer, a request for consent: what was asked for is not gone for that. */
export function isGate(to: string): boolean {
  const url = canonicalUrl(to)
  return url !== null && (GATE_HOST.test(new URL(url).hostname) || partsOf(url).some((part) => GATE.test(part)))
}

/**
 * True where a redirect leads to a site's front page, a section, a search, a sign-in or an error page: whatever was
 * asked for, it is not what came, and the two addresses name no one article.
 */
export function isRedirectHome(from: string, to: string): boolean {
  const [asked, got] = [canonicalUrl(from), canonicalUrl(to)]
  if (got === null || asked === null) return true
  if (asked === got) return partsOf(got).length === 0 && !isNamedByParameter(got)
  if (isNamedByParameter(got)) return false
  const parts = partsOf(got)
  const last = parts.at(-1)
  if (last === undefined || INSTEAD.test(last) || GATE_HOST.test(new URL(got).hostname)) return true
  if (namesArticle(new URL(got).pathname) && !isDay(parts)) return false
  // A shorter path to the same text keeps its name: `/2026/01/ferry` becomes `/ferry`.
  const before = partsOf(asked)
  if (before.at(-1) === last) return false
  const isAbove = before.length > parts.length && parts.every((part, at) => part === before[at])
  // Where articles have names as short as sections, a name tells nothing: what came is looked at.
  const isSection = parts.length <= SECTION_DEPTH_MAX && parts.every(isSectionName) && !before.every(isSectionName)
  return isAbove || isDay(parts) || isSection
}

/** The parts of the path; a language in front (`/es`, `/en-gb`) and an index page at the end name nothing. */
function partsOf(url: string): readonly string[] {
  const { pathname, hash } = new URL(url)
  const parts = `${pathname}${hash.replace(/^#!?/, '/')}`.split('/').filter((part) => part !== '')
  return parts.filter(
    (part, at) => !(at === 0 && /^[a-z]{2}(?:-[a-z]{2})?$/i.test(part)) && !/^(?:index|default)\.\w{2,5}$/i.test(part),
  )
}

const isNamedByParameter = (url: string) => [...new URL(url).searchParams].some(([name]) => NAMING.test(name))
const isSectionName = (part: string) =>
  !/\d{3}/.test(part) && part.split(/[-_.]/).filter((word) => word !== 'html').length <= SECTION_WORDS_MAX
/** `/2026`, `/2026/01/07`, `/news/2026`: an archive. */
const isDay = (parts: readonly string[]) => /^(?:19|20)\d\d$|^\d\d?$/.test(parts.at(-1) ?? '')
