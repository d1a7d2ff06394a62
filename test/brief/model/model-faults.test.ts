import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { guardModel } from '../../../src/brief/model/guard-model.ts'
import { createOpenaiModel } from '../../../src/brief/model/openai-model.ts'
import { faultSentence, writingCounts } from '../../../src/brief/write/tell-writing.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { modelWriter } from '../../fakes/model.ts'
import {
  answering,
  failing,
  reset,
  saying,
  silent,
  startModelServer,
  stuck,
  type ModelStep,
} from '../../fakes/model-server.ts'
import { CHOSEN, holdsFor, texts } from '../write/writer-sample.ts'

const never = new AbortController().signal
const KEY = 'sk-test-0123456789'
const EXTRACTS = texts(CHOSEN.map(({ extract }) => extract))
/** Servers put passages and keys into their faults. */
const LEAK = { message: `bad key ${KEY} for “The board closed two of the five gates in November.”` }

const cases: readonly (readonly [string, ModelStep, RegExp | null])[] = [
  ['401', failing(401, LEAK), /\(401\): the server refused the key: set a valid OPENAI_API_KEY/],
  ['403', failing(403, LEAK), /\(403\): the server refused the key/],
  ['404', failing(404, LEAK), /\(404\): the server has no such API at this address/],
  ['429', failing(429, LEAK, { 'retry-after': '30' }), /\(429\): the server’s limit is reached/],
  ['500', failing(500, LEAK), /\(500\): the server had a fault/],
  ['503', failing(503, LEAK), /\(503\): the server had a fault/],
  ['no answer', silent, /did not come in time/],
  ['an answer that stops', stuck, /did not come in time/],
  ['a reset', reset, /broke off/],
  ['finish_reason null', answering('{"lines":[]}', { finish_reason: null }), /broke off before it was finished/],
  ['finish_reason length', answering('{"lines":[', { finish_reason: 'length' }), /cut at the limit of tokens/],
  ['a refusal', answering('', { message: { content: null, refusal: KEY } }), /the model refused/],
  ['a content filter', answering('', { finish_reason: 'content_filter' }), /content filter/],
  ['invalid JSON', answering('{"lines":[{"text":'), /no JSON of the form/],
  ['a page', saying('<html></html>', 'text/html'), /check OPENAI_BASE_URL, which ends in \/v1/],
  ['JSON of another form', answering({ news: 'none' }), /no JSON of the form/],
  ['unknown ids', answering({ lines: [{ kind: 'line', text: EXTRACTS[1], claims: [77] }] }), null],
]
for (const [name, step, sentence] of cases) {
  test(`${name}: the extracts, and ${sentence === null ? 'no fault' : sentence.source}`, async () => {
    await using server = await startModelServer(step)
    const { baseUrl } = server
    const client = createOpenaiModel({ apiKey: KEY, baseUrl, model: 'm-1', timeoutMs: 1_000 })
    const model = guardModel(client, { clock: systemClock, concurrency: 2 })
    const written = await modelWriter(model).write({ chosen: CHOSEN, lang: 'en' }, never)
    holdsFor(written, CHOSEN)
    deepEqual(texts(written.lines), EXTRACTS)
    const said = faultSentence(written.report.fault)
    if (sentence === null) equal(said, null)
    else match(said ?? '', sentence)
    const logged = `${said} ${JSON.stringify(writingCounts(written.report))}`
    ok(!logged.includes(KEY) && !logged.includes('gates') && !logged.includes('\n'))
    // Asked once, and once more where there were lines to mend.
    ok(server.asked.length <= 2)
  })
}

test('a key is refused once: the next brief asks nobody', async () => {
  await using server = await startModelServer(failing(401))
  const client = createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 1_000 })
  const writer = modelWriter(guardModel(client, { clock: systemClock, concurrency: 2 }))
  await writer.write({ chosen: CHOSEN, lang: 'en' }, never)
  const { report } = await writer.write({ chosen: CHOSEN, lang: 'en' }, never)
  match(faultSentence(report.fault) ?? '', /left alone for a while/)
  equal(server.asked.length, 1)
})

test('a limit that is over soon costs a second, not the brief', async () => {
  const line = { kind: 'line', text: 'The board closed two of the gates in November.', claims: [2] }
  await using server = await startModelServer(
    failing(429, LEAK, { 'retry-after': '0.1' }),
    answering({ lines: [line] }),
  )
  const client = createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 2_000 })
  const writer = modelWriter(guardModel(client, { clock: systemClock, concurrency: 2 }))
  const { lines, report } = await writer.write({ chosen: CHOSEN, lang: 'en' }, never)
  deepEqual([lines[1]?.text, report.passed, server.asked.length], [line.text, 1, 2])
})

test('a model that answered leaves no sentence', () => equal(faultSentence(null), null))
