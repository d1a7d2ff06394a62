import type { ArticleReading } from '../../src/news/article.ts'
import { seededRandom, type Random } from '../eval/mutations.ts'

/** Articles a day: with 10,000 the story lasts more than a year. */
const ARTICLES_A_DAY = 24
const START = Temporal.Instant.from('2025-01-01T05:00:00Z')
const OUTLETS = 60
const WIRES = ['Northline', 'Valley Press', 'Agence Meridian'] as const
/** New things that happen each day, each told by many. */
const DEVELOPMENTS_A_DAY = 4
const FACTS_A_DEVELOPMENT = 9
/** Older developments that a day's articles look back on. */
const REMEMBERED = 60
/** What becomes of a slot of the day: the rest are own reports. */
const WIRE_ORIGINAL_SHARE = 0.12
const WIRE_COPY_SHARE = 0.3
const REWRITE_SHARE = 0.2
/** An article of the last day comes again with one sentence less and another figure. */
const REVISED_SHARE = 0.03

/** Sentences that stand in every longer piece, in a few wordings. */
const BACKGROUND = [
  ['The Veldrin sluice was shut after the spring flood.', 'After the spring flood the Veldrin sluice was shut.'],
  [
    'Engineers have argued about the Veldrin sluice since the county took it over from the dockers.',
    'Since the county took it over from the dockers, the Veldrin sluice has been argued about by engineers.',
  ],
  ['About 12,000 people live below the sluice.', 'Some 12,000 people have their homes below the sluice.'],
] as const

const SYLLABLES = 'ba do ka mer lin tos ra ven ul gar pe shi on dra fel mo qui sa tern vi wo zan hul cor ny bel'.split(
  ' ',
)
const ENDS = { noun: ['age', 'ment', 'or', 'ure', 'et', 'ory'], verb: ['ed', 'ised', 'ened', 'ated'] } as const
const FIRST_NAMES = 'Ines Tomas Ruth Pavel Mina Joel Sana Carl Vera Otto Lena Milo Nadia Karim Hugo Elsa'.split(' ')

/** Words there are on the first day; later ones come in at the rate of each kind. */
const FIRST_WORDS = 300

/** A lexicon that grows: what was drawn often is drawn again (an urn, so that words are few times common, often rare). */
type Lexicon = {
  readonly noun: () => string
  readonly verb: () => string
  readonly person: () => string
  readonly place: () => string
}

function createLexicon(random: Random): Lexicon {
  const word = () => Array.from({ length: 2 + Math.floor(random() * 2) }, () => pickOf(SYLLABLES, random)).join('')
  const capital = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
  const urn = (make: () => string, novelty: number) => {
    const drawn = Array.from({ length: FIRST_WORDS }, make)
    return () => {
      const drawnNow = random() > novelty ? pickOf(drawn, random) : make()
      drawn.push(drawnNow)
      return drawnNow
    }
  }
  return {
    noun: urn(() => `${word()}${pickOf(ENDS.noun, random)}`, 0.03),
    verb: urn(() => `${word()}${pickOf(ENDS.verb, random)}`, 0.01),
    person: urn(() => `${pickOf(FIRST_NAMES, random)} ${capital(word())}`, 0.02),
    place: urn(() => capital(word()), 0.01),
  }
}

function pickOf<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item
}

/** One thing that happened, worded in a first and a second way. */
type Fact = { readonly wordings: readonly [string, string] }

const PREPOSITIONS = 'against about behind beyond under with without near across before during since'.split(' ')
const UNITS = ['million crowns', 'people', 'tonnes of stone', 'kilometres', 'percent', 'days', 'families'] as const
const FIGURED_SHARE = 0.4
const QUOTED_SHARE = 0.2

function makeFact(lexicon: Lexicon, random: Random): Fact {
  const phrase = () => `${pickOf(PREPOSITIONS, random)} the ${lexicon.noun()} of the ${lexicon.noun()}`
  const [who, place, verb, what] = [lexicon.person(), lexicon.place(), lexicon.verb(), lexicon.noun()]
  if (random() < QUOTED_SHARE) {
    const said = `${lexicon.place()} ${lexicon.verb()} its ${what} ${phrase()} and ${lexicon.verb()} ${phrase()}`
    return { wordings: [`“${said},” ${who} told the ${what} in ${place}.`, `${who} said in ${place}: “${said}.”`] }
  }
  const figure = `${2 + Math.floor(random() * 900)} ${pickOf(UNITS, random)}`
  const amount = random() < FIGURED_SHARE ? ` for ${figure}` : ''
  const [first, second] = [phrase(), phrase()]
  return {
    wordings: [
      `${who} ${verb} the ${what} ${first} in ${place}${amount} ${second}.`,
      `In ${place} the ${what} was ${verb} by ${who}${amount} ${second}, ${first}.`,
    ],
  }
}

type Development = {
  readonly facts: readonly Fact[]
  readonly wire: (typeof WIRES)[number]
  readonly copy: readonly string[]
}

/** A reading as it comes in, and when. */
export type GeneratedReading = { readonly reading: ArticleReading; readonly seenAt: Temporal.Instant }

/**
 * `count` readings of one long story, the same for the same seed: four developments a day, each with a wire report,
 * its copies (some cut short), rewrites of it in other words, own reports that add facts and look back, and corrected
 * revisions. New words, people and places come every day; old ones come back.
 */
export function* generateStory(count: number, seed: number): Generator<GeneratedReading> {
  const random = seededRandom(seed)
  const lexicon = createLexicon(random)
  const past: Development[] = []
  const today: ArticleReading[] = []
  for (let number = 0; number < count; number += 1) {
    if (number % Math.ceil(ARTICLES_A_DAY / DEVELOPMENTS_A_DAY) === 0) {
      past.push(makeDevelopment(lexicon, random))
      if (past.length > REMEMBERED) past.shift()
    }
    const seenAt = START.add({ minutes: Math.floor((number * 24 * 60) / ARTICLES_A_DAY) })
    const isRevision = today.length > 0 && random() < REVISED_SHARE
    const reading = isRevision ? correct(pickOf(today, random)) : report(number, seenAt, past, random, lexicon)
    if (!isRevision && today.push(reading) > ARTICLES_A_DAY) today.shift()
    yield { reading, seenAt }
  }
}

function report(
  number: number,
  seenAt: Temporal.Instant,
  past: readonly Development[],
  random: Random,
  lexicon: Lexicon,
): ArticleReading {
  const outlet = Math.floor(random() * OUTLETS)
  return {
    input: `${number}.html`,
    url: `https://paper${outlet}.example/${number}`,
    outlet: `Paper ${outlet}`,
    title: `Veldrin sluice: ${lexicon.noun()} ${number}`,
    dek: null,
    byline: null,
    publishedAt: seenAt.toString(),
    lang: 'en',
    furniture: [],
    flags: [],
    deleted: false,
    ...tell(past, random, lexicon),
  }
}

function correct(reading: ArticleReading): ArticleReading {
  const sentences = reading.text.split('\n\n').slice(0, -1)
  return { ...reading, text: sentences.join('\n\n').replace(/\d+ million/, '77 million') }
}

function makeDevelopment(lexicon: Lexicon, random: Random): Development {
  const facts = Array.from({ length: FACTS_A_DEVELOPMENT }, () => makeFact(lexicon, random))
  const lead = `The quarrel over the Veldrin sluice reached ${lexicon.place()} as ${lexicon.person()} ${lexicon.verb()} the ${lexicon.noun()}.`
  const copy = [lead, ...facts.map(({ wordings }) => wordings[0]), ...BACKGROUND.map(([first]) => first)]
  return { facts, copy, wire: pickOf(WIRES, random) }
}

function tell(past: readonly Development[], random: Random, lexicon: Lexicon): { text: string; wire: string | null } {
  const recent = past.slice(-DEVELOPMENTS_A_DAY)
  const development = pickOf(recent, random)
  const draw = random()
  const join = (sentences: readonly string[]) => sentences.join('\n\n')
  if (draw < WIRE_ORIGINAL_SHARE) return { text: join(development.copy), wire: development.wire }
  if (draw < WIRE_ORIGINAL_SHARE + WIRE_COPY_SHARE) {
    const kept = Math.ceil(development.copy.length * (0.5 + random() / 2))
    return { text: join(development.copy.slice(0, kept)), wire: development.wire }
  }
  if (draw < WIRE_ORIGINAL_SHARE + WIRE_COPY_SHARE + REWRITE_SHARE) {
    const [lead = ''] = development.copy
    return { text: join([lead, ...development.facts.map(({ wordings }) => wordings[1])]), wire: null }
  }
  const known = development.facts.filter(() => random() < 0.5).map(({ wordings }) => pickOf(wordings, random))
  const own = Array.from({ length: 6 + Math.floor(random() * 9) }, () => makeFact(lexicon, random).wordings[0])
  const looksBack = pickOf(past, random)
    .facts.slice(0, 2)
    .map(({ wordings }) => pickOf(wordings, random))
  const lead = `${lexicon.person()} of ${lexicon.place()} was at the Veldrin sluice when the ${lexicon.noun()} ${lexicon.verb()}.`
  return {
    text: join([lead, ...own, ...known, ...looksBack, ...BACKGROUND.map((wordings) => pickOf(wordings, random))]),
    wire: null,
  }
}
