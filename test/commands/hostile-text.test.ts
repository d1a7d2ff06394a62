import { ok } from 'node:assert/strict'
import { test } from 'node:test'
import { changedMessage } from '../../src/commands/changed-message.ts'
import { differMessage } from '../../src/commands/differ-message.ts'
import { digestMessage } from '../../src/commands/digest-message.ts'
import { searchMessage } from '../../src/commands/search-message.ts'
import { sourcesMessage } from '../../src/commands/sources-message.ts'
import { timelineMessage } from '../../src/commands/timeline-message.ts'
import { whyMessage } from '../../src/commands/why-message.ts'
import { articleId, claimId, storyId } from '../../src/news/ids.ts'
import { BOGOTA, brief, cite, EIGHT_AM, firstCall, line, SIX_PM, source, update } from './sample.ts'

/** What a hostile page might say wherever we read it. */
const EVIL = '@everyone [log in](https://evil.example) <!channel> **now**'

const hostileCitation = { ...cite('Alba', EVIL), outlet: EVIL }
const hostileLine = line('c1', EVIL, ['Alba'], { citations: [hostileCitation] })
const hostileSource = source(1, 'Alba', { outlet: EVIL, title: EVIL, origins: [EVIL, EVIL], why: EVIL, input: EVIL })
const differ = [{ ...firstCall, topic: EVIL, sides: [{ value: EVIL, origins: 1, citations: [hostileCitation] }] }]
const moved = update({
  added: [hostileLine],
  revised: [{ before: hostileLine, after: hostileLine }],
  disputed: differ,
  withdrawn: [hostileLine],
  articles: [
    {
      article: articleId('Eco'),
      outlet: EVIL,
      title: EVIL,
      url: EVIL,
      seenAt: SIX_PM,
      sameOriginAs: articleId('Alba'),
    },
  ],
})
const style = { lang: 'en', zone: BOGOTA, title: 'A story', asOf: SIX_PM, sources: [hostileSource] } as const
const story = storyId('a-story')
const counts = { articles: 1, texts: 1, origins: 1, unattributed: 0 }

const messages = {
  digest: digestMessage(
    brief({ title: 'A story', lines: [hostileLine], differ, sources: [hostileSource], update: moved }),
    {
      lang: 'en',
      zone: BOGOTA,
      previousAt: EIGHT_AM,
    },
  ),
  written: digestMessage(
    brief({
      title: 'A story',
      made: { model: EVIL, prompt: EVIL },
      headline: hostileLine,
      lede: hostileLine,
      lines: [],
      whyItMatters: hostileLine,
      sources: [hostileSource],
    }),
    { lang: 'en', zone: BOGOTA, previousAt: null },
  ),
  changed: changedMessage(moved, style),
  sources: sourcesMessage({ story, asOf: SIX_PM, counts, sources: [hostileSource] }, style),
  differ: differMessage({ story, asOf: SIX_PM, differ }, style),
  timeline: timelineMessage(
    { story, asOf: SIX_PM, entries: [{ date: EVIL, precision: 'day', line: hostileLine }] },
    style,
  ),
  why: whyMessage(
    {
      line: hostileLine,
      claim: { id: claimId('c1'), firstSeenAt: SIX_PM },
      supports: [{ ...hostileCitation, origin: EVIL, group: articleId('Alba'), matchedOn: [EVIL], counts: true }],
      variants: [hostileCitation],
      leftOut: [{ line: hostileLine, because: EVIL }],
    },
    style,
  ),
  search: searchMessage(
    {
      articles: [{ article: articleId('Eco'), outlet: EVIL, title: EVIL, url: EVIL, seenAt: SIX_PM, excerpt: EVIL }],
      claims: [hostileLine],
    },
    { ...style, words: 'call' },
  ),
}

for (const [name, message] of Object.entries(messages)) {
  test(`an article puts no word into the title, a heading or a label of ${name}`, () => {
    const labels = message.sections.flatMap(({ rows }) =>
      rows.map((row) => (row.kind === 'paragraph' ? row.label : null)),
    )
    const headings = message.sections.map((section) => section.heading)
    for (const place of [message.title, ...headings, ...labels.filter((label) => label !== null)]) {
      ok(!place.includes('evil'), place)
    }
  })

  test(`what an article says stays as it is in ${name}: renderers escape it`, () => {
    ok(JSON.stringify(message.sections).includes(JSON.stringify(EVIL).slice(1, -1)))
  })
}
