import type { SentenceFeatures } from '../text/features.ts'
import { rangesOverlap } from '../text/range.ts'
import { stemWord } from '../text/stems.ts'
import { sentenceTerms, type SentenceTerm } from './sentence-terms.ts'

const list = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const PREPOSITIONS = list(`from to by against for of in on at with over into after before than via through
  de del a al por contra para en con desde hasta sobre tras ante`)
const ARTICLES = list('the a an this that these those his her its their our my el la los las un una unos unas su sus')
const AGENT = list('by por')
const BE = list('be is are was were been being get got ser es son era eran fue fueron sido siendo esta estan')
/** Words between a form of "be" and its verb: "was later twice accused". */
const BE_REACH = 3
/** Who does these with whom may be told either way round. */
const MUTUAL: ReadonlySet<string> = new Set(
  [
    ...'meet talk speak marry negotiate agree sign fight clash join draw tie differ debate discuss trade face'.split(
      ' ',
    ),
    ...'border resemble equal match cooperate play'.split(' '),
  ].map((word) => stemWord(word, 'en')),
)

/**
 * A term with the part it plays: the preposition that leads it ("by the board" → "by", "Chile's" → "'s"), and whether
 * it stands as a verb does, without article, preposition or owner before it.
 */
type Part = {
  readonly key: string
  readonly isNumber: boolean
  readonly lead: string | null
  readonly isVerbLike: boolean
  /** "was accused", "fue acusado". */
  readonly isPassive: boolean
}

/**
 * True where two sentences of one language share their words and give them each other's parts: "A accused B" and
 * "B accused A", "A was accused by B" and "A accused B", "from A to B" and "from B to A". Words of dates, and verbs that
 * both do ("meet"), tell nothing.
 */
export function swapsRoles(a: SentenceFeatures, b: SentenceFeatures): boolean {
  if (a.lang !== b.lang) return false
  const [here, there] = [partsOf(a), partsOf(b)]
  return isSwapped(here, there) || isSwapped(there, here)
}

function isSwapped(ours: readonly Part[], others: readonly Part[]): boolean {
  const theirs = new Map(others.map((part, at) => [part.key, { part, at }]))
  const shared = ours.flatMap((part) => {
    const twin = theirs.get(part.key)
    return twin === undefined ? [] : { here: part, there: twin.part, at: twin.at }
  })
  return exchangesLeads(shared) || exchangesSides(shared)
}

type Shared = { readonly here: Part; readonly there: Part; readonly at: number }

// "from A to B", "from B to A"; "A's envoy to B", "B's envoy to A".
function exchangesLeads(shared: readonly Shared[]): boolean {
  const moved = shared.filter(
    ({ here, there }) => here.lead !== null && there.lead !== null && here.lead !== there.lead,
  )
  return moved.some(({ here, there }) =>
    moved.some((other) => other.here.lead === there.lead && other.there.lead === here.lead),
  )
}

// "A accused B": who stands on which side of a verb, and whether "by" turns that round.
function exchangesSides(shared: readonly Shared[]): boolean {
  return shared.some((verb, place) => {
    if (!verb.here.isVerbLike || !verb.there.isVerbLike || verb.here.isNumber || MUTUAL.has(verb.here.key)) return false
    const [before, after] = [shared[place - 1], shared[place + 1]]
    if (before === undefined || after === undefined || before.here.isNumber || after.here.isNumber) return false
    if (after.at < verb.at && verb.at < before.at) {
      // Both places of the verb are led alike: "boats sank in the storm" is what "the storm sank boats" tells.
      const isLedAlike = before.here.lead === after.there.lead && after.here.lead === before.there.lead
      return isLedAlike && verb.here.isPassive === verb.there.isPassive
    }
    if (verb.here.isPassive === verb.there.isPassive || before.at > verb.at) return false
    if (before.here.lead !== null || before.there.lead !== null) return false
    return shared.slice(place + 1).some(({ here, there, at }) => {
      return at > verb.at && isAgent(here) !== isAgent(there) && (here.lead === null || there.lead === null)
    })
  })
}

const isAgent = ({ lead }: Part): boolean => AGENT.has(lead ?? '')

// The terms that occur once in a sentence, those of dates and grammar left out.
function partsOf(features: SentenceFeatures): readonly Part[] {
  const { words, dates, text } = features
  const terms = sentenceTerms(features).filter(
    ({ kind, word }) => kind !== 'grammar' && !dates.some((date) => rangesOverlap(date, word)),
  )
  const counts = Map.groupBy(terms, ({ key }) => key)
  const places = new Map(words.map((word, at) => [word.start, at]))
  const heads = new Set(terms.map(({ word }) => word.start))
  return terms
    .filter(({ key }) => counts.get(key)?.length === 1)
    .map((term): Part => {
      const at = places.get(term.word.start) ?? 0
      const owner = /^['’]s(?!\p{L})/u.test(text.slice(term.word.end)) || /['’]s$/.test(term.word.text)
      const before = words[at - 1]
      const isOwned = before !== undefined && (/['’]s$/.test(before.text) || ARTICLES.has(before.folded))
      const lead = owner ? "'s" : leadOf(features, at, heads)
      return {
        key: term.key,
        isNumber: isNumber(term),
        lead,
        isPassive:
          !term.word.folded.endsWith('ing') &&
          words.slice(Math.max(0, at - BE_REACH), at).some(({ folded }) => BE.has(folded)),
        isVerbLike: !owner && !isOwned && lead === null && term.kind === 'word',
      }
    })
}

const isNumber = ({ kind }: SentenceTerm): boolean => kind === 'number'

/** Words passed on the way to a preposition: "by the old harbour board". */
const LEAD_REACH = 4

// The preposition that leads word `at`, past articles, counts and, for names, past the words of its title.
function leadOf(
  { words, text, names, quantities }: SentenceFeatures,
  at: number,
  heads: ReadonlySet<number>,
): string | null {
  const name = names.find(({ start, end }) => (words[at]?.start ?? -1) >= start && (words[at]?.end ?? 0) <= end)
  for (let place = at - 1; place >= Math.max(0, at - LEAD_REACH); place--) {
    const word = words[place]
    const next = words[place + 1]
    if (word === undefined || next === undefined || /[,;:.!?“”"«»]/.test(text.slice(word.end, next.start))) return null
    if (PREPOSITIONS.has(word.folded)) return word.folded
    const isTitle = name !== undefined && /^\p{Lu}/u.test(word.text)
    if (quantities.some((quantity) => rangesOverlap(quantity, word))) continue
    if (!ARTICLES.has(word.folded) && !(isTitle && heads.has(word.start)) && !(isTitle && word.start >= name.start))
      return null
  }
  return null
}
