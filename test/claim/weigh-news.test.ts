import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { findBorneOut, isSlight } from '../../src/claim/weigh-news.ts'
import { claim, support } from './make.ts'

const FAR = { start: 2_000, end: 2_100 }
const slight: readonly (readonly [string, string, boolean, object?])[] = [
  ['a mood', 'For now, the mood in the valley has calmed.', true],
  ['a link', 'The tone raised deep concerns about the dam.', true],
  ['a mood at the head of its article', 'The mood in the valley has calmed.', false, {}],
  ['a person', 'Okafor left the valley.', false],
  ['a figure', 'The lake fell by two metres.', false],
  ['a day', 'The lake fell on Tuesday.', false],
  ['a quotation', 'The lake was “dead and empty.”', false],
  ['much told', 'Crowds filled the streets below the wall and broke windows of shops near the harbour.', false],
]
for (const [name, text, found, place = FAR] of slight) {
  test(`${found ? 'no news by itself' : 'news'}: ${name}`, () => {
    equal(isSlight(claim('c1', [support('a', text, { start: 0, ...place })])), found)
  })
}

const KNOWN = 'The thaw followed an hour-long call between Okafor and Lund about the dam.'
const confirmed: readonly (readonly [string, string, boolean])[] = [
  ['the same measure of one thing', 'Both sides said the call of Okafor and Lund lasted about an hour.', true],
  ['another measure', 'Both sides said the call of Okafor and Lund lasted three hours.', false],
  ['of another thing', 'The gates stood open for an hour.', false],
  ['a bare count', 'Two of them spoke in the call of Okafor and Lund.', false],
]
for (const [name, text, found] of confirmed) {
  test(`${found ? 'borne out' : 'not borne out'}: ${name}`, () => {
    const known = [claim('c1', [support('a', KNOWN)])]
    equal(findBorneOut(claim('c2', [support('b', text)]), known, () => true)?.id === 'c1', found)
    equal(
      findBorneOut(claim('c2', [support('b', text)]), known, () => false),
      undefined,
    )
  })
}

test('a measure told in another language bears nothing out', () => {
  const foreign = support('b', 'Okafor llegó a la presa con una hora de retraso tras hablar con Lund.', { lang: 'es' })
  equal(
    findBorneOut(claim('c2', [foreign]), [claim('c1', [support('a', KNOWN)])], () => true),
    undefined,
  )
})

test('a retelling of one text bears nothing out', () => {
  const [known, retold] = [support('a', KNOWN), support('b', KNOWN)]
  equal(
    findBorneOut(claim('c2', [{ ...retold, group: known.group }]), [claim('c1', [known])], () => true),
    undefined,
  )
})
