import { deepEqual, equal } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { StoreTest } from './store-contract.ts'
import { at, equalFacts, reading } from './store-samples.ts'

const NEWS = 'https://courier.example/news.xml'
const SPORT = 'https://courier.example/sport.xml'
const OTHER = 'https://gazette.example/feed'
const PAGE = 'https://courier.example/cranes'
const item = (source: string, time: string) => ({
  reading: reading('cranes', 'Cranes stand …', {
    url: PAGE,
    flags: ['stub'],
    keys: { addresses: [], items: [`${source} 17`], titles: [] },
  }),
  source,
  seenAt: at(time),
})
/** A page not read yet. */
const first = {
  url: PAGE,
  kind: 'first',
  article: null,
  firstSeenAt: at('10:00'),
  nextAt: at('10:00'),
  reads: 0,
  failures: 0,
  missing: 0,
  etag: null,
  lastModified: null,
} as const
const failed = { ...first, nextAt: at('10:20'), failures: 2, missing: 1, etag: '"x"', lastModified: 'today' }

/** Letters that do not repeat: what repeats is packed, and short again. */
function longText(length: number): string {
  let text = ''
  for (let n = 1; text.length < length; n += 1) text += createHash('sha256').update(String(n)).digest('hex')
  return text.slice(0, length)
}

const lease = (from: string, until: string) => ({ now: at(from), until: at(until), limit: 100, hostMax: 100 })

export function readContract(testStore: StoreTest): void {
  testStore('a page is planned once, with every feed it was found in', async ({ rereads }) => {
    await rereads.plan([{ ...first, found: [item(SPORT, '10:05')] }])
    await rereads.plan([
      { ...first, nextAt: at('11:00'), found: [item(NEWS, '10:04'), item(SPORT, '10:06'), item(OTHER, '10:07')] },
    ])
    deepEqual([...(await rereads.findPlanned([PAGE, `${PAGE}-2`]))], [PAGE])
    deepEqual(await rereads.countWaiting(at('10:00')), { planned: 1, due: 1 })
    const found = [item(NEWS, '10:04'), item(SPORT, '10:05'), item(OTHER, '10:07')]
    equalFacts(await rereads.claimDue(lease('10:00', '10:30')), [{ ...first, found }])
    deepEqual(await rereads.claimDue(lease('10:00', '10:30')), [])
    await rereads.saveDone(PAGE, failed)
    equalFacts(await rereads.claimDue(lease('10:20', '10:30')), [{ ...failed, found }])
    await rereads.release([PAGE])
    equal((await rereads.claimDue(lease('10:20', '10:30'))).length, 1)
  })

  testStore('a page whose lease ran out has a failed try more; one that was let go of has not', async ({ rereads }) => {
    await rereads.plan([{ ...first, found: [] }])
    const failuresAt = async (from: string, until: string) => (await rereads.claimDue(lease(from, until)))[0]?.failures
    equal(await failuresAt('10:00', '10:05'), 0)
    equal(await failuresAt('10:06', '10:10'), 1)
    await rereads.release([PAGE])
    equal(await failuresAt('10:07', '10:11'), 1)
    equal(await failuresAt('10:12', '10:20'), 2)
    await rereads.saveDone(PAGE, { ...first, nextAt: at('10:30'), failures: 0 })
    equal(await failuresAt('10:30', '10:40'), 0)
  })

  testStore('an address longer than any page has is not planned, and holds up nothing', async ({ rereads }) => {
    const long = `https://courier.example/${longText(4_000)}`
    await rereads.plan([
      { ...first, url: long, found: [item(NEWS, '10:04')] },
      { ...first, found: [item(NEWS, '10:04'), item(`https://gazette.example/${longText(1_900)}`, '10:05')] },
    ])
    deepEqual([...(await rereads.findPlanned([PAGE, long]))], [PAGE])
    equal((await rereads.claimDue(lease('10:00', '10:30')))[0]?.found.length, 2)
  })

  testStore('long names, titles and keys are kept whole', async ({ articles }) => {
    const [title, key] = [`T ${longText(6_000)}`, longText(2_000)]
    const long = reading('cranes', 'A', {
      input: longText(4_000),
      title,
      keys: { addresses: [], items: [key], titles: [] },
    })
    const { article } = await articles.saveReading(long, 'feed', at('10:00'))
    equal((await articles.findArticle(article))?.latest.title, title)
    deepEqual(await articles.findKnown([{ ...long, url: `${PAGE}-moved` }]), [article])
  })

  testStore('named pages are taken due or not, but not from who has them', async ({ rereads }) => {
    for (const url of [PAGE, `${PAGE}-2`])
      await rereads.plan([{ ...first, url, nextAt: at('12:00'), found: [item(NEWS, '10:00')] }])
    const claimed = await rereads.claimReads([PAGE], lease('10:00', '11:00'))
    equalFacts(claimed, [{ ...first, nextAt: at('12:00'), found: [item(NEWS, '10:00')] }])
    const rest = await rereads.claimReads([PAGE, `${PAGE}-2`, `${PAGE}-3`], lease('10:30', '11:00'))
    deepEqual(
      rest.map(({ url }) => url),
      [`${PAGE}-2`],
    )
    await rereads.release([PAGE])
    equal((await rereads.claimReads([PAGE], lease('10:30', '11:00'))).length, 1)
  })

  for (const [what, other] of [
    ['under another address', `${PAGE}-2`],
    ['while it was read', PAGE],
  ] as const) {
    testStore(`a feed that named a page ${what} has seen its article`, async ({ articles, rereads }) => {
      await rereads.plan([{ ...first, found: [item(NEWS, '10:00')] }])
      await rereads.claimDue(lease('10:00', '10:30'))
      await rereads.plan([{ ...first, url: other, found: [item(OTHER, '10:01')] }])
      const { article } = await articles.saveReading(reading('cranes', 'A', { url: PAGE }), NEWS, at('10:02'))
      await rereads.saveDone(PAGE, { ...first, url: other, kind: 'again', article, reads: 1, nextAt: at('11:00') })
      const seen = await articles.listSightings(article)
      equalFacts(
        seen.filter(({ source }) => source === OTHER),
        [{ article, source: OTHER, seenAt: at('10:01') }],
      )
      await rereads.saveDone(other, null)
    })
  }

  testStore('a page that was read waits to be read again, at its new address', async ({ articles, rereads }) => {
    const { article } = await articles.saveReading(reading('cranes', 'A'), 'feed', at('10:00'))
    const again = { ...first, url: `${PAGE}-2`, kind: 'again', article, reads: 1, nextAt: at('11:00') } as const
    await rereads.plan([{ ...first, found: [item(NEWS, '10:00')] }])
    await rereads.saveDone(PAGE, again)
    deepEqual([...(await rereads.findPlanned([PAGE, again.url]))], [again.url])
    deepEqual(await rereads.countWaiting(at('10:30')), { planned: 1, due: 0 })
    await rereads.plan([{ ...first, url: again.url, found: [item(NEWS, '10:00')] }])
    equalFacts(await rereads.claimDue(lease('11:00', '11:30')), [{ ...again, found: [] }])
    await rereads.saveDone(again.url, null)
    await rereads.saveDone(again.url, again)
    deepEqual(await rereads.countWaiting(at('12:00')), { planned: 0, due: 0 })
  })

  testStore('a page still unread keeps its items when it moves; one read meanwhile is not read anew', async (store) => {
    const { articles, rereads } = store
    const moved = { ...failed, url: `${PAGE}-2` }
    await rereads.plan([{ ...first, found: [item(NEWS, '10:00')] }])
    await rereads.saveDone(PAGE, moved)
    equalFacts(await rereads.claimDue(lease('10:20', '10:30')), [{ ...moved, found: [item(NEWS, '10:00')] }])
    const { article } = await articles.saveReading(reading('cranes', 'A'), 'feed', at('10:00'))
    const again = { ...moved, kind: 'again', article, nextAt: at('12:00') } as const
    await rereads.plan([{ ...again, found: [] }])
    await rereads.release([moved.url])
    equalFacts(await rereads.claimDue(lease('12:00', '12:30')), [{ ...again, found: [] }])
  })
}
