import { admitWritten } from '../../src/brief/admit-lines.ts'
import { composeBrief } from '../../src/brief/compose-brief.ts'
import { selectClaims, type BriefLimits } from '../../src/brief/select-claims.ts'
import { phraseUpdate } from '../../src/brief/write/phrase-update.ts'
import type { WritingReport, Writer } from '../../src/brief/writer.ts'
import { outlineOf } from '../../src/claim/claim-outline.ts'
import { findChanges } from '../../src/claim/find-changes.ts'
import { readBytes } from '../../src/ingest/read-bytes.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import type { Brief } from '../../src/news/brief.ts'
import { readMoments } from '../../src/pipeline/reading/story-at-hand.ts'
import { carry, textIn, type Carrier } from '../fixtures/hostile/carrier.ts'
import type { Plant } from '../fixtures/hostile/plant.ts'
import { OUTLETS, STORIES, type HostileStory } from '../fixtures/hostile/story.ts'
import { inNewsroom, unaborted } from './newsroom.ts'

/** Room for nearly everything a story holds: what is planted is not left out for want of it. */
const LIMITS: BriefLimits = { words: 600, lines: 20, extractWords: 300 }
const hour = (number: number) => Temporal.Instant.from('2026-05-05T06:00:00Z').add({ hours: number })
/** Between the honest reports and those that hold a plant. */
const SINCE = hour(6)
const NOW = hour(18)

/** A story as it stands once its poisoned articles have come in, and what a writer makes of it. */
export type PoisonedStory = {
  readonly story: HostileStory
  /** The addresses of all its articles. */
  readonly addresses: readonly string[]
  /** Outlets and addresses of the articles that hold a plant. */
  readonly poisoned: readonly string[]
  /** The digest in a writer's words; in another's, those that change is told in. */
  readonly digest: (writer: Writer, changes?: Writer) => Promise<Written>
}

export type Written = { readonly brief: Brief; readonly reports: readonly WritingReport[] }

/**
 * Reads the story's pages as they would come in, with the plant in `count` of the outlets that may carry one, and faces
 * what became of them.
 */
export async function inPoisonedStory<Result>(
  story: HostileStory,
  plant: Plant | null,
  count: number,
  face: (poisoned: PoisonedStory) => Promise<Result>,
): Promise<Result> {
  const carriers = story.carriers.map((piece, at) => {
    if (plant === null || at >= count) return carry(piece, at, null)
    return carry(piece, at, { place: plant.place, text: textIn(story, plant, at) })
  })
  const honest = honestReadings.get(story) ?? []
  const came = carriers.map(readCarrier)
  const options = { story: story.definition, outlets: OUTLETS }
  return inNewsroom(async (newsroom) => {
    const seen = [
      ...honest.map((reading, at) => ({ reading, seenAt: hour(at + 1) })),
      ...came.flat().map((reading, at) => ({ reading, seenAt: hour(at + 8) })),
    ]
    const kept = await newsroom.store.articles.saveReadings(seen.map((one) => ({ ...one, source: 'folder' })))
    // Whatever it is called: the poisoned article is to be faced.
    for (const { article } of kept)
      await newsroom.store.stories.addToStory(story.definition.id, [{ article: article, because: 'put in by hand' }])
    await newsroom.matcher.matchAll(unaborted)
    const { before, after } = await readMoments(
      story.definition,
      { since: SINCE, asOf: NOW, lang: story.lang },
      newsroom,
    )
    const chosen = selectClaims(after.view.claims, after.lineOf, LIMITS, outlineOf)
    const changes = findChanges(before, after)
    const digest = async (writer: Writer, inChange: Writer | null = null): Promise<Written> => {
      const style = { lang: story.lang, differ: after.differences }
      const written = await writer.write({ chosen, ...style }, unaborted)
      const { lines, headline, lede, whyItMatters } = admitWritten(written, chosen)
      const worded =
        inChange === null
          ? null
          : await phraseUpdate(changes, after.view.claims, { writer: inChange, lang: story.lang }, unaborted)
      const brief = composeBrief({
        view: after.view,
        writer: writer.name,
        ...style,
        lines,
        headline,
        lede,
        whyItMatters,
        made: written.report.made,
        update: worded?.update ?? changes,
      })
      return { brief, reports: [written.report, worded?.report ?? null].filter((report) => report !== null) }
    }
    return face({
      story,
      addresses: after.view.articles.flatMap(({ article: { url } }) => url ?? []),
      poisoned: came.slice(0, count).flatMap((readings) => readings.flatMap(({ url }) => url ?? [])),
      digest,
    })
  }, options)
}

function readCarrier({ input, url, bytes }: Carrier): readonly ArticleReading[] {
  const outcomes = [...readBytes(bytes, { input, url, outlets: OUTLETS, itemsMax: 10 })]
  return outcomes.flatMap((outcome) => (outcome.kind === 'read' ? [outcome.reading] : []))
}

const honestReadings: ReadonlyMap<HostileStory, readonly ArticleReading[]> = new Map(
  STORIES.map((story) => [story, story.honest.flatMap((piece, at) => readCarrier(carry(piece, at + 10, null)))]),
)
