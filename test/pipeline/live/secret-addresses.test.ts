import { deepEqual, doesNotMatch, equal, match } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { examineFeeds } from '../../../src/pipeline/live/examine-feeds.ts'
import { readFeedAddress } from '../../../src/pipeline/live/find-feed.ts'
import { shownAddress } from '../../../src/pipeline/live/live-parts.ts'
import { DAM, feedOf, inLiveWorld, SITE } from './live-world.ts'

const KEYED = `${SITE}/feed.xml?key=hush`

describe('an address is shown without what may be secret in it', () => {
  for (const [address, shown] of [
    [KEYED, `${SITE}/feed.xml`],
    ['https://jane:hush@post.example/feed#hush', 'https://post.example/feed'],
    ['HTTPS://hush@post.example', 'HTTPS://post.example'],
    ['https:\\\\jane:hush@post.example\\feed', 'https://post.example\\feed'],
    ['//jane:hush@post.example/@desk', '//post.example/@desk'],
    ['https://post.example/@desk/1', 'https://post.example/@desk/1'],
    ['jane@post.example', 'jane@post.example'],
  ] as const) {
    test(`${address} as ${shown}`, () => equal(shownAddress(address), shown))
  }
})

test('a name and a password are not kept with a feed: they are sent to nobody', () => {
  equal(readFeedAddress('https://jane:hush@post.example/feed?a=1#top'), 'https://post.example/feed?a=1')
})

describe('a key in the address of', () => {
  for (const [what, body] of [
    ['breaks off', '<?xml version="1.0"?><rss version="2.0"><channel>'],
    ['is no XML', 'nothing'],
    ['is a page', '<!doctype html><html><body><p>Hello</p></body></html>'],
  ] as const) {
    test(`a feed that ${what} stands in no reason and in no finding`, () =>
      inLiveWorld(async ({ store, web, poll, follow, parts }) => {
        web.put(KEYED, { body })
        await follow(KEYED)
        const because = (await poll())[0]?.poll?.because ?? ''
        match(because, /post\.example/)
        doesNotMatch(because, /hush/)
        const [now, zone] = [parts.clock.now(), 'UTC']
        const { feeds, rereads } = store
        const findings = await examineFeeds({ feeds, rereads, now, zone, followsWeb: true, configured: 0 })
        doesNotMatch(JSON.stringify(findings), /hush/)
      }))
  }

  test('a page that cannot be read stands in no note', () =>
    inLiveWorld(async ({ web, poll, follow, read }) => {
      const [page, feed] = [`${DAM}?key=hush`, `${SITE}/feed.xml`]
      web.put(feed, { body: feedOf({ url: page }) })
      web.put(page, { body: '{"no": "page"}' })
      await follow(feed)
      await poll()
      const notes = (await read()).map(({ note, because }) => [note?.text, because])
      deepEqual(notes.length, 1)
      doesNotMatch(JSON.stringify(notes), /hush/)
    }))
})
