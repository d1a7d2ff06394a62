import { LLMock } from '@copilotkit/aimock'
import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { ModelOutcome, ModelRequest } from '../../../src/brief/model/model.ts'
import { readRetryAfter } from '../../../src/brief/model/openai-faults.ts'
import { createOpenaiModel } from '../../../src/brief/model/openai-model.ts'
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

const KEY = 'sk-test-0123456789'
const request: ModelRequest = {
  system: 'Write lines.',
  user: 'Claim 1: the lake fell.',
  schema: { name: 'brief', json: { type: 'object', properties: {}, required: [], additionalProperties: false } },
  outputTokensMax: 700,
}
const never = new AbortController().signal

async function outcomeOf(...steps: readonly ModelStep[]): Promise<ModelOutcome> {
  await using server = await startModelServer(...steps)
  const model = createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 400 })
  return await model.complete(request, never)
}

const usage = { inputTokens: 900, outputTokens: 120 }
const none = { inputTokens: 0, outputTokens: 0 }
const gone = (reason: string, status: number | null = null, retryAfterMs: number | null = null) => {
  return { kind: 'unavailable', reason, status, retryAfterMs }
}

const cases: readonly (readonly [string, ModelStep, object])[] = [
  ['an answer', answering({ lines: [] }), { kind: 'answered', json: { lines: [] }, usage }],
  ['JSON in a code fence', answering('```json\n{"lines":[]}\n```'), { kind: 'answered', json: { lines: [] }, usage }],
  ['JSON after thoughts', answering('<think>{so}</think> {"a":1}'), { kind: 'answered', json: { a: 1 }, usage }],
  [
    'JSON after the end of thoughts',
    answering('so {"b":2} or {x}\n</think>\n{"a":1}'),
    { kind: 'answered', json: { a: 1 }, usage },
  ],
  [
    'a fence and more words',
    answering('So:\n```json\n{"a":1}\n```\nAll {well}?'),
    { kind: 'answered', json: { a: 1 }, usage },
  ],
  ['a draft before it', answering('{"a":0}\n{"a":1}'), { kind: 'answered', json: { a: 1 }, usage }],
  [
    'words in parts',
    answering('', { message: { content: [{ type: 'text', text: '{"a":1}' }] } }),
    { kind: 'answered', json: { a: 1 } },
  ],
  [
    'JSON sent as text',
    saying('{"choices":[{"finish_reason":"stop","message":{"content":"{}"}}]}', 'text/plain'),
    { kind: 'answered', json: {} },
  ],
  [
    'another word for finished',
    answering('{"a":1}', { finish_reason: 'eos_token' }),
    { kind: 'answered', json: { a: 1 }, usage },
  ],
  ['JSON that is no answer', answering('42'), { kind: 'unreadable', usage }],
  ['401', failing(401), gone('key', 401)],
  ['403', failing(403), gone('key', 403)],
  ['404: no such model', failing(404, { code: 'model_not_found' }), gone('model', 404)],
  ['404: a wrong path', failing(404, { message: '404 page not found' }), gone('address', 404)],
  ['405', failing(405), gone('address', 405)],
  ['a wrong path with 200', saying('{"error":"Unexpected endpoint or method."}'), gone('address')],
  ['a fault with 200', saying('{"error":{"code":502,"message":"bad gateway"}}'), gone('server', 502)],
  ['402', failing(402), gone('limit', 402)],
  ['400: no such model', failing(400, { message: 'm-1 is not a valid model ID' }), gone('model', 400)],
  ['400: too long', failing(400, { message: 'maximum context length is 2048 tokens' }), gone('long', 400)],
  ['408', failing(408), gone('time', 408)],
  ['429 with Retry-After', failing(429, {}, { 'retry-after': '7' }), gone('limit', 429, 7_000)],
  ['429 without', failing(429, { code: 'insufficient_quota' }), gone('limit', 429)],
  ['500', failing(500), gone('server', 500)],
  ['503 with Retry-After', failing(503, {}, { 'retry-after': '2' }), gone('server', 503, 2_000)],
  ['400', failing(400, { message: 'the request is too long' }), gone('broken', 400)],
  ['a redirect', (_, to) => void to.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(), gone('broken')],
  ['no answer', silent, gone('time')],
  ['an answer that stops in the middle', stuck, gone('time')],
  ['a reset in the middle', reset, { kind: 'cut', at: 'unfinished' }],
  ['cut at the limit', answering('{"lines":[', { finish_reason: 'length' }), { kind: 'cut', at: 'length', usage }],
  ['not finished', answering('{"lines":[]}', { finish_reason: null }), { kind: 'cut', at: 'unfinished', usage }],
  ['tools that nobody gave', answering('', { finish_reason: 'tool_calls' }), { kind: 'cut', at: 'unfinished', usage }],
  [
    'a refusal',
    answering('', { message: { role: 'assistant', content: null, refusal: 'I cannot.' } }),
    { kind: 'refused', by: 'model', usage },
  ],
  ['a content filter', answering('', { finish_reason: 'content_filter' }), { kind: 'refused', by: 'filter', usage }],
  ['a filter before', failing(400, { code: 'content_filter' }), { kind: 'refused', by: 'filter', usage: none }],
  ['no JSON', answering('Here is your brief!'), { kind: 'unreadable', usage }],
  ['nothing', answering(''), { kind: 'unreadable', usage }],
  ['no choices', saying('{"choices":[]}'), { kind: 'unreadable' }],
  ['another API', saying('[1,2,3]'), { kind: 'unreadable' }],
  ['a page', saying('<html>Bad gateway</html>', 'text/html'), gone('address')],
  ['a body that is no JSON', saying('{"choices":[{'), { kind: 'unreadable' }],
  ['a body without end', saying(JSON.stringify({ a: 'x'.repeat(2_000_000) })), { kind: 'cut', at: 'unfinished' }],
]
for (const [name, step, expected] of cases) {
  test(`${name}: ${JSON.stringify(expected)}`, async () => {
    const outcome = await outcomeOf(step)
    deepEqual({ ...outcome, ...('usage' in expected ? {} : { usage: undefined }) }, { usage: undefined, ...expected })
    ok(!JSON.stringify(outcome).includes(KEY))
  })
}

test('a server nobody runs is broken, and no key is in the outcome', async () => {
  const model = createOpenaiModel({ apiKey: KEY, baseUrl: 'http://127.0.0.1:9/v1', model: 'm-1', timeoutMs: 400 })
  deepEqual(await model.complete(request, never), gone('broken'))
})

test('who gives up is not kept waiting', async () => {
  await using server = await startModelServer(silent)
  const model = createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 60_000 })
  const started = Date.now()
  deepEqual(await model.complete(request, AbortSignal.timeout(50)), gone('time'))
  const control = new AbortController()
  setTimeout(() => control.abort(), 50)
  deepEqual(await model.complete(request, control.signal), gone('stopped'))
  deepEqual(await model.complete(request, AbortSignal.abort()), gone('stopped'))
  ok(Date.now() - started < 5_000)
})

test('a request holds the schema, a limit and no tools, and goes out once', async () => {
  await using server = await startModelServer(failing(500))
  const model = createOpenaiModel({ apiKey: KEY, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 400 })
  await model.complete(request, never)
  equal(server.asked.length, 1)
  const { body, headers } = server.asked[0]!
  equal(headers.authorization, `Bearer ${KEY}`)
  deepEqual(Object.keys(body).toSorted(), [
    'max_tokens',
    'messages',
    'model',
    'response_format',
    'stream',
    'temperature',
  ])
  equal(body.max_tokens, 700)
  deepEqual(body.response_format?.json_schema?.schema, request.schema.json)
})

test('what a server cannot do is found out once', async () => {
  const needy: ModelStep = (asked, response) => {
    const { response_format: form, temperature, max_tokens: limit } = asked.body
    if (form?.type === 'json_schema')
      return failing(400, { message: 'response_format json_schema unsupported' })(asked, response)
    if (form?.type === 'json_object') return failing(400, { param: 'response_format' })(asked, response)
    if (temperature !== undefined) return failing(400, { message: 'temperature is not supported' })(asked, response)
    if (limit !== undefined) return failing(400, { message: 'use max_completion_tokens' })(asked, response)
    return answering({ lines: [] })(asked, response)
  }
  await using server = await startModelServer(needy)
  const model = createOpenaiModel({ apiKey: null, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 2_000 })
  equal((await model.complete(request, never)).kind, 'answered')
  equal(server.asked.length, 5)
  equal((await model.complete(request, never)).kind, 'answered')
  equal(server.asked.length, 6)
  deepEqual(Object.keys(server.asked[5]!.body).toSorted(), ['max_completion_tokens', 'messages', 'model', 'stream'])
})

test('a server that refuses everything is asked a few times, not for ever', async () => {
  await using server = await startModelServer(failing(400, { message: 'temperature max_tokens response_format' }))
  const model = createOpenaiModel({ apiKey: null, baseUrl: server.baseUrl, model: 'm-1', timeoutMs: 2_000 })
  deepEqual(await model.complete(request, never), gone('broken', 400))
  ok(server.asked.length <= 6)
})

test('usage is estimated where a server does not say', async () => {
  const outcome = await outcomeOf(answering('{"lines":[]}', {}, null))
  ok(outcome.kind === 'answered' && outcome.usage.inputTokens > 20 && outcome.usage.outputTokens === 4)
})

const waits: readonly (readonly [Record<string, string>, number | null])[] = [
  [{}, null],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1_500],
  [{ 'retry-after-ms': '250', 'retry-after': '9' }, 250],
  [{ 'retry-after': 'Thu, 08 Jan 2026 00:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Wed, 07 Jan 2026 00:00:00 GMT' }, 0],
  [{ 'retry-after': '999999999' }, 3_600_000],
  [{ 'retry-after': 'soon' }, null],
  [{ 'retry-after': '-5' }, null],
]
for (const [headers, expected] of waits) {
  test(`${JSON.stringify(headers)} means ${expected} ms`, () => {
    equal(readRetryAfter(new Headers(headers), Date.parse('2026-01-08T00:00:00Z')), expected)
  })
}

test('another maker’s fake of the API is understood too', async () => {
  const mock = new LLMock({ port: 0, host: '127.0.0.1' })
  mock.onMessage('Claim 1', { content: '{"lines":[]}' })
  mock.onMessage('Claim 2', { error: { message: 'slow down', type: 'rate_limit_error' }, status: 429 })
  await mock.start()
  try {
    const model = createOpenaiModel({ apiKey: KEY, baseUrl: `${mock.url}/v1`, model: 'gpt-x', timeoutMs: 5_000 })
    const outcome = await model.complete(request, never)
    ok(outcome.kind === 'answered')
    deepEqual(outcome.json, { lines: [] })
    const limited = await model.complete({ ...request, user: 'Claim 2' }, never)
    ok(limited.kind === 'unavailable' && limited.reason === 'limit')
  } finally {
    await mock.stop()
  }
})

/** As the server counts, what is read of it, and what is counted: the estimate of this request is 58 and 2 tokens. */
const counts: readonly (readonly [string, object | null, readonly [number, number]])[] = [
  ['as told', { prompt_tokens: 60, completion_tokens: 4 }, [60, 4]],
  ['in fractions', { prompt_tokens: 60.2, completion_tokens: 3.5 }, [61, 4]],
  ['not at all', null, [58, 2]],
  ['nothing', { prompt_tokens: 0, completion_tokens: 0 }, [58, 2]],
  ['less than nothing', { prompt_tokens: -5, completion_tokens: -1 }, [58, 2]],
  ['beyond all texts', { prompt_tokens: 1e300, completion_tokens: 1e18 }, [58, 2]],
  ['in words', { prompt_tokens: '60', completion_tokens: '4' }, [58, 2]],
]
for (const [name, told, [inputTokens, outputTokens]] of counts) {
  test(`tokens counted ${name}`, async () => {
    const outcome = await outcomeOf(answering('{ }  ', {}, told))
    deepEqual('usage' in outcome && outcome.usage, { inputTokens, outputTokens })
  })
}
