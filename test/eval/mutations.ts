/**
 * Makes false sentences out of true ones, each with one change. It has word lists and patterns of its own, so that it
 * does not share the blind spots of what it tests.
 */
export const MUTATION_KINDS = [
  'number changed',
  'date changed',
  'name changed',
  'roles swapped',
  'negation added',
  'negation removed',
  'quoted word changed',
  'clause added',
] as const
export type MutationKind = (typeof MUTATION_KINDS)[number]

/** A generator of fractions from 0 to 1, always the same for the same seed (mulberry32). */
export type Random = () => number
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<Item>(items: readonly Item[], random: Random): Item | undefined {
  return items[Math.floor(random() * items.length)]
}

const MONTHS = 'January February March April May June July August September October November December'.split(' ')
const WEEKDAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const NUMBER_WORDS = 'two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty'.split(' ')
const SCALES = ['thousand', 'million', 'billion']
const AUXILIARY = /\b(is|was|are|were|has|had|have|will|would|could|should)\b(?! (?:not|n't|no|never)\b)(?!n't)/g
const PLAIN_WORD = /(?<![\p{L}'’-])\p{Ll}{5,}(?![\p{L}'’-])/gu
const NAME = /(?<=[\p{Ll},;)] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*(?![\p{L}-])/gu
const NO_NAMES = new Set([
  ...MONTHS,
  ...WEEKDAYS,
  'Mr',
  'Mrs',
  'Ms',
  'Dr',
  'President',
  'Minister',
  'Prime',
  'Gen',
  'Sen',
  'The',
  'An',
  'There',
  'It',
  'Though',
  'Several',
  'This',
  'But',
])

type Found = { readonly text: string; readonly at: number }

function findAll(text: string, pattern: RegExp): readonly Found[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], at: match.index }))
}

const replaceAt = (text: string, found: Found, by: string): string =>
  text.slice(0, found.at) + by + text.slice(found.at + found.text.length)

/** "Haiti" for "Haitian" changes nothing. */
const akin = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4)

/** The names of a sentence that stand inside it. */
export function namesIn(sentence: string): readonly Found[] {
  return findAll(sentence, NAME).filter(({ text }) => text.split(' ').every((word) => !NO_NAMES.has(word)))
}

/** `sentence` with one change of that kind, or null where it offers no place for it. `others`: sentences of other texts. */
export function mutate(sentence: string, kind: MutationKind, others: readonly string[], random: Random): string | null {
  const mutated = MAKERS[kind](sentence, others, random)
  return mutated === sentence ? null : mutated
}

type Maker = (sentence: string, others: readonly string[], random: Random) => string | null

const MAKERS: Readonly<Record<MutationKind, Maker>> = {
  'number changed': (sentence, _, random) => {
    const digits = findAll(sentence, /(?<![\d\p{L}.,:/-])\d+(?:,\d{3})*(?:\.\d+)?(?![\d\p{L}:/-]|,\d|\.\d)/gu).filter(
      ({ text, at }) => !/^(?:1[89]|20)\d\d$/.test(text) && !touchesMonth(sentence, at, text.length),
    )
    const words = findAll(sentence, new RegExp(`(?<![\\p{L}-])(?:${NUMBER_WORDS.join('|')})(?![\\p{L}-])`, 'gu'))
    const scales = findAll(sentence, /(?<=\d )(?:million|billion|thousand)\b/g)
    const found = pick([...digits, ...words, ...scales], random)
    if (found === undefined) return null
    if (SCALES.includes(found.text))
      return replaceAt(
        sentence,
        found,
        pick(
          SCALES.filter((scale) => scale !== found.text),
          random,
        ) ?? '',
      )
    if (!/\d/.test(found.text))
      return replaceAt(
        sentence,
        found,
        pick(
          NUMBER_WORDS.filter((word) => word !== found.text),
          random,
        ) ?? '',
      )
    return replaceAt(sentence, found, otherDigits(found.text, random))
  },
  'date changed': (sentence, _, random) => {
    const names = findAll(
      sentence,
      new RegExp(
        `\\b(?:${[...MONTHS.filter((month) => month !== 'May' && month !== 'March'), ...WEEKDAYS].join('|')})\\b`,
        'g',
      ),
    )
    const years = findAll(sentence, /(?<![\d$€£.,-])(?:19|20)\d\d(?![\d,.-]*\d|\s(?:people|men|women|dollars))/g)
    const days = findAll(
      sentence,
      new RegExp(`(?<=\\b(?:${MONTHS.join('|')}|[JFMASOND][a-z]{2}\\.) )\\d{1,2}(?!\\d|st|nd|rd|th)`, 'g'),
    )
    const found = pick([...names, ...years, ...days], random)
    if (found === undefined) return null
    if (/^\d{1,2}$/.test(found.text))
      return replaceAt(sentence, found, String(1 + ((Number(found.text) + Math.floor(random() * 26)) % 28)))
    if (/\d/.test(found.text))
      return replaceAt(sentence, found, String(Number(found.text) + 1 + Math.floor(random() * 4)))
    const list = MONTHS.includes(found.text) ? MONTHS : WEEKDAYS
    return replaceAt(
      sentence,
      found,
      pick(
        list.filter((name) => name !== found.text),
        random,
      ) ?? '',
    )
  },
  'name changed': (sentence, others, random) => {
    const found = pick(namesIn(sentence), random)
    const held = new Set(sentence.toLowerCase().match(/\p{L}+/gu))
    const names = others
      .flatMap(namesIn)
      .filter(
        ({ text }) => !akin(text, found?.text ?? '') && text.split(' ').every((word) => !held.has(word.toLowerCase())),
      )
    const other = pick(names, random)
    return found === undefined || other === undefined ? null : replaceAt(sentence, found, other.text)
  },
  'roles swapped': (sentence, _, random) => {
    const names = namesIn(sentence)
    const pairs = names.slice(1).flatMap((second, at) => {
      const first = names[at]
      if (first === undefined || akin(first.text, second.text)) return []
      const between = sentence.slice(first.at + first.text.length, second.at)
      return /\p{Ll}{3,}/u.test(between) && !/^\W*(?:and|or)?\W*$/.test(between) ? [{ first, second }] : []
    })
    const pair = pick(pairs, random)
    return pair === undefined
      ? null
      : replaceAt(replaceAt(sentence, pair.second, pair.first.text), pair.first, pair.second.text)
  },
  'negation added': (sentence, _, random) => {
    const verbs = findAll(sentence, /(?<=\b(?:he|she|they|it|who) )\p{Ll}{3,}ed\b/gu)
    const found = pick([...findAll(sentence, AUXILIARY), ...verbs], random)
    if (found === undefined) return null
    return replaceAt(sentence, found, verbs.includes(found) ? `never ${found.text}` : `${found.text} not`)
  },
  'negation removed': (sentence, _, random) => {
    const found = pick(
      findAll(sentence, / (?:not|never|no longer)\b| ?n't\b|n’t\b/g).filter(
        ({ at }) => !sentence.slice(at).startsWith(' not only'),
      ),
      random,
    )
    return found === undefined ? null : replaceAt(sentence, found, '')
  },
  'quoted word changed': (sentence, others, random) => {
    const quotation = pick(findAll(sentence, /(?<=``|[“"])[^“”"`]{12,}?(?=''|[”"])/g), random)
    if (quotation === undefined) return null
    const word = pick(findAll(quotation.text, PLAIN_WORD), random)
    const other = pick(
      others.flatMap((text) => findAll(text, PLAIN_WORD)).filter(({ text }) => text !== word?.text),
      random,
    )
    if (word === undefined || other === undefined) return null
    return replaceAt(sentence, { text: word.text, at: quotation.at + word.at }, other.text)
  },
  'clause added': (sentence, others, random) => {
    const words = (pick(others, random) ?? '').replace(/[\s.”"']+$/, '').split(' ')
    const clause = words.slice(-CLAUSE_WORDS)
    if (clause.length < CLAUSE_WORDS) return null
    const end = /[\s.”"']*$/.exec(sentence)?.index ?? sentence.length
    return `${sentence.slice(0, end)} , ${clause.join(' ')}${sentence.slice(end)}`
  },
}

/** Words of a clause taken from elsewhere: a short one, the hardest to notice. */
const CLAUSE_WORDS = 10

function touchesMonth(sentence: string, at: number, length: number): boolean {
  const around = [...MONTHS, ...MONTHS.map((month) => month.slice(0, 3))].join('|')
  return (
    new RegExp(`\\b(?:${around})\\.?,? $`).test(sentence.slice(0, at)) ||
    new RegExp(`^ (?:of )?(?:${around})\\b`).test(sentence.slice(at + length))
  )
}

function otherDigits(text: string, random: Random): string {
  const at = Math.floor(random() * text.replace(/[.,].*$/, '').length)
  const old = Number(text[at])
  const digit = 1 + ((old + Math.floor(random() * 8)) % 9)
  return text.slice(0, at) + String(digit === old ? (digit % 9) + 1 : digit) + text.slice(at + 1)
}
