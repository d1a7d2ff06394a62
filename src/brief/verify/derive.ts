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

// Costs in units of one unsupported content word. Set by what each step risks, not fitted: halving or doubling any one
// of them moves AUC on the support data (test/eval/eval-support.ts) by less than .01.
/** A content word that the evidence does not have here. */
const OWN_WORD = 1
/** A number is never a matter of style. */
const OWN_NUMBER = 2
const OWN_FUNCTION_WORD = 0.5
/** "Ana" before "Ruiz" where the evidence writes the pair elsewhere: a name in full … */
const COMPLETED_NAME = 0.2
/** … or, without capitals to tell, some phrase. */
const COMPLETED_PHRASE = 0.6
/** A name of the evidence where it has a pronoun. */
const NAME_FOR_PRONOUN = 0.3
/** Leaving out words of a sentence: the usual way to shorten. Grows slowly with how much is left out. */
const SKIP = 0.15
const SKIP_GROWTH = 0.1
/** "Ruiz" for "Ana Ruiz". */
const SHORTER_NAME = 0.05
/** Words of a name in a row, the kept one included. */
const NAME_PARTS_MAX = 4
/** Leaving out what stands between two marks, or up to one. */
const SKIP_CLAUSE = 0.1
/** Going back inside a sentence: order says who did what. */
const GO_BACK = 1.2
/** Going back from mark to mark: a clause put first, a speaker before the speech. */
const GO_BACK_CLAUSE = 0.4
/** Going on in another sentence, by what stands before the place: a pronoun (the line names whom it means) … */
const LEAP_TO_PRONOUN = 0.4
/** … a word the line has … */
const LEAP_TO_OWN_SUBJECT = 0.8
/** … a new clause … */
const LEAP_TO_CLAUSE = 1.6
/** … the beginning of a whole sentence behind a mark or "and": two are told as one … */
const LEAP_TO_SENTENCE = 0.8
/** … or the middle of a statement about something else. */
const LEAP = 1.8
/** The same stem in another form. */
const OTHER_FORM = 0.1
/** Starting inside a clause … */
const START_INSIDE = 0.1
/** … with a word that hangs on what was before it: "that he …", "and was …". */
const START_HANGING = 1
const HANGING: ReadonlySet<string> = new Set('and but or that which who whose y e pero o que quien cuyo'.split(' '))

const PERSON_PRONOUNS: ReadonlySet<string> = new Set(
  'he she they him her them his their el ella ellos ellas su sus'.split(' '),
)
const SUBJECT_PRONOUNS: ReadonlySet<string> = new Set(
  `he she they it we i who which that el ella ellos ellas ello quien que`.split(' '),
)

/**
 * The cheapest way to write `line` with words of `source` (Viterbi over places in the evidence): the next word of
 * the same sentence is free, every other step costs. A derivation in the manner of cut-and-paste summaries
 * (Jing & McKeown 1999, "The decomposition of human-written summary sentences"), with what each step risks as its cost.
 */
export function derive(line: readonly Token[], source: Source): Derivation {
  const nowhere = source.tokens.length
  const byStem = indexByStem(source)
  const pairs = adjacentPairs(source)
  const leaps = leapCosts(line, source)
  const pronouns = source.tokens.flatMap((token, at) => (PERSON_PRONOUNS.has(token.folded) ? [at] : []))
  let costs = Array.from({ length: nowhere + 1 }, (_, place) => (place === nowhere ? 0 : Infinity))
  const steps: Int32Array[] = []
  const owns = line.map((token, at) => ownCost(token, line[at + 1], pairs))
  for (const [at, token] of line.entries()) {
    const own = owns[at] ?? OWN_WORD
    const next = costs.map((cost) => cost + own)
    const step = new Int32Array(nowhere + 1).map((_, place) => -1 - place)
    const reached = summarise(costs, source)
    for (const place of candidates(token, byStem, pronouns)) {
      const there = source.tokens[place]
      if (there === undefined || !mayLend(source, place, token)) continue
      const [move, from] = cheapestMove(
        {
          costs,
          reached,
          source,
          leap: isJoined(line, at, source, place) ? LEAP_TO_SENTENCE : leapCost(leaps[place] ?? LEAP, at),
          opens: token.opens,
        },
        place,
      )
      const form = there.folded === token.folded ? 0 : there.stem === token.stem ? OTHER_FORM : NAME_FOR_PRONOUN
      if (move + form < (next[place] ?? Infinity)) {
        next[place] = move + form
        step[place] = from
      }
    }
    costs = next
    steps.push(step)
  }
  return trace(costs, steps, owns)
}

/** The places reached so far, by sentence, and the cheapest sentence and the next, to leap from. */
type Reached = {
  readonly bySentence: ReadonlyMap<number, readonly number[]>
  readonly cheapest: readonly { readonly sentence: number; readonly place: number; readonly cost: number }[]
}

function summarise(costs: readonly number[], source: Source): Reached {
  // No move costs more than a leap: a place dearer than that is never on the best way.
  const bound = costs.reduce((least, cost) => Math.min(least, cost), Infinity) + LEAP
  const bySentence = new Map<number, number[]>()
  const best = new Map<number, { sentence: number; place: number; cost: number }>()
  for (const [place, cost] of costs.entries()) {
    const sentence = source.sentenceOf[place]
    if (cost > bound || sentence === undefined) continue
    const places = bySentence.get(sentence)
    if (places === undefined) bySentence.set(sentence, [place])
    else places.push(place)
    if (cost < (best.get(sentence)?.cost ?? Infinity)) best.set(sentence, { sentence, place, cost })
  }
  return { bySentence, cheapest: [...best.values()].toSorted((a, b) => a.cost - b.cost).slice(0, 2) }
}

type Moves = {
  readonly costs: readonly number[]
  readonly reached: Reached
  readonly source: Source
  readonly leap: number
  readonly opens: boolean
}

/** The least cost of coming to `to`, and from where: from the start, by a leap, or inside the sentence. */
function cheapestMove({ costs, reached, source, leap, opens }: Moves, to: number): readonly [number, number] {
  const nowhere = source.tokens.length
  const sentence = source.sentenceOf[to] ?? 0
  let best = (costs[nowhere] ?? Infinity) + startCost(source, to)
  let bestFrom = nowhere
  const consider = (from: number, cost: number): void => {
    if (cost < best) [best, bestFrom] = [cost, from]
  }
  if (to > 0) consider(to - 1, costs[to - 1] ?? Infinity)
  const other = reached.cheapest.find((place) => place.sentence !== sentence)
  if (other !== undefined) consider(other.place, other.cost + leap)
  for (const from of reached.bySentence.get(sentence) ?? []) {
    consider(from, (costs[from] ?? Infinity) + moveInside(source, from, to, opens))
  }
  return [best, bestFrom]
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
  if (next !== undefined && !next.stop && pairs.has(`${token.folded} ${next.folded}`)) {
    return token.capital && next.capital ? COMPLETED_NAME : COMPLETED_PHRASE
  }
  return OWN_WORD
}

function startCost({ tokens, sentenceOf }: Source, to: number): number {
  const token = tokens[to]
  const first = to === 0 || sentenceOf[to - 1] !== sentenceOf[to]
  if (first || token === undefined) return 0
  return HANGING.has(token.folded) ? START_HANGING : token.opens ? 0 : START_INSIDE
}

/** Where the evidence has the word, or a pronoun that may stand for the name it is. */
function candidates(
  token: Token,
  byStem: ReadonlyMap<string, readonly number[]>,
  pronouns: readonly number[],
): readonly number[] {
  const places = byStem.get(token.stem) ?? []
  return token.capital && !token.stop && places.length > 0 ? [...places, ...pronouns] : places
}

function moveInside(source: Source, from: number, to: number, opens: boolean): number {
  if (from === to - 1) return 0
  const lands = source.tokens[to]?.opens === true
  if (from >= to) return lands && opens ? GO_BACK_CLAUSE : GO_BACK
  if (to - from <= NAME_PARTS_MAX && isNamePart(source, from, to)) return SHORTER_NAME
  const leaves = source.tokens[from + 1]?.opens === true
  return (lands || leaves ? SKIP_CLAUSE : SKIP) + SKIP_GROWTH * Math.log(to - from)
}

function isNamePart({ tokens }: Source, from: number, to: number): boolean {
  return tokens.slice(from + 1, to + 1).every((token) => token.capital && !token.opens)
}

/** The context lends names, nothing else: no number, no plain word. */
function mayLend(source: Source, place: number, token: Token): boolean {
  const sentence = source.sentences[source.sentenceOf[place] ?? 0]
  return sentence === undefined || sentence.evidence >= 0 || (token.capital && !token.digits)
}

/** Words a subject with its apposition may have: "Ana Ruiz, 42, governor of Valdora since May, …". */
const SUBJECT_WORDS_MAX = 10

/** Further on no pronoun is being given its name: a clause is joined on. */
function leapCost(cost: number, at: number): number {
  return at > SUBJECT_WORDS_MAX ? Math.max(cost, LEAP_TO_CLAUSE) : cost
}

const JOINS: ReadonlySet<string> = new Set('and while y e mientras'.split(' '))

/** The line sets a new statement here, and it is the beginning of another sentence of the evidence. */
function isJoined(line: readonly Token[], at: number, { sentenceOf }: Source, place: number): boolean {
  const begins = place > 0 && sentenceOf[place - 1] !== sentenceOf[place]
  const before = line[at - 1]
  return (place === 0 || begins) && before !== undefined && (line[at]?.opens === true || JOINS.has(before.folded))
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

/** Grammar words meet only in the same form: they are indexed by it. */
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
