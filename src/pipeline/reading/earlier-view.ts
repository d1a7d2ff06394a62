import type { Moment } from '../../claim/find-changes.ts'
import { viewEarlierClaims } from '../../claim/view-claims.ts'
import type { Article } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { StoryView } from '../../news/story.ts'
import { onceAsked } from '../../text/once-asked.ts'
import { countUpTo, redescribe, regroup, withKin, type Past, type SourceOf } from './story-past.ts'
import { articlesAt, originsIn } from './view-story.ts'

type Seen = { readonly seenAt: Temporal.Instant }

const seenOf = ({ seenAt }: Seen) => seenAt.epochMilliseconds

/** How the story stood: what did not change since is taken from how it stands now. */
export function viewEarlier(
  past: Past,
  asOf: Temporal.Instant,
): Pick<Moment, 'view' | 'standing' | 'earlier'> & { readonly sourceOf: SourceOf } {
  const { parts, kin, texts } = past
  const limit = asOf.epochMilliseconds
  const wasSeen = (one: Seen) => seenOf(one) <= limit
  // What came in stands in its order.
  const upTo = <One extends Seen>(all: readonly One[]) => all.slice(0, countUpTo(all, seenOf, limit))
  const relations = upTo(parts.relations)
  const changed = withKin(
    past.arrivals.slice(past.lateFrom(asOf)).flatMap(({ articles }) => articles),
    kin,
  )
  const then = articlesThen(past, changed, limit)
  const regrouped = regroup(new Set([...past.articles.keys()].filter((id) => then.has(id))), relations)
  const findRevision: Past['texts']['findRevision'] = (article, wanted) => {
    const found = texts.findRevision(article, wanted)
    return found !== null && wasSeen(found) ? found : null
  }
  const isRelated = texts.relatedOver.upTo(limit)
  const articles = { get: (id: ArticleId) => (changed.has(id) ? then.get(id) : past.articles.get(id)) }
  const groups = { get: (id: ArticleId) => (changed.has(id) ? regrouped : past.groups).get(id) }
  const reading = { articles, groups, findRevision, isRelated }
  const { claims, claimOf, apart } = viewEarlierClaims(past.claims, changed, reading, upTo)
  const listed = onceAsked(claims)
  const standing = onceAsked(() =>
    [...past.articles.keys()].flatMap((id) => articles.get(id) ?? []).filter(({ latest }) => !latest.deleted),
  )
  const sources = onceAsked(() => {
    const own = originsIn(upTo(parts.origins).filter(({ article }) => changed.has(article)))
    const originsOf: Past['originsOf'] = (id) => (changed.has(id) ? own : past.originsOf)(id)
    return redescribe(past, { standing, articleOf: articles.get, originsOf, relations, changed, kin })
  })
  const described = onceAsked(() => standing().flatMap(({ id }) => sources()(id) ?? []))
  const view: StoryView = {
    story: parts.story,
    asOf,
    get articles() {
      return described()
    },
    get claims() {
      return listed()
    },
    relations,
  }
  const earlier = { claimOf, apart, than: past.view.claims }
  return { view, earlier, sourceOf: (id) => sources()(id), standing: standingThen(past, changed, then) }
}

/** Those that changed since, as they stood; without those that had not come in. */
function articlesThen(
  { texts }: Past,
  changed: ReadonlySet<ArticleId>,
  limit: number,
): ReadonlyMap<ArticleId, Article> {
  const then = new Map<ArticleId, Article>()
  for (const id of changed) {
    const stored = texts.revisionsOf.get(id) ?? []
    const article = articlesAt(stored.filter(({ revision }) => seenOf(revision) <= limit)).get(id)
    if (article !== undefined) then.set(id, article)
  }
  return then
}

function standingThen(
  past: Past,
  changed: ReadonlySet<ArticleId>,
  then: ReadonlyMap<ArticleId, Article>,
): Moment['standing'] {
  const get = (id: ArticleId) => {
    if (!changed.has(id)) return past.standing.get(id)
    const latest = then.get(id)?.latest
    return latest === undefined || latest.deleted ? undefined : latest.revision
  }
  return { get, has: (id) => get(id) !== undefined }
}
