import { admitLines } from '../brief/admit-lines.ts'
import { composeBrief } from '../brief/compose-brief.ts'
import { selectClaims, type BriefLimits } from '../brief/select-claims.ts'
import { phrasableLines } from '../brief/write/phrase-update.ts'
import { placeOf } from '../brief/write/tellable.ts'
import type { ChosenClaim } from '../brief/writer.ts'
import { outlineOf } from '../claim/claim-outline.ts'
import { findChanges, type Moment } from '../claim/find-changes.ts'
import type { Brief } from '../news/brief.ts'
import type { Claim, Difference } from '../news/claim.ts'
import type { Lang } from '../news/message.ts'
import type { StoryDefinition } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { readMoments } from './reading/story-at-hand.ts'
import { readMoment, type Muted } from './reading/view-story.ts'
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

/** What changed, in extracts, with the claims of its lines: what a model needs to put it into words. */
export type ChangesDraft = { readonly update: Update; readonly claims: readonly Claim[] }

/** A brief of extracts with what a model needs to put it into words. */
export type Draft = {
  readonly brief: Brief
  /** The claims of its lines, best first. */
  readonly chosen: readonly ChosenClaim[]
  /** Where sources differ on one of them. */
  readonly differ: readonly Difference[]
  /** The claims of its update's lines. */
  readonly changed: readonly Claim[]
}

/** Writes the brief of a story as it stood at a moment, with the update since another one (null for none). */
export async function briefStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  style: Omit<BriefStyle, 'since'> & { readonly since: Temporal.Instant | null },
  newsroom: Pick<Newsroom, 'store' | 'writer'>,
): Promise<Draft> {
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
): Promise<Draft> {
  const { view, lineOf, differences } = moment
  const chosen = selectClaims(view.claims, lineOf, limits, outlineOf)
  const written = await writer.write({ chosen, lang, differ: differences }, signal)
  const update = since === null ? null : findChanges(since, moment)
  const brief = composeBrief({
    view,
    writer: writer.name,
    lang,
    lines: admitLines(written.lines, chosen).lines,
    differ: differences.slice(0, DIFFERENCES_MAX),
    update,
  })
  const changed = update === null ? [] : claimsOf(update, view.claims)
  return { brief, chosen, differ: differencesOn(chosen, differences), changed }
}

/** The claims of an update's lines that may be told in other words. */
export function claimsOf(update: Update, claims: readonly Claim[]): readonly Claim[] {
  const told = new Set(phrasableLines(update).map(({ id }) => id))
  return told.size === 0 ? [] : claims.filter(({ id }) => told.has(id))
}

function differencesOn(chosen: readonly ChosenClaim[], differences: readonly Difference[]): readonly Difference[] {
  const places = new Set(chosen.flatMap(({ claim }) => claim.supports.map(placeOf)))
  return differences.filter(({ sides }) =>
    sides.some(({ citations }) => citations.some((citation) => places.has(placeOf(citation)))),
  )
}
