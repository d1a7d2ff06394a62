import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { findLink } from '../../../src/adapters/slack/find-link.ts'
import { typedWords } from '../../../src/adapters/slack/typed-words.ts'

const typed = [
  ['<@U0FAKE001> what changed since monday?', 'what changed since monday?'],
  ['hey <@U0FAKE001|standfirst>: sources', 'hey : sources'],
  ['sources\n <@W1> trump-petro', 'sources trump-petro'],
  ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
  ['add <http://outlet-1.example|outlet-1.example>', 'add outlet-1.example'],
  ['add <https://outlet-1.example/a?b=1&amp;c=2>', 'add https://outlet-1.example/a?b=1&c=2'],
  ['brief in <#C012AB3CD|news>', 'brief in #news'],
  ['brief in <#C012AB3CD|>', 'brief in #C012AB3CD'],
  ['brief <!here> <!subteam^S1|@desk>', 'brief @here @desk'],
  ['mail <mailto:a@b.example|a@b.example>', 'mail a@b.example'],
  ['\u202eforiegn\u200b  words\t', 'foriegn words'],
  ['<@U1>', ''],
  ['<<<@U1>>>', '< >'],
] as const
for (const [text, words] of typed) {
  test(`${JSON.stringify(text)} was typed as ${JSON.stringify(words)}`, () => {
    equal(typedWords(text), words)
  })
}

const link = { type: 'link', url: 'https://outlet-2.example/b' }
const rich = (element: unknown) => [
  {
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_list',
        elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text: 'x' }, element] }],
      },
    ],
  },
]
const messages: readonly (readonly [string, unknown, string | null])[] = [
  ['a link', { text: 'see <https://outlet-1.example/a?b=1&amp;c=2>' }, 'https://outlet-1.example/a?b=1&c=2'],
  ['a link with another name', { text: '<https://outlet-1.example/a|here>' }, 'https://outlet-1.example/a'],
  ['a link in rich text only', { text: '', blocks: rich(link) }, 'https://outlet-2.example/b'],
  ['a card', { attachments: [{}, { title_link: 'https://outlet-3.example/' }] }, 'https://outlet-3.example/'],
  [
    'the text before the card',
    { text: '<https://outlet-1.example/>', attachments: [{ from_url: 'https://outlet-3.example/' }] },
    'https://outlet-1.example/',
  ],
  ['a person and a channel', { text: '<@U1> <#C1|news> <!here>' }, null],
  ['a script', { text: '<javascript:alert(1)>', blocks: rich({ type: 'link', url: 'javascript:alert(1)' }) }, null],
  ['a link with a password', { text: '<https://a:b@outlet-1.example/>' }, null],
  ['nothing', {}, null],
  ['no message', null, null],
]
for (const [what, message, expected] of messages) {
  test(`the link of a message with ${what} is ${expected}`, () => {
    equal(findLink(message), expected)
  })
}
