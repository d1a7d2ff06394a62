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
}
