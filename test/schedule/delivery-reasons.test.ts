import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import type { Subscription } from '../../src/news/subscription.ts'
import type { OutboxParts } from '../../src/schedule/outbox.ts'
import { faultyPoster, type FindFault, type PostFault } from '../fakes/poster.ts'
import { running, world } from '../fakes/outbox-world.ts'

type Case = {
  readonly post?: PostFault[]
  readonly find?: FindFault[]
  readonly of?: Partial<Subscription>
  readonly with?: Partial<OutboxParts>
  /** Minutes between planning and delivering. */
  readonly later?: number
  readonly isSetUp?: boolean
}

const fails = async () => {
  throw new TypeError('it cannot be made')
}
const cases: readonly (readonly [string, Case, string, string])[] = [
  // what happens                        how                                                          ends as    counted as
  ['it is posted', {}, 'sent', 'none'],
  ['it was accepted in silence', { post: ['taken-silently'] }, 'sent', 'found'],
  ['the channel refuses', { post: ['refused'] }, 'failed', 'refused'],
  ['the token is refused', { post: ['token'] }, 'failed', 'refused'],
  ['nobody can look for it', { post: ['lost'], find: ['cannot'] }, 'failed', 'not-searchable'],
  ['it cannot be made', { with: { compose: fails } }, 'planned', 'not-composed'],
  [
    'there is nothing new',
    { with: { compose: async () => ({ kind: 'skip', because: 'nothing' }) } },
    'skipped',
    'nothing-new',
  ],
  ['it is too old', { later: 121 }, 'skipped', 'too-old'],
  ['its platform lost its token', { isSetUp: false }, 'waiting', 'not-set-up'],
  [
    'it is night in the channel',
    { of: { quiet: { from: '08:30', to: '09:30' } }, later: 31 },
    'waiting',
    'quiet-hours',
  ],
]
for (const [name, given, state, reason] of cases) {
  test(`a delivery of which ${name} is counted as ${state}, ${reason}`, async () => {
    const { boot, later } = await world(given.of)
    const { poster } = faultyPoster(given.post, given.find)
    await boot(poster).planDue()
    if (given.later !== undefined) later(given.later)
    const outcomes = await boot(given.isSetUp === false ? null : poster, given.with).deliver(running)
    deepEqual(
      outcomes.map((each) => [each.state, each.reason]),
      [[state, reason]],
    )
  })
}

test('a delivery of a subscription that was paused, or removed, meanwhile is counted so', async () => {
  for (const [change, reason] of [
    ['pauseSubscription', 'paused'],
    ['removeSubscription', 'removed'],
  ] as const) {
    const { boot, store } = await world()
    const { poster } = faultyPoster()
    await boot(poster).planDue()
    for (const { id } of await store.listSubscriptions()) await store[change](id, 'by hand')
    deepEqual(
      (await boot(poster).deliver(running)).map((each) => [each.state, each.reason]),
      [['skipped', reason]],
    )
  }
})
