import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Completion } from '../../../src/news/chat.ts'
import { storyId } from '../../../src/news/ids.ts'
import { channelOf, inChat, type Chat } from './chat-world.ts'
import { DAM, ownReport } from '../dam-story.ts'

const ASKED: Omit<Completion, 'option' | 'typed'> = {
  asker: { platform: 'discord', workspace: '1', user: '2', lang: 'en', zone: null },
  channel: channelOf('C1'),
  command: 'brief',
}

async function addStories({ store }: Chat, titles: readonly string[]): Promise<void> {
  for (const [n, title] of titles.entries())
    await store.stories.addStory({ ...DAM, id: storyId(`story-${n}`), title, query: title })
}

test('names go on from what is typed: those that begin so first, then what the channel follows', async () => {
  await inChat(async (chat) => {
    await addStories(chat, ['Port strike', 'Airport fire', 'Elección de abril'])
    const labels = async (option: string, typed: string) =>
      (await chat.conversation.complete({ ...ASKED, option, typed })).map(({ label }) => label)
    deepEqual(await labels('story', 'port'), ['Port strike', 'Airport fire'])
    deepEqual(await labels('story', 'ELECCION'), ['Elección de abril'])
    deepEqual(await labels('story', 'zebra'), [])
    deepEqual(await labels('since', 'y'), [])
    await chat.say('follow story-1')
    deepEqual((await labels('story', ''))[0], 'Airport fire')
    deepEqual(await labels('outlet', 'norwick'), ['Norwick Evening Mail', 'Norwick Herald'])
  })
})

test('outlets of what the channel follows go on too, though no book names them', async () => {
  await inChat(async (chat) => {
    await chat.arrive({ ...ownReport, outlet: 'Quayside Notes', url: 'https://quayside.example/1' })
    await chat.matcher.matchAll(new AbortController().signal)
    const labels = async () =>
      (await chat.conversation.complete({ ...ASKED, option: 'outlet', typed: 'quay' })).map(({ label }) => label)
    deepEqual(await labels(), [])
    await chat.say('follow calder-dam')
    deepEqual(await labels(), ['Quayside Notes'])
  })
})

test('no more and no longer names than Discord shows', async () => {
  await inChat(async (chat) => {
    await addStories(
      chat,
      Array.from({ length: 30 }, (_, n) => `${'long '.repeat(30)}${n}`),
    )
    const choices = await chat.conversation.complete({ ...ASKED, option: 'story', typed: 'long' })
    equal(choices.length, 25)
    ok(choices.every(({ value, label }) => value.length <= 100 && label.length <= 100))
  })
})
