import { deepEqual, equal, ok } from 'node:assert/strict'
import { judgeTranslated } from '../../../src/brief/verify/judge-translated.ts'
import { verifyLine } from '../../../src/brief/verify/verify.ts'
import { findDifferences } from '../../../src/claim/find-differences.ts'
import { findEdits } from '../../../src/claim/find-edits.ts'
import { compareClaims } from '../../../src/claim/same-claim.ts'
import type { ArticleReading } from '../../../src/news/article.ts'
import { inspectGroups } from '../../../src/pipeline/inspect/inspect-files.ts'
import { inspectSummary } from '../../../src/pipeline/inspect/inspect-summary.ts'
import { cutText } from '../../../src/text/cut-text.ts'
import { detectLanguage, toTextLang } from '../../../src/text/language.ts'
import { splitSentences } from '../../../src/text/sentences.ts'
import { claim, citation, support } from '../../claim/make.ts'
import type { Random } from '../../eval/mutations.ts'
import type { Fixtures } from './fixtures.ts'
import type { FuzzTarget } from './fuzz-target.ts'
import { growSentence, growVersions } from './grow-sentences.ts'
import { mutate } from './mutate.ts'
import { below, nastyProse, oneOf } from './nasty-text.ts'

const DAY = '2026-01-08'
const TEXT_CHARS_MAX = 6_000
const SENTENCE_CHARS_MAX = 600

type Ranged = { readonly start: number; readonly end: number; readonly text: string }

function checkSpans(found: readonly Ranged[], text: string, what: string): void {
  for (const { start, end, text: said } of found) {
    ok(start >= 0 && start < end && end <= text.length, `${what} at ${start} to ${end} of ${text.length}`)
    equal(text.slice(start, end), said, `${what} is not what stands there`)
  }
}

function checkSentences(text: string): void {
  const lang = toTextLang(detectLanguage(text))
  let last = 0
  for (const { start, end } of splitSentences(text, lang)) {
    ok(start >= last && end > start && end <= text.length, `a sentence at ${start} to ${end} after ${last}`)
    last = end
  }
  const { places, sentences } = cutText(text, lang, DAY)
  equal(places.length, sentences.length)
  for (const [at, sentence] of sentences.entries()) {
    const place = places[at]
    ok(place !== undefined && place.end <= text.length && place.start < place.end, 'a sentence outside its text')
    checkSpans(sentence.dates, sentence.text, 'a date')
    checkSpans(sentence.names, sentence.text, 'a name')
    checkSpans(sentence.quantities, sentence.text, 'a quantity')
    for (const { start, end, inner, text: said } of sentence.quotations) {
      ok(start <= inner.start && inner.end <= end && end <= sentence.text.length, 'a quotation outside its sentence')
      equal(sentence.text.slice(inner.start, inner.end), said)
    }
    for (const { low, high } of sentence.quantities) ok(low <= high, `a quantity from ${low} to ${high}`)
  }
}

function checkPair(a: string, b: string): void {
  const langs = { a: toTextLang(detectLanguage(a)), b: toTextLang(detectLanguage(b)) }
  const [one, other] = [compareClaims(a, b, langs), compareClaims(b, a, { a: langs.b, b: langs.a })]
  // Sums of the same numbers in another order.
  ok(one.same === other.same && Math.abs(one.score - other.score) < 1e-9, 'not the same from the other side')
  ok(one.score >= 0 && one.score <= 1, `a score of ${one.score}`)
}

/** Without what a name of another length or an id would change. */
const sidesOf = (found: ReturnType<typeof findDifferences>) =>
  found.differences
    .map(
      ({ kind, severity, sides }) =>
        `${kind} ${severity} ${sides
          .map(({ value, origins }) => `${value}:${origins}`)
          .toSorted()
          .join(' / ')}`,
    ) // prettier-ignore
    .toSorted()

function checkDifferences(parts: readonly string[]): void {
  const supports = parts.map((text, at) =>
    support(String.fromCharCode(97 + at), text, { lang: toTextLang(detectLanguage(text)) }),
  )
  const claims = [
    claim('c1', supports.slice(0, 3)),
    ...supports.slice(3).map((one, at) => claim(`c${at + 2}`, [one])),
  ].filter(({ supports: own }) => own.length > 0)
  const found = findDifferences(claims, citation, () => DAY, [])
  deepEqual(sidesOf(findDifferences(claims, citation, () => DAY, [])), sidesOf(found), 'not the same twice')
  for (const { sides } of found.differences) {
    ok(sides.length >= 2, 'a difference of one side')
    for (const { citations } of sides)
      for (const { text, start, end } of citations)
        ok(
          supports.some((one) => one.text === text && one.start === start && one.end === end),
          'an invented citation',
        )
  }
}

function checkEdits(before: string, after: string): void {
  const [old, fresh] = [cutText(before, 'en', null).sentences, cutText(after, 'en', null).sentences]
  const actions = findEdits(old, fresh)
  deepEqual(actions.flatMap((action) => action.old).toSorted((a, b) => a - b), [...old.keys()], 'a sentence before is lost') // prettier-ignore
  deepEqual(actions.flatMap((action) => action.new).toSorted((a, b) => a - b), [...fresh.keys()], 'a sentence after is lost') // prettier-ignore
  for (const { kind } of findEdits(old, old)) equal(kind, 'kept', 'no edit is an edit')
}

function checkVerdict(line: string, evidence: readonly string[]): void {
  const lang = toTextLang(detectLanguage(evidence.join('\n')))
  const verdict = verifyLine(line, evidence, { lang, publishedAt: DAY, context: evidence[0] ?? '' })
  equal(verdict.ok, verdict.reasons.length === 0)
  ok(verdict.score >= 0 && verdict.score <= 1, `a score of ${verdict.score}`)
  for (const passage of evidence) judgeTranslated(line, passage, lang, lang === 'en' ? 'es' : 'en')
}

function readingOf(text: string, at: number): ArticleReading {
  const lang = detectLanguage(text)
  const unknown = { dek: null, byline: null, wire: null, furniture: [], flags: [], deleted: false } as const
  const url = `https://post.example/${at}`
  return { input: `${at}`, url, outlet: `Outlet ${at}`, title: text.slice(0, 60), publishedAt: DAY, lang, text, ...unknown } // prettier-ignore
}

/** What is chosen from texts stands in them word for word, and is borne out by them. */
function checkSummary(parts: readonly string[]): void {
  const files = parts.map((text, at) => ({ path: `${at}`, reading: readingOf(text, at) }))
  const { lines } = inspectSummary(files, [], { unit: 'words', most: 120 }, [])
  for (const line of lines) {
    ok(line.citations.length > 0, 'a line without a source')
    const evidence = line.citations.map(({ text }) => text)
    for (const { text } of line.citations)
      ok(
        parts.some((part) => part.includes(text)),
        'a citation that no text holds',
      )
    const { reasons } = verifyLine(line.text, evidence, { lang: toTextLang(line.lang ?? null) })
    deepEqual(reasons, [], line.text)
  }
}

/** What reads sentences: the cutter, the comparers, the differ, the verifier, the grouping. */
export function textTargets({ prose, markup }: Fixtures): readonly FuzzTarget[] {
  const source = [...prose, ...markup.map((text) => text.replaceAll(/<[^<>]*>/g, ' '))]
  const someText = (random: Random, most: number): string => {
    const text = oneOf(random, source, '')
    const from = below(random, text.length)
    const piece = text.slice(from, from + most)
    const made = random() < 0.4 ? nastyProse(random, most) : mutate(piece, random)
    return made.slice(0, most)
  }
  const sentence = (random: Random): string => {
    const plain = random() < 0.3 ? oneOf(random, SENTENCES, '') : growSentence(random)
    const kind = random()
    if (kind < 0.4) return plain
    return (kind < 0.75 ? mutate(plain, random) : someText(random, SENTENCE_CHARS_MAX)).slice(0, SENTENCE_CHARS_MAX)
  }
  /** Sentences on one thing more often than not: what compares them must find something to compare. */
  const sentences = (random: Random, least: number, most: number): readonly string[] => {
    const kind = random()
    if (kind < 0.3) return several(random, least, most, sentence)
    const versions = growVersions(random, least + below(random, most - least + 1))
    return versions.map((one) => (random() < (kind < 0.6 ? 0.3 : 0) ? mutate(one, random).slice(0, SENTENCE_CHARS_MAX) : one)) // prettier-ignore
  }
  const several = (random: Random, least: number, most: number, make: (random: Random) => string) =>
    Array.from({ length: least + below(random, most - least + 1) }, () => make(random))
  const text = (random: Random) => someText(random, TEXT_CHARS_MAX)
  return [
    { name: 'sentences', share: 20, make: (random) => [text(random)], check: ([one = '']) => checkSentences(one) },
    { name: 'pairs', share: 45, make: (random) => sentences(random, 2, 2), check: ([a = '', b = '']) => checkPair(a, b) }, // prettier-ignore
    { name: 'differ', share: 40, make: (random) => sentences(random, 2, 7), check: checkDifferences },
    {
      name: 'edits',
      share: 10,
      make: (random) => {
        const before = text(random)
        return [before, random() < 0.8 ? mutate(before, random).slice(0, TEXT_CHARS_MAX) : text(random)]
      },
      check: ([before = '', after = '']) => checkEdits(before, after),
    },
    {
      name: 'verifier',
      share: 100,
      make: (random) => sentences(random, 1, 4),
      check: ([line = '', ...evidence]) => checkVerdict(line, evidence),
    },
    { name: 'summaries', share: 5, make: (random) => several(random, 1, 3, text), check: checkSummary },
    {
      name: 'groups',
      share: 5,
      make: (random) => several(random, 2, 4, text),
      check: (parts) => {
        const files = parts.map((one, at) => ({ path: `${at}`, reading: readingOf(one, at) }))
        equal(inspectGroups(files, []).groups.flat().length, parts.length)
      },
    },
  ]
}

const SENTENCES = [
  'The old dam at Lake Orrin broke in the night and flooded 400 homes, the harbour council said on Monday.',
  'The dam at Lake Orrin broke on Sunday night, and 380 homes were flooded, Mayor Ana Lind told reporters.',
  '“We had been warned twice,” said Ana Lind, who did not resign.',
  'Ana Lind said: “We were never warned.”',
  'The repairs will cost between $5 million and $7 million by March 2027, according to the ministry.',
  'The ministry put the cost at more than 9 million euros, up 12% from last year.',
  'La presa del lago Orrin se rompió el domingo y anegó 400 casas, dijo el consejo del puerto.',
  'El ministerio no confirmó que las obras costarán 5.000.000 de euros.',
]
