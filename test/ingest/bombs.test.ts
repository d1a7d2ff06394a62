import { ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Worker } from 'node:worker_threads'
import type { Bomb } from './bomb-reader.ts'

/** As much as the thread that reads feeds and pages may use. */
const HEAP_MEGABYTES = 256
/** Megabytes as they come over the wire: a body's limit. */
const BODY_BYTES = 9_000_000

/** How a worker ended that read it: what it said, or its fault. */
function readInWorker(bomb: Bomb): Promise<string> {
  const limits = { maxOldGenerationSizeMb: HEAP_MEGABYTES }
  const worker = new Worker(new URL('bomb-reader.ts', import.meta.url), { workerData: bomb, resourceLimits: limits })
  return new Promise((resolve) => {
    worker.once('message', (said: string) => resolve(said))
    worker.once('error', (error: Error) => resolve(error.message))
    worker.once('exit', () => resolve('it ended without a word'))
  })
}

const ITEM = '<rss version="2.0"><channel><item>'
const JSON_HEAD = '{"version": "https://jsonfeed.org/version/1.1", "items": ['
const bombs: readonly (readonly [name: string, what: Bomb['what'], head: string, part: string, tail: string])[] = [
  ['a title of nine megabytes', 'feed', `${ITEM}<title>`, 'Harbour ', '</title></item></channel></rss>'],
  ['a title of references', 'feed', `${ITEM}<title>`, '&lt;', '</title></item></channel></rss>'],
  [
    'a text of references of references',
    'feed',
    `${ITEM}<description>`,
    '&amp;#60;',
    '</description></item></channel></rss>',
  ],
  ['a list of empty objects', 'feed', JSON_HEAD, '{},', '{}]}'],
  ['backslashes that escape nothing', 'feed', '{"items": [], "title": "', '\\x', '"}'],
  ['blanks that do not break', 'page', '<article><p>a', '\u00A0\n', 'b</p></article>'],
  ['blanks before a sign, as a title', 'page', '<title>A ', ' \t', '\0</title><article><p>a</p></article>'],
  ['brackets in a line', 'page', '<article><p>', ')', 'x</p></article>'],
  ['signs of more than', 'page', '<article><p>', '> ', '</p></article>'],
]

describe(`within ${HEAP_MEGABYTES} MB a feed or page is read or refused that is nine megabytes of`, () => {
  for (const [name, what, head, part, tail] of bombs) {
    test(name, async () => {
      const times = Math.floor(BODY_BYTES / Buffer.byteLength(part))
      const said = await readInWorker({ what, head, part, times, tail })
      ok(said === 'read' || said === 'refused', said)
    })
  }
})
