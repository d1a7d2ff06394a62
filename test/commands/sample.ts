import type { Brief, Source } from '../../src/news/brief.ts'
import type { Citation, Difference, Line } from '../../src/news/claim.ts'
import { articleId, claimId, editionId, storyId } from '../../src/news/ids.ts'
import type { MessageRow, ChatMessage } from '../../src/news/message.ts'
import type { Update } from '../../src/news/update.ts'

/** A small story in our own words, as the rooms before hand it over. */

export const instant = (text: string) => Temporal.Instant.from(text)

export const BOGOTA = 'America/Bogota'
/** Thu 8 Jan, 18:00 in Bogotá. */
export const SIX_PM = instant('2026-01-08T23:00:00Z')
/** 08:00 of that day in Bogotá. */
export const EIGHT_AM = instant('2026-01-08T13:00:00Z')

export const cite = (source: string, text = 'A passage.'): Citation => ({
  article: articleId(source),
  revision: 1,
  start: 0,
  end: text.length,
  text,
  outlet: `The ${source} Post`,
  url: `https://${source}.example/1`,
})

export const line = (id: string, text: string, sources: readonly string[], changes: Partial<Line> = {}): Line => ({
  id: claimId(id),
  text,
  lang: 'en',
  quote: false,
  support: { articles: sources.length, texts: sources.length, origins: sources.length },
  citations: sources.map((source) => cite(source, text)),
  flags: sources.length === 1 ? ['single-source'] : [],
  ...changes,
})

export const source = (n: number, article: string, changes: Partial<Source> = {}): Source => ({
  n,
  article: articleId(article),
  input: `${article}.txt`,
  outlet: `The ${article} Post`,
  title: 'Two presidents speak',
  url: `https://${article}.example/1`,
  publishedAt: '2026-01-08T04:10:00Z',
  seenAt: instant('2026-01-08T12:00:00Z'),
  lang: 'en',
  origins: [`The ${article} Post`],
  group: articleId(article),
  relation: 'own report',
  of: null,
  why: 'reported under its own byline',
  ...changes,
})

export const firstCall: Difference = {
  id: 'd1',
  kind: 'scope',
  topic: 'first call since',
  severity: 'low',
  sides: [
    {
      value: 'he took office',
      origins: 2,
      citations: ['Alba', 'Brisa', 'Alba'].map((from) => cite(from, 'It was the first since he took office.')),
    },
    { value: 'the threat', origins: 1, citations: [cite('Cima', 'Their first call since the threat.')] },
  ],
}

export const update = (changes: Partial<Update> = {}): Update => ({
  story: storyId('trump-petro'),
  since: EIGHT_AM,
  asOf: SIX_PM,
  nothingNew: false,
  added: [],
  revised: [],
  corroborated: [],
  disputed: [],
  withdrawn: [],
  articles: [],
  ...changes,
})

export const arrived = (article: string, sameOriginAs: string | null): Update['articles'][number] => ({
  article: articleId(article),
  outlet: `The ${article} Post`,
  title: 'The call retold',
  url: `https://${article}.example/1`,
  seenAt: SIX_PM,
  sameOriginAs: sameOriginAs === null ? null : articleId(sameOriginAs),
})

export const SOURCES: readonly Source[] = [
  source(1, 'Alba', { relation: 'wire reprint', origins: ['Norte Wire'] }),
  source(2, 'Brisa', { relation: 'rewrite', origins: ['Norte Wire'], of: articleId('Alba'), publishedAt: null }),
  source(3, 'Cima', { origins: ['The Cima Post', 'Norte Wire', 'Delta Times'], publishedAt: '2026-01-07' }),
  source(4, 'Duna', { outlet: null, url: null, relation: 'unattributed', origins: ['unattributed'] }),
]

export const brief = (changes: Partial<Brief> = {}): Brief => ({
  story: storyId('trump-petro'),
  title: 'Trump–Petro',
  edition: editionId('e0000000001'),
  asOf: SIX_PM,
  newestSourceAt: instant('2026-01-08T22:20:00Z'),
  writer: 'openai',
  made: null,
  lang: 'en',
  counts: { articles: 4, texts: 3, origins: 2, unattributed: 1 },
  headline: null,
  lede: null,
  whyItMatters: null,
  lines: [
    line('c1', 'The two presidents spoke for about an hour.', ['Alba', 'Cima']),
    line('c2', 'The visit has no date yet.', ['Alba']),
  ],
  differ: [],
  sources: SOURCES,
  update: null,
  ...changes,
})

const numbers = (citations: readonly { readonly n: number }[]) => citations.map(({ n }) => `[${n}]`).join('')
const joined = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(' ')
const remark = (aside: string | null) => (aside === null ? '' : `(${aside})`)

/** A row as a reader hears it: sign-free, for comparing in a table. */
export function told(row: MessageRow): string {
  switch (row.kind) {
    case 'paragraph':
      return joined(
        row.look === 'headline' ? '#' : '',
        row.label ?? '',
        row.text,
        numbers(row.citations),
        remark(row.aside),
      )
    case 'line':
      return joined(row.mark === null ? '' : `${row.mark}:`, row.text, numbers(row.citations), remark(row.aside))
    case 'difference':
      return `${row.topic}: ${row.sides.map((side) => joined(side.value, numbers(side.citations), remark(side.aside))).join(' · ')}`
    case 'origin':
      return `${row.name}: ${row.entries.map((entry) => joined(`[${entry.citation.n}]`, entry.text, remark(entry.aside))).join(' · ')}`
    case 'note':
      return row.text
  }
}

/** The message's sections as [heading, row, row…]. */
export function toldSections(message: ChatMessage): readonly (readonly string[])[] {
  return message.sections.map((section) => [section.heading, ...section.rows.map(told)])
}
