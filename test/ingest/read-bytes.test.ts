import { equal } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { isFeed } from '../../src/ingest/read-bytes.ts'

const FEED = '<rss version="2.0"><channel></channel></rss>'
const CASES: readonly (readonly [what: string, text: string, is: boolean])[] = [
  ['a feed', FEED, true],
  ['a feed behind its declaration', `<?xml version="1.0"?>\n${FEED}`, true],
  ['a feed behind styles, comments and a type', `<?xml version="1.0"?><?xml-stylesheet href="a"?>\n<!-- <html> -->\n<!DOCTYPE rss [<!ENTITY a "b>">]>\n${FEED}`, true], // prettier-ignore
  ['a page', '<!DOCTYPE html><html><body>Boats</body></html>', false],
  ['a page behind a comment', '<!-- <rss> --><html><body>Boats</body></html>', false],
  ['a text', 'The boats sail again on Friday.', false],
  // Cut up in every way there is, what stands before the first tag would never be done.
  ['types and comments in each other', `<!DOCTYPE${'<D><!----><!DOCTYPE--><!DOCTYPE'.repeat(120)}<A`, false],
]

describe('what an address gave is told by its first tag', () => {
  for (const [what, text, is] of CASES) test(what, () => equal(isFeed(text), is))
})
