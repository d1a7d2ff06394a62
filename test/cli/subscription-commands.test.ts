import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import { openStore } from '../../src/store/open-store.ts'
import { makeDeskFolder, STORY } from '../e2e/desk-folder.ts'

const ID = 's0123456789'

/** A desk whose store holds one subscription that its channel refused. */
async function makePausedDesk() {
  const desk = await makeDeskFolder()
  await desk.ask(['migrate'])
  // Opening the desk once puts the story in.
  equal((await desk.run(['subscriptions'])).code, 0)
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
    pausedBecause: 'The channel is archived.',
    createdAt: Temporal.Instant.from('2026-01-07T00:00Z'),
  })
  await store.close()
  return desk
}

test('a paused subscription is listed with its reason, resumed by its id, and removed', async () => {
  const desk = await makePausedDesk()
  const json = async () => JSON.parse((await desk.run(['subscriptions', '--json'])).out).subscriptions
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
    },
  ])
  const shown = (await desk.run(['subscriptions'])).out.replaceAll(/\s+/g, ' ')
  match(
    shown,
    /trump-petro to slack:C0123ABCD, mon, tue, wed, thu, fri at 08:00 \(UTC\); paused: The channel is archived\./,
  )
  equal((await desk.run(['subscriptions', 'resume', ID])).code, 0)
  equal((await json())[0].pausedBecause, null)
  match((await desk.run(['subscriptions', 'resume', 'all'])).out, /^0 go on/)
  equal((await desk.run(['subscriptions', 'remove', ID])).code, 0)
  deepEqual(await json(), [])
})

test('a subscription that is not there is told, with where to look', async () => {
  const desk = await makeDeskFolder()
  await desk.ask(['migrate'])
  for (const task of ['resume', 'remove']) {
    const { code, err } = await desk.run(['subscriptions', task, 'sx'])
    equal(code, 1)
    match(err, /no subscription “sx”. See them with: standfirst subscriptions/)
  }
})
