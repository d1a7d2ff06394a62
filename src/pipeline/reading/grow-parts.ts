import type { StoryDefinition } from '../../news/story.ts'
import type { StoryMark } from '../../story/story-store.ts'
import type { Newsroom } from '../parts.ts'
import { readParts, type ViewParts } from './view-story.ts'

/** Parts of a story that were read whole, to which what came in since is added. */
export type PartsAtHand = {
  readonly parts: ViewParts
  /** What each of its revisions was read as: as long as these are the same, so is what the ledger makes of them. */
  readonly marks: readonly StoryMark[]
  readonly engine: string
}

/** `at`: what later parts may grow from; null where the ledger did not hold all of them while they were read. */
export type GrownParts = { readonly parts: ViewParts; readonly at: PartsAtHand | null }

/**
 * The same as `readParts`, from parts of an earlier moment: only what was seen since is read. Where anything was removed,
 * corrected for earlier or joined late, or another engine made the ledger, all is read.
 */
export async function growParts(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  before: PartsAtHand | null,
  newsroom: Pick<Newsroom, 'store'>,
): Promise<GrownParts> {
  const { ledger, stories } = newsroom.store
  const marks = await stories.listStoryMarks(story.id, asOf)
  const head = await ledger.findHead(story.id)
  const isBegun = before !== null && before.engine === head.engine && isContinued(before.marks, marks)
  const parts = isBegun ? await addParts(story, asOf, before, newsroom) : await readParts(story, asOf, newsroom)
  const last = await ledger.findHead(story.id)
  const isWhole = [head, last].every(({ engine, through }) => {
    return engine === head.engine && through !== null && through.epochMilliseconds >= newestOf(marks)
  })
  return { parts, at: isWhole ? { parts, marks, engine: head.engine } : null }
}

async function addParts(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  { parts: before, marks }: PartsAtHand,
  { store }: Pick<Newsroom, 'store'>,
): Promise<ViewParts> {
  const after = Temporal.Instant.fromEpochMilliseconds(newestOf(marks))
  const revisions = await store.stories.listStoryRevisions(story.id, asOf, after)
  if (revisions.length === 0) return { ...before, story, asOf }
  const seen = [story.id, asOf, after] as const
  return {
    story,
    asOf,
    revisions: [...before.revisions, ...revisions],
    rows: [...before.rows, ...(await store.ledger.listRows(...seen))],
    relations: [...before.relations, ...(await store.ledger.listRelations(...seen))],
    origins: [...before.origins, ...(await store.ledger.listOrigins(...seen))],
  }
}

const newestOf = (marks: readonly StoryMark[]) => marks.at(-1)?.seenAt ?? 0

/** All earlier ones stand, and the others were seen later than they. */
function isContinued(before: readonly StoryMark[], marks: readonly StoryMark[]): boolean {
  const isKept = before.length > 0 && before.every(({ mark }, at) => marks[at]?.mark === mark)
  const next = marks[before.length]
  return isKept && (next === undefined || next.seenAt > newestOf(before))
}
