import { countSources, listSources } from '../brief/compose-brief.ts'
import { foremostFirst } from '../brief/select-claims.ts'
import { outlineOf } from '../claim/claim-outline.ts'
import { dateLine } from '../claim/date-line.ts'
import { findChanges, type Moment } from '../claim/find-changes.ts'
import type { DifferAnswer, SearchAnswer, SourcesAnswer, StoriesAnswer, TimelineAnswer } from '../commands/answers.ts'
import type { Claim, Line, Support } from '../news/claim.ts'
import type { StoryId } from '../news/ids.ts'
import type { Lang } from '../news/message.ts'
import type { StoryArticle, StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { findDates } from '../text/dates.ts'
import { toTextLang } from '../text/language.ts'
import { contentStems } from '../text/stems.ts'
import { splitWords, type Word } from '../text/words.ts'
import { claimsOf, type ChangesDraft } from './brief.ts'
import type { Newsroom } from './parts.ts'
import { readMoments } from './reading/story-at-hand.ts'
import { readMoment, viewArticles, type Muted } from './reading/view-story.ts'

/** What is asked, as of when. `lang` is the reader's; `muted` what is left out for them. */
export type Question = {
  readonly story: StoryDefinition
  readonly asOf: Temporal.Instant
  readonly lang: Lang
  readonly muted?: Muted
}

type Reading = Pick<Newsroom, 'store'>

/**
 * Claims that a timeline looks for dates in: those that most sources tell, and furthest up. Looking takes some 0.2 ms a
 * claim; a story of some 800 articles is looked through whole.
 */
const TIMELINE_CLAIMS_MAX = 4_000

/** Articles and claims that a search shows. */
const HITS_MAX = 20

/** What changed after `since`, up to and including the question's moment. */
export async function answerChanged(question: Question, since: Temporal.Instant, newsroom: Reading): Promise<Update> {
  return (await draftChanged(question, since, newsroom)).update
}

/** The same with what a model needs to put it into words. */
export async function draftChanged(
  question: Question,
  since: Temporal.Instant,
  newsroom: Reading,
): Promise<ChangesDraft> {
  const { story, ...rest } = question
  const { before, after } = await readMoments(story, { ...rest, since }, newsroom)
  const update = findChanges(before, after)
  return { update, claims: claimsOf(update, after.view.claims) }
}

/** All sources of the story. */
export async function answerSources({ story, asOf, muted }: Question, newsroom: Reading): Promise<SourcesAnswer> {
  return tellSources(story.id, asOf, await viewArticles(story, asOf, newsroom, muted))
}

/** The same of articles at hand. */
export function tellSources(story: StoryId, asOf: Temporal.Instant, articles: readonly StoryArticle[]): SourcesAnswer {
  const all = new Set(articles.map(({ article }) => article.id))
  return { story, asOf, counts: countSources(articles), sources: listSources(articles, all) }
}

/** Where the story's sources differ, the gravest first. */
export async function answerDiffer({ story, asOf, lang, muted }: Question, newsroom: Reading): Promise<DifferAnswer> {
  const { differences } = await readMoment(story, asOf, lang, newsroom, muted)
  return { story: story.id, asOf, differ: differences }
}

/** The story's claims that state a date, in order of that date. */
export async function answerTimeline(
  { story, asOf, lang, muted }: Question,
  newsroom: Reading,
): Promise<TimelineAnswer> {
  return tellTimeline(await readMoment(story, asOf, lang, newsroom, muted))
}

/** The same of a moment at hand. */
export function tellTimeline({ view, lineOf }: Moment): TimelineAnswer {
  const stated = new Map(view.articles.map(({ article }) => [article.id, article.latest.publishedAt]))
  const mentionsDate = createDateCheck()
  const entries = timelineClaims(view.claims).flatMap((claim) => {
    const line = claim.supports.some(mentionsDate) ? lineOf(claim) : null
    const [citation] = line?.citations ?? []
    if (line === null || citation === undefined) return []
    const day = dateLine(line, stated.get(citation.article) ?? null)
    return day === null ? [] : [{ ...day, line }]
  })
  // A sentence that says two things founds two claims: it is told once.
  const told = [...new Map(entries.map((entry) => [entry.line.text, entry])).values()]
  const { story, asOf } = view
  return { story: story.id, asOf, entries: told.toSorted((one, other) => one.date.localeCompare(other.date)) }
}

/** All claims in their order, or the foremost of a long story. */
function timelineClaims(claims: readonly Claim[]): readonly Claim[] {
  if (claims.length <= TIMELINE_CLAIMS_MAX) return claims
  const foremost = new Set(foremostFirst(claims, outlineOf, 'ever').slice(0, TIMELINE_CLAIMS_MAX))
  return claims.filter((claim) => foremost.has(claim))
}

/** Making a line takes long, and most passages name no date. Copies of one passage are looked at once. */
function createDateCheck(): (support: Support) => boolean {
  const known = new Map<string, boolean>()
  return ({ text, lang }) => {
    const before = known.get(text)
    const found = before ?? findDates(text, toTextLang(lang)).length > 0
    if (before === undefined) known.set(text, found)
    return found
  }
}

/** All stories with their counts; a story whose newest article is older than the newsroom's limit is dormant. */
export async function answerStories(
  asOf: Temporal.Instant,
  newsroom: Pick<Newsroom, 'store' | 'dormantAfterMs'>,
): Promise<StoriesAnswer> {
  const stories: StoryState[] = []
  for (const story of await newsroom.store.stories.listStories()) stories.push(await stateOf(story, asOf, newsroom))
  return { stories }
}

/** One story's state. */
export async function stateOf(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  newsroom: Pick<Newsroom, 'store' | 'dormantAfterMs'>,
): Promise<StoryState> {
  const articles = await viewArticles(story, asOf, newsroom)
  const lastChangeAt =
    articles
      .map(({ article }) => article.latest.seenAt)
      .toSorted(Temporal.Instant.compare)
      .at(-1) ?? null
  const state = wakefulness(lastChangeAt, asOf, newsroom)
  return { id: story.id, title: story.title, state, counts: countSources(articles), lastChangeAt }
}

/** Whether a story that last changed then is dormant by `now`. */
export function wakefulness(
  lastChangeAt: Temporal.Instant | null,
  now: Temporal.Instant,
  { dormantAfterMs }: Pick<Newsroom, 'dormantAfterMs'>,
): StoryState['state'] {
  const ageMs = lastChangeAt === null ? Infinity : now.epochMilliseconds - lastChangeAt.epochMilliseconds
  return ageMs > dormantAfterMs ? 'dormant' : 'live'
}

/** Articles and claims of a story that hold the words, best first. */
export async function answerSearch(
  { story, asOf, lang }: Question,
  words: string,
  newsroom: Reading,
): Promise<SearchAnswer> {
  const articles = await newsroom.store.reader.searchArticles(words, { story: story.id, asOf, limit: HITS_MAX })
  const { view, lineOf } = await readMoment(story, asOf, lang, newsroom)
  const wanted = splitWords(words)
  const ranked = view.claims.filter(({ supports }) => holdsAll(supports, wanted)).slice(0, HITS_MAX)
  const claims = ranked.map((claim) => lineOf(claim)).filter((line): line is Line => line !== null)
  return { articles, claims }
}

/** Some passage, in whatever language, holds all the words; those that carry no news in its language need not stand. */
function holdsAll(supports: readonly Support[], wanted: readonly Word[]): boolean {
  return supports.some(({ text, lang }) => {
    const spoken = toTextLang(lang)
    const asked = contentStems(wanted, spoken)
    const stems = new Set(asked.length === 0 ? [] : contentStems(splitWords(text), spoken))
    return asked.length > 0 && asked.every((stem) => stems.has(stem))
  })
}
