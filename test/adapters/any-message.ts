import * as fc from 'fast-check'
import type { ChatMessage, CitationLink, MessageRow } from '../../src/news/message.ts'

/** Words that mean something to a terminal, to Slack or to Discord. */
const TRICKS = [
  '@everyone',
  '<!channel>',
  '<@U012AB3CD>',
  '<@&813>',
  '[x](https://evil.example)',
  '<https://evil.example|y>',
  'https://evil.example/a',
  'discord.gg/abc',
  ':tada:',
  '**',
  '_',
  '~~',
  '`',
  '```',
  '||',
  '\\',
  '\\\\*',
  '](',
  '#',
  '>',
  '- ',
  '1.',
  '&lt;',
  '&',
  '\u001b[31m',
  '\u001b]8;;https://evil.example\u0007',
  '\u0007',
  '\u202e',
  '\u2066',
  '\u200b',
  '\n',
  '\r\n# ',
  '外交部',
  '👩‍👩‍👧',
  '🇨🇴',
  'e\u0301',
  '\ud83d',
  'a'.repeat(300),
] as const

const phrase = fc
  .array(
    fc.oneof(fc.constantFrom(...TRICKS), fc.string({ unit: 'grapheme', maxLength: 12 }), fc.lorem({ maxCount: 3 })),
    {
      maxLength: 8,
    },
  )
  .chain((words) => fc.constantFrom(' ', '').map((joint) => words.join(joint)))
/** Mostly a sentence, sometimes far longer than any place for it. */
const text = fc.oneof(
  { weight: 12, arbitrary: phrase },
  {
    weight: 1,
    arbitrary: fc.tuple(phrase, fc.integer({ min: 20, max: 120 })).map(([words, times]) => `${words} `.repeat(times)),
  },
)
const aside = fc.option(phrase)

const url = fc.oneof(
  fc.constant(null),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'javascript:alert(1)',
    'https://a:b@evil.example/',
    'ftp://evil.example',
    'https://ok.example/(a)_*b*<c>|d`e`\\f@g',
  ),
  fc.integer({ min: 400, max: 900 }).map((length) => `https://long.example/${'p'.repeat(length)}`),
)
const citation: fc.Arbitrary<CitationLink> = fc.record({ n: fc.integer({ min: 0, max: 999 }), url })
const citations = fc.oneof(
  { weight: 12, arbitrary: fc.array(citation, { maxLength: 4 }) },
  { weight: 1, arbitrary: fc.array(citation, { minLength: 30, maxLength: 80 }) },
)

const row: fc.Arbitrary<MessageRow> = fc.oneof(
  fc.record({
    kind: fc.constant('line' as const),
    mark: fc.option(fc.constantFrom('added', 'revised', 'corroborated', 'disputed', 'withdrawn')),
    text,
    citations,
    aside,
  }),
  fc.record({
    kind: fc.constant('difference' as const),
    topic: text,
    sides: fc.array(fc.record({ value: text, citations, aside }), { maxLength: 6 }),
  }),
  fc.record({
    kind: fc.constant('origin' as const),
    name: text,
    entries: fc.array(fc.record({ citation, text, aside }), { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('paragraph' as const),
    look: fc.constantFrom('headline', 'text'),
    label: fc.option(phrase),
    text,
    citations,
    aside,
  }),
  fc.record({ kind: fc.constant('note' as const), text }),
)

/** Any message the type allows, of up to some two hundred rows, with what an attacker would put into it. */
export const anyMessage: fc.Arbitrary<ChatMessage> = fc.record({
  lang: fc.constantFrom('en', 'es'),
  title: text,
  notification: text,
  context: fc.array(text, { maxLength: 14 }),
  sections: fc.array(
    fc.record({
      heading: text,
      rows: fc.oneof(
        { weight: 6, arbitrary: fc.array(row, { maxLength: 6 }) },
        {
          weight: 1,
          arbitrary: fc.tuple(row, fc.integer({ min: 30, max: 60 })).map(([one, count]) => Array(count).fill(one)),
        },
      ),
    }),
    { maxLength: 5 },
  ),
})

/** The web addresses of a message, as a browser would read them. */
export function addressesOf(message: ChatMessage): ReadonlySet<string> {
  const links = message.sections
    .flatMap(({ rows }) => rows)
    .flatMap((one): readonly CitationLink[] => {
      if (one.kind === 'line' || one.kind === 'paragraph') return one.citations
      if (one.kind === 'difference') return one.sides.flatMap((side) => side.citations)
      return one.kind === 'origin' ? one.entries.map((entry) => entry.citation) : []
    })
  return new Set(links.flatMap((link) => (link.url === null ? [] : [sameAddress(link.url)])))
}

/** One spelling for addresses that differ only in which signs are percent-encoded. */
export function sameAddress(address: string): string {
  const href = URL.parse(address)?.href ?? address
  return href.replaceAll(/%(28|29|3[CE]|5[BCD]|40)/gi, (code) => decodeURIComponent(code))
}
