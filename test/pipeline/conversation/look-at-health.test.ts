import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { NewsError } from '../../../src/news/errors.ts'
import { subscriptionId } from '../../../src/news/ids.ts'
import type { Subscription } from '../../../src/news/subscription.ts'
import { deliveryIdOf } from '../../../src/schedule/outbox.ts'
import { FOLLOWER } from '../channel-world.ts'
import { channelOf, inChat, openChat, type Chat } from './chat-world.ts'

/** Two subscriptions of two workspaces, each with a digest that failed so many days ago. */
async function failTwice(chat: Chat, daysAgo: number): Promise<void> {
  const slot = chat.clock.now().subtract({ hours: daysAgo * 24 })
  for (const [n, workspace] of ['T1', 'T9'].entries()) {
    const subscription: Subscription = {
      ...FOLLOWER,
      id: subscriptionId(`s00000000000000${n}a`),
      channel: { ...channelOf(`C${n}`), workspace },
    }
    const id = deliveryIdOf(subscription.id, slot)
    const { deliveries } = chat.store
    await deliveries.saveSubscription(subscription)
    await deliveries.planDelivery({ id, subscription: subscription.id, kind: 'digest', about: null, slot, at: slot })
    const because = `refused in ${workspace}`
    await deliveries.moveDelivery(id, ['planned'], 'failed', { at: slot, because })
  }
}

test('an admin sees what of their workspace failed this week, and nothing of another', async () => {
  const nobodys = { unnamedIs: () => 'nobodys' as const }
  await inChat(async (chat) => {
    await failTwice(chat, 1)
    const told = await chat.told('status', { channel: 'C5' })
    match(told, /failed: refused in T1/)
    ok(!told.includes('T9'))
    match(await chat.told('estado', { channel: 'C5', lang: 'es', workspace: 'T9' }), /refused in T9/)
  }, nobodys)
  await inChat(async (chat) => {
    await failTwice(chat, 8)
    ok(!(await chat.told('status', { channel: 'C5' })).includes('refused'))
  }, nobodys)
})

test('a store that does not answer is told by its kind, not by its fault', async () => {
  const whole = await openChat()
  const storiesOf = async () => {
    throw new NewsError('store-corrupt', '/secret/path.db: not a sound store')
  }
  const chat = await openChat({ fresh: { ...whole.parts.fresh, storiesOf } })
  const told = await chat.told('status')
  match(told, /store does not answer as it should/)
  ok(!told.includes('/secret'))
  equal(chat.logged.filter((line) => line.includes('could not be looked at')).length, 1)
  await chat.close()
  await whole.close()
})
