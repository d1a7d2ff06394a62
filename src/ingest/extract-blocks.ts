import { Readability } from '@mozilla/readability'
import { decodeReferences } from './feeds/html-entities.ts'
import { tidyText } from './linked-data.ts'
import { blocksOf, type Block } from './page-blocks.ts'
import { isLight } from './page-burden.ts'
import { isElement, outlineOf, parsePage, type PageDocument, type PageElement, type ParsedPage } from './page-dom.ts'
import { askThird } from './second-opinion.ts'
import { attributeOf, closestOf, selector } from './page-select.ts'
import { isUnseen } from './unseen-style.ts'
import { proseWords, weighProse } from './weigh-prose.ts'

/** Blocks of the article, and the lines of the page that were left out. */
export type Extracted = { readonly blocks: readonly Block[]; readonly left: readonly string[] }

/** Where more of the page's own prose than this is in the extractor's article, its article stands. */
const COVERED_SHARE_MIN = 0.5
/** Our container replaces the extractor's only when it holds clearly more: chosen on the development pages (flat 1–2). */
const MORE_PROSE_FACTOR = 1.5
/** With less prose than this, look for the article in linked data and in markup that scripts would have shown. */
const SPARSE_WORDS = 60
/** A part that holds more than this share of the page's prose is no junk, whatever its class is called. */
const JUNK_PROSE_SHARE_MAX = 0.35
/** Hidden markup beyond this is the site's code. */
const HIDDEN_PARTS_MAX = 50

const IS_JUNK_TAG = selector(
  'nav, footer, form, dialog, aside, figcaption, [hidden], [role="navigation"], [role="complementary"], [role="banner"], [role="dialog"], [role="search"], [aria-label="breadcrumb"]',
)

/** Words of class names and ids around articles on any site, in English, German and Spanish; the first two judged on the development pages. */
const JUNK_WORDS = [
  'comments?|commentlist|disqus|respond|kommentare?',
  'share|sharing|sharebar|sharedaddy|social|addtoany|teilen|embed',
  'related|recommended|recommendations?|teasers?|trending|popular|most-?read|read-?next|more-?(?:stories|news|from)|jp-relatedposts|outbrain|taboola|callout|factbox',
  'newsletter|sign-?up|subscribe|subscription|paywall|donate|donation|login|cookies?|consent|gdpr|popup',
  'promo|promotion|adverts?|advertisement|adsbygoogle|banner|sponsored',
  'breadcrumbs?|sidebar|menu|navbar|navigation|footer|masthead|skip-?link|pagination|pager|prev|post-?nav\\w*|widgets?',
  'author-?(?:bio|box|info|card|description)|about-?(?:the-)?author|autor(?:en)?box|bio|byline',
  'post-?tags|entry-?tags|tags-?links|tag-?list|tagcloud|topics|metadata|entry-?meta|post-?meta|article-?meta|dateline|timestamp',
  'lea-?(?:tambien|mas)|te-?puede-?interesar|relacionad[oa]s?|recomendad[oa]s?|bolet[ií]n(?:es)?|suscripci[oó]n|publicidad|comentarios?|compartir|etiquetas|migas|pie-?(?:de-?)?foto|leyenda|autor(?:es)?',
  'twitter-tweet|instagram-media|tiktok-embed|fb-post',
  'wp-caption-text|figcaption|caption|credits?|copyright|disclaimer|disclosure|print-?only|screen-reader-text|sr-only|visually-?hidden',
]
const JUNK_NAME = new RegExp(`(?:^|[\\s_-])(?:${JUNK_WORDS.join('|')})(?=$|[\\s_-])`, 'i')
/** Page builders call every part a widget. */
const BUILDER_NAME = /elementor|wp-block|siteorigin|fusion|vc_/i

/**
 * The article's part of a page, which is used up: parts named as furniture are taken out, then Readability's article is used unless our
 * own container, the smallest that holds the page's prose, has clearly more; where the two disagree, Defuddle is asked.
 * `all` are the page's blocks, `articleBody` is the linked data's copy; `fresh` parses the page once more.
 */
export function extractBlocks(
  page: ParsedPage,
  all: readonly Block[],
  articleBody: string | null,
  fresh: () => ParsedPage,
): Extracted {
  const { body } = page.document
  if (body === null) return { blocks: [], left: [] }
  dropJunk(body)
  // Theirs comes last: it leaves nothing of the document.
  const own = blocksOf(proseContainer(page.document, body))
  const theirs = readable(page.document)
  const found = askThird(theirs, own, () => fresh().document) ?? better(theirs, own)
  const blocks = fallback(page, articleBody, found)
  const kept = new Set(blocks.map((block) => block.text))
  return { blocks, left: all.map((block) => block.text).filter((text) => !kept.has(text)) }
}

function dropJunk(body: PageElement): void {
  const weights = weighProse(body)
  const most = (weights.get(body) ?? 0) * JUNK_PROSE_SHARE_MAX
  const isJunk = (element: PageElement) => IS_JUNK_TAG(element) || isUnseen(element) || isNamedJunk(element)
  const visit = (parent: PageElement): void => {
    for (let child = parent.firstChild; child !== null;) {
      const next = child.nextSibling
      if (isElement(child)) {
        // What is in a part that is taken out goes with it.
        if ((weights.get(child) ?? 0) <= most && isJunk(child)) child.remove()
        else visit(child)
      }
      child = next
    }
  }
  visit(body)
}

function isNamedJunk(element: PageElement): boolean {
  const name = attributeOf(element, 'class') ?? ''
  const isNamed = (JUNK_NAME.test(name) && !BUILDER_NAME.test(name)) || JUNK_NAME.test(element.id)
  if (!isNamed || element.localName === 'article' || element.localName === 'main') return false
  // A span inside a paragraph is part of its sentence: a place name, a drop cap.
  return closestOf(element, ({ localName }) => localName === 'p') === null
}

const CONTAINERS = [
  [selector('[itemprop="articleBody"]'), 0.3],
  [selector('article'), 0.5],
  [selector('main, [role="main"]'), 0.5],
] as const

/** The smallest element that holds nearly all of the page's prose. */
function proseContainer(document: PageDocument, body: PageElement): PageElement {
  const weights = weighProse(body)
  const total = weights.get(body) ?? 0
  let current = body
  const { elements } = outlineOf(document)
  for (const [is, share] of CONTAINERS) {
    const named = elements.find((each) => is(each) && (weights.get(each) ?? 0) > total * share)
    if (named === undefined) continue
    current = named
    break
  }
  for (;;) {
    const most = (weights.get(current) ?? 0) * 0.8
    const next = [...current.children].find(
      (child) => most > 0 && (weights.get(child) ?? 0) >= most && !/^p$/i.test(child.tagName),
    )
    if (next === undefined) return current
    current = next
  }
}

function readable(document: PageDocument): readonly Block[] {
  if (document.body === null || !isLight(document.body)) return []
  // Its types want a browser's document; linkedom's does in fact.
  const reader = new Readability<PageElement>(document as never, {
    disableJSONLD: true,
    serializer: (node) => node as unknown as PageElement,
  })
  try {
    const content = reader.parse()?.content ?? null
    return content === null ? [] : blocksOf(content)
  } catch {
    // Hostile pages (hundreds of thousands of text nodes in one element) exhaust its stack; our container still reads them.
    return []
  }
}

const proseOf = (blocks: readonly Block[]) => blocks.reduce((sum, block) => sum + proseWords(block.text, 0), 0)

function better(theirs: readonly Block[], own: readonly Block[]): readonly Block[] {
  if (theirs.length === 0) return own
  const text = theirs.map((block) => block.text).join(' ')
  const whole = proseOf(own)
  const shared = proseOf(own.filter((block) => text.includes(block.text.slice(0, 60))))
  if (shared >= whole * COVERED_SHARE_MIN) return theirs
  return whole > proseOf(theirs) * MORE_PROSE_FACTOR ? own : theirs
}

/** Pages that scripts fill carry the article in linked data, templates or `noscript`. */
function fallback(page: ParsedPage, articleBody: string | null, found: readonly Block[]): readonly Block[] {
  if (proseOf(found) >= SPARSE_WORDS) return found
  const stated = decodeReferences(articleBody ?? '')
    .split(/\n+|<\/?(?:p|br|div|li|h[1-6])\b[^<>]{0,80}>/i)
    .map((text) => ({ text: tidyText(text), heading: false }))
    .filter(({ text }) => text !== '')
  const hidden = page.hidden
    .slice(0, HIDDEN_PARTS_MAX)
    .map((html) => parsePage(html).document.body)
    .map((body) => (body === null ? [] : blocksOf(body)))
  let best = found
  for (const blocks of [stated, ...hidden]) {
    if (proseOf(blocks) > Math.max(SPARSE_WORDS, proseOf(best) * MORE_PROSE_FACTOR)) best = blocks
  }
  return best
}
