import type { Source } from '../news/brief.ts'
import type { ArticleId } from '../news/ids.ts'
import type { Lang, MessageRow } from '../news/message.ts'
import type { StoryCounts } from '../news/story.ts'
import { quotedTitle } from './line-rows.ts'
import { linkOf, numberCitations } from './number-citations.ts'
import type { CitationNumbers } from './number-citations.ts'
import { showShort, showStated } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { whyIn } from './source-why.ts'
import { joinList, WORDS } from './words.ts'

/** What a message on one story needs beside its answer. */
export type AnswerStyle = TimeStyle & {
  /** The story's own title. */
  readonly title: string
  /** The story's sources, for their numbers and origins; without them articles are numbered as they are cited. */
  readonly sources?: readonly Source[]
  /** How many the story has, where only those that the answer names are given. */
  readonly sourceCount?: number
}

type SourceStyle = TimeStyle & {
  /** The moment the message speaks of: dates of its year show none. */
  readonly asOf: Temporal.Instant
  /** 'given' adds why each source was grouped as it is. */
  readonly why: 'given' | 'omitted'
}

type OriginRow = Extract<MessageRow, { kind: 'origin' }>

/** What all pages without outlet or credit rest on, as origins are named. */
const UNATTRIBUTED = 'unattributed'

/** Credits named in one remark; more are a list nobody reads. */
const CREDITS_SHOWN_MAX = 4

/** `5 articles → 4 texts → 3 origins, 1 unattributed (9 carry AP)`. */
export function countsText(counts: StoryCounts, sources: readonly Source[], lang: Lang): string {
  const { articles, texts, origins, unattributed } = counts
  const chain = [
    WORDS.articleCount[lang](articles),
    WORDS.textCount[lang](texts),
    WORDS.originCount[lang](origins),
  ].join(' → ')
  const flagged = unattributed > 0 ? `, ${WORDS.unattributedCount[lang](unattributed)}` : ''
  const carried = wiresCarried(counts, sources).map(([wire, n]) => WORDS.carry[lang](n, wire))
  return `${chain}${flagged}${carried.length > 0 ? ` (${carried.join(', ')})` : ''}`
}

/** Sources grouped by what each rests on, in order of their first number; pages of no known origin last. */
export function originRows(sources: readonly Source[], style: SourceStyle): readonly OriginRow[] {
  const groups = Map.groupBy(sources, (source) => (isUnattributed(source) ? null : (source.origins[0] ?? null)))
  const numbers = new Map(sources.map((source) => [source.article, source.n]))
  const unattributedLast = [...groups].toSorted(([a], [b]) => Number(a === null) - Number(b === null))
  return unattributedLast.map(([origin, members]) => {
    const own = isOwnReport(members)
    return {
      kind: 'origin',
      name: originName(origin, own, style.lang),
      entries: members.map((source) => ({
        citation: linkOf(source),
        text: sourceText(source, style),
        aside: sourceAside(source, style, { own, copiedFrom: copiedFrom(source, members, numbers) }),
      })),
    }
  })
}

/** Numbers an answer's citations as the story's sources are numbered. */
export function numbersFor({ sources = [], sourceCount }: AnswerStyle): CitationNumbers {
  return numberCitations(sources, sourceCount)
}

/** The sources that the rows of an answer cite: known ones by origin, then the others by name. */
export function citedSourceRows(
  numbers: CitationNumbers,
  style: AnswerStyle,
  asOf: Temporal.Instant,
  listed: ReadonlySet<ArticleId> = new Set(),
): readonly MessageRow[] {
  const { lang, zone, sources = [] } = style
  const cited = sources.filter((source) => numbers.isCited(source.article) && !listed.has(source.article))
  return [...originRows(cited, { lang, zone, asOf, why: 'omitted' }), ...otherSourceRows(numbers, lang, null, listed)]
}

/** Articles that a message cites and that are not among its sources, one a row; but those `listed` elsewhere. */
export function otherSourceRows(
  numbers: CitationNumbers,
  lang: Lang,
  aside: string | null,
  listed: ReadonlySet<ArticleId> = new Set(),
): readonly MessageRow[] {
  return numbers
    .others()
    .filter((cited) => !listed.has(cited.article))
    .map((cited) => ({
      kind: 'line',
      mark: null,
      text: cited.outlet ?? hostOf(cited.url) ?? WORDS.pageWithoutName[lang],
      citations: [{ n: cited.n, url: cited.url }],
      aside,
    }))
}

/** What people call an article: its outlet, else its host, its title, or what it was read from. */
export function nameOf(source: Pick<Source, 'outlet' | 'url' | 'title' | 'input'>, lang: Lang): string {
  if (source.outlet !== null) return source.outlet
  const host = hostOf(source.url)
  if (host !== null) return host
  return source.title === null ? fileName(source.input) : quotedTitle(source.title, lang)
}

// Where a file lies on our machine is nobody's business in a channel.
function fileName(input: string): string {
  return input.split(/[\\/]/).at(-1) ?? input
}

/** The host of a web address, without `www.`; null when there is none. */
export function hostOf(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url)
  return parsed === null || parsed.hostname === '' ? null : parsed.hostname.replace(/^www\./, '')
}

function sourceText(source: Source, style: SourceStyle): string {
  const stated = source.publishedAt === null ? null : showStated(source.publishedAt, style, style.asOf)
  const when = stated ?? WORDS.seenAt[style.lang](showShort(source.seenAt, style, style.asOf))
  return `${nameOf(source, style.lang)}, ${when}`
}

function sourceAside(
  source: Source,
  style: SourceStyle,
  place: { own: boolean; copiedFrom: number | null },
): string | null {
  const { lang } = style
  const credits = source.origins.slice(1, 1 + CREDITS_SHOWN_MAX)
  const why = style.why === 'given' ? whyIn(source, lang) : ''
  const parts = [
    ...relationRemark(source, lang, place),
    ...(credits.length > 0 ? [WORDS.cites[lang](joinList(lang, credits))] : []),
    ...(why === '' ? [] : [why]),
  ]
  return parts.length > 0 ? parts.join('; ') : null
}

function relationRemark(
  source: Source,
  lang: Lang,
  place: { own: boolean; copiedFrom: number | null },
): readonly string[] {
  const { copiedFrom: of } = place
  switch (source.relation) {
    case 'original':
      return []
    case 'own report':
      return place.own ? [] : [WORDS.ownReport[lang]]
    case 'copy':
      return [of === null ? WORDS.copy[lang] : WORDS.copyOf[lang](of)]
    case 'rewrite':
      return [of === null ? WORDS.rewrite[lang] : WORDS.rewriteOf[lang](of)]
    case 'wire reprint':
      return [WORDS.wireReprint[lang]]
    case 'unattributed':
      return [WORDS.namesNoSource[lang]]
  }
}

/** The number of the article a source repeats, where its row would leave that open. */
function copiedFrom(
  source: Source,
  members: readonly Source[],
  numbers: ReadonlyMap<ArticleId, number>,
): number | null {
  if (source.of === null) return null
  // With one other source in the row, "the same report" can only be that one.
  const others = members.filter((member) => member !== source)
  return others.length === 1 && others[0]?.article === source.of ? null : (numbers.get(source.of) ?? null)
}

/** Wires that several articles carry, as [name, articles]. */
function wiresCarried(counts: StoryCounts, sources: readonly Source[]): readonly (readonly [string, number])[] {
  // A long story's brief lists only some of its sources: a count of those would not be the story's.
  if (sources.length < counts.articles) return []
  const wires = new Set(
    sources.filter((source) => source.relation === 'wire reprint').flatMap((source) => source.origins.slice(0, 1)),
  )
  return [...wires]
    .map((wire) => [wire, sources.filter((source) => source.origins[0] === wire).length] as const)
    .filter(([, n]) => n > 1)
}

/** One outlet's own report, alone in its row: the outlet is named beside it, so the row says what it is. */
function isOwnReport(members: readonly Source[]): boolean {
  const [only] = members
  return members.length === 1 && only?.relation === 'own report' && only.origins[0] === only.outlet
}

function isUnattributed(source: Source): boolean {
  const [origin = UNATTRIBUTED] = source.origins
  return source.relation === 'unattributed' || origin === UNATTRIBUTED
}

function originName(origin: string | null, own: boolean, lang: Lang): string {
  if (origin === null) return WORDS.unattributed[lang]
  return own ? WORDS.ownReport[lang] : origin
}
