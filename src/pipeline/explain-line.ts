import { backsLine, toCitation } from '../brief/extract-line.ts'
import type { WhyAnswer } from '../commands/answers.ts'
import type { Claim, Line, Support } from '../news/claim.ts'
import { NewsError } from '../news/errors.ts'
import { claimId } from '../news/ids.ts'
import { analyseSentence } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import type { Question } from './answer.ts'
import type { Newsroom } from './parts.ts'
import { readMoment } from './view-story.ts'

/** A claim this near, but kept apart, is told as left out. */
const NEAR_LIKENESS_MIN = 0.3
const LEFT_OUT_MAX = 5

/** Why a line stands as it does: its claim, every passage behind it, what retells them, what was near and left out. */
export async function explainLine(
  { story, asOf, lang }: Question,
  line: string,
  newsroom: Pick<Newsroom, 'store'>,
): Promise<WhyAnswer> {
  const { view, lineOf, withdrawnLineOf } = await readMoment(story, asOf, lang, newsroom)
  const claim = view.claims.find(({ id }) => id === claimId(line))
  const shown = claim === undefined ? null : (lineOf(claim) ?? withdrawnLineOf(claim))
  if (claim === undefined || shown === null) {
    throw new NewsError(
      'claim-unknown',
      `${story.id} has no line “${line}”. The ids stand in: standfirst brief ${story.id} --json`,
    )
  }
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
    leftOut: findLeftOut(claim, shown, view.claims, lineOf),
  }
}

function isCited({ citations: [first] }: Line, { article, revision, start }: Support): boolean {
  return first?.article === article && first.revision === revision && first.start === start
}

function findLeftOut(
  claim: Claim,
  line: Line,
  claims: readonly Claim[],
  lineOf: (claim: Claim) => Line | null,
): WhyAnswer['leftOut'] {
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
    return left === null
      ? []
      : [{ line: left, because: `${Math.round(score * 100)} % alike: kept as a claim of its own` }]
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
