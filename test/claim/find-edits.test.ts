import { deepEqual, equal, ok } from 'node:assert/strict'
import test from 'node:test'
import fc from 'fast-check'
import { findEdits, type EditAction } from '../../src/claim/find-edits.ts'
import { cutText } from '../../src/text/cut-text.ts'
import type { TextLang } from '../../src/text/language.ts'

const edits = (before: string, after: string, lang: TextLang = 'en'): readonly EditAction[] =>
  findEdits(cutText(before, lang, null, 6_000).sentences, cutText(after, lang, null, 6_000).sentences)
const brief = (actions: readonly EditAction[]): readonly string[] =>
  actions.map(({ kind, old, new: fresh }) => `${kind} ${old.join('+') || '-'} ${fresh.join('+') || '-'}`)

const BRIDGE = 'The mayor of Lumen opened a bridge over the Arda on Monday.'
const COST = 'It cost 5 million euros, the council said.'
const WORK = 'Workers had poured concrete for three winters.'
const FERRY = 'A ferry carried passengers across the river until last week.'
const FISH = 'Anglers fear that the pillars will drive the trout upstream.'
const text = (...sentences: readonly string[]): string => sentences.join(' ')

const kinds: readonly (readonly [name: string, before: string, after: string, actions: readonly string[]])[] = [
  ['the same text is kept', text(BRIDGE, COST), text(BRIDGE, COST), ['kept 0 0', 'kept 1 1']],
  ['an empty text after is all deleted', text(BRIDGE, COST), '', ['deleted 0 -', 'deleted 1 -']],
  ['an empty text before is all added', '', text(BRIDGE, COST), ['added - 0', 'added - 1']],
  ['two empty texts have no action', '', '', []],
  ['a sentence comes', text(BRIDGE, COST), text(BRIDGE, WORK, COST), ['kept 0 0', 'added - 1', 'kept 1 2']],
  ['a sentence goes', text(BRIDGE, WORK, COST), text(BRIDGE, COST), ['kept 0 0', 'deleted 1 -', 'kept 2 1']],
  ['the first sentence goes', text(BRIDGE, WORK, COST), text(WORK, COST), ['deleted 0 -', 'kept 1 0', 'kept 2 1']],
  [
    'another takes its place',
    text(BRIDGE, WORK, COST),
    text(BRIDGE, FISH, COST),
    ['kept 0 0', 'deleted 1 -', 'added - 1', 'kept 2 2'],
  ],
  [
    'a moved sentence is kept',
    text(BRIDGE, COST, WORK, FERRY),
    text(FERRY, BRIDGE, COST, WORK),
    ['kept 3 0', 'kept 0 1', 'kept 1 2', 'kept 2 3'],
  ],
  [
    'a sentence said twice loses its second',
    text(COST, BRIDGE, COST, WORK),
    text(COST, BRIDGE, WORK),
    ['kept 0 0', 'kept 1 1', 'deleted 2 -', 'kept 3 2'],
  ],
  [
    'white space is no edit',
    text(BRIDGE, COST),
    `${BRIDGE.replaceAll(' ', '  ')}\n\n${COST}`,
    ['kept 0 0', 'kept 1 1'],
  ],
  [
    'a changed word edits',
    text(BRIDGE, COST),
    text(BRIDGE.replace('opened', 'closed'), COST),
    ['edited 0 0', 'kept 1 1'],
  ],
  [
    'a sentence is cut in two',
    text(BRIDGE, 'Workers had poured concrete for three winters, while divers checked the pillars for cracks.', COST),
    text(BRIDGE, WORK, 'Divers checked the pillars for cracks.', COST),
    ['kept 0 0', 'edited 1 1+2', 'kept 2 3'],
  ],
  [
    'two sentences are joined',
    text(BRIDGE, WORK, 'Divers checked the pillars for cracks.', COST),
    text(BRIDGE, 'Workers had poured concrete for three winters, while divers checked the pillars for cracks.', COST),
    ['kept 0 0', 'edited 1+2 1', 'kept 3 2'],
  ],
  [
    'nothing in common',
    text(BRIDGE, COST),
    text(FISH, 'Nobody asked the herons.'),
    ['deleted 0 -', 'deleted 1 -', 'added - 0', 'added - 1'],
  ],
]
for (const [name, before, after, actions] of kinds) {
  test(`${name}: ${actions.join(', ') || 'none'}`, () => deepEqual(brief(edits(before, after)), actions))
}

test('a moved and edited sentence is found where it went', () => {
  const edited = FERRY.replace('passengers', 'commuters')
  deepEqual(brief(edits(text(BRIDGE, COST, WORK, FERRY), text(edited, BRIDGE, COST, WORK))), [
    'edited 3 0',
    'kept 0 1',
    'kept 1 2',
    'kept 2 3',
  ])
})

test('an action shows both wordings of a sentence cut in two', () => {
  const whole = 'Workers had poured concrete for three winters, while divers checked the pillars for cracks.'
  const [action] = edits(whole, text(WORK, 'Divers checked the pillars for cracks.'))
  deepEqual([action?.before, action?.after], [whole, `${WORK} Divers checked the pillars for cracks.`])
})

/** A sentence before and after; both stand between two sentences that stay. */
const meanings: readonly (readonly [lang: TextLang, isChanged: boolean, before: string, after: string])[] = [
  // figures, days, names
  ['en', true, 'The bridge cost 5 million euros.', 'The bridge cost 6 million euros.'],
  ['en', true, 'Eleven workers were hurt in the fall.', 'Seven workers were hurt in the fall.'],
  ['en', false, 'The bridge cost 1500 euros.', 'The bridge cost 1,500 euros.'],
  ['en', false, 'The crew of three stayed on board.', 'The crew of 3 stayed on board.'],
  ['en', false, 'The tender of $5 million was refused.', 'The tender of US$5 million was refused.'],
  ['en', true, 'The bridge opened on Monday.', 'The bridge opened on Sunday.'],
  ['en', false, 'The bridge opened on 11 January.', 'The bridge opened on January 11.'],
  ['en', true, 'Envoys of Iran met the council.', 'Envoys of Iraq met the council.'],
  ['en', true, 'The tender went to Marta Olin.', 'The tender went to Jens Prebble.'],
  ['en', false, 'The tender went to Marta Olinn.', 'The tender went to Marta Olin.'],
  ['en', false, 'Inspectors of the UN visited.', 'Inspectors of the U.N. visited.'],
  ['en', false, 'Inspectors of the EU visited the site.', 'Inspectors of the European Union visited the site.'],
  ['en', true, 'The fall killed a welder and injured 12 others.', 'The fall killed a welder.'],
  // more is told
  ['en', true, 'The mayor opened the bridge.', 'The mayor, who faces a recount, opened the bridge.'],
  ['en', true, 'The mayor opened the bridge.', 'The former mayor opened the bridge.'],
  // negation, hedges, quotations, who said it
  ['en', true, 'The mayor did not sign the deal.', 'The mayor did sign the deal.'],
  ['en', true, 'The council found the plan sufficient.', 'The council found the plan insufficient.'],
  ['en', false, 'The council found the plan insufficient.', 'The council found the plan not sufficient.'],
  ['en', true, 'The crane caused the fire.', 'The crane may have caused the fire.'],
  ['en', true, 'The welder allegedly sold the steel.', 'The welder sold the steel.'],
  ['en', true, '“We are furious about this bridge,” she said.', '“We are proud about this bridge,” she said.'],
  ['en', true, 'The bridge is safe, Olin said.', 'The bridge is safe, Prebble said.'],
  ['en', true, 'Inspectors said the bridge shook.', 'The bridge shook.'],
  ['en', false, '“It shook,” said an inspector.', '“It shook.”'],
  ['en', true, 'The bridge carries 30 lorries a day.', 'The bridge carries at least 30 lorries a day.'],
  ['en', false, 'The bridge carries about 30 lorries a day.', 'The bridge carries some 30 lorries a day.'],
  ['en', true, 'The council accepted the plan.', 'The council rejected the plan.'],
  ['es', true, 'El concejo aceptó el plan.', 'El concejo rechazó el plan.'],
  ['en', false, 'The welder is allegedly accused of fraud.', 'The welder is accused of fraud.'],
  // spelling, form, style, order
  ['en', false, 'The goverment paid for the bridge.', 'The government paid for the bridge.'],
  ['en', false, 'The colour of the bridge offends.', 'The color of the bridge offends.'],
  ['en', false, 'The mayor open the bridge', 'The mayor opened the bridge.'],
  ['en', false, 'The Mayor opened the Bridge.', 'The mayor opened the bridge.'],
  ['en', false, '"We won," she said.', '“We won,” she said.'],
  ['en', false, 'Last week the bridge shook in the wind.', 'The bridge shook in the wind last week.'],
  ['en', false, 'The bridge shook, but traffic flowed.', 'The bridge shook. However, traffic flowed.'],
  ['en', false, 'They began to build the bridge.', 'They started to construct the bridge.'],
  ['en', false, 'The break away faction left.', 'The breakaway faction left.'],
  ['en', false, 'It shook in the wind.', 'The bridge shook in the wind.'],
  // furniture
  ['en', false, 'The bridge shook in the wind.', 'The bridge shook in the wind.[12]'],
  ['en', false, 'Plans: https://lumen.example/plans', 'Plans: https://council.example/bridge/2026'],
  [
    'en',
    false,
    'The bridge shook in the wind.',
    'The bridge shook in the wind.\nRead more: Ten bridges to see before they fall',
  ],
  // Spanish
  ['es', true, 'El puente costó 5 millones de euros.', 'El puente costó 6 millones de euros.'],
  ['es', true, 'El alcalde firmó el acuerdo.', 'El alcalde no firmó el acuerdo.'],
  ['es', true, 'La grúa causó el incendio.', 'La grúa presuntamente causó el incendio.'],
  ['es', true, 'El alcalde inauguró el puente.', 'El alcalde, acusado de fraude, inauguró el puente.'],
  ['es', false, 'El alcalde inauguro el puente.', 'El alcalde inauguró el puente.'],
  ['es', false, 'El puente, sin embargo, resistió.', 'El puente resistió.'],
  ['es', false, '"Ganamos", dijo la alcaldesa.', '«Ganamos», dijo la alcaldesa.'],
]
for (const [lang, isChanged, before, after] of meanings) {
  test(`${isChanged ? 'says something else' : 'says the same'}: ${before} → ${after}`, () => {
    const actions = edits(`${WORK}\n${before}\n${FERRY}`, `${WORK}\n${after}\n${FERRY}`, lang)
    equal(
      actions.some(({ meaning }) => meaning),
      isChanged,
      JSON.stringify(actions.filter(({ kind }) => kind !== 'kept')),
    )
  })
}

test('a kept sentence changes nothing, a new one with news of its own does', () => {
  for (const { kind, meaning } of edits(text(BRIDGE, COST), text(BRIDGE, FISH, COST)))
    equal(meaning, kind !== 'kept', kind)
})

test('a sentence that goes with a figure takes it back; one without a figure was only left out', () => {
  for (const { before, kind, meaning } of edits(text(BRIDGE, FISH, COST), text(BRIDGE)))
    equal(meaning, before === COST, `${kind}: ${before}`)
})

test('a detail moved to another sentence is no news', () => {
  const before = text(`${BRIDGE.slice(0, -1)}, nine months late.`, WORK, 'Shops had closed.')
  const after = text(BRIDGE, WORK, 'Shops had closed, nine months late.')
  deepEqual(
    edits(before, after).map(({ kind, meaning }) => [kind, meaning]),
    [
      ['edited', false],
      ['kept', false],
      ['edited', false],
    ],
  )
})

test('two figures that change places are news in both sentences', () => {
  const before = 'The bridge cost 5 million euros.\nThe tunnel took 9 million euros.'
  const after = 'The bridge cost 9 million euros.\nThe tunnel took 5 million euros.'
  deepEqual(
    edits(before, after).map(({ kind, meaning }) => [kind, meaning]),
    [
      ['edited', true],
      ['edited', true],
    ],
  )
})

test('a sentence said once more, or once less, is no news', () => {
  for (const [before, after] of [
    [text(BRIDGE, COST, WORK), text(BRIDGE, COST, WORK, COST)],
    [text(BRIDGE, COST, WORK, COST), text(BRIDGE, COST, WORK)],
  ] as const)
    ok(edits(before, after).every(({ meaning }) => !meaning))
})

test('every sentence of either text stands in one action, whatever the texts', () => {
  const sentence = fc.constantFrom(
    BRIDGE,
    COST,
    WORK,
    FERRY,
    FISH,
    'No.',
    '…',
    BRIDGE.replace('Monday', 'Friday'),
    'Why?',
  )
  fc.assert(
    fc.property(fc.array(sentence, { maxLength: 12 }), fc.array(sentence, { maxLength: 12 }), (before, after) => {
      const old = cutText(before.join('\n'), 'en', null).sentences
      const fresh = cutText(after.join('\n'), 'en', null).sentences
      const actions = findEdits(old, fresh)
      const sorted = (places: readonly number[]) => places.toSorted((a, b) => a - b)
      deepEqual(sorted(actions.flatMap((action) => action.old)), [...old.keys()])
      deepEqual(sorted(actions.flatMap((action) => action.new)), [...fresh.keys()])
      for (const action of actions) if (action.kind === 'kept') equal(action.before, action.after)
    }),
  )
})

test('five thousand sentences, each edited, take seconds', () => {
  const lines = (year: number): string =>
    Array.from(
      { length: 5_000 },
      (_, at) => `In ${year} ship ${at} left port ${at % 97} with ${at * 7} tons of grain.`,
    ).join('\n')
  const started = performance.now()
  const actions = edits(lines(1901), lines(1902))
  equal(actions.length, 5_000)
  ok(performance.now() - started < 90_000)
})
