import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import { heedAtOnce } from '../../../src/adapters/slack/heed-at-once.ts'

/** What happens to an event, in order. */
function watch(ack: () => Promise<void>, then: (ack: () => Promise<void>) => Promise<void>) {
  const order: string[] = []
  const heed = heedAtOnce(
    async (event) => {
      order.push('processed')
      await then(event.ack)
    },
    (level, text) => void order.push(`${level} ${text}`),
  )
  const event = {
    body: {},
    ack: async () => {
      order.push('acknowledged')
      await ack()
    },
  }
  return { order, heed: () => heed(event) }
}

test('what Slack sends is acknowledged before it is processed, and once', async () => {
  const { order, heed } = watch(
    async () => {},
    async (ack) => {
      await ack()
      await ack()
    },
  )
  await heed()
  deepEqual(order, ['acknowledged', 'processed'])
})

test('what cannot be acknowledged is left to come again', async () => {
  const { order, heed } = watch(
    () => Promise.reject(new Error('the socket is closed')),
    async () => {},
  )
  await heed()
  deepEqual(order.slice(0, -1), ['acknowledged'])
  match(order.at(-1) ?? '', /^warn Slack: .*could not be acknowledged/)
})

test('what cannot be read is told, and ends nothing', async () => {
  const { order, heed } = watch(
    async () => {},
    () => Promise.reject(new TypeError('no user')),
  )
  await heed()
  deepEqual(order, ['acknowledged', 'processed', 'warn Slack: what it sent could not be read (no user).'])
})
