import { backsLine } from '../brief/back-line.ts'
import { toCitation } from '../brief/extract-line.ts'
import type { Moment } from '../claim/find-changes.ts'
import type { WhyAnswer } from '../commands/answers.ts'
import { WHY_WORDS } from '../commands/why-words.ts'
import { toldLines } from '../news/brief.ts'
import type { Claim, Line, Support } from '../news/claim.ts'
import { NewsError } from '../news/errors.ts'
import { claimId, type StoryId } from '../news/ids.ts'
import type { Lang } from '../news/message.ts'
import { analyseSentence } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import type { Question } from './answer.ts'
import { briefMoment } from './brief.ts'
import type { Newsroom } from './parts.ts'
import { readMoment } from './reading/view-story.ts'

/** A claim this near, but kept apart, is told as left out. */
const NEAR_LIKENESS_MIN = 0.3
const LEFT_OUT_MAX = 5

/** The first letters of an id name its line where no other begins so; fewer are no id. */
const ID_LETTERS_MIN = 3
/** Lines named where none is found; the brief has the rest. */
const LISTED_MAX = 10
/** Words of a line that tell it apart in a list. */
const SHOWN_WORDS = 8

/**
 * Why a line stands as it does: its claim, every passage behind it, what retells them, what was near and left out.
 * `line` is its number in the story's last brief, its id, or a beginning of that. Throws NewsError 'claim-unknown'.
 */
export async function explainLine(
  question: Question,
  line: string,
  newsroom: Pick<Newsroom, 'store' | 'writer' | 'limits'>,
): Promise<WhyAnswer> {
  const { story, asOf, lang, muted } = question
  return explainAt(await readMoment(story, asOf, lang, newsroom, muted), question, line, newsroom)
}

/** The same of a moment at hand. */
export async function explainAt(
  moment: Moment,
  question: Question,
  line: string,
  newsroom: Pick<Newsroom, 'store' | 'writer' | 'limits'>,
): Promise<WhyAnswer> {
  const { story, lang } = question
  const { view, lineOf, withdrawnLineOf } = moment
  const printed = await lastPrinted(question, moment, newsroom)
  const claim = findClaim(line.trim(), view.claims, printed)
  const extract = claim === undefined ? null : (lineOf(claim) ?? withdrawnLineOf(claim))
  const shown = claim === undefined || extract === null ? null : (wordedFor(claim, printed, lang) ?? extract)
  if (claim === undefined || shown === null) throw unknownLine(story.id, line, printed)
  const articles = new Map(view.articles.map((source) => [source.article.id, source]))
  const cite = (support: Support) => toCitation(support, articles)
  return {
    line: shown,
    claim: { id: claim.id, firstSeenAt: claim.firstSeenAt },
    supports: claim.supports
      .filter(({ variant }) => !variant)
      .map((support) => ({
        ...cite(support),
        origin: support.origin.name,
        group: support.group,
        matchedOn: support.matchedOn,
        counts: isCited(shown, support) || backsLine(analyseSentence(shown.text, toTextLang(shown.lang)), support),
      })),
    variants: claim.supports.filter(({ variant }) => variant).map(cite),
    leftOut: findLeftOut(claim, shown, moment, lang),
  }
}

/** The lines that a reader has before them: those of the story's last edition, else those a brief would have now. */
async function lastPrinted(
  { story, asOf, lang }: Question,
  moment: Moment,
  { store, writer, limits }: Pick<Newsroom, 'store' | 'writer' | 'limits'>,
): Promise<readonly Line[]> {
  const edition = await store.editions.findLatestEdition(story.id, asOf)
  if (edition !== null) return toldLines(edition)
  const { signal } = new AbortController()
  return toldLines((await briefMoment(moment, { lang, limits, since: null, signal }, { writer })).brief)
}

/** The line as a model put it in the brief that people read, where the passages that it cites still state it. */
function wordedFor({ id, supports }: Claim, printed: readonly Line[], lang: Lang): Line | undefined {
  return printed.find(
    (line) =>
      line.id === id &&
      line.lang === lang &&
      !line.flags.includes('extract') &&
      supports.some((support) => isCited(line, support)),
  )
}

function findClaim(wanted: string, claims: readonly Claim[], printed: readonly Line[]): Claim | undefined {
  const exact = claims.find(({ id }) => id === claimId(wanted))
  if (exact !== undefined) return exact
  if (/^\d{1,3}$/.test(wanted)) {
    const line = printed[Number(wanted) - 1]
    if (line !== undefined) return claims.find(({ id }) => id === line.id)
  }
  if (wanted.length < ID_LETTERS_MIN) return undefined
  const [begun, ...others] = claims.filter(({ id }) => id.startsWith(wanted))
  return others.length === 0 ? begun : undefined
}

function unknownLine(story: StoryId, line: string, printed: readonly Line[]): NewsError {
  const listed = printed.slice(0, LISTED_MAX).map(({ id, text }, at) => `  ${at + 1}  ${id}  ${beginningOf(text)}`)
  const more = printed.length > LISTED_MAX ? [`  … ${printed.length - LISTED_MAX} more`] : []
  const lines = printed.length === 0 ? 'Its brief has no lines.' : 'The lines of its last brief:'
  const all = `Ids of others stand in: standfirst timeline ${story} --json, or search ${story} WORDS --json`
  const first = `${story} has no line “${line.replaceAll(/\s+/g, ' ')}”. ${lines}`
  return new NewsError('claim-unknown', [first, ...listed, ...more, all].join('\n'))
}

function beginningOf(text: string): string {
  const words = text.split(/\s+/)
  return words.length <= SHOWN_WORDS ? `“${words.join(' ')}”` : `“${words.slice(0, SHOWN_WORDS).join(' ')} …”`
}

function isCited({ citations: [first] }: Line, { article, revision, start }: Support): boolean {
  return first?.article === article && first.revision === revision && first.start === start
}

function findLeftOut(claim: Claim, line: Line, { view: { claims }, lineOf }: Moment, lang: Lang): WhyAnswer['leftOut'] {
  const wanted = analyseSentence(line.text, toTextLang(line.lang))
  const inside = new Set(claim.supports.map(placeOf))
  const near = claims
    .filter(({ id, supports: [first] }) => id !== claim.id && first !== undefined && !inside.has(placeOf(first)))
    .map((other) => ({ other, score: nearness(other, wanted) }))
    .filter(({ score }) => score >= NEAR_LIKENESS_MIN)
    .toSorted((one, another) => another.score - one.score)
    .slice(0, LEFT_OUT_MAX)
  return near.flatMap(({ other, score }) => {
    const left = lineOf(other)
    return left === null ? [] : [{ line: left, because: WHY_WORDS.keptApart[lang](Math.round(score * 100)) }]
  })
}

/** A sentence that says two things stands in two claims: it is not left out of either. */
function placeOf({ article, revision, start }: Support): string {
  return `${article} ${revision} ${start}`
}

function nearness(claim: Claim, wanted: ReturnType<typeof analyseSentence>): number {
  const [first] = claim.supports
  return first === undefined ? 0 : likeness(analyseSentence(first.text, toTextLang(first.lang)), wanted, evenWeight)
}
