import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { anything, assert, constantFrom, integer, oneof, property, record } from 'fast-check'
import { langOf, readInteraction } from '../../../src/adapters/discord/read-interaction.ts'

const pressed = {
  id: '910000000000000001',
  application_id: '910000000000000002',
  token: 'dG9rZW4',
  type: 3,
  channel_id: '910000000000000003',
  guild_id: '910000000000000004',
  locale: 'en-US',
  member: { user: { id: '910000000000000005' }, roles: [], permissions: '0' },
  data: { component_type: 2, custom_id: 'brief' },
}

const locales = [
  ['es-ES', 'es'],
  ['es-419', 'es'],
  ['es', 'es'],
  ['en-US', 'en'],
  ['et', 'en'],
  ['pt-BR', 'en'],
  [null, 'en'],
] as const
for (const [locale, lang] of locales) {
  test(`whoever sees Discord in ${locale ?? 'no language'} is answered in ${lang}`, () => {
    equal(langOf(locale), lang)
  })
}

const links = [
  ['see https://outlet-1.example/a.', 'https://outlet-1.example/a'],
  ['<https://outlet-1.example/a_(b)>', 'https://outlet-1.example/a_(b)'],
  ['[here](https://outlet-1.example/a?x=1&y=2) **now**', 'https://outlet-1.example/a?x=1&y=2'],
  ['**https://outlet-1.example/a**', 'https://outlet-1.example/a'],
  ['“https://outlet-1.example/año”, said he', 'https://outlet-1.example/a%C3%B1o'],
  ['HTTPS://OUTLET-1.example/A then https://other.example', 'https://outlet-1.example/A'],
  [`https://outlet-1.example/${')'.repeat(3_000)}`, 'https://outlet-1.example/'],
  ['ftp://outlet-1.example javascript:alert(1)', null],
  ['https://user:secret@outlet-1.example/', null],
  ['', null],
] as const
for (const [content, link] of links) {
  test(`of the message ${JSON.stringify(content.slice(0, 60))} the shortcut takes ${link ?? 'no link'}`, () => {
    const message = { id: '7', content, embeds: [] }
    const data = { type: 3, name: 'Add to story', target_id: '7', resolved: { messages: { 7: message } } }
    const interaction = readInteraction({ ...pressed, type: 2, data }, [])
    deepEqual(interaction?.said, {
      kind: 'asked',
      text: { kind: 'named', command: 'add-url', values: link === null ? {} : { url: link } },
    })
  })
}

test('whatever comes, it is read or let go', () => {
  const strange = record({
    type: oneof(integer({ min: 1, max: 6 }), anything()),
    data: oneof(
      record({
        type: oneof(constantFrom(1, 2, 3), anything()),
        name: oneof(constantFrom('brief', '__proto__'), anything()),
        options: anything(),
        custom_id: anything(),
        values: anything(),
        components: anything(),
        resolved: anything(),
        target_id: anything(),
      }),
      anything(),
    ),
    member: oneof(constantFrom(pressed.member), anything()),
    channel_id: anything(),
    guild_id: anything(),
  })
  assert(
    property(strange, (given) => {
      readInteraction({ ...pressed, ...given }, ['1'])
      readInteraction(given, ['1'])
    }),
    { numRuns: 1_000 },
  )
})
