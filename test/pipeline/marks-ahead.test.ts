import { doesNotMatch, match } from 'node:assert/strict'
import { test } from 'node:test'
import { inChat } from './conversation/chat-world.ts'
import { DAM, wireOriginal } from './dam-story.ts'

const moments = [
  // how far the clock that moved the mark was ahead, and whether the mark still counts
  [0, 'counts'],
  [1, 'counts'],
  [60 * 24 * 365, 'does not count'],
] as const
for (const [minutes, outcome] of moments) {
  test(`a mark that stands ${minutes} minutes ahead of the clock ${outcome}`, async () => {
    await inChat(async (chat) => {
      await chat.arrive(wireOriginal)
      await chat.matcher.matchAll(new AbortController().signal)
      const ahead = chat.clock.now().add({ minutes })
      await chat.store.reader.saveReadMark('slack:T1:U1', DAM.id, ahead)
      const told = await chat.told('what changed')
      if (outcome === 'counts') match(told, /nothing new/i)
      else doesNotMatch(told, /nothing new/i)
    })
  })
}
