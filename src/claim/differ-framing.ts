import { countryOf } from '../text/countries.ts'
import { splitWords } from '../text/words.ts'
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
      ['kill', 'died', 'muert'],
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
      ['dismiss', 'fired', 'destitu'],
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

/** What the act was done to stands within so many words of it. */
const OBJECT_REACH_WORDS = 9
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
      const key = `${one.frame} ${object}`
      byObject.set(key, [...(byObject.get(key) ?? []), one])
    }
  }
  const found = new Map<string, Found>()
  for (const [object, list] of byObject) {
    const lights = [...new Set(list.map(({ light }) => light))].toSorted((one, other) => one - other)
    const sides = settleSides(
      lights.map((light) => {
        const members = list.filter((one) => one.light === light)
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
        topic: nameOf(object.slice(object.indexOf(' ') + 1), list) ?? frame.topic,
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
    if (place === null) return []
    const isPassive = words.slice(Math.max(0, at - PASSIVE_REACH_WORDS), at).some(({ folded }) => PASSIVE.has(folded))
    const from = isPassive ? (words[Math.max(0, at - OBJECT_REACH_WORDS)]?.start ?? 0) : word.end
    const to = isPassive ? word.start : (words[Math.min(words.length - 1, at + OBJECT_REACH_WORDS)]?.end ?? word.end)
    const objects = features.names.filter(({ start, end }) => start >= from && end <= to).map(({ key }) => key)
    return [{ passage, ...place, word: word.text, objects }]
  })
}

function findLight(folded: string): { frame: number; light: number } | null {
  for (const [frame, { lights }] of FRAMES.entries()) {
    const light = lights.findIndex((stems) => stems.some((stem) => folded.startsWith(stem)))
    if (light !== -1) return { frame, light }
  }
  return null
}
