import { seededRandom } from '../eval/mutations.ts'

/** A made-up article as `ingest` reads it from JSONL. */
export type GeneratedRow = {
  readonly url: string
  readonly outlet: string
  readonly title: string
  readonly publishedAt: string
  readonly seenAt: string
  readonly lang: 'en'
  readonly text: string
}

const PLACES = [
  'Arvenport',
  'Lower Tamsin',
  'Castle Reach',
  'Ostermoor',
  'Quill Bay',
  'Harrow Fen',
  'Nettlefold',
  'Saint Orla',
]
const PEOPLE = [
  'Ines Varga',
  'Tomas Lindqvist',
  'Ruth Okafor',
  'Pavel Drost',
  'Mina Castellan',
  'Joel Hartwin',
  'Sana Ilves',
  'Carl Brandt',
]
const BODIES = [
  'the harbour board',
  'the water ministry',
  'the county court',
  'the dockers’ union',
  'the coast guard',
  'the city council',
]
const DEEDS = [
  'approved a plan to widen',
  'refused to reopen',
  'ordered an inspection of',
  'voted to close',
  'asked engineers to measure',
  'blamed a contractor for',
]
const THINGS = [
  'the northern lock',
  'the old ferry pier',
  'the flood gate',
  'the grain terminal',
  'the tidal bridge',
  'the pumping station',
]
const TAILS = [
  'after a night of heavy rain',
  'while negotiations continued',
  'despite objections from residents',
  'for the first time since the spring',
  'before the deadline on Friday',
  'as costs kept rising',
]
const OUTLETS = 40
const SENTENCES = 12
const START = Temporal.Instant.from('2026-02-01T06:00:00Z')

/**
 * `count` articles, the same for the same seed: about one in five is a copy of an earlier one at another outlet, and
 * about one in `storyEvery` is about the Veldrin sluice, which a story can be made of.
 */
export function* generateArticles(count: number, seed: number, storyEvery: number): Generator<GeneratedRow> {
  const random = seededRandom(seed)
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const recent: string[][] = []
  for (let number = 0; number < count; number += 1) {
    const isCopy = recent.length > 0 && random() < 0.2
    const sentences = isCopy ? pick(recent) : Array.from({ length: SENTENCES }, () => generateSentence(random))
    if (!isCopy && recent.push(sentences) > 50) recent.shift()
    const isStory = number % storyEvery === 0
    const lead = isStory
      ? [`Officials met about the Veldrin sluice on day ${number}, and the Veldrin sluice stayed shut.`]
      : []
    const outlet = Math.floor(random() * OUTLETS)
    const seenAt = START.add({ seconds: number * 30 })
    yield {
      url: `https://paper${outlet}.example/${number}`,
      outlet: `Paper ${outlet}`,
      title: isStory ? `Veldrin sluice: day ${number}` : `${pick(PLACES)} news ${number}`,
      publishedAt: seenAt.toString(),
      seenAt: seenAt.toString(),
      lang: 'en',
      text: [...lead, ...sentences].join('\n\n'),
    }
  }
}

/** A sentence of some thirty words. */
export function generateSentence(random: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item
  const figure = 2 + Math.floor(random() * 900)
  return `${pick(PEOPLE)} said that ${pick(BODIES)} in ${pick(PLACES)} ${pick(DEEDS)} ${pick(THINGS)} ${pick(TAILS)}, and put the cost at ${figure} million crowns.`
}
