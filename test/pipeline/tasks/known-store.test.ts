import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { recallKnown } from '../../../src/pipeline/tasks/known-store.ts'
import { at } from '../../contract/store-samples.ts'

// known here   matched elsewhere   then it is known
const cases = [
  ['10:00', '10:01', '10:01'],
  ['10:00', '09:59', '10:00'],
  ['10:00', null, '10:00'],
] as const
for (const [here, elsewhere, then] of cases) {
  test(`known up to ${here}, matched elsewhere up to ${elsewhere}: known up to ${then}`, async () => {
    let moment = at(here)
    const known = { at: () => moment, move: (to: Temporal.Instant) => void (moment = to) }
    await recallKnown(known, {
      findMatched: async () => (elsewhere === null ? null : at(elsewhere)),
      beginMatching: async (now) => now,
      saveMatched: async (began) => began,
    })
    equal(String(moment), String(at(then)))
  })
}
