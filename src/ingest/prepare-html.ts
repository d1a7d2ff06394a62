import { PAGE_LIMITS, type PageLimits } from './limits.ts'

/** Elements whose content is never an article's text. Scripts never reach the parser. */
const RAW = new Set(['script', 'style', 'noscript', 'template', 'iframe', 'textarea', 'object', 'canvas', 'noembed'])
const VOID = new Set('area base br col embed hr img input link meta param source track wbr'.split(' '))
/** Elements whose end tag may be left out: they cannot nest without one that is counted. */
const UNCOUNTED = new Set('p li td th tr dt dd option optgroup tbody thead tfoot'.split(' '))
const FRAME = new Set(['html', 'head', 'body'])
/** A table brings rows and cells that are not counted: nested deeper than layouts ever did, it is dropped. */
const TABLES_MAX = 20
/** The heaviest of 240 saved pages has 400,000 characters beside its scripts: what follows after so many is left out. */
const CHARS_MAX = 2_000_000
/**
 * So many signs of a page's text may be, or may be written out as, `&…;`: the parser makes a node of each, also when an
 * extractor reads again what it wrote. Beyond, they become blanks.
 */
const ENTITIES_MAX = 50_000
const ESCAPED_SIGN = /[&<>\u00A0]/g
/** A longer run of white space says no more than one so long, and costs an extractor that looks for what ends it its length squared. */
const BLANKS_MAX = 64
const LONG_BLANKS = new RegExp(`(\\s{${BLANKS_MAX}})\\s+`, 'g')
/** An unclosed quotation mark in an attribute must not swallow the page. */
const TAG_CHARS_MAX = 200_000
/** After so many tags that never end, only short ones are looked for. */
const VAIN_SCANS_MAX = 20
const TAG_CHARS_FEW = 2_000
/** Linked data beyond this is a catalogue. */
const JSON_LD_CHARS_MAX = 2_000_000

/** HTML that is cheap and safe to parse, in one frame, and what stood in its scripts. */
export type PreparedHtml = {
  readonly html: string
  readonly jsonLd: readonly string[]
  /** Markup kept for when scripts run or do not: some sites hide the article there. */
  readonly hidden: readonly string[]
}

/** Drops scripts, styles and comments, flattens what nests too deep; one pass, linear time. */
export function prepareHtml(source: string, limits: PageLimits = PAGE_LIMITS): PreparedHtml {
  const out: string[] = []
  const jsonLd: string[] = []
  const hidden: string[] = []
  let lang = ''
  const marks = markCounter(source)
  const bound = entityBounder()
  const open: Open[] = []
  let at = 0
  let tags = 0
  while (at < source.length) {
    const start = source.indexOf('<', at)
    if (start === -1) break
    if (start > at) out.push(bound(source.slice(at, start)))
    const skipped = skipMarkup(source, start, marks)
    if (skipped !== null) {
      at = skipped
      continue
    }
    const name = tagName(source, start)
    const end = name === null || start > marks.lastTagEnd ? -1 : tagEnd(source, start, marks)
    if (name === null || end === -1) {
      out.push(bound('<').replace('<', '&lt;'))
      at = start + 1
      continue
    }
    const tag = source.slice(start, end)
    at = end
    tags += 1
    const isEnd = tag.startsWith('</')
    if (FRAME.has(name)) {
      // Saved pages hold several, or none, or put them in odd places: one frame is set around everything.
      if (name === 'html' && lang === '') lang = /\blang\s*=\s*["']?([\w-]{2,20})/i.exec(tag)?.[1] ?? ''
      out.push(' ')
    } else if (!isEnd && RAW.has(name)) {
      const close = closeOf(source, name, end)
      if (name === 'script' && /ld\+json/i.test(tag))
        jsonLd.push(source.slice(end, close.start).slice(0, JSON_LD_CHARS_MAX))
      else if (isHiddenMarkup(name, tag)) hidden.push(source.slice(end, close.start))
      at = close.end
      out.push(' ')
    } else if (tags <= limits.tags && keeps(name, tag, isEnd, open, limits.depth)) out.push(tag)
    else if (out.at(-1) !== ' ') out.push(' ')
  }
  out.push(bound(source.slice(at)))
  const body = boundChars(out.join('').replaceAll(LONG_BLANKS, '$1'))
  const html = `<html${lang === '' ? '' : ` lang="${lang}"`}><head></head><body>${body}</body></html>`
  return { html, jsonLd, hidden }
}

/** Cut between two tags: half a tag would swallow what is set around it. */
function boundChars(html: string): string {
  if (html.length <= CHARS_MAX) return html
  const kept = html.slice(0, CHARS_MAX)
  const open = kept.lastIndexOf('<')
  return open > kept.lastIndexOf('>') ? kept.slice(0, open) : kept
}

/** Gives the texts of a page back, one after the other, and blanks for what is written out as `&…;` once there were too many. */
function entityBounder(): (text: string) => string {
  let left = ENTITIES_MAX
  return (written) => {
    // What is beyond is left out in the end.
    const text = written.slice(0, CHARS_MAX)
    let end = 0
    for (ESCAPED_SIGN.lastIndex = 0; left > 0; left -= 1) {
      if (!ESCAPED_SIGN.test(text)) return text
      end = ESCAPED_SIGN.lastIndex
    }
    return text.slice(0, end) + text.slice(end).replace(/[&<>\u00A0]+/g, ' ')
  }
}

const isHiddenMarkup = (name: string, tag: string) =>
  name === 'noscript' ||
  name === 'template' ||
  (name === 'script' && /type\s*=\s*["']?text\/(?:template|html|x-template)/i.test(tag))

/** Where marks end for the last time, and how often a scan for one was in vain: so that no mark is sought twice for nothing. */
type Marks = { readonly lastTagEnd: number; readonly lastCommentEnd: number; vain: number }

function markCounter(source: string): Marks {
  return { lastTagEnd: source.lastIndexOf('>'), lastCommentEnd: source.lastIndexOf('-->'), vain: 0 }
}

/** Where a comment, doctype or processing instruction that starts here ends; null when none starts here. */
function skipMarkup(source: string, start: number, marks: Marks): number | null {
  if (source.startsWith('<!--', start)) {
    return start + 4 > marks.lastCommentEnd ? start + 4 : source.indexOf('-->', start + 4) + 3
  }
  if (source.startsWith('<![CDATA[', start)) return start + '<![CDATA['.length
  if (source[start + 1] !== '!' && source[start + 1] !== '?') return null
  const end = source.indexOf('>', start)
  return end === -1 ? source.length : end + 1
}

function tagName(source: string, start: number): string | null {
  const name = /^<\/?([a-zA-Z][a-zA-Z0-9:_-]{0,40})/.exec(source.slice(start, start + 48))
  return name?.[1]?.toLowerCase() ?? null
}

/** The place after the tag's `>`, quotation marks respected; -1 when it never closes. */
function tagEnd(source: string, start: number, marks: Marks): number {
  const limit = Math.min(source.length, start + (marks.vain > VAIN_SCANS_MAX ? TAG_CHARS_FEW : TAG_CHARS_MAX))
  let quote = ''
  for (let at = start + 1; at < limit; at += 1) {
    const char = source[at] ?? ''
    if (quote !== '') {
      if (char === quote) quote = ''
    } else if ((char === '"' || char === "'") && source[at - 1]?.trim() === '=') quote = char
    else if (char === '"' || char === "'") quote = /=\s*$/.test(source.slice(Math.max(start, at - 8), at)) ? char : ''
    else if (char === '>') return at + 1
  }
  marks.vain += 1
  // The quotation never ends: take the first `>` as browsers of old did.
  const plain = source.indexOf('>', start)
  return plain === -1 || plain >= limit ? -1 : plain + 1
}

function closeOf(source: string, name: string, from: number): { start: number; end: number } {
  const close = new RegExp(`</${name}\\b`, 'gi')
  close.lastIndex = from
  const found = close.exec(source)
  if (found === null) return { start: source.length, end: source.length }
  const end = source.indexOf('>', found.index)
  return { start: found.index, end: end === -1 ? source.length : end + 1 }
}

function countTables(open: readonly { name: string }[]): number {
  return open.filter(({ name }) => name === 'table').length
}

type Open = { name: string; kept: boolean }

/** Keeps the book of open elements; false for a tag that would nest too deep, and for its end tag. */
function keeps(name: string, tag: string, isEnd: boolean, open: Open[], depthMax: number): boolean {
  if (VOID.has(name) || UNCOUNTED.has(name)) return true
  if (!isEnd) {
    if (tag.endsWith('/>') && name !== 'div' && name !== 'span') return true
    const kept = open.length < depthMax && (name !== 'table' || countTables(open) < TABLES_MAX)
    open.push({ name, kept })
    return kept
  }
  // Only the last are looked through: a page of end tags that end nothing must not cost the square of its length.
  const from = Math.max(0, open.length - depthMax)
  const place = open.slice(from).findLastIndex((each) => each.name === name)
  if (place === -1) return false
  const kept = open[from + place]?.kept ?? false
  open.length = from + place
  return kept
}
