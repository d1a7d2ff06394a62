import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { verifyLine } from '../../../src/brief/verify/verify.ts'
import { printedLines } from '../../../src/news/brief.ts'
import { copying, copyingAfter, copyClaims } from '../../fakes/copying-model.ts'
import { answering, failing, reset, saying, silent, stuck, type ModelStep } from '../../fakes/model-server.ts'
import { at, confirmation, ownReport, ownReportCorrected, wireOriginal } from '../dam-story.ts'
import { follower, KEY, openWritten, textOf } from './written-world.ts'

type World = Awaited<ReturnType<typeof openWritten>>

/** The first digest is made at once. */
async function begin(world: World): Promise<void> {
  await world.arrive(wireOriginal)
  await world.arrive(ownReport)
  await world.tick()
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400 && !(await isSo()); tries += 1) await new Promise((done) => setTimeout(done, 10))
  ok(await isSo(), 'it did not happen')
}

const BY_MODEL = /model m-1/

async function editionsOf({ store }: World) {
  const sent = await store.deliveries.listDeliveries(['sent'])
  return Promise.all(sent.map(async ({ edition }) => (edition === null ? null : store.editions.findEdition(edition))))
}

test('a digest is the model’s, and one call does for all channels of a language', async () => {
  await using world = await openWritten({ steps: [copying], followers: [follower(1), follower(2)] })
  await begin(world)
  deepEqual(
    world.said.map(({ how }) => how),
    ['post C1', 'post C2'],
  )
  for (const { message } of world.said) match(textOf(message), BY_MODEL)
  equal(world.server.asked.length, 1)
  const [edition] = await editionsOf(world)
  equal(edition?.writer, 'openai')
  deepEqual(edition?.made, { model: 'm-1', prompt: 'brief.v2' })
  for (const line of printedLines(edition!)) {
    const evidence = line.citations.map(({ text }) => text)
    ok(verifyLine(line.text, evidence, { lang: 'en' }).ok, line.text)
  }
  equal(world.written().length, 1)
  equal(world.written()[0].level, 'info')
  ok((await world.spent()).micros > 0)
})

test('what changed is told in the same words, and what the brief does not tell is phrased', async () => {
  await using world = await openWritten({ steps: [copying] })
  await begin(world)
  world.to('18:00')
  await world.arrive(confirmation)
  await world.tick()
  const [, later] = world.said
  match(textOf(later!.message), /What changed[^]*Ines Valdez/)
  const editions = await editionsOf(world)
  const update = editions.at(-1)?.update
  ok((update?.added.length ?? 0) > 0)
  // A copied sentence is a line of the model's: it is no extract of its source any more.
  ok(update?.added.some(({ flags }) => !flags.includes('extract')))
})

test('a story that did not change asks nobody', async () => {
  await using world = await openWritten({ steps: [copying], followers: [follower(1)] })
  await begin(world)
  const asked = world.server.asked.length
  const before = (await world.spent()).cacheHits
  await world.store.deliveries.saveSubscription(follower(2, { createdAt: at('07:05:00') }))
  world.to('07:10')
  await world.tick()
  equal(world.said.length, 2)
  match(textOf(world.said[1]!.message), BY_MODEL)
  equal(world.server.asked.length, asked)
  await until(async () => (await world.spent()).cacheHits === before + 1)
  // A quiet slot has nothing to word.
  world.to('08:00')
  await world.tick()
  equal(world.said.length, 4)
  equal(world.server.asked.length, asked)
})

test('what a digest will tell is asked for before its slot', async () => {
  await using world = await openWritten({ steps: [copying] })
  await begin(world)
  world.to('12:00')
  await world.arrive(confirmation)
  const asked = world.server.asked.length
  world.to('17:59')
  await world.tick()
  await until(() => world.server.asked.length > asked)
  const ahead = world.server.asked.length
  world.to('18:00')
  await world.tick()
  equal(world.said.length, 2)
  match(textOf(world.said[1]!.message), BY_MODEL)
  ok(world.server.asked.length - ahead <= 1)
})

test('an answer after the deadline is put in place, with its edition', async () => {
  await using world = await openWritten({ steps: [copyingAfter(300)], settings: { deadlineMs: 100 } })
  await begin(world)
  equal(BY_MODEL.test(textOf(world.said[0]!.message)), false)
  const [extracts] = await editionsOf(world)
  await until(() => world.woken() > 0)
  await world.tick()
  deepEqual(
    world.said.map(({ how }) => how),
    ['post C1', 'edit m1'],
  )
  match(textOf(world.said[1]!.message), BY_MODEL)
  deepEqual(world.said[1]?.message.buttons, world.said[0]?.message.buttons)
  const [better] = await editionsOf(world)
  notEqual(better?.edition, extracts?.edition)
  equal(better?.writer, 'openai')
  deepEqual(
    world.written().map(({ when, level }) => [when, level]),
    [
      ['in-time', 'warn'],
      ['late', 'info'],
    ],
  )
  // It is done once.
  await world.tick()
  equal(world.said.length, 2)
})

const meanwhile: readonly (readonly [string, (world: World) => Promise<void>])[] = [
  [
    'withdrawn',
    async (world) => {
      const [sent] = await world.store.deliveries.listDeliveries(['sent'])
      await world.retract(sent!.id, 'It mixed up two valleys.')
    },
  ],
  [
    'corrected',
    async (world) => {
      world.to('07:30')
      await world.arrive(ownReportCorrected)
      await world.tick()
      equal(world.said.at(-1)?.how, 'note m1')
    },
  ],
  ['paused', (world) => world.store.deliveries.saveSubscription(follower(1, { pausedBecause: 'by hand' }))],
]
for (const [what, change] of meanwhile) {
  test(`a digest that was ${what} meanwhile stays as it is`, async () => {
    await using world = await openWritten({ steps: [copyingAfter(1_500)], settings: { deadlineMs: 100 } })
    await world.arrive(ownReport)
    await world.tick()
    const { length } = world.said
    await change(world)
    await until(() => world.woken() > 0)
    await world.tick()
    equal(
      world.said.slice(length).some(({ message }) => BY_MODEL.test(textOf(message))),
      false,
    )
  })
}

const LINE = 'The water board said the lake had fallen.'
const long = `${LINE} `.repeat(40)
const repeated: ModelStep = (request, response) => {
  const [first] = copyClaims(request)
  answering({ lines: [first, first, first].map((line) => ({ ...line, claims: [1, 2] })) })(request, response)
}
const inSpanish = answering({
  lines: [{ kind: 'line', text: 'La presa sigue cerrada desde el lunes por la tarde.', claims: [1] }],
})

const faults: readonly (readonly [string, ModelStep, RegExp | null])[] = [
  ['401', failing(401, { message: KEY }), /refused the key/],
  ['403', failing(403), /refused the key/],
  ['404', failing(404, { code: 'model_not_found' }), /no such model/],
  ['429', failing(429, {}, { 'retry-after': '60' }), /limit is reached/],
  ['500', failing(500), /fault of its own/],
  ['503', failing(503), /fault of its own/],
  ['no answer', silent, /did not come in time/],
  ['an answer that stops', stuck, /did not come in time/],
  ['a reset in the middle', reset, /broke off/],
  ['finish_reason null', answering('{"lines":[]}', { finish_reason: null }), /broke off before/],
  ['finish_reason length', answering('{"lines":[', { finish_reason: 'length' }), /limit of tokens/],
  ['a refusal', answering('', { message: { content: null, refusal: 'no' } }), /refused to write/],
  ['a content filter', answering('', { finish_reason: 'content_filter' }), /content filter/],
  ['invalid JSON', answering('{"lines":[{"text":'), /no JSON/],
  ['a web page', saying('<html></html>', 'text/html'), /no such API/],
  ['unknown ids', answering({ lines: [{ kind: 'line', text: LINE, claims: [99] }] }), null],
  ['empty lines', answering({ lines: [{ kind: 'line', text: '  ', claims: [1] }] }), null],
  ['lines ten times too long', answering({ lines: [{ kind: 'line', text: long, claims: [1] }] }), null],
  ['another language', inSpanish, null],
  ['repeated lines', repeated, null],
]
for (const [name, step, sentence] of faults) {
  test(`${name}: a good digest and one line in the log`, async () => {
    await using world = await openWritten({ steps: [step], settings: { deadlineMs: 400, lateMs: 100 } })
    await begin(world)
    deepEqual(
      world.said.map(({ how }) => how),
      ['post C1'],
    )
    const [edition] = await editionsOf(world)
    ok(edition!.lines.length >= 3)
    for (const line of printedLines(edition!)) {
      const evidence = line.citations.map(({ text }) => text)
      ok(verifyLine(line.text, evidence, { lang: 'en' }).ok, line.text)
    }
    equal(new Set(edition!.lines.map(({ text }) => text)).size, edition!.lines.length)
    const written = world.written()
    equal(written.length, 1, JSON.stringify(written))
    equal(written[0].level, sentence === null ? 'info' : 'warn')
    if (sentence !== null) match(written[0].msg, sentence)
    ok(!world.logged.join('').includes(KEY))
    ok(!world.logged.some((line) => line.includes('Okafor') || line.includes('water board')))
  })
}

test('a spent budget of the day: extracts, and nothing is sent', async () => {
  const budget = { briefTokens: 20_000, briefMicros: null, dayTokens: 500, dayMicros: null }
  await using world = await openWritten({ steps: [copying], settings: { budget } })
  await begin(world)
  equal(world.said.length, 1)
  equal(world.server.asked.length, 0)
  match(world.written()[0].msg, /the budget of the brief or the day is spent/)
})

test('a server that fails is left alone for a while, and asked again then', async () => {
  const followers = [1, 2, 3, 4, 5].map((n) => follower(n, { times: ['18:00'], createdAt: at(`0${n}:00:00`) }))
  await using world = await openWritten({ steps: [failing(500), failing(500), failing(500), copying], followers: [] })
  await world.arrive(wireOriginal)
  await world.arrive(ownReport)
  for (const [n, each] of followers.entries()) {
    world.to(`07:0${n}`)
    await world.store.deliveries.saveSubscription({ ...each, createdAt: world.clock.now() })
    // A digest a tick, all in the same minute as the breaker knows it.
    if (n < 4) world.to('07:00')
    await world.tick()
  }
  equal(world.said.length, 5)
  deepEqual(
    world.written().map(({ fault }) => fault),
    ['server', 'server', 'server', 'paused', null],
  )
  equal(world.desk.state().breaker, 'closed')
  match(textOf(world.said[4]!.message), BY_MODEL)
})

test('told to stop while the model is asked, it stops at once, and the digest waits', async () => {
  await using world = await openWritten({ steps: [silent], settings: { deadlineMs: 60_000, timeoutMs: 60_000 } })
  await world.arrive(wireOriginal)
  const stop = new AbortController()
  const ticked = world.tick(stop.signal)
  await until(() => world.server.asked.length === 1)
  const began = performance.now()
  stop.abort()
  await ticked
  ok(performance.now() - began < 2_000)
  deepEqual(world.said, [])
  equal((await world.store.deliveries.listDeliveries(['planned'])).length, 1)
})
