import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { deliveryId, storyId, subscriptionId } from '../../src/news/ids.ts'
import type { Subscription } from '../../src/news/subscription.ts'
import { openStore } from '../../src/store/open-store.ts'
import { makeDeskFolder, STORY } from '../e2e/desk-folder.ts'

const ID = 's0123456789abcdef'

/** A desk whose store holds one subscription that its channel refused. */
async function makePausedDesk() {
  return makeDesk({ pausedBecause: 'The channel is archived.' })
}

async function makeDesk(
  changes: Partial<Subscription>,
  fill: (store: Awaited<ReturnType<typeof openStore>>) => Promise<unknown> = async () => undefined,
) {
  const desk = await makeDeskFolder()
  await desk.ask(['migrate'])
  // Opening the desk once puts the story in.
  equal((await desk.ask(['subscriptions'])).code, 0)
  const store = await openStore(desk.db)
  await store.deliveries.saveSubscription({
    id: subscriptionId(ID),
    story: storyId(STORY),
    channel: { platform: 'slack', id: 'C0123ABCD' },
    times: ['08:00'],
    days: [1, 2, 3, 4, 5],
    zone: 'UTC',
    quiet: { from: '22:00', to: '07:00' },
    whenQuiet: 'skip',
    lang: 'en',
    breaking: null,
    graceMs: 7_200_000,
    pausedBecause: null,
    createdAt: Temporal.Instant.from('2026-01-07T00:00Z'),
    ...changes,
  })
  await fill(store)
  await store.close()
  return desk
}

test('a paused subscription is listed with its reason, resumed by its id, and removed', async () => {
  const desk = await makePausedDesk()
  const json = async () => JSON.parse((await desk.ask(['subscriptions', '--json'])).out).subscriptions
  deepEqual(await json(), [
    {
      id: ID,
      story: STORY,
      channel: 'slack:C0123ABCD',
      at: ['08:00'],
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'UTC',
      quiet: '22:00-07:00',
      whenQuiet: 'skip',
      lang: 'en',
      breaking: null,
      pausedBecause: 'The channel is archived.',
      last: null,
      next: null,
    },
  ])
  const shown = (await desk.ask(['subscriptions'])).out.replaceAll(/\s+/g, ' ')
  match(
    shown,
    /s0123456789abcdef trump-petro to slack:C0123ABCD mon-fri at 08:00 \(UTC\); quiet 22:00-07:00; nothing when/,
  )
  match(
    shown,
    /paused: The channel is archived. When that is mended: standfirst subscriptions resume s0123456789abcdef/,
  )
  equal((await desk.ask(['subscriptions', 'resume', ID])).code, 0)
  equal((await json())[0].pausedBecause, null)
  match((await json())[0].next, /T08:00:00Z$/)
  match((await desk.ask(['subscriptions'])).out, /active; no digest yet: the first comes at once; next /)
  match((await desk.ask(['subscriptions', 'resume', ID])).out, /was not paused/)
  match((await desk.ask(['subscriptions', 'resume', 'all'])).out, /^0 go on/)
  equal((await desk.ask(['subscriptions', 'remove', ID])).code, 0)
  deepEqual(await json(), [])
})

test('a subscription that is not there is told, with where to look', async () => {
  const desk = await makeDeskFolder()
  await desk.ask(['migrate'])
  for (const task of ['resume', 'remove']) {
    const { code, err } = await desk.ask(['subscriptions', task, 'sx'])
    equal(code, 1)
    match(err, /no subscription “sx”. See them with: standfirst subscriptions/)
  }
})

test('a digest that quiet hours hold is told as that, with until when', async () => {
  const now = Temporal.Now.instant().toZonedDateTimeISO('UTC')
  const [from = '', to = ''] = [now.subtract({ hours: 1 }), now.add({ hours: 1 })].map((time) =>
    time.toPlainTime().toString({ smallestUnit: 'minute' }),
  )
  const desk = await makeDesk({ quiet: { from, to }, breaking: { origins: 2 }, lang: 'es' }, (store) =>
    store.deliveries.planDelivery({
      id: deliveryId('d0123456789abcdef'),
      subscription: subscriptionId(ID),
      kind: 'digest',
      about: null,
      slot: now.toInstant(),
      at: now.toInstant(),
    }),
  )
  for (const command of ['subscriptions', 'deliveries']) {
    const shown = (await desk.ask([command])).out.replaceAll(/\s+/g, ' ')
    match(shown, new RegExp(`planned[:,] quiet hours until ${to}`))
  }
  const [told] = JSON.parse((await desk.ask(['deliveries', '--json'])).out).deliveries
  deepEqual([told.channel, told.because], ['slack:C0123ABCD', `quiet hours until ${to} UTC`])
  match((await desk.ask(['subscriptions'])).out.replaceAll(/\s+/g, ' '), /breaking from 2 origins; .*in Spanish/)
})
