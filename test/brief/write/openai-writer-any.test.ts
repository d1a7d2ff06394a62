import fc from 'fast-check'
import { test } from 'node:test'
import { createOpenaiModel } from '../../../src/brief/model/openai-model.ts'
import { answered, fakeModel, modelWriter } from '../../fakes/model.ts'
import { answering, startModelServer } from '../../fakes/model-server.ts'
import { CHOSEN, holdsFor } from './writer-sample.ts'

const never = new AbortController().signal

/** Words of the claims, and what a model must not put between them. */
const words = CHOSEN.flatMap(({ extract }) => extract.text.split(' '))
const foreign = [
  'https://calder.example/a',
  'calder.example',
  'www.calder',
  '@everyone',
  '<!channel>',
  '<@U012AB>',
  '[the lake](x)',
  '**now**',
  '`rm -rf`',
  '/follow',
  '!ban',
  '#dam',
  '[Q1]',
  '[Q2]',
  '“the lake”',
  '"closed two"',
  '\u202e',
  '\u0007',
  '\u{e0041}',
  'ｅvil',
  '^',
  'not',
  'no',
  'because',
  '99',
  '13',
  'Petra Lund',
  'Tomás Okafor',
  '\ud800',
  '\n',
]
const piece = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...words) },
  { weight: 1, arbitrary: fc.constantFrom(...foreign) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
)
/** A passage with something put in, taken out or exchanged: what nearly passes. */
const edited = fc
  .tuple(
    fc.constantFrom(...CHOSEN.flatMap(({ extract }) => extract.citations.map(({ text }) => text))),
    fc.array(fc.tuple(fc.nat(30), fc.constantFrom('add', 'drop', 'set'), piece), { maxLength: 3 }),
  )
  .map(([text, edits]) => {
    const parts = text.split(' ')
    for (const [at, how, word] of edits)
      parts.splice(at % parts.length, how === 'add' ? 0 : 1, ...(how === 'drop' ? [] : [word]))
    return parts.join(' ')
  })
const text = fc.oneof(
  { weight: 4, arbitrary: edited },
  { weight: 2, arbitrary: fc.array(piece, { maxLength: 40 }).map((parts) => parts.join(' ')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 400 }) },
)
const line = fc.record({
  kind: fc.constantFrom('headline', 'lede', 'line', 'why', 'verdict'),
  text,
  claims: fc.oneof(
    { weight: 5, arbitrary: fc.uniqueArray(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 4 }) },
  ),
})
const reply = fc.oneof(
  { weight: 5, arbitrary: fc.record({ lines: fc.array(line, { maxLength: 12 }) }) },
  { weight: 1, arbitrary: fc.array(line, { maxLength: 6 }) },
  { weight: 1, arbitrary: fc.jsonValue() },
  { weight: 1, arbitrary: fc.record({ lines: fc.jsonValue() }) },
)

test('any JSON as the answer, and as its repair: every published line verifies, with nothing foreign in it', async () => {
  await fc.assert(
    fc.asyncProperty(reply, reply, fc.constantFrom('en', 'es'), async (first, second, lang) => {
      const model = fakeModel(answered(first), answered(second))
      holdsFor(await modelWriter(model).write({ chosen: CHOSEN, lang }, never), CHOSEN)
    }),
    { numRuns: 150, interruptAfterTimeLimit: 25_000 },
  )
})

test('any text as the answer of a server: the same', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        text,
        reply.map((json) => JSON.stringify(json).slice(0, 5_000)),
      ),
      async (content) => {
        await using server = await startModelServer(answering(content))
        const model = createOpenaiModel({ apiKey: null, baseUrl: server.baseUrl, model: 'm', timeoutMs: 5_000 })
        holdsFor(await modelWriter(model).write({ chosen: CHOSEN, lang: 'en' }, never), CHOSEN)
      },
    ),
    { numRuns: 40, interruptAfterTimeLimit: 20_000 },
  )
})
