import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { DISCORD_CHANNEL, DISCORD_GUILD } from '../../e2e/fake-discord.ts'
import { talk, until } from './talking.ts'

const choice = (n: number, label = `Story ${n}`) => ({ value: `story-${n}`, label })

test('a story completes as a person types: 25 at most, none that Discord would not take', async (context) => {
  const many = Array.from({ length: 40 }, (_, n) => choice(n))
  const odd = [
    { value: '', label: 'x' },
    { value: 'x'.repeat(101), label: 'x' },
    choice(100, ''),
    choice(101, 'é'.repeat(300)),
  ]
  const { discord, heard } = await talk(context, (told) => ({
    complete: async (completion) => {
      told.completions.push(completion)
      return [...odd, ...many]
    },
  }))
  const typing = discord.interact({ typing: 'follow', option: 'story', typed: 'tru@everyone' }, { locale: 'es-ES' })
  await until(
    () => typing.choices !== null,
    () => discord.violations,
  )
  equal(typing.choices?.length, 25)
  deepEqual(typing.choices?.[2], { name: 'Story 0', value: 'story-0' })
  deepEqual(heard.completions, [
    {
      asker: { platform: 'discord', workspace: DISCORD_GUILD, user: '700000000000000020', lang: 'es', zone: null },
      channel: { platform: 'discord', id: DISCORD_CHANNEL, workspace: DISCORD_GUILD },
      command: 'follow',
      option: 'story',
      typed: 'tru@everyone',
    },
  ])
  deepEqual(discord.violations, [])
})

test('where nothing can be told in time the list is empty', async (context) => {
  const { discord, heard, notes } = await talk(context, () => ({
    complete: ({ typed }) => (typed === 'slow' ? new Promise(() => {}) : Promise.reject(new Error('broken'))),
  }))
  const broken = discord.interact({ typing: 'mute', option: 'outlet', typed: '' })
  const slow = discord.interact({ typing: 'brief', option: 'story', typed: 'slow' })
  await until(() => broken.choices !== null && slow.choices !== null)
  deepEqual([broken.choices, slow.choices, heard.asks], [[], [], []])
  deepEqual([discord.violations, notes.filter((note) => note.startsWith('warn'))], [[], []])
})
