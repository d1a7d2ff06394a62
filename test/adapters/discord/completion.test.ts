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

test('of a flood of letters no more are looked up than others have room beside', async (context) => {
  const { promise, resolve } = Promise.withResolvers<readonly ReturnType<typeof choice>[]>()
  const { discord, heard } = await talk(context, (told) => ({
    complete: async (completion) => {
      told.completions.push(completion)
      return promise
    },
  }))
  const typings = Array.from({ length: 300 }, () => discord.interact({ typing: 'follow', option: 'story', typed: 'x' }))
  discord.interact({ press: 'brief' })
  await until(() => heard.asks.length === 1)
  equal(heard.completions.length, 100)
  resolve([choice(1)])
  await until(() => typings.filter(({ choices }) => choices !== null).length === 100)
  deepEqual(discord.violations, [])
})
