import fc from 'fast-check'
import type { ArticleReading } from '../../src/news/article.ts'
import {
  at,
  confirmation,
  noSource,
  ownReport,
  ownReportCorrected,
  piece,
  rewrite,
  spanish,
  wireOriginal,
  wireReprint,
} from './dam-story.ts'
import type { Seen } from './newsroom.ts'

/** Paragraphs of the dam's story, of all its texts. */
const PARAGRAPHS = [wireOriginal, ownReport, ownReportCorrected, rewrite, confirmation, noSource, spanish].flatMap(
  ({ text, lang }) => text.split('\n\n').map((paragraph) => ({ paragraph, lang })),
)
const OUTLETS = ['Northline', 'Norwick Herald', 'The Lakeside Courier', 'The Upland Review', null] as const

const readingArb = (place: number): fc.Arbitrary<ArticleReading> =>
  fc
    .record({
      paragraphs: fc.subarray(PARAGRAPHS, { minLength: 1, maxLength: 4 }),
      wire: fc.constantFrom(null, null, null, 'Northline'),
      deleted: fc.constantFrom(false, false, false, false, false, true),
    })
    .map(({ paragraphs, wire, deleted }) =>
      piece(`piece-${place}`, OUTLETS[place % OUTLETS.length] ?? null, {
        // The title alone makes it belong: what the property varies is the text.
        title: 'Calder dam: what is known of the dam at Calder',
        wire,
        deleted,
        lang: paragraphs[0]?.lang ?? 'en',
        text: deleted ? '' : paragraphs.map(({ paragraph }) => paragraph).join('\n\n'),
      }),
    )

/** The moments at which articles are seen: few, so that several are seen at once. */
export const HOURS = [1, 2, 3, 4, 5].map((number) => at(`0${number}:00:00`))

/** One article: one to three revisions, each seen at another moment. */
const articleArb = (place: number): fc.Arbitrary<readonly Seen[]> =>
  fc
    .shuffledSubarray(HOURS, { minLength: 1, maxLength: 3 })
    .chain((hours) =>
      fc.tuple(...hours.map((seenAt) => readingArb(place).map((reading): Seen => ({ reading, seenAt })))),
    )

/** A story of two to five articles with all their revisions, in order of time. */
export const storyArb: fc.Arbitrary<readonly Seen[]> = fc
  .integer({ min: 2, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, place) => articleArb(place))))
  .map((articles) => articles.flat().toSorted((one, other) => Temporal.Instant.compare(one.seenAt, other.seenAt)))

/** The first text of each article: what an outlet takes back may end a claim or a difference. */
export const firstTexts = (seen: readonly Seen[]): readonly Seen[] => [
  ...new Map(seen.toReversed().map((one) => [one.reading.url, one])).values(),
]

/** How the same story may come in: any order, cut into batches, matched after each or only at the end. */
export const ingestArb = (seen: readonly Seen[]): fc.Arbitrary<readonly Batch[]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...seen], { minLength: seen.length, maxLength: seen.length }),
      fc.array(fc.record({ size: fc.integer({ min: 1, max: 5 }), matched: fc.boolean() }), {
        minLength: 1,
        maxLength: 6,
      }),
    )
    .map(([order, cuts]) => {
      const batches: Batch[] = []
      for (let from = 0, turn = 0; from < order.length; turn += 1) {
        const { size, matched } = cuts[turn % cuts.length] ?? { size: 1, matched: false }
        batches.push({ seen: order.slice(from, from + size), matched })
        from += size
      }
      return batches
    })

/** Readings stored in one transaction, and whether the stories are brought up to date after them. */
export type Batch = { readonly seen: readonly Seen[]; readonly matched: boolean }

/** The same story in the dam's own words. */
export const damStory: readonly Seen[] = [
  wireOriginal,
  wireReprint,
  ownReport,
  confirmation,
  spanish,
  noSource,
  ownReportCorrected,
  rewrite,
].map((reading, index) => ({ reading, seenAt: at(`0${index + 1}:00:00`) }))
