import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { COMMANDS } from '../../../src/commands/grammar/command-table.ts'
import { readCommand } from '../../../src/commands/grammar/read-command.ts'
import { LANGS } from '../../../src/news/message.ts'
import type { CommandDefinition } from '../../../src/news/chat.ts'
import { CONTEXT } from './command-sample.ts'

/** What Discord takes as a name, and Slack as a command: https://docs.discord.com/developers/interactions/application-commands. */
const NAME = /^[-_\p{Ll}\p{M}\p{N}]{1,32}$/u

const all = (commands: readonly CommandDefinition[]): readonly CommandDefinition[] =>
  commands.flatMap((command) => [command, ...all(command.parts)])

for (const command of all(COMMANDS)) {
  test(`${command.name} can be registered on both platforms`, () => {
    match(command.name, /^[a-z-]{1,32}$/)
    ok(command.options.length === 0 || command.parts.length === 0)
    for (const lang of LANGS) {
      match(command.names[lang].normalize(), NAME)
      ok(command.about[lang].length >= 1 && command.about[lang].length <= 100, command.about[lang])
      equal(new Set(command.options.map(({ names }) => names[lang])).size, command.options.length)
      equal(new Set(command.parts.map(({ names }) => names[lang])).size, command.parts.length)
    }
    const needs = command.options.map(({ need }) => need)
    deepEqual(needs, needs.toSorted().toReversed(), 'required options come first')
    for (const option of command.options) {
      match(option.name, /^[a-z-]{1,32}$/)
      for (const lang of LANGS) {
        match(option.names[lang].normalize(), NAME)
        ok(option.about[lang].length >= 1 && option.about[lang].length <= 100, option.about[lang])
      }
      equal(option.choices !== undefined, option.kind === 'choice')
    }
  })

  for (const lang of LANGS) {
    test(`${command.name} is read by its name in ${lang}`, () => {
      const owner = COMMANDS.find(({ parts }) => parts.includes(command))
      const words = [owner?.names[lang] ?? '', command.names[lang]].join(' ').trim()
      const read = readCommand({ kind: 'words', text: words }, CONTEXT)
      const isGroup = ['digest', 'story'].includes(command.name)
      equal(read.kind === 'misread', isGroup, JSON.stringify(read))
    })
  }
}

test('names are unique, and there are no more than the platforms take', () => {
  for (const lang of LANGS) equal(new Set(COMMANDS.map(({ names }) => names[lang])).size, COMMANDS.length)
  ok(COMMANDS.length <= 25 && all(COMMANDS).every(({ options }) => options.length <= 25))
})

test('every value of a choice is read', () => {
  for (const { name, options } of COMMANDS) {
    for (const option of options) {
      for (const { value } of option.choices ?? []) {
        const values = { story: 'port-strike', outlet: 'Daily Post', [option.name]: value }
        equal(readCommand({ kind: 'named', command: name, values }, CONTEXT).kind, 'command', `${name} ${value}`)
      }
    }
  }
})
