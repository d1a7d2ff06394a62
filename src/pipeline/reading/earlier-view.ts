import type { Moment } from '../../claim/find-changes.ts'
import { viewEarlierClaims } from '../../claim/view-claims.ts'
import type { Article } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { StoryView } from '../../news/story.ts'
import { countUpTo, redescribe, regroup, withKin, type Past } from './story-past.ts'
import { articlesAt, onceAsked, standingOf } from './view-story.ts'

type Seen = { readonly seenAt: Temporal.Instant }

const seenOf = ({ seenAt }: Seen) => seenAt.epochMilliseconds

/** How the story stood: what did not change since is taken from how it stands now. */
export function viewEarlier(past: Past, asOf: Temporal.Instant): Pick<Moment, 'view' | 'standing' | 'earlier'> {
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
  const articles = articlesThen(past, changed, limit)
  const groups = regroup(past.groups, articles, changed, relations)
  const findRevision: Past['texts']['findRevision'] = (article, wanted) => {
    const found = texts.findRevision(article, wanted)
    return found !== null && wasSeen(found) ? found : null
  }
  const known = { articles, findRevision, groups, isRelated: texts.relatedOver.upTo(limit) }
  const { claims, claimOf, apart } = viewEarlierClaims(past.claims, changed, known, upTo)
  const listed = onceAsked(claims)
  const described = onceAsked(() => {
    return redescribe(past, { articles, relations, origins: upTo(parts.origins), changed, kin })
  })
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
  return { view, earlier, standing: new Map(standingOf(articles).map(({ id, latest }) => [id, latest.revision])) }
}

/** The articles as they stood, in order of first sight. */
function articlesThen(
  { articles, texts }: Past,
  changed: ReadonlySet<ArticleId>,
  limit: number,
): ReadonlyMap<ArticleId, Article> {
  const then = new Map(articles)
  for (const id of changed) {
    const stored = texts.revisionsOf.get(id) ?? []
    const article = articlesAt(stored.filter(({ revision }) => seenOf(revision) <= limit)).get(id)
    if (article === undefined) then.delete(id)
    else then.set(id, article)
  }
  return then
}
