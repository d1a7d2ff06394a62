import { countryOf } from '../text/countries.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { TextRange } from '../text/range.ts'
import { isStopword } from '../text/stems.ts'
import { splitWords } from '../text/words.ts'
import { areOfOtherTimes } from './same-event.ts'
import { keepWidest, settleSides, type Found, type Passage } from './passage.ts'

/** Words that tell one act in another light. Within a set, words of one row are one light. Beginnings of folded words. */
const FRAMES: readonly { readonly topic: string; readonly lights: readonly (readonly string[])[] }[] = [
  {
    topic: 'the taking of a person',
    lights: [['captur'], ['arrest', 'detain', 'deten', 'detuv'], ['kidnap', 'abduct', 'secuestr'], ['rescu', 'liber']],
  },
  {
    topic: 'a killing',
    lights: [
      ['kill', 'matar', 'mataron', 'mato'],
      ['murder', 'asesin'],
      ['execut', 'ejecut'],
      ['massacr', 'slaughter', 'masacr'],
      ['assassinat', 'magnicid'],
    ],
  },
  {
    topic: 'the end of an office',
    lights: [
      ['resign', 'dimit', 'renunci'],
      ['oust', 'topple', 'overthrow', 'derroc'],
      ['dismiss', 'sacked', 'destitu'],
    ],
  },
  {
    topic: 'a use of force',
    lights: [
      ['raid', 'operation', 'incurs', 'redada', 'operativo'],
      ['invasion', 'invad', 'invasi'],
      ['aggression', 'agresion'],
    ],
  },
  {
    topic: 'a gathering',
    lights: [
      ['protest', 'demonstrat', 'rally', 'march', 'manifest'],
      ['riot', 'disturbi'],
      ['uprising', 'insurrection', 'insurrec', 'levantamiento'],
    ],
  },
  {
    topic: 'armed people',
    lights: [['rebel', 'guerrill', 'insurgent', 'militant'], ['terrorist'], ['freedom fighter']],
  },
]

/** What may be done to a country; a person is taken, killed or dismissed. */
const PLACE_FRAMES: ReadonlySet<string> = new Set(['a use of force'])

/** A place has many gatherings and many armed people, an office ends after much: only sentences on one thing frame one of
 *  them. */
const WITHIN_CLAIMS: ReadonlySet<string> = new Set(['a gathering', 'armed people', 'the end of an office'])

/** In court, or as somebody claims, a killing is murder: the word is no light that a source puts on it. */
const IN_COURT =
  /\b(?:claim|alleg|accus|charg|convict|guilty|verdict|trial|jury|court|sentenc|prosecut|suspect|indict|plead|acus|conden|culpable|veredicto|juicio|jurado|tribunal|fiscal|sospechos)/iu
const KILLING = 'a killing'

/** Words that only begin like one of those. */
const OTHER_WORDS =
  /^(?:(?:protest|demonstrat|riot|march|rall|manifest)\p{L}*(?:ers?|ors?|antes?)$|executive|ejecutiv|liberal|libertad|libert|manifesto|marches$|rebelde$|killer|detention$)/u
/** The act is wanted, feared or denied, not told: within so many words before it. */
const NOT_TOLD =
  /^(?:demand|call|urge|urging|seek|sought|want|ask|refus|threat|would|could|might|may|if|plan|attempt|exig|pid|podria|intent)/
const NOT_TOLD_REACH = 8
/** What the act was done to begins within so many words of it. */
const OBJECT_REACH_WORDS = 6
/** `was captured`, `had been seized`: the object stands before. */
const PASSIVE = new Set(['was', 'were', 'been', 'being', 'is', 'are', 'fue', 'fueron', 'sido', 'siendo'])
const PASSIVE_REACH_WORDS = 2

/** The word of each language that a side is told in. */
function wordsOf(members: readonly Framed[]): string {
  const byLang = new Map(members.toReversed().map(({ passage, word }) => [passage.features.lang, word]))
  return [...byLang]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([, word]) => word)
    .join(' / ')
}

/** The object as its passages spell it. */
function nameOf(key: string, framed: readonly Framed[]): string | null {
  if (countryOf(key) !== null) return key.replaceAll(/\b\p{Ll}/gu, (letter) => letter.toUpperCase())
  const names = framed.flatMap(({ passage }) => passage.features.names.filter((name) => name.key === key))
  return names[0]?.text ?? null
}

/** Tellings of one act on one object that are compared pair by pair. */
const FRAMED_MAX = 200

type Framed = {
  readonly passage: Passage
  readonly frame: number
  readonly light: number
  readonly word: string
  readonly objects: readonly string[]
}

/** One act on one named object told in different lights, outside quotations: `captured` against `kidnapped`. */
export function differFraming(passages: readonly Passage[]): readonly Found[] {
  const framed = passages.flatMap(findFramed)
  const byObject = new Map<string, Framed[]>()
  for (const one of framed) {
    for (const object of one.objects) {
      const within = WITHIN_CLAIMS.has(FRAMES[one.frame]?.topic ?? '') ? one.passage.claim : ''
      const key = `${one.frame} ${within} ${object}`
      byObject.set(key, [...(byObject.get(key) ?? []), one])
    }
  }
  const found = new Map<string, Found>()
  for (const [object, list] of byObject) {
    const lights = [...new Set(list.map(({ light }) => light))].toSorted((one, other) => one - other)
    const near = list.slice(0, FRAMED_MAX)
    const days = WITHIN_CLAIMS.has(FRAMES[list[0]?.frame ?? 0]?.topic ?? '') ? 1 : undefined
    const sides = settleSides(
      lights.map((light) => {
        // Far apart in time, another light tells of another act.
        const members = near.filter(
          (one) =>
            one.light === light &&
            near.some((other) => other.light !== light && !areOfOtherTimes(one.passage, other.passage, days)),
        )
        return { value: wordsOf(members), passages: members.map(({ passage }) => passage) }
      }),
    )
    const frame = FRAMES[list[0]?.frame ?? 0]
    if (sides === null || frame === undefined) continue
    // One act has several names around it (a person, their country): what they frame alike is one difference.
    const key = `${frame.topic} ${lights.join(' ')}`
    const before = found.get(key)
    if (before === undefined || countPassages(before) < countPassages({ sides })) {
      found.set(key, {
        kind: 'framing',
        severity: 'medium',
        topic: nameOf(object.split(' ').slice(2).join(' '), list) ?? frame.topic,
        key,
        sides,
      })
    }
  }
  return keepWidest([...found.values()])
}

function countPassages({ sides }: Pick<Found, 'sides'>): number {
  return sides.flatMap(({ passages }) => passages).length
}

function findFramed(passage: Passage): readonly Framed[] {
  const { features } = passage
  const words = splitWords(features.text)
  const isQuoted = (at: number) => features.quotations.some(({ start, end }) => at >= start && at < end)
  return words.flatMap((word, at) => {
    if (isQuoted(word.start)) return []
    const place = findLight(word.folded)
    // "Riot police" are no riot.
    if (place === null || /^(?:police|gear|shields?)$/.test(words[at + 1]?.folded ?? '')) return []
    if (isMonth(word)) return []
    if (FRAMES[place.frame]?.topic === KILLING && IN_COURT.test(features.text)) return []
    const before = words.slice(Math.max(0, at - NOT_TOLD_REACH), at)
    if (before.some(({ folded, start }) => NOT_TOLD.test(folded) && !isQuoted(start))) return []
    const isPassive = words.slice(Math.max(0, at - PASSIVE_REACH_WORDS), at).some(({ folded }) => PASSIVE.has(folded))
    const from = isPassive ? (words[Math.max(0, at - OBJECT_REACH_WORDS)]?.start ?? 0) : word.end
    const to = isPassive ? word.start : (words[Math.min(words.length - 1, at + OBJECT_REACH_WORDS)]?.end ?? word.end)
    const near = features.names.filter(({ start, end }) => start >= from && end <= to)
    const isPlace = PLACE_FRAMES.has(FRAMES[place.frame]?.topic ?? '')
    const objects = near.filter(
      (name) =>
        (countryOf(name.key) === null && !isModifier(name, features)) ||
        (isPlace && isAimedAt(name, word, features.text)),
    )
    return objects.length === 0 ? [] : [{ passage, ...place, word: word.text, objects: objects.map(({ key }) => key) }]
  })
}

/** "A Lowmark teacher": the name says of which place somebody else is. */
function isModifier(name: TextRange, { text, words, lang }: SentenceFeatures): boolean {
  const next = words.find(({ start }) => start >= name.end)
  if (lang !== 'en' || next === undefined || text.slice(name.end, next.start) !== ' ') return false
  const before = words.findLast(({ end }) => end <= name.start)
  return ARTICLES.has(before?.folded ?? '') && /^\p{Ll}/u.test(next.text) && !isStopword(next.folded, lang)
}
const ARTICLES: ReadonlySet<string> = new Set(['a', 'an', 'the', 'one', 'another', 'two', 'three', 'some'])

/** "An invasion of Norland", "invaded Norland": a country is what is acted on only right after the word. */
function isAimedAt(name: TextRange, word: TextRange, text: string): boolean {
  return (
    name.start > word.end &&
    /^\s(?:(?:of|on|against|de|a|contra)\s)?(?:the\s|el\s|la\s)?$/i.test(text.slice(word.end, name.start))
  )
}

const isMonth = ({ text }: { readonly text: string }): boolean => text === 'March'

function findLight(folded: string): { frame: number; light: number } | null {
  if (OTHER_WORDS.test(folded)) return null
  for (const [frame, { lights }] of FRAMES.entries()) {
    const light = lights.findIndex((stems) => stems.some((stem) => folded.startsWith(stem)))
    if (light !== -1) return { frame, light }
  }
  return null
}
