import { areIndependent, keepWidest, settleSides, type Found, type Passage, type Side } from './passage.ts'
import { countryOf } from '../text/countries.ts'
import { findNames, nameIsIn } from '../text/names.ts'
import { findSpeaker } from '../text/quotations.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import { foldText, splitWords } from '../text/words.ts'
import { areOfOtherTimes } from './same-event.ts'

/** Quoted fragments up to this long are compared by who said them. */
const FRAGMENT_WORDS_MAX = 6
/** Sentences this alike put one remark into somebody's mouth. */
const SAME_SENTENCE_MIN = 0.4
/** Articles further apart quote two occasions. */
const SAME_OCCASION_DAYS = 7
/** Passages that quote one fragment: compared pair by pair. */
const QUOTING_MAX = 60

/** Words for people who would not be named. Officials speak for their office, whoever of them is named elsewhere. */
const UNNAMED = /\b(?:sources?|aides?|persons?|people familiar|fuentes?)\b/

/** Words of an office, a body or a company: whoever speaks for it is another name for it. */
const OFFICE =
  /\b(?:office|ministry|department|government|commission|council|committee|agency|authority|board|court|police|army|military|company|bank|union|party|group|house|embassy|rights|nations|administration|presidency|press|network|oficina|ministerio|gobierno|comision|consejo|comite|agencia|autoridad|junta|tribunal|policia|ejercito|empresa|banco|sindicato|partido|grupo|embajada|presidencia)\b/

/** A pronoun or a day is nobody to compare. */
export const NO_SPEAKER =
  /^(?:he|she|it|they|we|i|who|él|ella|ellos|ellas|quien|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo)$/i

/** The same quoted words put into different mouths: another speaker, or an unnamed source against an office. */
export function differAttributions(passages: readonly Passage[]): readonly Found[] {
  const fragments = new Map<string, { speaker: string; passage: Passage }[]>()
  for (const passage of passages) {
    for (const quotation of passage.features.quotations) {
      const words = splitWords(quotation.text)
      if (words.length === 0 || words.length > FRAGMENT_WORDS_MAX) continue
      const speaker = findSpeaker(passage.features.text, quotation, passage.features.lang)
      if (speaker === null || NO_SPEAKER.test(speaker.trim())) continue
      const key = words.map(({ folded }) => folded).join(' ')
      fragments.set(key, [...(fragments.get(key) ?? []), { speaker, passage }])
    }
  }
  return keepWidest([...fragments].flatMap(([key, list]) => toAttribution(key, list) ?? []))
}

type Quoting = { readonly speaker: string; readonly passage: Passage }

function toAttribution(key: string, list: readonly Quoting[]): Found | null {
  const sides: { value: string; passages: Passage[]; members: Quoting[] }[] = []
  for (const one of list.slice(0, QUOTING_MAX)) {
    const { speaker, passage } = one
    const side = sides.find(({ value }) => isSameSpeaker(value, speaker))
    if (side === undefined) sides.push({ value: speaker, passages: [passage], members: [one] })
    else {
      side.passages.push(passage)
      side.members.push(one)
    }
  }
  const told = sides.filter((side) =>
    sides.some(
      (other) => other !== side && side.members.some((one) => other.members.some((two) => isPutApart(one, two))),
    ),
  )
  const settled: readonly Side[] | null = settleSides(told.map(({ value, passages }) => ({ value, passages })))
  return settled === null ? null : { kind: 'attribution', severity: 'medium', topic: `“${key}”`, key, sides: settled }
}

/** One remark, told in like sentences of one time, and the speaker of each is not spoken of in the other. */
function isPutApart(one: Quoting, other: Quoting): boolean {
  if (!areIndependent(one.passage, other.passage)) return false
  if (areOfOtherTimes(one.passage, other.passage, SAME_OCCASION_DAYS)) return false
  if (likeness(one.passage.features, other.passage.features, evenWeight) < SAME_SENTENCE_MIN) return false
  // An unnamed source of an office, and the office: the office stands in both.
  if (isUnnamed(one.speaker) !== isUnnamed(other.speaker)) return true
  return !isSpokenOf(one.speaker, other.passage) && !isSpokenOf(other.speaker, one.passage)
}

const isUnnamed = (speaker: string): boolean => UNNAMED.test(foldText(speaker))

const isSpokenOf = (speaker: string, { features: { words } }: Passage): boolean =>
  findNames(speaker, 'en').some((name) => name.words.some((part) => words.some(({ folded }) => folded === part)))

/** "The Norland governor": a role with the name of a place, whoever holds it. */
const isRole = (speaker: string): boolean => /^(?:the|an?|el|la|los|las|un|una)\s/i.test(speaker.trim())

/** Names decide where both have one; an unnamed source is another speaker than its office. A bare role says nothing. */
export function isSameSpeaker(a: string, b: string): boolean {
  const [one, other] = [foldText(a), foldText(b)]
  if (UNNAMED.test(one) !== UNNAMED.test(other)) return false
  if (isRole(a) !== isRole(b) && !UNNAMED.test(one)) return true
  // An office and the person who speaks for it; "Lund's former deputy", who may be anyone: no two speakers for sure.
  if (OFFICE.test(one) !== OFFICE.test(other) || [a, b].some((speaker) => /['’]s?\s\p{Ll}/u.test(speaker))) return true
  const [named, alsoNamed] = [findNames(a, 'en'), findNames(b, 'en')].map((names) =>
    names.filter(({ key }) => countryOf(key) === null),
  )
  if (named === undefined || alsoNamed === undefined || named.length === 0 || alsoNamed.length === 0) return true
  return named.some((name) => nameIsIn(name, alsoNamed)) || alsoNamed.some((name) => nameIsIn(name, named))
}
