// A made-up web that changes while it is read: items come, pages are edited and move, servers fail and recover. It keeps what it
// served, which is what a reader can know.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '../../eval/mutations.ts'
import { generateSentence } from '../generate-articles.ts'

/** An article of the made-up web. */
export type SoakItem = {
  readonly number: number
  readonly home: number
  /** The feeds that list it. */
  readonly feeds: readonly number[]
  /** It stands in its feeds whole; else they show its start. */
  readonly isWhole: boolean
  readonly publishedAt: number
  /** Its addresses so far, the one where it is last. */
  readonly addresses: string[]
  /** How often its text was edited, and what around it. */
  edits: number
  touches: number
  /** The edits that were served, whole, in order, and when; in the feed or on its page. */
  readonly served: { readonly edit: number; readonly at: number }[]
}

export type SoakWorld = {
  readonly items: readonly SoakItem[]
  readonly feedAddresses: readonly string[]
  readonly counts: Readonly<Record<string, number>>
  /** Something happens somewhere. */
  happen(): void
  /** All servers are up again, and nothing happens any more. */
  calm(): void
  close(): void
}

const SENTENCES = 9
const FIRST_ITEMS = 4
/** Of what happens, what share is a new item, an edit of a text, a touch around it, a move; the rest is a server that fails. */
const SHARES = { item: 0.2, edit: 0.6, touch: 0.75, move: 0.8 } as const
const SECOND_FEED_SHARE = 0.15
const FAULTS = ['500', 'busy', 'reset', 'silent', 'half'] as const
const DOWN_MAX_MS = 9_000

export async function startSoakWorld(feedCount: number, seed: number): Promise<SoakWorld> {
  const random = seededRandom(seed)
  const below = (count: number) => Math.floor(random() * count)
  const items: SoakItem[] = []
  const down = new Map<number, { readonly fault: (typeof FAULTS)[number]; readonly until: number }>()
  const counts: Record<string, number> = {}
  const count = (name: string) => {
    counts[name] = (counts[name] ?? 0) + 1
  }
  const server = createServer((request, response) => void serve(request, response).catch(() => response.destroy()))
  server.on('connection', (socket) => void (socket.remoteAddress?.includes('127.') ? null : socket.destroy()))
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const origin = (home: number) => `http://127.20.${home >> 8}.${home & 255}:${port}`

  /** Named as articles are: a path of two short words is a section. */
  const addressOf = (home: number, number: number, move: number) =>
    `${origin(home)}/page/${number}/the-keepers-of-lock-${1_000 + number}-counted-leaks-${move}`

  function addItem(home: number): void {
    const number = items.length
    const feeds = random() < SECOND_FEED_SHARE ? [home, (home + 1) % feedCount] : [home]
    const addresses = [addressOf(home, number, 0)]
    const isWhole = home % 3 === 0
    items.push({ number, home, feeds, isWhole, publishedAt: Date.now(), addresses, edits: 0, touches: 0, served: [] })
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, part = '', one = '', place = ''] = (request.url ?? '').split('/')
    if (part === 'robots.txt') return void response.writeHead(404).end()
    const home = part === 'feed' ? Number(one) : (items[Number(one)]?.home ?? 0)
    const fault = down.get(home)
    if (fault !== undefined && fault.until > Date.now()) {
      count(`${part} ${fault.fault}`)
      await fail(fault.fault, response)
      return
    }
    if (part === 'feed') serveFeed(home, request, response)
    else servePage(Number(one), place, response)
  }

  function serveFeed(feed: number, request: IncomingMessage, response: ServerResponse): void {
    const listed = items.filter(({ feeds }) => feeds.includes(feed))
    const etag = `"${listed.length}-${listed.map(({ addresses }) => addresses.length).join('')}"`
    if (request.headers['if-none-match'] === etag) {
      count('feed 304')
      response.writeHead(304, { etag }).end()
      return
    }
    count('feed 200')
    for (const item of listed)
      if (item.isWhole && item.served.length === 0) item.served.push({ edit: item.edits, at: Date.now() })
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(feedText(feed, listed))
  }

  function servePage(number: number, place: string, response: ServerResponse): void {
    const item = items[number]
    const address = item?.addresses.at(-1) ?? ''
    if (item === undefined) return void response.writeHead(404).end()
    if (!address.endsWith(`/${place}`)) return void response.writeHead(301, { location: address }).end()
    count('page 200')
    item.served.push({ edit: item.edits, at: Date.now() })
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(pageText(item))
  }

  for (let feed = 0; feed < feedCount; feed += 1) for (let one = 0; one < FIRST_ITEMS; one += 1) addItem(feed)
  return {
    items,
    feedAddresses: Array.from({ length: feedCount }, (_, feed) => `${origin(feed)}/feed/${feed}`),
    counts,
    happen() {
      const what = random()
      const item = items[below(items.length)]
      if (item === undefined || what < SHARES.item) addItem(below(feedCount))
      // What nobody saw before it changed is no edit.
      else if (what < SHARES.edit) item.edits += item.served.at(-1)?.edit === item.edits ? 1 : 0
      else if (what < SHARES.touch) item.touches += 1
      else if (what < SHARES.move) item.addresses.push(addressOf(item.home, item.number, item.addresses.length))
      else {
        const fault = FAULTS[below(FAULTS.length)] ?? '500'
        down.set(below(feedCount), { fault, until: Date.now() + 1_000 + below(DOWN_MAX_MS) })
      }
    },
    calm: () => down.clear(),
    close: () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function fail(fault: (typeof FAULTS)[number], response: ServerResponse): Promise<void> {
  if (fault === '500') response.writeHead(500).end('a fault')
  else if (fault === 'busy') response.writeHead(503, { 'retry-after': '1' }).end()
  else if (fault === 'reset') response.destroy()
  else if (fault === 'half') {
    response.writeHead(200, { 'content-type': 'text/html', 'content-length': '9000' }).write('<html><body><p>The begin')
    await sleep(50)
    response.destroy()
  } else await sleep(DOWN_MAX_MS)
}

const titleOf = ({ number, home }: SoakItem) => `Paper ${home} on lock ${number} of the canal`

/** The number of its edits stands in the text: what was stored tells which edit it is of. */
function sentencesOf({ number, edits }: SoakItem): readonly string[] {
  const random = seededRandom(number + 1)
  const sentences = Array.from({ length: SENTENCES }, () => generateSentence(random))
  return [`The keepers counted ${1_000 + edits} leaks in lock ${number} on Monday.`, ...sentences]
}

/** Which edit of an item a stored text is of; null for none. */
export function editOf(text: string): number | null {
  const leaks = /counted (\d+) leaks/.exec(text.replaceAll(',', ''))?.[1]
  return leaks === undefined ? null : Number(leaks) - 1_000
}

const paragraphs = (sentences: readonly string[]) => sentences.map((sentence) => `<p>${sentence}</p>`).join('')

function feedText(feed: number, listed: readonly SoakItem[]): string {
  const items = listed.map((item) => {
    const sentences = sentencesOf(item)
    const body = item.isWhole
      ? `<content:encoded><![CDATA[${paragraphs(sentences)}]]></content:encoded>`
      : `<description>${sentences[1]}</description>`
    return `<item><guid isPermaLink="false">${feed}-${item.number}</guid><link>${item.addresses.at(-1)}</link>
<title>${titleOf(item)}</title><pubDate>${new Date(item.publishedAt).toUTCString()}</pubDate>${body}</item>`
  })
  return `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Paper ${feed}</title><language>en</language>${items.join('')}</channel></rss>`
}

function pageText(item: SoakItem): string {
  const [title, shares] = [titleOf(item), 10 + item.touches * 7]
  const at = new Date(item.publishedAt)
  const touched = new Date(item.publishedAt + item.touches * 60_000)
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>
<link rel="canonical" href="${item.addresses.at(-1)}"><meta property="og:title" content="${title}">
<meta property="article:published_time" content="${at.toISOString()}">
<meta property="article:modified_time" content="${touched.toISOString()}"></head><body>
<header><nav><a href="/">Home</a> <a href="/all">All</a></nav></header><main><article><h1>${title}</h1>
<p class="meta">Updated ${touched.toISOString().slice(0, 16).replace('T', ' ')}</p><div class="share">${shares} shares</div>
${paragraphs(sentencesOf(item))}</article></main><footer><p>${shares * 3} people read this. All rights reserved.</p></footer>
</body></html>`
}
