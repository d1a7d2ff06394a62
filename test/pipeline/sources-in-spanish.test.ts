import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { inChat } from './conversation/chat-world.ts'
import { at, confirmation, noSource, ownReport, rewrite, wireOriginal, wireReprint } from './dam-story.ts'
import { keepAll, unaborted } from './newsroom.ts'

/** Words of the reasons as src/story words them, which stand in no Spanish sentence. */
const ENGLISH = /\b(?:it|its|the|carries|credit|names|rests|report|stands|shorter|shared|citing)\b/g

test('why sources were grouped is told in Spanish to those who read Spanish, as the story found it', () =>
  inChat(async (chat) => {
    const pieces = [wireOriginal, wireReprint, ownReport, rewrite, confirmation, noSource]
    await keepAll(
      pieces.map((reading) => ({ reading, seenAt: at('06:00:00') })),
      chat,
    )
    await chat.matcher.matchAll(unaborted)
    const { message } = await chat.say('sources calder-dam', { lang: 'es' })
    const rows = message.sections.flatMap((section) => section.rows)
    const asides = rows.flatMap((row) => (row.kind === 'origin' ? row.entries.flatMap(({ aside }) => aside ?? []) : []))
    const told = asides.join('\n')
    deepEqual([told.includes('del texto más corto'), told.match(ENGLISH)], [true, null], told)
  }))
