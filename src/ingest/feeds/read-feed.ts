import { NewsError } from '../../news/errors.ts'
import type { FeedOutcome, FeedReading, FeedSource } from './feed-reading.ts'
import { isGdeltList, readGdeltList } from './gdelt.ts'
import { readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'

const HEAD_CHARS = 2_048
/** Signs that begin a list, an object or a value. A feed of 10 MB has some 100,000; a list of nothing but `{}` fills the memory. */
const JSON_SIGNS_MAX = 500_000
/** What stands before the outermost element of a page is told from a feed's by its doctype, or by that element. */
const IS_PAGE = /^(?:<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->|\s)*(?:<!doctype\s+html|<html[\s>])/i

/**
 * A saved feed: RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0, JSON Feed, GDELT's article list; what it is told by its content.
 * Throws NewsError 'input-invalid' for what is no feed, or is one that attacks its reader.
 */
export function readFeed(text: string, source: FeedSource): FeedOutcome {
  if (IS_PAGE.test(text.slice(0, HEAD_CHARS))) {
    throw new NewsError('input-invalid', `${source.input}: it is a page, not a feed. Give the address of its feed.`)
  }
  if (!/^\s*\{/.test(text)) return readXmlFeed(text, source)
  const value = parseJson(text, source.input)
  return isGdeltList(value) ? readGdeltList(value, source) : readJsonFeed(value, source)
}

/** The same for a program that wants all or nothing. Throws where the feed breaks off. */
export function readWholeFeed(text: string, source: FeedSource): FeedReading {
  const { feed, brokenOff } = readFeed(text, source)
  if (brokenOff !== null) throw brokenOff
  return feed
}

/** Some writers, GDELT among them, escape signs that JSON does not: their backslashes are left out. */
function parseJson(text: string, input: string): unknown {
  let signs = 0
  for (const sign of ['{', '[', ':'])
    for (let at = text.indexOf(sign); at !== -1 && signs <= JSON_SIGNS_MAX; at = text.indexOf(sign, at + 1)) signs += 1
  if (signs > JSON_SIGNS_MAX) {
    throw new NewsError('input-invalid', `${input}: its JSON holds far more values than a feed does; it was not read.`)
  }
  try {
    return JSON.parse(text)
  } catch (cause) {
    try {
      return JSON.parse(text.replace(/(\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))|\\/g, '$1'))
    } catch {
      const because = cause instanceof Error ? cause.message.replace(/\s+/g, ' ').slice(0, 160) : 'unknown fault'
      throw new NewsError(
        'input-invalid',
        `${input}: not a JSON Feed: the JSON cannot be read (${because}). Save it again.`,
        { cause },
      )
    }
  }
}
