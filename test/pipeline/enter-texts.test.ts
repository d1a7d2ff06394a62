import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { bringText, createLedger, restoreLedger, type Ledger } from '../../src/claim/ledger-state.ts'
import { articleId } from '../../src/news/ids.ts'
import { joinEntered, prepareText, readText, type Entered } from '../../src/pipeline/enter-texts.ts'
import type { StoredRevision } from '../../src/story/story-store.ts'
import { generateStory } from '../bench/generate-story.ts'
import { enterAll } from './enter-all.ts'

/** More texts than are kept at hand, and than one is compared with. */
const TEXTS = 70
const AT_HAND = 30

const revisions: readonly StoredRevision[] = [...generateStory(TEXTS, 3)].map(({ reading, seenAt }, at) => {
  const article = articleId(`a${reading.input}`)
  const revision = { ...reading, article, revision: at, seenAt }
  return {
    article: { id: article, url: reading.url, input: reading.input, outlet: reading.outlet, seenAt, latest: revision },
    revision,
  }
})

/** Enters a revision as the matcher does: what is not at hand is read again. */
function enterRecalled(ledger: Ledger, stored: StoredRevision): Entered {
  const prepared = prepareText(ledger, stored, [])
  for (const textAt of prepared.missing) {
    const recalled = revisions[textAt]
    ok(recalled !== undefined)
    bringText(ledger, textAt, readText(recalled))
  }
  return prepared.enter()
}

const whole = enterAll(revisions, [])

test('a ledger that keeps few texts at hand grows as one that keeps them all', () => {
  const ledger = createLedger(AT_HAND)
  deepEqual(joinEntered(revisions.map((stored) => enterRecalled(ledger, stored))), whole)
  equal(ledger.atHand.size, AT_HAND)
})

test('a ledger restored from what is kept of its texts goes on as if it had never ended', () => {
  for (const cut of [1, 20, 45]) {
    const ledger = createLedger(AT_HAND)
    const first = joinEntered(revisions.slice(0, cut).map((stored) => enterRecalled(ledger, stored)))
    const restored = restoreLedger(first.traces, first.rows.toReversed(), AT_HAND)
    const rest = revisions.slice(cut).map((stored) => enterRecalled(restored, stored))
    deepEqual(joinEntered([first, ...rest]), whole)
  }
})
