import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { groupTexts } from '../../src/story/group-texts.ts'
import { relateAll } from '../../src/story/relate-all.ts'
import { relateTexts } from '../../src/story/relate-texts.ts'
import { cutText } from '../../src/text/cut-text.ts'
import { alignSentences, toAlignable, type AlignableText } from '../../src/text/align-sentences.ts'
import { evenWeight } from '../../src/text/similarity.ts'
import { article } from '../claim/make.ts'
import { ownReport, rewrite, wireOriginal, wireReprint } from '../pipeline/dam-story.ts'

const prepare = (text: string): AlignableText => toAlignable(cutText(text.replaceAll('\n', ' '), 'en', null).sentences)

/** Sentences about other things, so that the words of the dam are not common. */
const OTHER = prepare(`The museum opened its new wing on Monday. Visitors queued along the river for an hour.
A collector from the coast gave nine paintings. The architect, Bo Lind, was not there. Tickets cost six dollars.`)

const relate = (a: string, b: string) => {
  const [first] = relateAll([prepare(a), prepare(b), OTHER])
  ok(first !== undefined)
  return first
}

const LEAK = `Water came through the wall at dawn, a guard said. The board sent two divers down. Their lamps failed at forty
metres. Schools in the lower town stayed shut. A train waited at the station all morning.`

const RETOLD = `At dawn, a guard said, water had come through the wall. The board has sent two divers down to look. At forty
metres the divers’ lamps failed. In the lower town schools have stayed shut. All morning a train waited at the station.`

const OWN = `The mayor woke at four to the sirens. She drove to the bridge with her brother and counted buses. Nobody she met
knew where the water board’s engineers were. A baker handed out bread from his van. The church rang until noon.`

const HALF = `${LEAK.split('. ').slice(0, 3).join('. ')}. The mayor woke at four to the sirens. She drove to the bridge
with her brother and counted buses.`

const cases = [
  ['a text and itself', LEAK, LEAK, 'copy'],
  ['a copy without its end', LEAK, LEAK.split('. ').slice(0, 4).join('. ').concat('.'), 'copy'],
  ['a copy in capitals and other marks', LEAK, LEAK.toUpperCase(), 'copy'],
  ['a copy inside a longer text', LEAK, `${LEAK} ${OWN}`, 'copy'],
  ['half of it is the other’s copy', LEAK, HALF, 'shared-wire'],
  ['two reports of one event', LEAK, OWN, 'independent'],
  [
    'a report that holds a flash of one sentence',
    'Water came through the wall at dawn, a guard said.',
    LEAK,
    'shared-wire',
  ],
  [
    'three sentences prove nothing',
    'A guard said water was coming through. Divers went down and lost their lamps. All schools stay shut.',
    LEAK,
    'independent',
  ],
  ['nothing and something', '', LEAK, 'independent'],
  ['the dam: wire and reprint', wireOriginal.text, wireReprint.text, 'copy'],
  ['the dam: wire and own report', wireOriginal.text, ownReport.text, 'independent'],
] as const
for (const [name, a, b, kind] of cases) {
  test(`${kind}: ${name}`, () => {
    equal(relate(a, b).kind, kind, JSON.stringify(relate(a, b)))
    equal(relate(b, a).kind, kind, 'seen from the other side')
  })
}

test('the same sentences in another order are no copy and no rewrite', () => {
  const reversed = LEAK.split('. ')
    .map((sentence) => sentence.replace(/\.$/, ''))
    .toReversed()
    .join('. ')
    .concat('.')
  const { kind, coverage, order } = relate(LEAK, reversed)
  equal(order, -1)
  ok(coverage > 0.95)
  ok(kind !== 'rewrite')
})

const sentenceArb = fc.constantFrom(...`${LEAK} ${OWN}`.replaceAll('\n', ' ').split(/(?<=\.) /))
const textArb = fc.array(sentenceArb, { maxLength: 8 }).map((sentences) => prepare(sentences.join(' ')))

test('coverage is a share, order an agreement, and each pair comes once', () => {
  fc.assert(
    fc.property(fc.array(textArb, { maxLength: 5 }), (texts) => {
      const relations = relateAll(texts)
      equal(relations.length * 2, texts.length * Math.max(0, texts.length - 1))
      for (const { a, b, coverage, order } of relations) {
        ok(a < b && coverage >= 0 && coverage <= 1 && order >= -1 && order <= 1)
      }
    }),
    { numRuns: 40 },
  )
})

test('who is told first makes no difference', () => {
  fc.assert(
    fc.property(textArb, textArb, (one, other) => {
      const [there] = relateAll([one, other])
      const [back] = relateAll([other, one])
      deepEqual(there?.kind, back?.kind)
    }),
    { numRuns: 60 },
  )
})

test('a long list compares only likely pairs, and finds the copy', () => {
  const filling = Array.from({ length: 60 }, (_, at) => {
    const thing = `thing${at} matter${at} place${at} person${at}`
    return prepare(`The ${thing} was seen. It met ${thing} twice. Nobody counted ${thing}. All of ${thing} ended.`)
  })
  const relations = relateAll([prepare(LEAK), ...filling, prepare(LEAK)])
  ok(relations.length < (62 * 61) / 2)
  deepEqual(
    relations.filter(({ kind }) => kind === 'copy').map(({ a, b }) => [a, b]),
    [[0, 61]],
  )
})

test('of a text printed 150 times, each print is compared with some others, not with all', () => {
  const prints = Array.from({ length: 150 }, (_, at) =>
    prepare(at % 2 === 0 ? LEAK : `${LEAK} Printed by house ${at}.`),
  )
  const relations = relateAll(prints)
  ok(relations.length < (150 * 149) / 4, `${relations.length} pairs`)
  const ids = prints.map((_, at) => article(`p${at}`))
  const named = relations.map((one) => ({ ...one, a: article(`p${one.a}`), b: article(`p${one.b}`) }))
  equal(new Set(groupTexts(ids, named).values()).size, 1)
})

const retellings = [
  ['the same report in other words', LEAK, RETOLD],
  ['the dam: own report and rewrite', ownReport.text, rewrite.text],
] as const
for (const [name, a, b] of retellings) {
  test(`a retelling and its report are one text: ${name}`, () => {
    ok(['copy', 'rewrite'].includes(relate(a, b).kind))
  })
}

for (const [name, a, b] of retellings) {
  test(`a retelling that keeps the words but not their order is a rewrite, no copy: ${name}`, () => {
    equal(relate(a, b).kind, 'rewrite')
  })
}

const QUOTE =
  '“I would rather see every street of this town under water than one child of it, and I will say so to anyone,” she said.'
const QUOTED_BY_ONE = `${QUOTE} The fair was put off. Ferries ran until ten at night. About 40 cattle drowned near the mill.`
const QUOTED_BY_OTHER = `Bo Lind of the council met reporters at the school. ${QUOTE} About 40 cattle drowned near the mill.
The vote on a new wall is in May. A choir sang in the square. Shops opened again on Sunday.`

const apart = [
  ['a quotation and a figure in common are no shared copy', QUOTED_BY_ONE, QUOTED_BY_OTHER],
  ['nor is a quotation that is most of both', `${QUOTE} Ferries ran until ten.`, `${QUOTE} The vote is in May.`],
] as const
for (const [name, a, b] of apart)
  test(name, () => equal(relate(a, b).kind, 'independent', JSON.stringify(relate(a, b))))

const LONG = `${OWN} ${OWN.replaceAll(/\b(The|She|Nobody|A)\b/g, 'Then $1').replaceAll('mayor', 'bishop')} The council of the valley
meets in June to name a builder. Its chair wants steel and not stone. A study from the spring put the cost at six million.
The lower gate was made in a yard that has since closed. Its last foreman still lives above the harbour with two dogs.
Farmers had asked for a second gate after the dry years. The ministry said no in a letter of four lines.`

test('a short text that stands whole inside a long one is its copy', () => {
  const { kind, coverage } = relate(LEAK, `${LONG} ${LEAK} ${LONG.toLowerCase()}`)
  equal(kind, 'copy')
  ok(coverage > 0.95)
})

test('of a short text and a long one that holds it, the one that comes later may have news', () => {
  const [short, long] = [prepare(LEAK), prepare(`${LEAK} ${LONG}`)]
  const arrive = (added: AlignableText, earlier: AlignableText) =>
    relateTexts(added, earlier, alignSentences(added, earlier, evenWeight), evenWeight).kind
  equal(arrive(short, long), 'copy')
  equal(arrive(long, short), 'shared-wire')
})

test('a rewrite may tell blocks of the report in another order', () => {
  const report = `${LEAK} ${OWN}`
  const [leak, own] = [RETOLD, OWN.replace('woke', 'got up').replace('counted', 'numbered').replace('rang', 'sounded')]
  const { kind, order } = relate(report, `${own} ${leak}`)
  equal(kind, 'rewrite')
  ok(order < 0.5)
})

const flashes = [
  'A guard said that water had come through the wall at dawn. Two divers were sent down by the board.',
  'Water came in through the wall about dawn, said a guard. The water board has sent down two divers.',
]
for (const flash of flashes) {
  test(`a flash in words of its own is no copy of a report of the same facts: ${flash}`, () => {
    equal(relate(flash, LEAK).kind, 'independent')
  })
}
