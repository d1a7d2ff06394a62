import { readReport, type StreamArticle } from './read-report.ts'
import { storyOdds, weighReport, type WeighedReport } from './same-story.ts'
import { createTermWeights } from './term-weights.ts'

export type { StreamArticle } from './read-report.ts'

/** An article joins a story from this log-odds on; between 0 and 0.25 the figures on the development set stay within .01. */
const JOIN_ODDS_MIN = 0
/** A story told by few articles is known less well: so much is asked more of the second article, half of it of the third… */
const YOUNG_STORY_ODDS = 0.5
/** How many of a story's likest articles decide: one may be alike by chance, all of a long story never are. 2 does as well, 5 costs .01. */
const DECIDING_ARTICLES = 3
/** Articles compared in full with a new one: the likest by the index. */
const COMPARED_MAX = 40
/** The rarest lead terms and names an article is found by. */
const INDEX_TERMS = 25
/** Latest articles remembered of one term: a term of more is too common to find a story by. */
const POSTINGS_MAX = 300
/** Articles remembered; the oldest are forgotten first. */
const REMEMBERED_MAX = 20_000
/** Answers remembered for ids that come again. */
const ANSWERS_MAX = 200_000

type Entry = { readonly reading: WeighedReport; readonly story: string; readonly keys: readonly string[] }

type State = {
  readonly entries: Map<number, Entry>
  readonly index: Map<string, number[]>
  readonly stories: Map<string, number[]>
}

/** Answers each article with its story's id as it comes; an answer given is never changed. */
export function createStoryStream(): (article: StreamArticle) => string {
  const weights = createTermWeights()
  const state: State = { entries: new Map(), index: new Map(), stories: new Map() }
  const answers = new Map<string, string>()
  let seen = 0
  let storiesSeen = 0
  return (article) => {
    const known = answers.get(article.id)
    if (known !== undefined) return known
    const report = readReport(article)
    const reading = weighReport(report, weights.weigh)
    const keys = pickKeys(reading, weights.weigh)
    const story = findStory(state, reading, keys, weights.weigh) ?? `story-${(storiesSeen += 1)}`
    remember(state, (seen += 1), { reading, story, keys })
    weights.add(report)
    answers.set(article.id, story)
    dropOldest(answers, ANSWERS_MAX)
    return story
  }
}

function pickKeys({ report, lead }: WeighedReport, weigh: (term: string) => number): readonly string[] {
  return [...new Set([...lead.keys(), ...report.names])]
    .map((term) => ({ term, weight: weigh(term) * Math.log1p(report.terms.get(term) ?? 0) }))
    .toSorted((one, other) => other.weight - one.weight)
    .slice(0, INDEX_TERMS)
    .map(({ term }) => term)
}

function findStory(
  state: State,
  reading: WeighedReport,
  keys: readonly string[],
  weigh: (term: string) => number,
): string | null {
  const hits = new Map<number, number>()
  for (const key of keys) {
    for (const at of state.index.get(key) ?? []) hits.set(at, (hits.get(at) ?? 0) + weigh(key) ** 2)
  }
  const likest = [...hits].toSorted(([one, a], [other, b]) => b - a || other - one).slice(0, COMPARED_MAX)
  const odds = new Map<string, number[]>()
  const compared = new Set<number>()
  const compare = (at: number): void => {
    const entry = state.entries.get(at)
    if (entry === undefined || compared.has(at)) return
    compared.add(at)
    const list = odds.get(entry.story) ?? []
    list.push(storyOdds(reading, entry.reading))
    odds.set(entry.story, list)
  }
  for (const [at] of likest) compare(at)
  let best: string | null = null
  let bestOdds = JOIN_ODDS_MIN
  for (const [story, list] of odds) {
    // A story found by one article is judged by its latest too.
    const latest = state.stories.get(story)?.slice(-DECIDING_ARTICLES) ?? []
    if (list.length < DECIDING_ARTICLES) for (const at of latest) compare(at)
    const deciding = list.toSorted((one, other) => other - one).slice(0, DECIDING_ARTICLES)
    const mean = deciding.reduce((sum, one) => sum + one, 0) / deciding.length
    const sure = mean - YOUNG_STORY_ODDS / Math.max(1, state.stories.get(story)?.length ?? 1)
    if (sure > bestOdds) [best, bestOdds] = [story, sure]
  }
  return best
}

function remember({ entries, index, stories }: State, at: number, entry: Entry): void {
  entries.set(at, entry)
  for (const key of entry.keys) {
    const postings = index.get(key) ?? []
    postings.push(at)
    if (postings.length > POSTINGS_MAX) postings.shift()
    index.set(key, postings)
  }
  const members = stories.get(entry.story) ?? []
  members.push(at)
  stories.set(entry.story, members)
  const oldest = at - REMEMBERED_MAX
  const forgotten = entries.get(oldest)
  if (forgotten === undefined) return
  entries.delete(oldest)
  for (const key of forgotten.keys) takeOut(index, key, oldest)
  takeOut(stories, forgotten.story, oldest)
}

/** Lists grow at the end: what is oldest stands first. */
function takeOut(lists: Map<string, number[]>, key: string, at: number): void {
  const list = lists.get(key)
  if (list?.[0] === at) list.shift()
  if (list?.length === 0) lists.delete(key)
}

function dropOldest(map: Map<string, string>, most: number): void {
  if (map.size <= most) return
  for (const key of map.keys()) {
    map.delete(key)
    return
  }
}
