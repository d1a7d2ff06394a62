import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as ids from '../../src/news/ids.ts'

const TEXT = 'Ñandú\n1'
// Ids are stored: what a text gives today it gives for good.
const cases = [
  [ids.makeArticleId, 'a419f40ff578c'],
  [ids.makeClaimId, 'c419f40ff57'],
  [ids.makeEditionId, 'e419f40ff578ca12d'],
  [ids.makeSubscriptionId, 's419f40ff578ca12d'],
  [ids.makeDeliveryId, 'd419f40ff578ca12d'],
] as const
for (const [make, id] of cases) {
  test(`${make.name} gives a text its id`, () => equal(make(TEXT), id))
}
