import { equal, ok } from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Brief } from '../../src/news/brief.ts'
import { editionId } from '../../src/news/ids.ts'
import { briefStory } from '../../src/pipeline/brief.ts'
import { explainLine } from '../../src/pipeline/explain-line.ts'
import { openNewsroom, keepAll, LIMITS, unaborted } from './newsroom.ts'
import { damStory } from './arrivals.ts'
import { at, DAM } from './dam-story.ts'

const NOON = at('12:00:00')
const QUESTION = { story: DAM, asOf: NOON, lang: 'en' } as const
const newsroom = await openNewsroom()
let extracts: Brief
let written: Brief

const inOtherWords = (text: string) => `In other words: ${text}`

before(async () => {
  await keepAll(damStory, newsroom)
  await newsroom.matcher.matchAll(unaborted)
  const style = { lang: 'en', limits: LIMITS, since: null, signal: unaborted } as const
  extracts = (await briefStory(DAM, NOON, style, newsroom)).brief
  // A model writes in the reader’s language; what it did not write stays as it was.
  const [first, second, ...lines] = extracts.lines.map((line) =>
    line.lang === 'en'
      ? { ...line, text: inOtherWords(line.text), flags: line.flags.filter((flag) => flag !== 'extract') }
      : line,
  )
  ok(first?.lang === 'en' && second?.lang === 'en' && lines.some(({ lang }) => lang === 'es'))
  const made = { model: 'small-1', prompt: 'brief.v1' }
  const edition = editionId('e00000000000000aa')
  written = { ...extracts, edition, writer: 'openai', made, headline: first, lede: first, lines, whyItMatters: second }
  await newsroom.store.editions.saveEdition(written)
})
after(() => newsroom.store.close())

test('a line on top or below is explained by its number, in reading order, and by its id', async () => {
  const { lede, lines, whyItMatters } = written
  for (const [place, line] of [lede, ...lines, whyItMatters].entries()) {
    ok(line !== null)
    for (const name of [`${place + 1}`, line.id]) {
      const why = await explainLine(QUESTION, name, newsroom)
      equal(why.line.text, line.text, 'as the reader saw it')
      equal(why.claim.id, line.id)
      ok(why.supports.some(({ counts }) => counts))
    }
  }
})

test('in another language, or where its passage states it no more, it is the extract', async () => {
  const [, extract] = extracts.lines
  const { lede, whyItMatters } = written
  ok(extract !== undefined && lede !== null && whyItMatters !== null)
  equal((await explainLine({ ...QUESTION, lang: 'es' }, lede.id, newsroom)).line.flags.includes('extract'), true)
  const citations = whyItMatters.citations.map((citation) => ({ ...citation, revision: citation.revision + 9 }))
  const edition = editionId('e00000000000000bb')
  await newsroom.store.editions.saveEdition({ ...written, edition, whyItMatters: { ...whyItMatters, citations } })
  equal((await explainLine(QUESTION, whyItMatters.id, newsroom)).line.text, extract.text)
})
