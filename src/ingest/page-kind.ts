import type { PageFacts } from './page-facts.ts'
import type { PageSigns } from './page-signs.ts'

/**
 * What a page is. `stub`: the start of an article whose rest is for those who pay or sign in. `consent`, `challenge` and
 * `shell` (a page that only scripts fill) stand in an article's place and may not another time; so may `error`. A
 * `listing` (front page, section, tag, search) and `media` (a film or pictures with a line) are no article and stay so.
 */
export type PageKind = 'article' | 'stub' | 'consent' | 'challenge' | 'shell' | 'error' | 'listing' | 'media'

/** What was read of a page. */
export type PageText = {
  readonly text: string
  /** A line of it asks to subscribe in order to read on. */
  readonly asksToPay: boolean
}

/** An error page or a challenge tells no more, but for a list of latest news. */
const NOTICE_WORDS_MAX = 150
/** A text of fewer words on a page that asks for a subscription is its start, not the article. */
const STUB_WORDS_MAX = 150
/** Where the page counts its article's words, so small a share of them is its start. */
const STUB_SHARE_MAX = 0.5
/** What a film's or a gallery's page tells beside it. */
const MEDIA_WORDS_MAX = 60
/** With less on it than this, a page is yet to be filled. */
const SHELL_WORDS_MAX = 40
/** A sentence. */
const TEXT_WORDS_MIN = 12
/** A page whose text is about consent for the most part asks for it. */
const CONSENT_SHARE_MIN = 0.4

/** What the page is, by its structure first and by what it says of itself; in doubt an article. */
export function kindOfPage(signs: PageSigns, facts: PageFacts, { text, asksToPay }: PageText): PageKind {
  const words = countWords(text)
  const isStated = statesArticle(facts)
  const isNotice = !isStated && facts.publishedAt === null
  const isShort = Math.min(words, signs.loneWords) <= NOTICE_WORDS_MAX
  if (isNotice && (isShort || signs.headlineLinks >= HEADLINES_MIN) && signs.says('missing')) return 'error'
  if (isNotice && isShort && signs.says('challenge')) return 'challenge'
  if (!isStated && isConsent(signs)) return 'consent'
  if (isListing(signs, facts, words)) return 'listing'
  if (isMedia(facts, words)) return 'media'
  if (isStub(signs, facts, { text, asksToPay }, words)) return 'stub'
  if (words >= TEXT_WORDS_MIN) return 'article'
  if (signs.visibleWords <= SHELL_WORDS_MAX) return 'shell'
  return signs.headlineLinks > 0 ? 'listing' : isStated ? 'stub' : 'error'
}

const countWords = (text: string) => text.split(/\s+/).filter((word) => word !== '').length

function statesArticle({ nature, articleBody }: PageFacts): boolean {
  if (articleBody !== null || nature.articles === 1) return true
  return nature.articles === 0 && /article|news|story|post/i.test(nature.openGraph ?? '')
}

function isConsent(signs: PageSigns): boolean {
  if (signs.consentShare < CONSENT_SHARE_MIN) return false
  return signs.hasConsentControl || signs.says('consent')
}

/** Headlines that lead elsewhere, so many that hardly a text stands between them. */
const HEADLINES_MIN = 6
const WORDS_A_HEADLINE_MAX = 40
/** So many blocks of what was read are headlines of other pages. */
const ENTRIES_MIN = 4
const ENTRIES_SHARE_MIN = 0.2
/** Between two of them stands a teaser, never a text. */
const RUN_WORDS_MAX = 120

function isListing(signs: PageSigns, facts: PageFacts, words: number): boolean {
  const { nature } = facts
  const isList = /Collection|SearchResults|ItemList|ProfilePage/.test([...nature.types].join(' '))
  if (statesArticle(facts) && !(isList && nature.articles !== 1)) return false
  if (signs.headlineLinks < HEADLINES_MIN) return false
  if (isList) return true
  if (signs.longestRun > RUN_WORDS_MAX) return false
  return (
    (signs.entries >= ENTRIES_MIN && signs.entries >= signs.readBlocks * ENTRIES_SHARE_MIN) ||
    (!signs.hasHeadline && words < signs.headlineLinks * WORDS_A_HEADLINE_MAX)
  )
}

function isMedia({ nature, articleBody }: PageFacts, words: number): boolean {
  const isFilm = /^(?:video|music)\b/i.test(nature.openGraph ?? '')
  const types = [...nature.types].join(' ')
  const isNamed =
    /VideoObject|ImageGallery|MediaGallery|AudioObject|PodcastEpisode/.test(types) && nature.articles === 0
  return articleBody === null && words <= MEDIA_WORDS_MAX && (isFilm || isNamed)
}

function isStub(signs: PageSigns, facts: PageFacts, { asksToPay }: PageText, words: number): boolean {
  const saysSo = asksToPay || facts.metered || signs.hasPaywall
  if (!saysSo || words < 1) return false
  const whole = facts.nature.wordCount
  return whole === null ? words < STUB_WORDS_MAX : words < whole * STUB_SHARE_MAX
}
