import { extractLine } from '../../brief/extract-line.ts'
import type { ChosenSentence } from '../../brief/select-sentences.ts'
import { wordsTold } from '../../brief/words-told.ts'
import type { Article } from '../../news/article.ts'
import type { Line, Support } from '../../news/claim.ts'
import { makeClaimId, type ArticleId } from '../../news/ids.ts'
import type { Outlet } from '../../news/outlet.ts'
import type { StoryArticle } from '../../news/story.ts'
import { describeSources, type OwnOrigins } from '../../story/describe-sources.ts'
import { findOrigins, findPassageOrigin, UNATTRIBUTED } from '../../story/find-origins.ts'
import { relateAll } from '../../story/relate-all.ts'
import { toAlignable } from '../../text/align-sentences.ts'
import type { CutText } from '../../text/cut-text.ts'
import type { SentenceFeatures } from '../../text/features.ts'

/** An article and its sentences. */
export type CitedText = { readonly article: Article; readonly cut: CutText }

/** A passage that holds this share of a line's words may say the same; whether it does, the line's maker decides. */
const LIKE_SHARE_MIN = 0.4
/** So many other texts are looked at for a line: the likest. */
const LIKE_MAX = 12

type Place = { readonly textAt: number; readonly sentenceAt: number }

/**
 * The lines of chosen sentences, each with what else backs it and on whose reporting that rests: the count that a brief
 * shows, made without a ledger from the few texts that count.
 */
export function citeSentences(
  chosen: readonly ChosenSentence[],
  texts: readonly CitedText[],
  outlets: readonly Outlet[],
  lang: string,
): readonly Line[] {
  const places = chosen.map((sentence) => [sentence, ...findLike(sentence, texts)])
  const cited = [...new Set(places.flat().map(({ textAt }) => textAt))].toSorted((one, other) => one - other)
  const sources = describe(
    cited.flatMap((at) => texts[at] ?? []),
    outlets,
  )
  const everyone = new Set(sources.keys())
  return places.flatMap((list) => {
    const supports = list.flatMap((place) => toSupport(place, texts, sources, outlets))
    const [own] = supports
    if (own === undefined) return []
    const made = makeClaimId(`${own.article} ${own.start}`)
    const claim = { id: made, firstSeenAt: own.seenAt, supports, withdrawn: [] }
    const parts = { articles: sources, disputed: new Set<never>(), lang }
    return extractLine(claim, parts, new Set([...everyone].filter((id) => id !== own.article))) ?? []
  })
}

/** The likest passage of each other text, the likest texts first. */
function findLike(sentence: ChosenSentence, texts: readonly CitedText[]): readonly Place[] {
  const own = texts[sentence.textAt]?.cut.sentences[sentence.sentenceAt]
  if (own === undefined) return []
  const words = wordsTold(own)
  return texts
    .flatMap(({ cut }, textAt) => (textAt === sentence.textAt ? [] : (findLikest(words, cut, textAt) ?? [])))
    .toSorted((one, other) => other.share - one.share)
    .slice(0, LIKE_MAX)
}

function findLikest(
  words: ReadonlySet<string>,
  { sentences }: CutText,
  textAt: number,
): (Place & { readonly share: number }) | null {
  let best = { textAt, sentenceAt: -1, share: 0 }
  for (const [sentenceAt, sentence] of sentences.entries()) {
    const share = shareHeld(words, sentence)
    if (share > best.share) best = { textAt, sentenceAt, share }
  }
  return best.share < LIKE_SHARE_MIN ? null : best
}

function shareHeld(words: ReadonlySet<string>, sentence: SentenceFeatures): number {
  let held = 0
  for (const word of wordsTold(sentence)) if (words.has(word)) held += 1
  return held / Math.max(1, words.size)
}

function describe(texts: readonly CitedText[], outlets: readonly Outlet[]): ReadonlyMap<ArticleId, StoryArticle> {
  const articles = texts.map(({ article }) => article)
  const own = new Map<ArticleId, OwnOrigins>()
  for (const { article, cut } of texts) {
    const sentences = cut.sentences.map(({ text }) => text)
    own.set(article.id, findOrigins(article, sentences, outlets))
  }
  const relations = relateAll(texts.map(({ cut }) => toAlignable(cut.sentences))).flatMap((relation) => {
    const [a, b] = [articles[relation.a], articles[relation.b]]
    return a === undefined || b === undefined ? [] : [{ ...relation, a: a.id, b: b.id }]
  })
  const originsOf = (id: ArticleId) => own.get(id) ?? { main: UNATTRIBUTED, others: [], why: '' }
  return new Map(describeSources(articles, originsOf, relations).map((source) => [source.article.id, source]))
}

function toSupport(
  { textAt, sentenceAt }: Place,
  texts: readonly CitedText[],
  sources: ReadonlyMap<ArticleId, StoryArticle>,
  outlets: readonly Outlet[],
): readonly Support[] {
  const text = texts[textAt]
  const range = text?.cut.places[sentenceAt]
  const passage = text?.cut.sentences[sentenceAt]
  const source = text === undefined ? undefined : sources.get(text.article.id)
  if (range === undefined || passage === undefined || source === undefined) return []
  const { id, seenAt, latest } = source.article
  return [
    {
      article: id,
      revision: latest.revision,
      start: range.start,
      end: range.end,
      text: latest.text.slice(range.start, range.end),
      lang: latest.lang ?? 'en',
      seenAt,
      origin: findPassageOrigin(passage, source.origins[0] ?? UNATTRIBUTED, outlets),
      group: source.group,
      matchedOn: [],
      variant: false,
    },
  ]
}
