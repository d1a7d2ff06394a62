import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'
import { analyseSentence } from '../text/features.ts'
import { splitWords } from '../text/words.ts'
import { settleSides, type Found, type Passage } from './passage.ts'

/** `first call since …`: what is ranked, and the bound it is ranked within. */
const RANKED =
  /\b(first|last|only|largest|biggest|highest|lowest|worst|longest|deadliest)\b([^.;]{0,80}?)\bsince ((?:[^.;,”"»]|(?<=\b\p{Lu})\.){4,120})/iu
const RANKED_ES =
  /\b(primera|primer|última|último|única|único|mayor|peor|más alta|más alto|más grande)\b([^.;]{0,80}?)\bdesde ((?:que )?[^.;,”"»]{4,120})/iu
/** Words for one kind of event: a `call` and a `conversation` may be ranked together. Beginnings of folded words. */
const FAMILIES: readonly (readonly string[])[] = [
  [
    'call',
    'phone',
    'conversation',
    'talk',
    'spoke',
    'speak',
    'dialogue',
    'contact',
    'llamada',
    'conversacion',
    'hablar',
    'habla',
  ],
  ['meeting', 'visit', 'summit', 'trip', 'encounter', 'reunion', 'visita', 'cumbre'],
  ['attack', 'strike', 'raid', 'bombing', 'assault', 'ataque'],
  ['rise', 'increase', 'gain', 'jump', 'growth', 'alza', 'aumento'],
  ['fall', 'drop', 'decline', 'decrease', 'loss', 'caida', 'descenso'],
  ['win', 'victory', 'title', 'triunfo', 'victoria'],
  ['election', 'vote', 'eleccion'],
  ['earthquake', 'quake', 'flood', 'storm', 'hurricane', 'terremoto', 'huracan'],
]
/** How near the ranked word its kind of event stands. */
const FAMILY_REACH_WORDS = 8
/** Bounds that share this much are one bound in other words. */
const SAME_BOUND_SHARE = 0.34
/** One shared word (`president`) is no shared bound. */
const SAME_BOUND_TERMS = 2
/** A bound is shown up to where another clause begins, in so many words at most. */
const BOUND_WORDS_SHOWN = 8
const CLAUSE_BEGINS =
  /\s(?:following|after|amid|which|who|that followed|when|while|where|tras|después|mientras|cuando)\s.*$/iu

type Ranked = {
  readonly passage: Passage
  readonly rank: string
  readonly family: number
  readonly bound: string
  /** The ranking up to its bound: `first call since …`. */
  readonly topic: string
  readonly terms: readonly string[]
}

/** One ranking with different bounds: the first call `since he became president`, or `since the threat`? */
export function differScope(passages: readonly Passage[]): readonly Found[] {
  const ranked = passages.flatMap(findRanked)
  const found: Found[] = []
  for (const kind of new Set(ranked.map(({ rank, family }) => `${rank} ${family}`))) {
    const sides: { value: string; terms: readonly string[]; passages: Passage[] }[] = []
    for (const one of ranked.filter(({ rank, family }) => `${rank} ${family}` === kind)) {
      const side = sides.find(({ terms }) => isSameBound(terms, one.terms))
      if (side === undefined) sides.push({ value: one.bound, terms: one.terms, passages: [one.passage] })
      else side.passages.push(one.passage)
    }
    const settled = settleSides(sides, { both: 'keep' })
    if (settled === null) continue
    const topic = ranked.find(({ rank, family }) => `${rank} ${family}` === kind)?.topic ?? kind
    found.push({
      kind: 'scope',
      severity: 'medium',
      topic,
      key: `${kind} ${settled
        .map(({ value }) => value)
        .toSorted()
        .join(' / ')}`,
      sides: settled,
    })
  }
  return found
}

function findRanked(passage: Passage): readonly Ranked[] {
  const { text, lang } = passage.features
  const match = (lang === 'es' ? RANKED_ES : RANKED).exec(text)
  const [, rank, , bound] = match ?? []
  if (match === null || rank === undefined || bound === undefined) return []
  const words = splitWords(text)
  const at = words.findIndex(({ start }) => start >= match.index)
  const near = words.slice(Math.max(0, at - FAMILY_REACH_WORDS), at + FAMILY_REACH_WORDS).map(({ folded }) => folded)
  const family = FAMILIES.findIndex((stems) => near.some((word) => stems.some((stem) => word.startsWith(stem))))
  if (family === -1) return []
  const spoken = shortBound(bound)
  const event = near.find((word) => FAMILIES[family]?.some((stem) => word.startsWith(stem))) ?? ''
  const topic = `${rank.toLowerCase()} ${event} since …`
  const since = lang === 'es' ? 'desde' : 'since'
  const shown = `${since} ${spoken.slice(0, BOUND_WORDS_SHOWN).join(' ')}${spoken.length > BOUND_WORDS_SHOWN ? ' …' : ''}`
  return [{ passage, rank: foldRank(rank), family, bound: shown, topic, terms: termsOf(analyseSentence(bound, lang)) }]
}

/** The bound itself: "since he became mayor", without what follows of it. */
function shortBound(bound: string): readonly string[] {
  return bound.trim().replace(CLAUSE_BEGINS, '').replace(/,.*$/, '').split(/\s+/)
}

/** Spanish ranks under their English name, so that languages compare. */
function foldRank(rank: string): string {
  const low = rank.toLowerCase()
  if (low.startsWith('prim')) return 'first'
  if (low.startsWith('últ')) return 'last'
  if (low.startsWith('únic')) return 'only'
  return low
}

function isSameBound(a: readonly string[], b: readonly string[]): boolean {
  const { ofA, ofB, shared } = overlapTerms(a, b, evenWeight)
  return Math.max(ofA, ofB) >= SAME_BOUND_SHARE && (shared.length >= SAME_BOUND_TERMS || Math.min(ofA, ofB) === 1)
}
