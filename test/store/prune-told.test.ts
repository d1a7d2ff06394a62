import { deepEqual } from 'node:assert/strict'
import { after, test } from 'node:test'
import { articleId, claimId, deliveryId, subscriptionId } from '../../src/news/ids.ts'
import { itemsOfBrief } from '../../src/pipeline/digest/told-items.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { at, brief, daily, DAILY, harbour, HARBOUR, keep } from '../contract/store-samples.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'

const server = await startPostgres()
after(() => server?.stop())

/** The same on both stores. */
function testStores(name: string, body: (store: Store) => Promise<void>): void {
  for (const [kind, target, skip] of [
    ['SQLite', async () => ':memory:', false],
    ['Postgres', async () => (await server?.database()) ?? '', server === null && NO_POSTGRES],
  ] as const) {
    test(`${kind}: ${name}`, { skip }, async () => {
      const store = await openStore(await target())
      try {
        await store.stories.addStory(harbour)
        await body(store)
      } finally {
        await store.close()
      }
    })
  }
}

const days = (count: number) => ({ hours: count * 24 })
/** Texts older than this are pruned. */
const BEFORE = at('10:00')
const LONG_AGO = BEFORE.subtract(days(31))
const LATELY = BEFORE.subtract(days(29))

/** Says that a channel was told items at a moment. */
async function tell(
  { deliveries }: Store,
  items: readonly string[],
  when: Temporal.Instant,
  to = daily,
): Promise<void> {
  await deliveries.saveSubscription(to)
  const id = deliveryId(`d${to.id}${when.epochMilliseconds}`)
  await deliveries.planDelivery({ id, subscription: to.id, kind: 'digest', about: null, slot: when, at: when })
  await deliveries.moveDelivery(id, ['planned'], 'sent', { at: when, told: items })
}

/** Gives the story one member, and a ledger of these claims, seen at a moment. */
async function hold(store: Store, claims: readonly string[], seenAt: Temporal.Instant): Promise<void> {
  const article = await keep(store.articles, 'cranes', 'Cranes stand still.', '12:00')
  await store.stories.addToStory(HARBOUR, [{ article, because: 'because' }])
  const { generation, arrivals } = await store.ledger.findHead(HARBOUR)
  const rows = claims.map((claim, start) => ({
    claim: claimId(claim),
    article: articleId(article),
    revision: 1,
    start,
    end: start + 1,
    seenAt,
    origin: { kind: 'outlet', name: 'Courier' } as const,
    matchedOn: [],
    variant: false,
  }))
  const made = { engine: '3', basedOn: generation, arrivals, through: at('12:00'), mode: 'replace' } as const
  await store.ledger.saveChange(HARBOUR, { ...made, rows, relations: [], origins: [], traces: [] })
}

const left = async ({ deliveries }: Store, id = DAILY) => [...(await deliveries.listTold(id))].toSorted()

const OF_GONE = [
  'claim:cgone',
  'line:cgone',
  'origins:cgone:2',
  'revised:cgone:0a1b',
  'withdrawn:cgone',
  'claim:cgone:2',
]

testStores('what was told of claims that no text makes goes; what could be told again stays', async (store) => {
  const stands = ['claim:cstands', 'line:cstands', 'origins:cstands:1', 'withdrawn:cstands:2', 'something else']
  await tell(store, [...OF_GONE, ...stands, 'differ:xold', 'fixed:d1:cstands'], LONG_AGO)
  await hold(store, ['cstands'], LATELY)
  await store.prune(BEFORE)
  deepEqual(await left(store), stands.toSorted())
})

testStores('what was told lately stays, and with it all that was told of the same claim', async (store) => {
  await tell(store, OF_GONE.slice(0, -1), LONG_AGO)
  await tell(store, ['claim:cgone:2', 'differ:xnew', 'fixed:d2:cgone'], LATELY)
  await hold(store, [], LATELY)
  await store.prune(BEFORE)
  deepEqual(await left(store), [...OF_GONE, 'differ:xnew', 'fixed:d2:cgone'].toSorted())
})

testStores('a difference stays while a claim stands that was seen before it was told', async (store) => {
  await tell(store, ['differ:x1', ...OF_GONE], LONG_AGO)
  await hold(store, ['cold'], LONG_AGO.subtract(days(1)))
  await store.prune(BEFORE)
  deepEqual(await left(store), ['differ:x1'])
})

testStores('while a story’s ledger is being made anew, nothing that was told of it goes', async (store) => {
  await tell(store, OF_GONE, LONG_AGO.subtract(days(500)))
  const article = await keep(store.articles, 'cranes', 'Cranes stand still.', '12:00')
  await store.stories.addToStory(HARBOUR, [{ article, because: 'because' }])
  await store.prune(BEFORE)
  deepEqual(await left(store), OF_GONE.toSorted())
})

testStores('of an ended subscription, and of a story without articles, it goes after a year', async (store) => {
  const ended = { ...daily, id: subscriptionId('s0000000002') }
  for (const to of [daily, ended]) {
    await tell(store, ['claim:cyear'], BEFORE.subtract(days(366)), to)
    await tell(store, ['claim:cmonths'], BEFORE.subtract(days(364)), to)
  }
  await store.deliveries.removeSubscription(ended.id)
  await store.prune(BEFORE)
  for (const id of [DAILY, ended.id]) deepEqual(await left(store, id), ['claim:cmonths'])
})

testStores(
  'everything that a digest tells is known to the pruning: of a thousand and one rows none is left',
  async (store) => {
    const many = Array.from({ length: 1_000 }, (_, count) => `line:c${count}`)
    const items = [...itemsOfBrief(brief('e1', '10:00'), new Set()), ...many]
    await tell(store, items, LONG_AGO)
    await hold(store, ['cother'], LATELY)
    await store.prune(BEFORE)
    deepEqual(await left(store), [])
  },
)
