import { deepEqual, equal } from 'node:assert/strict'
import type { ChannelRef } from '../../src/news/message.ts'
import type { StoreTest } from './store-contract.ts'
import { at } from './store-samples.ts'

export function conversationContract(testStore: StoreTest): void {
  testStore('a seed comes back as it was last saved, by kind', async ({ seeds }) => {
    equal(await seeds.findSeed('story', 'harbour'), null)
    await seeds.saveSeed('story', 'harbour', 'one')
    await seeds.saveSeed('story', 'harbour', 'two')
    equal(await seeds.findSeed('story', 'harbour'), 'two')
    equal(await seeds.findSeed('subscription', 'harbour'), null)
  })

  testStore('of all who would greet a channel one does, and again only much later', async ({ greetings }) => {
    const channel: ChannelRef = { platform: 'slack', id: 'C1' }
    const asked = [1, 2, 3].map(() => greetings.greetFirst(channel, at('10:00'), at('09:00')))
    deepEqual((await Promise.all(asked)).toSorted(), [false, false, true])
    equal(await greetings.greetFirst({ platform: 'discord', id: 'C1' }, at('10:00'), at('09:00')), true)
    equal(await greetings.greetFirst(channel, at('10:30'), at('09:30')), false)
    equal(await greetings.greetFirst(channel, at('11:30'), at('10:30')), true)
  })

  testStore('of all who claim an event one gets it', async ({ handledEvents }) => {
    const claims = [1, 2, 3].map(() => handledEvents.claimEvents(['slack E1']))
    deepEqual((await Promise.all(claims)).toSorted(), [false, false, true])
    const long = 'E'.repeat(40_000)
    const cases: readonly (readonly [string[], boolean])[] = [
      [['discord E1'], true],
      [['slack E1'], false],
      // One event under two ids, of which one was claimed.
      [['slack E1', 'slack M1'], false],
      [['slack M1'], false],
      [['slack E2', 'slack E2'], true],
      [[], true],
      // Longer than any index takes, and what no database keeps as it is.
      [[long], true],
      [[long], false],
      [[`${long}2`], true],
      [['slack E3\u0000', 'slack E3\ud800'], true],
    ]
    for (const [ids, first] of cases) equal(await handledEvents.claimEvents(ids), first, ids.join().slice(0, 30))
  })
}
