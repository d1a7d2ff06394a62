import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { memoryDeliveryStore } from '../fakes/delivery-store.ts'
import { deliveryId, subscriptionId } from '../../src/news/ids.ts'
import { planNow } from '../../src/schedule/plan-now.ts'

const AT = Temporal.Instant.from('2026-01-08T08:00Z')
const MOMENTS = 10

const plan = (name: string) => ({
  id: deliveryId(name),
  subscription: subscriptionId('s0000000001'),
  kind: 'correction' as const,
  about: deliveryId('d0000000001'),
  at: AT,
})

test('deliveries noticed at one moment are a millisecond apart, until no moment is free', async () => {
  const store = memoryDeliveryStore()
  const planned = []
  for (let count = 0; count <= MOMENTS; count += 1) planned.push(await planNow(plan(`d${count}`), store))
  deepEqual(
    planned.map((delivery) => (delivery === null ? null : delivery.slot.epochMilliseconds - AT.epochMilliseconds)),
    [...Array(MOMENTS).keys(), null],
  )
})

test('the same delivery is planned once', async () => {
  const store = memoryDeliveryStore()
  equal((await planNow(plan('d1'), store))?.state, 'planned')
  equal(await planNow(plan('d1'), store), null)
})
