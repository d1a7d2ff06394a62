import type { SourceSentence, Token } from './tokens.ts'

/** How a line can be made from its evidence at least cost. */
export type Derivation = {
  /** For each token of the line the evidence token it comes from: an index into `tokens`, or null. */
  readonly from: readonly (number | null)[]
  /** What each token's being there costs when it is its own word; 0 when it comes from the evidence. */
  readonly own: readonly number[]
  readonly cost: number
}

/** Evidence sentences laid end to end. */
export type Source = {
  readonly sentences: readonly SourceSentence[]
  readonly tokens: readonly Token[]
  /** The index of the sentence of each token. */
  readonly sentenceOf: readonly number[]
}

export function layOut(sentences: readonly SourceSentence[]): Source {
  return {
    sentences,
    tokens: sentences.flatMap((sentence) => sentence.tokens),
    sentenceOf: sentences.flatMap((sentence, at) => sentence.tokens.map(() => at)),
  }
}

// Costs in units of one unsupported content word. Set once by what each step risks, not fitted: on the support
// data (DESIGN.md, verifier) halving or doubling any one of them moves AUC by less than .005.
/** A content word that the evidence does not have here. */
const OWN_WORD = 1
/** A number is never a matter of style. */
const OWN_NUMBER = 2
const OWN_FUNCTION_WORD = 0.5
/** "Ana" before "Ruiz" where the evidence writes the pair elsewhere: a name in full. */
const COMPLETED_PHRASE = 0.6
/** Leaving out words of a sentence: the usual way to shorten. Grows slowly with how much is left out. */
const SKIP = 0.25
const SKIP_GROWTH = 0.1
/** Going back inside a sentence: order says who did what. */
const GO_BACK = 1.2
/** Going on in another sentence, by what stands before the place: a pronoun (the line names whom it means) … */
const LEAP_TO_PRONOUN = 0.4
/** … a word the line has … */
const LEAP_TO_OWN_SUBJECT = 0.8
/** … a new clause … */
const LEAP_TO_CLAUSE = 1.2
/** … or the middle of a statement about something else. */
const LEAP = 1.8
/** The same stem in another form. */
const OTHER_FORM = 0.1
/** Starting inside a clause. */
const START_INSIDE = 0.1

const SUBJECT_PRONOUNS: ReadonlySet<string> = new Set(
  `he she they it we i who which that el ella ellos ellas ello quien que`.split(' '),
)

/**
 * The cheapest way to write `line` with words of `source` (Viterbi over places in the evidence): the next word of
 * the same sentence is free, every other step costs. A derivation in the manner of cut-and-paste summaries
 * (Jing & McKeown 1999, "The decomposition of human-written summary sentences"), with what each step risks as its cost.
 */
export function derive(line: readonly Token[], source: Source): Derivation {
  const places = source.tokens.length
  const nowhere = places
  const byStem = indexByStem(source)
  const pairs = adjacentPairs(source)
  const leaps = leapCosts(line, source)
  let costs = new Array<number>(places + 1).fill(Infinity)
  costs[nowhere] = 0
  const steps: Int32Array[] = []
  const owns = line.map((token, at) => ownCost(token, line[at + 1], pairs))
  for (const [at, token] of line.entries()) {
    const own = owns[at] ?? OWN_WORD
    const next = costs.map((cost) => cost + own)
    const step = new Int32Array(places + 1).map((_, place) => -1 - place)
    const open = costs.flatMap((cost, place) => (cost < Infinity ? [place] : []))
    for (const place of byStem.get(token.stem) ?? []) {
      const there = source.tokens[place]
      if (there === undefined || (token.stop && there.folded !== token.folded)) continue
      if (!mayLend(source, place, token)) continue
      let best = Infinity
      let bestFrom = nowhere
      for (const from of open) {
        const cost = (costs[from] ?? Infinity) + moveCost(source, from, place, leaps)
        if (cost < best) [best, bestFrom] = [cost, from]
      }
      best += there.folded === token.folded ? 0 : OTHER_FORM
      if (best < (next[place] ?? Infinity)) {
        next[place] = best
        step[place] = bestFrom
      }
    }
    costs = next
    steps.push(step)
  }
  return trace(costs, steps, owns)
}

function trace(final: readonly number[], steps: readonly Int32Array[], owns: readonly number[]): Derivation {
  let place = 0
  for (const [at, cost] of final.entries()) if (cost < (final[place] ?? Infinity)) place = at
  const cost = final[place] ?? 0
  const from: (number | null)[] = []
  for (const step of steps.toReversed()) {
    const before = step[place] ?? -1 - place
    from.push(before < 0 ? null : place)
    place = before < 0 ? -1 - before : before
  }
  from.reverse()
  return { from, own: owns.map((own, at) => (from[at] === null ? own : 0)), cost }
}

/** What a word costs that the evidence does not have at this place. */
function ownCost(token: Token, next: Token | undefined, pairs: ReadonlySet<string>): number {
  if (token.digits) return OWN_NUMBER
  if (token.stop) return OWN_FUNCTION_WORD
  if (next !== undefined && !next.stop && pairs.has(`${token.folded} ${next.folded}`)) return COMPLETED_PHRASE
  return OWN_WORD
}

function moveCost(source: Source, from: number, to: number, leaps: readonly number[]): number {
  if (from === source.tokens.length) return source.tokens[to]?.opens === true ? 0 : START_INSIDE
  if (from === to - 1) return 0
  if (source.sentenceOf[from] !== source.sentenceOf[to]) return leaps[to] ?? LEAP
  return from < to ? SKIP + SKIP_GROWTH * Math.log(to - from) : GO_BACK
}

/** The context lends names, nothing else: no number, no plain word. */
function mayLend(source: Source, place: number, token: Token): boolean {
  const sentence = source.sentences[source.sentenceOf[place] ?? 0]
  return sentence === undefined || sentence.evidence >= 0 || (token.capital && !token.digits)
}

function leapCosts(line: readonly Token[], source: Source): readonly number[] {
  const own = new Set(line.filter((token) => !token.stop).map((token) => token.stem))
  return source.tokens.map((token, at) => {
    if (token.opens) return LEAP_TO_CLAUSE
    const before = source.tokens[at - 1]
    if (before === undefined) return LEAP_TO_CLAUSE
    if (SUBJECT_PRONOUNS.has(before.folded)) return LEAP_TO_PRONOUN
    return own.has(before.stem) ? LEAP_TO_OWN_SUBJECT : LEAP
  })
}

function indexByStem(source: Source): ReadonlyMap<string, readonly number[]> {
  const index = new Map<string, number[]>()
  for (const [at, token] of source.tokens.entries()) {
    const places = index.get(token.stem)
    if (places === undefined) index.set(token.stem, [at])
    else places.push(at)
  }
  return index
}

function adjacentPairs(source: Source): ReadonlySet<string> {
  return new Set(source.tokens.map((token, at) => `${token.folded} ${source.tokens[at + 1]?.folded ?? ''}`))
}
