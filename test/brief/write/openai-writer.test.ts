import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelOutcome } from '../../../src/brief/model/model.ts'
import type { Written } from '../../../src/brief/writer.ts'
import { answered, fakeModel, lines, modelWriter, USED } from '../../fakes/model.ts'
import { CHOSEN, DAM, everyLine, GATES, holdsFor, QUOTE, RUMOUR, SPANISH, texts } from './writer-sample.ts'

const never = new AbortController().signal
const EXTRACTS = texts(CHOSEN.map(({ extract }) => extract))
const LEDE = 'The water board said the lake behind the Calder dam fell by 12 metres in nine days.'
const TRANSLATED =
  'Tomás Okafor said the government of Chile did not approve the budget of 40 million pesos for the dam.'

/** What comes of the model's answers, held to what holds of any. */
async function write(outcomes: readonly (ModelOutcome | null)[], chosen = CHOSEN): Promise<Written> {
  const written = await modelWriter(fakeModel(...outcomes), { deadlineMs: 5_000 }).write({ chosen, lang: 'en' }, never)
  holdsFor(written, chosen)
  return written
}

test('lines that their claims bear out stand, with who wrote them', async () => {
  const {
    lines: told,
    lede,
    report,
  } = await write([lines([LEDE, [1], 'lede'], ['Mayor Petra Lund called the closure [Q1].', [3]], [TRANSLATED, [4]])])
  equal(lede?.text, LEDE)
  deepEqual(texts(told), [
    GATES.extract.text,
    'Mayor Petra Lund called the closure “a warning that came ten years late”.',
    TRANSLATED,
    RUMOUR.extract.text,
    EXTRACTS[5],
  ])
  deepEqual(
    report.lines.map(({ by }) => by),
    ['extract', 'model', 'model', 'extract', 'extract'],
  )
  deepEqual([report.passed, report.repaired, report.replaced], [3, 0, 3])
  deepEqual(report.made, { model: 'fake-1', prompt: 'brief.v2' })
  equal(report.lines[0]?.because, 'the model left it out')
})

test('a line of two origins says so, a translated line is flagged and cites what it translates', async () => {
  const { lines: told } = await write([lines([LEDE, [1]], [TRANSLATED, [4]])])
  deepEqual([told[0]?.support.origins, told[0]?.citations.length], [2, 2])
  ok(told[3]?.flags.includes('translated') && told[3].citations[0]?.text === SPANISH.extract.text)
  equal(told[3]?.lang, 'en')
})

test('a refused line is mended once, with the reasons, and only its claims are shown again', async () => {
  const model = fakeModel(
    lines(['The lake fell by 18 metres in nine days.', [1]], ['Mayor Petra Lund called the closure [Q1].', [3]]),
    lines([LEDE, [1]]),
  )
  const written = await modelWriter(model).write({ chosen: CHOSEN, lang: 'en' }, never)
  holdsFor(written, CHOSEN)
  equal(model.asked.length, 2)
  match(model.asked[1]?.user ?? '', /18\^metres/)
  match(model.asked[1]?.user ?? '', /claim 1\n/)
  ok(!/claim [23]\n/.test(model.asked[1]?.user ?? ''))
  equal(written.lines[0]?.text, LEDE)
  deepEqual([written.report.passed, written.report.repaired, written.report.replaced], [1, 1, 4])
  equal(written.report.usage.inputTokens, 2 * USED.inputTokens)
})

test('what is not mended is told by its extract, with the reason', async () => {
  const wrong = lines(['The lake fell by 18 metres in nine days.', [1]])
  const { lines: told, report } = await write([wrong, wrong])
  deepEqual(texts(told), EXTRACTS)
  match(report.lines[0]?.because ?? '', /18/)
  equal(report.refused.length, 2)
  equal(report.made, null)
})

test('the order is that of the claims, whatever the model wants first', async () => {
  const { lines: told } = await write([lines(['Mayor Petra Lund called the closure [Q1].', [3]], [LEDE, [1]])])
  equal(told[0]?.text, LEDE)
})

test('a claim that is named for nothing lends no origin and no citation', async () => {
  const { lines: told } = await write([lines(['Engineers warned the wall would crack within a week.', [5, 1]])])
  const line = told.find(({ text }) => text.startsWith('Engineers warned the wall'))
  deepEqual([line?.support.origins, line?.citations.length], [0, 1])
  ok(line?.flags.includes('unattributed'))
})

const why: readonly (readonly [string, readonly number[], boolean])[] = [
  ['The dam matters because 300,000 people in the valley depend on it for drinking water.', [6], true],
  ['The board closed two of the five gates in November.', [2], false],
  ['The dam matters because people fear the board.', [2], false],
]
for (const [text, claims, stands] of why) {
  test(`why it matters ${stands ? 'is' : 'is not'} told: ${text}`, async () => {
    equal((await write([lines([text, claims, 'why'])])).why?.text ?? null, stands ? text : null)
  })
}

const headlines: readonly (readonly [string, readonly number[], boolean])[] = [
  ['Lake behind the Calder dam fell by 12 metres in nine days, water board said', [1], true],
  ['The lake behind the Calder dam fell by 12 metres in nine days', [1], false],
  ['The board closed two of the five gates in November', [2], false],
  ['Engineers warned that the wall would crack within a week', [5], false],
]
for (const [text, claims, stands] of headlines) {
  test(`a headline ${stands ? 'stands' : 'does not stand'}: ${text}`, async () => {
    equal((await write([lines([text, claims, 'headline'])])).headline?.text ?? null, stands ? text : null)
  })
}

/** Answers that end in the extracts, every one of them. */
const useless: readonly (readonly [string, ModelOutcome])[] = [
  ['nothing', answered(null)],
  ['no lines', answered({ lines: [] })],
  ['another form', answered({ brief: 'It was a quiet day.' })],
  ['text', answered('The lake fell by 12 metres.')],
  ['lines of nothing', lines(['', [1]], [' \u200b ', [2]], ['\n', [3]])],
  ['unknown ids', lines([LEDE, [99]], [LEDE, [0]], [LEDE, [-1]])],
  ['a known id beside unknown ones', lines([LEDE, [1, 99]])],
  ['no ids', answered({ lines: [{ kind: 'line', text: LEDE }] })],
  ['ten times too long', lines([`${LEDE} `.repeat(20), [1]])],
  [
    'a line over and over',
    lines(...Array.from({ length: 500 }, () => ['The lake fell again and again.', [1]] as const)),
  ],
  [
    'another language',
    lines(['La junta del agua dijo que el lago bajó 12 metros en nueve días detrás de la presa Calder.', [1]]),
  ],
  ['a third language', lines(['Der See hinter dem Damm fiel laut der Behörde in neun Tagen um 12 Meter.', [1]])],
  [
    'links',
    lines(['The water board said the lake behind the Calder dam fell by 12 metres https://calder.example', [1]]),
  ],
  [
    'addresses',
    lines(['The water board said on calder.example the lake behind the Calder dam fell by 12 metres.', [1]]),
  ],
  ['mentions', lines(['@everyone the water board said the lake behind the Calder dam fell by 12 metres.', [1]])],
  [
    'channel mentions',
    lines(['<!channel> The water board said the lake behind the Calder dam fell by 12 metres.', [1]]),
  ],
  ['markup', lines(['The water board said [the lake](calder) behind the Calder dam fell by **12 metres**.', [1]])],
  ['commands', lines(['/follow Calder: the water board said the lake behind the Calder dam fell by 12 metres.', [1]])],
  [
    'a word to the reader',
    lines(['You must know that the water board said the lake behind the Calder dam fell.', [1]]),
  ],
  ['the question', lines(['Did the lake behind the Calder dam fall by 12 metres in nine days?', [1]])],
  ['a quotation nobody said', lines(['Mayor Petra Lund called the closure “a great success”.', [3]])],
  ['a quotation of another claim', lines(['The board called two of the five gates [Q1].', [2]])],
  ['a quotation that is not there', lines(['Mayor Petra Lund called the closure [Q7].', [3]])],
  ['an invention', lines(['The dam burst and drowned the valley.', [1]], ['Petra Lund resigned.', [3]])],
  ['turned round', lines(['The farmers called Mayor Petra Lund a warning.', [3]])],
  ['without who says so', lines(['The lake behind the Calder dam fell by 12 metres in nine days.', [1]])],
]
for (const [name, outcome] of useless) {
  test(`${name}: the brief is the extracts`, async () => {
    const { lines: told, report, headline, lede } = await write([outcome])
    deepEqual(texts(told), EXTRACTS)
    deepEqual([headline, lede, report.made, report.replaced], [null, null, null, EXTRACTS.length])
    ok(report.lines.every(({ because }) => because !== null))
  })
}

const faults: readonly ModelOutcome[] = [
  { kind: 'cut', at: 'length', usage: USED },
  { kind: 'cut', at: 'unfinished', usage: USED },
  { kind: 'refused', by: 'model', usage: USED },
  { kind: 'refused', by: 'filter', usage: USED },
  { kind: 'unreadable', usage: USED },
  ...(
    [
      'key',
      'model',
      'limit',
      'server',
      'time',
      'broken',
      'paused',
      'busy',
      'budget',
      'stopped',
      'address',
      'long',
    ] as const
  ).map((reason): ModelOutcome => ({ kind: 'unavailable', reason, status: null, retryAfterMs: null })),
]
for (const fault of faults) {
  test(`${JSON.stringify(fault)}: the brief is the extracts, and says why`, async () => {
    const { lines: told, report } = await write([fault])
    deepEqual(texts(told), EXTRACTS)
    deepEqual(report.fault, fault)
    equal(report.replaced, EXTRACTS.length)
  })
  test(`${JSON.stringify(fault)} at the repair: what passed stays`, async () => {
    const first = lines([LEDE, [1]], ['The board closed nine of the gates in November.', [2]])
    const { lines: told, report } = await write([first, fault])
    deepEqual(texts(told), [LEDE, ...EXTRACTS.slice(1)])
    deepEqual(report.fault, fault)
  })
}

test('words between marks are given as the passage has them', async () => {
  const { lines: told } = await write([
    lines(['Mayor Petra Lund called the closure "A Warning that came ten years late".', [3]]),
  ])
  equal(told[2]?.text, 'Mayor Petra Lund called the closure “a warning that came ten years late”.')
})

test('a silent model: extracts at the deadline, and no better later', async () => {
  const started = Date.now()
  const writer = modelWriter(fakeModel(null), { deadlineMs: 30, lateMs: 60 })
  const written = await writer.write({ chosen: CHOSEN, lang: 'en' }, never)
  ok(Date.now() - started < 2_000)
  deepEqual(texts(written.lines), EXTRACTS)
  ok(written.report.fault?.kind === 'unavailable' && written.report.fault.reason === 'time')
  equal(await written.later, null)
})

test('a late model: extracts at the deadline, and its lines later', async () => {
  const late = fakeModel(lines([LEDE, [1]]))
  const model = {
    name: late.name,
    complete: async (...asked: Parameters<typeof late.complete>) => {
      await new Promise((resolve) => setTimeout(resolve, 80))
      return late.complete(...asked)
    },
  }
  const written = await modelWriter(model, { deadlineMs: 10 }).write({ chosen: CHOSEN, lang: 'en' }, never)
  deepEqual(texts(written.lines), EXTRACTS)
  const better = await written.later
  ok(better !== null)
  holdsFor(better, CHOSEN)
  equal(better.lines[0]?.text, LEDE)
})

test('a late repair: what passed at once stands meanwhile', async () => {
  const model = fakeModel(lines([LEDE, [1]], ['The board closed nine of the gates in November.', [2]]), null)
  const writer = modelWriter(model, { deadlineMs: 60, lateMs: 30 })
  const written = await writer.write({ chosen: CHOSEN, lang: 'en' }, never)
  deepEqual(texts(written.lines), [LEDE, ...EXTRACTS.slice(1)])
  equal(await written.later, null)
})

test('who gives up gets the extracts at once', async () => {
  const control = new AbortController()
  const writing = modelWriter(fakeModel(null)).write({ chosen: CHOSEN, lang: 'en' }, control.signal)
  control.abort()
  deepEqual(texts((await writing).lines), EXTRACTS)
  const written = await modelWriter(fakeModel(null)).write({ chosen: CHOSEN, lang: 'en' }, AbortSignal.abort())
  deepEqual(texts(written.lines), EXTRACTS)
})

test('nothing to tell is not sent', async () => {
  const model = fakeModel(answered({ lines: [] }))
  const written = await modelWriter(model).write({ chosen: [], lang: 'en' }, never)
  deepEqual([written.lines.length, model.asked.length], [0, 0])
})

test('a brief over its budget is not sent, and a repair over it is not either', async () => {
  const model = fakeModel(lines([LEDE, [1]], ['The board closed nine gates in November.', [2]]))
  const poor = modelWriter(model, { budget: { briefTokens: 1_000, briefMicros: null } })
  const none = await poor.write({ chosen: CHOSEN, lang: 'en' }, never)
  deepEqual([model.asked.length, none.report.fault?.kind], [0, 'unavailable'])
  const fair = modelWriter(model, { budget: { briefTokens: 2_300, briefMicros: null } })
  const written = await fair.write({ chosen: CHOSEN, lang: 'en' }, never)
  deepEqual([model.asked.length, texts(written.lines)[0]], [1, LEDE])
  const dear = modelWriter(model, {
    budget: { briefTokens: null, briefMicros: 100 },
    prices: { inputMicros: 1_000_000, outputMicros: 4_000_000 },
  })
  await dear.write({ chosen: CHOSEN, lang: 'en' }, never)
  equal(model.asked.length, 1)
})

test('every line of a brief is one that somebody wrote', async () => {
  const written = await write([lines([LEDE, [1]])])
  equal(everyLine(written).length, written.report.lines.length)
  equal(written.lines[0]?.flags.includes('extract'), false)
  ok(written.lines.slice(1).every(({ flags }) => flags.includes('extract')))
  equal(DAM.extract.flags.includes('extract'), true)
  equal(QUOTE.extract.quote, false)
})
