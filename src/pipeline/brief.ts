import { admitLines, type Admission } from '../brief/admit-lines.ts'
import { composeBrief } from '../brief/compose-brief.ts'
import { selectClaims, type BriefLimits } from '../brief/select-claims.ts'
import { outlineOf } from '../claim/claim-outline.ts'
import { findChanges, type Moment } from '../claim/find-changes.ts'
import type { Brief } from '../news/brief.ts'
import type { Difference } from '../news/claim.ts'
import type { Lang } from '../news/message.ts'
import type { StoryDefinition } from '../news/story.ts'
import { readMoment, readMoments, type Muted } from './view-story.ts'
import type { Newsroom } from './parts.ts'

/** Differences that a brief shows: the gravest; `differ` gives all. */
const DIFFERENCES_MAX = 8

export type BriefStyle = {
  readonly lang: Lang
  readonly limits: BriefLimits
  /** The story as it stood when the reader was last told: the update since then goes with the brief. Null: no update. */
  readonly since: Moment | null
  readonly signal: AbortSignal
  readonly muted?: Muted
}

export type Briefed = { readonly brief: Brief; readonly admission: Admission }

/** Writes the brief of a story as it stood at a moment, with the update since another one (null for none). */
export async function briefStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  style: Omit<BriefStyle, 'since'> & { readonly since: Temporal.Instant | null },
  newsroom: Pick<Newsroom, 'store' | 'writer'>,
): Promise<Briefed> {
  const { lang, muted = [] } = style
  if (style.since === null) {
    const moment = await readMoment(story, asOf, lang, newsroom, muted)
    return briefMoment(moment, { ...style, since: null }, newsroom)
  }
  const { before, after } = await readMoments(story, { since: style.since, asOf, lang, muted }, newsroom)
  return briefMoment(after, { ...style, since: before }, newsroom)
}

/**
 * The same from a moment at hand. Never throws for a writer's fault: such lines become extracts. It is not stored:
 * `saveEdition` of the edition store does that.
 */
export async function briefMoment(
  moment: Moment,
  { lang, limits, since, signal }: BriefStyle,
  { writer }: Pick<Newsroom, 'writer'>,
): Promise<Briefed> {
  const chosen = selectClaims(moment.view.claims, moment.lineOf, limits, outlineOf)
  const written = await writer.write({ chosen, lang, differ: moment.differences }, signal)
  const admission = admitLines(written.lines, chosen)
  const brief = composeBrief({
    view: moment.view,
    writer: writer.name,
    lang,
    lines: admission.lines,
    differ: pickDifferences(moment.differences),
    update: since === null ? null : findChanges(since, moment),
  })
  return { brief, admission }
}

function pickDifferences(differences: readonly Difference[]): readonly Difference[] {
  return differences.slice(0, DIFFERENCES_MAX)
}
