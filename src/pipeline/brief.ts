import { admitLines, type Admission } from '../brief/admit-lines.ts'
import { composeBrief } from '../brief/compose-brief.ts'
import { selectClaims, type BriefLimits } from '../brief/select-claims.ts'
import { findChanges } from '../claim/find-changes.ts'
import type { Brief } from '../news/brief.ts'
import type { Difference } from '../news/claim.ts'
import type { Lang } from '../news/message.ts'
import type { StoryDefinition } from '../news/story.ts'
import { readMoment } from './view-story.ts'
import type { Newsroom } from './parts.ts'

/** Differences that a brief shows: the gravest; `differ` gives all. */
const DIFFERENCES_MAX = 8

export type BriefRequest = {
  readonly story: StoryDefinition
  readonly asOf: Temporal.Instant
  readonly lang: Lang
  readonly limits: BriefLimits
  /** The update since then goes with the brief; null for none. */
  readonly since: Temporal.Instant | null
  readonly signal: AbortSignal
}

export type Briefed = { readonly brief: Brief; readonly admission: Admission }

/**
 * Writes the brief of a story as it stood at a moment. Never throws for a writer's fault: such lines become extracts.
 * It is not stored: `saveEdition` of the edition store does that.
 */
export async function briefStory(
  request: BriefRequest,
  newsroom: Pick<Newsroom, 'store' | 'writer'>,
): Promise<Briefed> {
  const { story, asOf, lang, limits, since, signal } = request
  const moment = await readMoment(story, asOf, lang, newsroom)
  const chosen = selectClaims(moment.view.claims, moment.lineOf, limits)
  const proposed = await newsroom.writer.write(chosen, lang, signal)
  const admission = admitLines(proposed, chosen)
  const before = since === null ? null : await readMoment(story, since, lang, newsroom)
  const brief = composeBrief({
    view: moment.view,
    writer: newsroom.writer.name,
    lang,
    lines: admission.lines,
    differ: pickDifferences(moment.differences),
    update: before === null ? null : findChanges(before, moment),
  })
  return { brief, admission }
}

function pickDifferences(differences: readonly Difference[]): readonly Difference[] {
  return differences.slice(0, DIFFERENCES_MAX)
}
