import { deepEqual, equal, ok } from 'node:assert/strict'
import { isBoringEdit } from '../../../src/ingest/boring-edit.ts'
import { boundFields } from '../../../src/ingest/bound-fields.ts'
import { addressKey, canonicalUrl } from '../../../src/ingest/canonical-url.ts'
import { readAggregated } from '../../../src/ingest/feeds/aggregators.ts'
import { feedItemReading } from '../../../src/ingest/feeds/feed-item-reading.ts'
import { findFeeds } from '../../../src/ingest/feeds/find-feeds.ts'
import { readOpml, writeOpml } from '../../../src/ingest/feeds/opml.ts'
import { readFeed } from '../../../src/ingest/feeds/read-feed.ts'
import { plainText, safeHtml } from '../../../src/ingest/feeds/safe-html.ts'
import { READ_LIMITS } from '../../../src/ingest/limits.ts'
import { readBytes } from '../../../src/ingest/read-bytes.ts'
import { readPageAs } from '../../../src/ingest/read-page.ts'
import { readText } from '../../../src/ingest/read-text.ts'
import type { ArticleReading } from '../../../src/news/article.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import type { Random } from '../../eval/mutations.ts'
import { BOOK } from '../../ingest/book.ts'
import { assertSafeHtml } from '../../ingest/feeds/assert-safe-html.ts'
import type { Fixtures } from './fixtures.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { growJson, growMarkup } from './grow-markup.ts'
import { mutate } from './mutate.ts'
import { below, nastyProse, nastySign, oneOf } from './nasty-text.ts'

const SOURCE = { input: 'fuzz', url: 'https://post.example/news/1', outlets: BOOK }
/** What `boundFields` promises. */
const TITLE_MAX = 400
const DEK_MAX = 1_500

/** Runs a reader whose contract is that it throws NewsError and nothing else. */
function unlessRefused(read: () => void): void {
  try {
    read()
  } catch (error) {
    if (!isNewsError(error)) throw error
    ok(error.message.length < 2_000, `a message of ${error.message.length} characters`)
  }
}

/** What must hold of whatever was read as an article. */
function checkReading(given: ArticleReading): void {
  const reading = boundFields(given)
  ok((reading.title ?? '').length <= TITLE_MAX, 'the title is too long')
  ok((reading.byline ?? '').length <= TITLE_MAX, 'the byline is too long')
  ok((reading.dek ?? '').length <= DEK_MAX, 'the dek is too long')
  if (reading.url !== null) equal(canonicalUrl(reading.url), reading.url, 'its address is not canonical')
  ok(isBoringEdit({ ...reading }, { ...reading }), 'no edit is an edit')
}

function checkFeed(text: string): void {
  const { feed } = readFeed(text, SOURCE)
  for (const item of feed.items) {
    for (const html of [item.summary, item.content, feed.description]) assertSafeHtml(html ?? '')
    for (const address of [item.url, feed.url, ...item.enclosures.map(({ url }) => url)])
      if (address !== null) ok(/^https?:$/.test(new URL(address, 'https://reader.example/').protocol), address)
    checkReading(feedItemReading(item, feed, SOURCE))
  }
}

function checkHtml(source: string): void {
  const base = 'https://post.example/a/'
  const safe = safeHtml(source, base)
  assertSafeHtml(safe)
  equal(safeHtml(safe, base), safe, 'not the same again')
  ok(plainText(source).length <= source.length + 1_000, 'text grew')
}

function checkAddress(text: string): void {
  const url = canonicalUrl(text, 'https://post.example/a/')
  if (url === null) return
  equal(canonicalUrl(url), url, 'not the same again')
  const { protocol, username, password } = new URL(url)
  ok(/^https?:$/.test(protocol) && username === '' && password === '', url)
  equal(addressKey(url), addressKey(addressKey(url) === null ? '' : url), 'another key')
  readAggregated(url, text, { name: text.slice(0, 40), url })
}

const asAddress = (random: Random): string => {
  const pieces = ['https://', 'http:', '//', 'post.example', 'user:pw@', '[::1]', '127.0.0.1', ':8080', '/a/', '/amp', '..', '%2f', '%', '?utm_source=x', '&id=1', '#!/a', 'url=', 'https%3A%2F%2Fb.example', 'm.', 'www.google.com/url?q=', 'cdn.ampproject.org/c/s/', '/RU=', '@', '\\', ' ', ';jsessionid=1'] // prettier-ignore
  return Array.from({ length: 1 + below(random, 9) }, () =>
    random() < 0.15 ? nastySign(random) : oneOf(random, pieces, '/'),
  ).join('')
}

/** Everything that reads what comes from outside: feeds, pages, files, lists, addresses. */
export function readingTargets({ markup, json, prose }: Fixtures): readonly FuzzTarget[] {
  const mutated = (from: readonly string[], random: Random) =>
    mutate(oneOf(random, from, ''), random, oneOf(random, [...markup, ...json], ''))
  const anyMarkup = (random: Random): string => {
    const kind = oneOf(random, ['html', 'rss', 'atom', 'old', 'both'] as const, 'html')
    if (kind === 'old') return mutated(markup, random)
    return kind === 'both' ? mutate(growMarkup('html', random), random) : growMarkup(kind, random)
  }
  const feedText = (random: Random): string => {
    const made = oneOf(random, ['rss', 'atom', 'json', 'old', 'old'] as const, 'rss')
    if (made === 'old') return mutated(random() < 0.3 ? json : markup, random)
    const text = made === 'json' ? growJson(random) : growMarkup(made, random)
    return random() < 0.3 ? mutate(text, random) : text
  }
  return [
    {
      name: 'feeds',
      share: 130,
      make: (random) => [feedText(random)],
      check: ([text = '']) => unlessRefused(() => checkFeed(text)),
    },
    {
      name: 'markup of feeds',
      share: 120,
      make: (random) => [random() < 0.8 ? anyMarkup(random) : nastyProse(random)],
      check: ([text = '']) => checkHtml(text),
    },
    {
      name: 'pages',
      share: 8,
      make: (random) => [anyMarkup(random)],
      check: ([text = '']) =>
        unlessRefused(() => {
          checkReading(readPageAs(text, SOURCE).reading)
          findFeeds(text, SOURCE.url)
        }),
    },
    {
      name: 'dumps of text',
      share: 40,
      make: (random) => [random() < 0.5 ? mutated(prose, random) : nastyProse(random, 8_000)],
      check: ([text = '']) => unlessRefused(() => checkReading(readText(text, SOURCE))),
    },
    {
      name: 'bytes',
      share: 25,
      make: (random) => {
        const text = random() < 0.5 ? anyMarkup(random) : feedText(random)
        const bytes = Buffer.from(text, oneOf(random, ['utf8', 'utf16le', 'latin1'] as const, 'utf8'))
        for (let count = below(random, 20); count > 0 && bytes.length > 0; count -= 1)
          bytes[below(random, bytes.length)] = below(random, 256)
        const charset = oneOf(
          random,
          ['', 'utf-8', 'utf-16', 'windows-1252', 'shift_jis', 'x-user-defined', 'bogus'],
          '',
        )
        return [bytes.toString('latin1'), charset]
      },
      check: ([text = '', charset = '']) => {
        const source = { ...SOURCE, itemsMax: READ_LIMITS.items, charset: charset === '' ? null : charset }
        for (const outcome of readBytes(Buffer.from(text, 'latin1'), source)) {
          if (outcome.kind === 'fault') ok(!/could not be read \(/.test(outcome.error.message), outcome.error.message)
          else checkReading(outcome.reading)
        }
      },
    },
    {
      name: 'lists of feeds',
      share: 50,
      make: (random) => [mutate(opmlOf(random), random)],
      check: ([text = '']) =>
        unlessRefused(() => {
          const { feeds } = readOpml(text, 'fuzz')
          deepEqual(readOpml(writeOpml(feeds, 'fuzz'), 'fuzz').feeds.map(({ url }) => url), feeds.map(({ url }) => url)) // prettier-ignore
        }),
    },
    {
      name: 'addresses',
      share: 97,
      make: (random) => [asAddress(random)],
      check: ([text = '']) => checkAddress(text),
    },
  ]
}

function opmlOf(random: Random): string {
  const outlines = Array.from({ length: below(random, 6) }, () => {
    return `<outline text="${nastyProse(random, 60).replaceAll(/[<&"]/g, '')}" xmlUrl="${asAddress(random).replaceAll(/[<&"]/g, '')}"/>`
  })
  return `<opml version="2.0"><head><title>x</title></head><body>${outlines.join('')}</body></opml>`
}
