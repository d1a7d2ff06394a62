import { deepEqual, match } from 'node:assert/strict'
import { test } from 'node:test'
import type { Lack } from '../../../src/news/chat.ts'
import { inChat, read, wordsOf, type Chat } from '../conversation/chat-world.ts'
import { unaborted } from '../newsroom.ts'

const NOT_IN: Lack = { stops: 'every-post', text: 'The bot is not in this channel: type /invite.' }
const NO_THREADS: Lack = { stops: 'something', text: 'Digests come, but without threads.' }

/** What is answered to words that are asked where the bot lacks this. */
async function ask(chat: Chat, text: string, lack: Lack | null, right: 'may' | 'may-not' = 'may') {
  const asked = chat.askOf({ kind: 'words', text }, { right })
  return (await chat.conversation.answer({ ...asked, lacks: async () => lack }, unaborted)).message
}

test('where nothing can be posted no digest is started: what is lacking comes first, and the same can be asked again', () =>
  inChat(async (chat) => {
    const message = await ask(chat, 'follow calder-dam at 09:00 lang es', NOT_IN)
    match(
      read(message),
      /^Nothing was changed\nThe bot is not in this channel: type \/invite\.\nNo digest was started\./,
    )
    deepEqual([message.notification, await chat.subscriptions(), chat.woken()], [NOT_IN.text, [], 0])
    await ask(chat, wordsOf(message, 'Try again'), null)
    const [subscription] = await chat.subscriptions()
    deepEqual([subscription?.times, subscription?.lang], [['09:00'], 'es'])
  }))

test('what is lacking without which digests still come is said beside the confirmation', () =>
  inChat(async (chat) => {
    match(
      read(await ask(chat, 'follow calder-dam', NO_THREADS)),
      /follows it now[^]*Digests come, but without threads\./,
    )
    deepEqual([(await chat.subscriptions()).length, chat.woken()], [1, 1])
  }))

test('who may not follow is told that, and not what the bot lacks', () =>
  inChat(async (chat) => {
    match(read(await ask(chat, 'follow calder-dam', NOT_IN, 'may-not')), /admin/)
  }))

test('a digest does not go on where nothing can be posted', () =>
  inChat(async (chat) => {
    await ask(chat, 'follow calder-dam', null)
    await ask(chat, 'digest pause calder-dam', NOT_IN)
    const message = await ask(chat, 'digest resume calder-dam', NOT_IN)
    match(read(message), /^Nothing was changed\nThe bot is not in this channel/)
    deepEqual(
      (await chat.subscriptions()).map(({ pausedBecause }) => pausedBecause === null),
      [false],
    )
    match(read(await ask(chat, wordsOf(message, 'Try again'), null)), /go on/)
  }))
