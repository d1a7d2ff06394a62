import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { createMemoryCache } from '../../../src/brief/model/answer-cache.ts'
import type { Model } from '../../../src/brief/model/model.ts'
import { NOTHING_SPENT } from '../../../src/brief/model/model-budget.ts'
import { readPrompt } from '../../../src/brief/write/read-prompt.ts'
import { systemClock } from '../../../src/ops/clock.ts'
import { createModelDesk, type ModelDesk } from '../../../src/pipeline/writing/model-desk.ts'
import type { WritingHeard } from '../../../src/pipeline/writing/shared-words.ts'
import { copiesOf } from '../../fakes/copying-model.ts'
import { inChat, read, type Chat } from '../conversation/chat-world.ts'
import { confirmation, wireOriginal } from '../dam-story.ts'
import { SETTINGS } from './written-world.ts'

const prompt = (file: string) => readPrompt(readFileSync(`prompts/${file}`, 'utf8'), file)
const BY_MODEL = /ritten by (?:the|a) model/

/** A chat whose model answers after so long; it hears what was written. */
async function withModel(
  afterMs: number,
  task: (chat: Chat, seen: { readonly asked: () => number; readonly heard: readonly WritingHeard[] }) => Promise<void>,
) {
  const heard: WritingHeard[] = []
  let asked = 0
  const model: Model = {
    name: 'm-1',
    complete: async ({ user }) => {
      asked += 1
      await new Promise((done) => setTimeout(done, afterMs))
      return { kind: 'answered', json: { lines: copiesOf(user) }, usage: { inputTokens: 900, outputTokens: 120 } }
    },
  }
  const desk: ModelDesk = createModelDesk({
    model,
    prompts: { brief: prompt('brief.v2.md'), change: prompt('change.v1.md') },
    settings: { ...SETTINGS, askMs: 200 },
    usage: { findSpending: async () => NOTHING_SPENT, addSpending: async () => undefined },
    cache: createMemoryCache(),
    clock: systemClock,
    onWritten: (one) => void heard.push(one),
    onFault: (error) => {
      throw error
    },
  })
  try {
    await inChat(
      async (chat) => {
        await chat.arrive(wireOriginal)
        await chat.tick()
        await task(chat, { asked: () => asked, heard })
      },
      { wording: desk.forPeople, modelState: desk.state },
    )
  } finally {
    desk.close()
  }
}

test('who asks is answered in the model’s words where they come in time, and at once when they are at hand', async () => {
  await withModel(0, async (chat, { asked }) => {
    const first = await chat.say('brief')
    match(read(first.message), BY_MODEL)
    equal(first.better, null)
    equal(asked(), 1)
    match(read((await chat.say('brief', { user: 'U2' })).message), BY_MODEL)
    equal(asked(), 1)
  })
})

test('where the model is slower than a person waits, extracts come first and its words take their place', async () => {
  await withModel(600, async (chat, { asked, heard }) => {
    const began = performance.now()
    const first = await chat.say('brief')
    ok(performance.now() - began < 590)
    equal(BY_MODEL.test(read(first.message)), false)
    const better = await first.better
    match(read(better!.message), BY_MODEL)
    deepEqual(better?.message.buttons, first.message.buttons)
    equal(better?.accepted, null)
    equal(asked(), 1)
    deepEqual(
      heard.map(({ when, fault }) => [when, fault]),
      [['in-time', null]],
    )
  })
})

test('what changed is put into words too, and a mark moves once', async () => {
  await withModel(0, async (chat) => {
    chat.to('08:00')
    await chat.arrive(confirmation)
    await chat.tick()
    const reply = await chat.say('whatchanged since 07:30')
    match(read(reply.message), /Ines Valdez/)
    match(read(reply.message), BY_MODEL)
    ok(reply.accepted !== null)
  })
})

test('status says how the model is', async () => {
  await withModel(0, async (chat) => {
    match(await chat.told('status'), /Model m-1 is asked/)
    match(await chat.told('status', { lang: 'es' }), /Se consulta el modelo m-1/)
  })
})

test('what is shared is in the words that its asker saw', async () => {
  await withModel(0, async (chat, { asked }) => {
    const { message } = await chat.say('brief')
    const share = message.buttons?.find(({ words }) => words.startsWith('share'))
    const shared = await chat.say(share?.words ?? '')
    equal(shared.audience, 'channel')
    match(read(shared.message), BY_MODEL)
    equal(asked(), 1)
  })
})
