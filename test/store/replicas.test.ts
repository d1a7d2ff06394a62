import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { deliveryId, subscriptionId } from '../../src/news/ids.ts'
import type { DeliveryState } from '../../src/news/subscription.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { at, harbour, reading } from '../contract/store-samples.ts'
import { SUBSCRIPTION } from '../fakes/outbox-world.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'

/** Silent for so long, a replica counts as dead here: the bot waits longer. */
const DEAD_MS = 1_500
const LEFT_MS = 500
const LEASE = { now: at('10:00'), until: at('10:05'), limit: 9, hostMax: 9 }
const ID = subscriptionId('s1')

const server = await startPostgres()
const folder = await mkdtemp(join(tmpdir(), 'standfirst-replicas-'))
after(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Stores of several replicas on one place. */
type Open = (replica: string) => Promise<Store>
const KINDS: readonly (readonly [string, (() => Promise<string>) | null])[] = [
  ['a file', async () => join(await mkdtemp(join(folder, 'news-')), 'store.db')],
  ['Postgres', server === null ? null : () => server.database()],
]

for (const [kind, place] of KINDS) {
  describe(kind, { skip: place === null && NO_POSTGRES, concurrency: false }, () => {
    const replicaTest = (name: string, body: (open: Open) => Promise<void>) =>
      test(name, async () => {
        const target = (await place?.()) ?? ''
        const opened: Store[] = []
        try {
          await body(async (replica) => {
            const store = await openStore(target, { replica, arrivesNow: true })
            opened.push(store)
            return store
          })
        } finally {
          for (const store of opened) await store.close()
        }
      })
    const sign = (id: string) => ({ id, version: '1.2.3', worker: null })

    replicaTest('replicas are listed oldest first, each with how long it was silent', async (open) => {
      const { replicas } = await open('a')
      equal(await replicas.signLife(sign('a')), 'anew')
      await sleep(10)
      equal(await replicas.signLife({ ...sign('b'), worker: 'w1' }), 'anew')
      await sleep(DEAD_MS)
      equal(await replicas.signLife(sign('a')), 'known')
      const [a, b, ...others] = await replicas.listReplicas()
      deepEqual([a?.id, b?.id, b?.worker, a?.version, others], ['a', 'b', 'w1', '1.2.3', []])
      ok((a?.silentMs ?? DEAD_MS) < DEAD_MS, `${a?.silentMs}`)
      ok((b?.silentMs ?? 0) >= DEAD_MS - 1, `${b?.silentMs}`)
    })

    replicaTest('one that is silent too long is buried once, and its feeds and pages are free', async (open) => {
      const [dying, living] = [await open('dying'), await open('living')]
      await dying.replicas.signLife({ ...sign('dying'), worker: 'w9' })
      await living.feeds.seedFeeds(
        [1, 2].map((n) => ({ url: `https://f${n}.example/rss`, outlet: null })),
        at('09:00'),
      )
      equal((await dying.feeds.claimDue({ ...LEASE, limit: 1 })).length, 1)
      equal((await living.feeds.claimDue(LEASE)).length, 1)
      await sleep(DEAD_MS + 5)
      await living.replicas.signLife(sign('living'))
      const buried = await Promise.all([living, dying].map(({ replicas }) => replicas.buryReplicas(DEAD_MS, LEFT_MS)))
      deepEqual(
        buried.flat().map(({ id, worker }) => [id, worker]),
        [['dying', 'w9']],
      )
      equal((await living.feeds.claimDue(LEASE)).length, 1)
      deepEqual(
        (await living.replicas.listReplicas()).map(({ id }) => id),
        ['living'],
      )
      // It was only asleep: it finds out that others have its work.
      equal(await dying.replicas.signLife(sign('dying')), 'anew')
    })

    replicaTest(
      'a page or feed that one was reading when it died has cost that, not one that it let go of',
      async (open) => {
        const [dying, leaving, living] = [await open('dying'), await open('leaving'), await open('living')]
        const page = {
          kind: 'first',
          article: null,
          reads: 0,
          failures: 0,
          missing: 0,
          etag: null,
          lastModified: null,
        } as const
        const times = { firstSeenAt: at('10:00'), nextAt: at('10:00') }
        await living.rereads.plan([1, 2].map((n) => ({ ...page, ...times, url: `https://p${n}.example/a`, found: [] })))
        await dying.replicas.signLife(sign('dying'))
        const feeds = ['https://p1.example/rss', 'https://p2.example/rss'] as const
        for (const url of feeds) await living.feeds.addFeed({ url, outlet: null }, at('10:00'))
        await dying.feeds.claimFeeds([feeds[0]], LEASE)
        await leaving.feeds.claimFeeds([feeds[1]], LEASE)
        await dying.rereads.claimReads(['https://p1.example/a'], LEASE)
        await leaving.rereads.claimReads(['https://p2.example/a'], LEASE)
        await leaving.replicas.leave('leaving')
        await sleep(DEAD_MS + 5)
        await living.replicas.buryReplicas(DEAD_MS, LEFT_MS)
        const free = await living.rereads.claimDue(LEASE)
        deepEqual(free.map(({ url, failures }) => [url, failures]).toSorted(), [
          ['https://p1.example/a', 1],
          ['https://p2.example/a', 0],
        ])
        const freeFeeds = await living.feeds.claimDue(LEASE)
        deepEqual(freeFeeds.map(({ url, deaths }) => [url, deaths]).toSorted(), [
          [feeds[0], 1],
          [feeds[1], 0],
        ])
      },
    )

    replicaTest('what it was sending may have arrived; what others send goes on', async (open) => {
      const [dying, living] = [await open('dying'), await open('living')]
      await living.stories.seedStory(harbour)
      await living.deliveries.saveSubscription({ ...SUBSCRIPTION, id: ID, story: harbour.id })
      const plan = async (id: string, time: string) => {
        const common = { subscription: ID, kind: 'digest', about: null, at: at('10:00') } as const
        await living.deliveries.planDelivery({ ...common, id: deliveryId(id), slot: at(time) })
        return deliveryId(id)
      }
      const begin = (store: Store, id: ReturnType<typeof deliveryId>) =>
        store.deliveries.moveDelivery(id, ['planned'], 'sending', { at: at('10:00'), attempt: 'made' })
      const [one, two] = [await plan('d000000001', '10:00'), await plan('d000000002', '10:01')]
      await dying.replicas.signLife(sign('dying'))
      await begin(dying, one)
      await begin(living, two)
      const { seenAt } = (await living.replicas.listReplicas())[0]!
      await sleep(DEAD_MS + 5)
      await living.replicas.buryReplicas(DEAD_MS, LEFT_MS)
      const stateOf = async (id: typeof one): Promise<DeliveryState | undefined> =>
        (await living.deliveries.findDelivery(id))?.state
      deepEqual([await stateOf(one), await stateOf(two)], ['unconfirmed', 'sending'])
      const left = await living.deliveries.findDelivery(one)
      equal(left?.changedAt.epochMilliseconds, seenAt.epochMilliseconds + LEFT_MS)
      equal(left?.because, 'the replica that was sending it ended')
    })

    replicaTest('one that leaves frees what it has at once', async (open) => {
      const [leaving, other] = [await open('leaving'), await open('other')]
      await leaving.replicas.signLife(sign('leaving'))
      await other.feeds.seedFeeds([{ url: 'https://f1.example/rss', outlet: null }], at('09:00'))
      await leaving.feeds.claimDue(LEASE)
      deepEqual(await other.feeds.claimDue(LEASE), [])
      await leaving.replicas.leave('leaving')
      equal((await other.feeds.claimDue(LEASE)).length, 1)
      deepEqual(await other.replicas.listReplicas(), [])
    })

    // who says                      then it is known up to
    const moments = [
      ['10:00', '10:00'],
      ['10:02', '10:02'],
      ['10:01', '10:02'], // it began earlier and ended later
      ['09:00', '09:00'], // the clock was set back by an hour
    ] as const
    replicaTest(
      'of those who match at one time the later beginning stands, but for a clock that was set back',
      async (open) => {
        const { replicas } = await open('a')
        equal(await replicas.findMatched(), null)
        for (const [said, known] of moments) {
          equal(String(await replicas.saveMatched(at(said))), String(at(known)))
          equal(String(await replicas.findMatched()), String(at(known)))
        }
      },
    )

    // stored as seen at            a matching began at    it counts as seen at
    const arrivals = [
      ['10:00:00', null, '10:00:00'],
      ['10:00:00', '09:59:00', '10:00:00'],
      ['10:00:00', '10:00:02', '10:00:02.001'], // it did not look at it
      ['10:00:00', '10:30:00', '10:00:00'], // its clock was set back since
    ] as const
    for (const [seen, began, counts] of arrivals) {
      replicaTest(`what comes in at ${seen} and a matching that began at ${began}: seen at ${counts}`, async (open) => {
        const { replicas, articles } = await open('a')
        if (began !== null) await replicas.beginMatching(at(began))
        const { article } = await articles.saveReading(reading('cranes', 'They stand still.'), 'feed', at(seen))
        equal(String((await articles.findArticle(article))?.latest.seenAt), String(at(counts)))
      })
    }
  })
}
