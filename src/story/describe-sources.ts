import type { Article } from '../news/article.ts'
import type { ArticleId, GroupId } from '../news/ids.ts'
import type { Origin } from '../news/origin.ts'
import type { SourceRelation, StoryArticle, TextRelation } from '../news/story.ts'
import { groupTexts } from './group-texts.ts'
import { LIKE_SIZE_MIN } from './relate-texts.ts'

/** What one article rests on by itself. */
export type OwnOrigins = { readonly main: Origin; readonly others: readonly Origin[]; readonly why: string }

/** Which of a group's texts is the original: the nearer to a newsroom first. */
const KIND_RANK = { primary: 0, wire: 1, outlet: 2, credited: 3, unattributed: 4 } as const

/**
 * Each article of a story with its text group, what it is to the group's original, and the origins it rests on: a copy
 * or rewrite rests on what its original rests on; one that holds a short original inside a longer report of its own
 * rests on its own origin first, and on the original's besides. `articles` in order of sight: a story's, or such of them that
 * no copy or rewrite joins to others; then `relations` are theirs, and `wires` the first article of each wire of the story.
 */
export function describeSources(
  articles: readonly Article[],
  originsOf: (article: ArticleId) => OwnOrigins,
  relations: readonly TextRelation[],
  wires: ReadonlyMap<string, Article> = firstOfWires(articles, originsOf),
): readonly StoryArticle[] {
  const lengths = new Map(articles.map(({ id, latest }) => [id, latest.text.length]))
  const groups = groupTexts(
    articles.map(({ id }) => id),
    relations,
    (id) => lengths.get(id) ?? 0,
  )
  const originals = new Map<GroupId, Article>()
  for (const article of articles) {
    const group = groups.get(article.id) ?? article.id
    const before = originals.get(group)
    if (before === undefined || compareOriginality(article, before, originsOf) < 0) originals.set(group, article)
  }
  const ofArticle = indexByArticle(relations)
  return articles.map((article) => {
    const group = groups.get(article.id) ?? article.id
    const original = originals.get(group) ?? article
    const context = { originsOf, relations: ofArticle.get(article.id) ?? [], wires }
    return holdsMore(article, original)
      ? describeHolder(article, original, group, context)
      : describe(article, original, group, context)
  })
}

/** The first article of each wire, by the wire's name. `articles` in order of sight. */
export function firstOfWires(
  articles: readonly Article[],
  originsOf: (article: ArticleId) => OwnOrigins,
): ReadonlyMap<string, Article> {
  const wires = new Map<string, Article>()
  for (const article of articles) {
    const { main } = originsOf(article.id)
    if (main.kind === 'wire' && !wires.has(main.name)) wires.set(main.name, article)
  }
  return wires
}

/** The relations of each article, in their order: a long story has thousands. */
function indexByArticle(relations: readonly TextRelation[]): ReadonlyMap<ArticleId, readonly TextRelation[]> {
  const index = new Map<ArticleId, TextRelation[]>()
  for (const relation of relations) {
    for (const id of [relation.a, relation.b]) {
      const known = index.get(id)
      if (known === undefined) index.set(id, [relation])
      else known.push(relation)
    }
  }
  return index
}

type Context = {
  readonly originsOf: (article: ArticleId) => OwnOrigins
  /** Those of the article at hand. */
  readonly relations: readonly TextRelation[]
  /** The first article of each wire. */
  readonly wires: ReadonlyMap<string, Article>
}

function describe(article: Article, original: Article, group: GroupId, context: Context): StoryArticle {
  const own = context.originsOf(article.id)
  const main = context.originsOf(original.id).main
  const origins = [main, ...own.others.filter(({ name }) => name !== main.name)]
  const { relation, of } = relationOf(article, original, own, context)
  return { article, group, relation, of, why: explain(article, original, own, context), origins }
}

/** The original is but a small part of the article: it was carried, not retold. */
function holdsMore(article: Article, original: Article): boolean {
  return original.latest.text.length < LIKE_SIZE_MIN * article.latest.text.length
}

function describeHolder(article: Article, original: Article, group: GroupId, context: Context): StoryArticle {
  const own = context.originsOf(article.id)
  const carried = context.originsOf(original.id).main
  const others = [carried, ...own.others].filter(({ name }) => name !== own.main.name)
  const origins = [own.main, ...new Map(others.map((origin) => [origin.name, origin])).values()]
  const why = `${own.why}; all of ${nameOf(original)} stands in it`
  return { article, group, ...relationOf(article, article, own, context), why, origins }
}

function relationOf(
  article: Article,
  original: Article,
  own: OwnOrigins,
  { wires, relations }: Context,
): { relation: SourceRelation; of: ArticleId | null } {
  if (own.main.kind === 'wire') {
    const first = wires.get(own.main.name)
    if (article.outlet === own.main.name || first?.id === article.id) {
      return { relation: article.outlet === own.main.name ? 'original' : 'wire reprint', of: null }
    }
    return { relation: 'wire reprint', of: first?.id ?? null }
  }
  if (original.id !== article.id) {
    const direct = relations.find((one) => joins(one, article.id, original.id))
    return { relation: direct?.kind === 'copy' ? 'copy' : 'rewrite', of: original.id }
  }
  return { relation: own.main.kind === 'unattributed' ? 'unattributed' : 'own report', of: null }
}

function explain(article: Article, original: Article, own: OwnOrigins, { relations }: Context): string {
  if (original.id !== article.id) {
    const direct = relations.find((one) => joins(one, article.id, original.id))
    const share =
      direct === undefined
        ? ''
        : `${percent(direct.coverage)} of the shorter text stands in the other, in the same order; `
    return `${share}the same report as ${nameOf(original)}`
  }
  const wire = relations.find(({ a, b, kind }) => kind === 'shared-wire' && (a === article.id || b === article.id))
  return wire === undefined ? own.why : `${own.why}; ${percent(wire.coverage)} of it is shared copy`
}

function joins(relation: TextRelation, one: ArticleId, other: ArticleId): boolean {
  return (relation.a === one && relation.b === other) || (relation.a === other && relation.b === one)
}

/** Negative when `one` is more likely the original. */
function compareOriginality(one: Article, other: Article, originsOf: Context['originsOf']): number {
  const rank = ({ id }: Article) => KIND_RANK[originsOf(id).main.kind]
  return (
    rank(one) - rank(other) ||
    compareStated(one.latest.publishedAt, other.latest.publishedAt) ||
    other.latest.text.length - one.latest.text.length ||
    Temporal.Instant.compare(one.seenAt, other.seenAt) ||
    one.id.localeCompare(other.id)
  )
}

// When it was seen says little: a rewrite may be found first. Length says more: retellings drop things.
function compareStated(one: string | null, other: string | null): number {
  if (one === null || other === null) return 0
  const length = Math.min(one.length, other.length)
  return one.slice(0, length).localeCompare(other.slice(0, length))
}

function nameOf(article: Article): string {
  // A reader needs the file's name, not where it lies.
  return article.outlet ?? article.input.split(/[\\/]/).at(-1) ?? article.input
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`
}
