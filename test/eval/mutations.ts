import type { TextLang } from '../../src/text/language.ts'

/**
 * Makes false sentences out of true ones, each with one change. It has word lists and patterns of its own, so that it
 * does not share the blind spots of what it tests.
 */
export const MUTATION_KINDS = [
  'number changed',
  'date changed',
  'name changed',
  'opening name changed',
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

type Vocabulary = {
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
  readonly numberWords: readonly string[]
  readonly scales: readonly string[]
  /** Where a negation can be put: behind the match in English, before it in Spanish. */
  readonly negatable: readonly RegExp[]
  readonly negate: (found: string) => string
  readonly negation: RegExp
  /** Capitalised words that name nobody by themselves. */
  readonly noNames: ReadonlySet<string>
  readonly dayBeforeMonth: boolean
}

const list = (words: string): readonly string[] => words.split(' ')

const VOCABULARY: Readonly<Record<TextLang, Vocabulary>> = {
  en: {
    months: list('January February March April May June July August September October November December'),
    weekdays: list('Monday Tuesday Wednesday Thursday Friday Saturday Sunday'),
    numberWords: list('two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty'),
    scales: list('thousand million billion'),
    negatable: [
      /\b(is|was|are|were|has|had|have|will|would|could|should)\b(?! (?:not|n't|no|never)\b)(?!n't)/g,
      /(?<=\b(?:he|she|they|it|who) )\p{Ll}{3,}ed\b/gu,
    ],
    negate: (found) => (found.endsWith('ed') ? `never ${found}` : `${found} not`),
    negation: / (?:not(?! only)|never|no longer)\b| ?n't\b|n’t\b/g,
    noNames: new Set(list('Mr Mrs Ms Dr President Minister Prime Gen Sen The An There It Though Several This But')),
    dayBeforeMonth: false,
  },
  es: {
    months: list('enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre'),
    weekdays: list('lunes martes miércoles jueves viernes sábado domingo'),
    numberWords: list('dos tres cuatro cinco seis siete ocho nueve diez once doce veinte treinta cuarenta cincuenta'),
    scales: list('mil millones'),
    negatable: [
      /(?<!\b(?:no|nunca|ni|se|le|lo|la|les|nos|me) )(?<![\p{L}-])(?:es|son|fue|fueron|está|están|ha|han|había|tiene|tienen|será|dijo|podría)(?![\p{L}-])/gu,
    ],
    negate: (found) => `no ${found}`,
    negation: /(?<![\p{L}])(?:no(?! (?:sólo|solo))|nunca) /gu,
    noNames: new Set(list('El La Los Las Un Una Sr Sra Presidente Ministro Pero Este Esta')),
    dayBeforeMonth: true,
  },
}

const PLAIN_WORD = /(?<![\p{L}'’-])\p{Ll}{5,}(?![\p{L}'’-])/gu
const NAME = /(?<=[\p{Ll},;)] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*(?![\p{L}-])/gu

/** Words that open a sentence without being its subject. */
const COMMON_OPENINGS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(
    list(
      'They There This That These Those When While After Before With From Although Though However Since Some Many Most Both Also What Where Which Even Just Only Then Here Over Under Despite According During Because',
    ),
  ),
  es: new Set(
    list(
      'Esto Este Esta Estos Ellos Cuando Mientras Después Antes Desde Aunque Algunos Muchos Según Durante Porque Para Pero',
    ),
  ),
}

type Found = { readonly text: string; readonly at: number }

function findAll(text: string, pattern: RegExp): readonly Found[] {
  return [...text.matchAll(pattern)].map((match) => ({ text: match[0], at: match.index }))
}

const replaceAt = (text: string, found: Found, by: string): string =>
  text.slice(0, found.at) + by + text.slice(found.at + found.text.length)

/** "Haiti" for "Haitian" changes nothing. */
const akin = (a: string, b: string): boolean => a.slice(0, 4) === b.slice(0, 4)

/** The names of a sentence that stand inside it. */
export function namesIn(sentence: string, lang: TextLang): readonly Found[] {
  const { noNames, months, weekdays } = VOCABULARY[lang]
  const isName = (word: string) => !noNames.has(word) && !months.includes(word) && !weekdays.includes(word)
  return findAll(sentence, NAME).filter(({ text }) => text.split(' ').every(isName))
}

/** `sentence` with one change of that kind, or null where it offers no place for it. `others`: sentences of other texts. */
export function mutate(sentence: string, kind: MutationKind, { others, random, lang }: MutationParts): string | null {
  const mutated = MAKERS[kind](sentence, { others, random, lang })
  return mutated === sentence ? null : mutated
}

type MutationParts = { readonly others: readonly string[]; readonly random: Random; readonly lang: TextLang }
type Maker = (sentence: string, parts: MutationParts) => string | null

/** Words of a list as whole words. */
const anyOf = (words: readonly string[]): string => `(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}-])`

const MAKERS: Readonly<Record<MutationKind, Maker>> = {
  'number changed': (sentence, { random, lang }) => {
    const { numberWords, scales } = VOCABULARY[lang]
    const digits = findAll(
      sentence,
      /(?<![\d\p{L}.,:/-])\d+(?:[.,]\d{3})*(?:[.,]\d+)?(?![\d\p{L}:/-]|[.,]\d)/gu,
    ).filter(({ text, at }) => !/^(?:1[89]|20)\d\d$/.test(text) && !touchesMonth(sentence, at, text.length, lang))
    const spelled = findAll(sentence, new RegExp(anyOf(numberWords), 'gu'))
    const units = findAll(sentence, new RegExp(`(?<=\\d )(?:${scales.join('|')})\\b`, 'g'))
    const found = pick([...digits, ...spelled, ...units], random)
    if (found === undefined) return null
    const from = [scales, numberWords].find((words) => words.includes(found.text))
    return replaceAt(
      sentence,
      found,
      from === undefined ? otherDigits(found.text, random) : otherOf(from, found.text, random),
    )
  },
  'date changed': (sentence, { random, lang }) => {
    const { months, weekdays, dayBeforeMonth } = VOCABULARY[lang]
    // “May” and “March” are verbs too, “domingo” is a name.
    const named = [...months.filter((month) => month !== 'May' && month !== 'March'), ...weekdays]
    const names = findAll(sentence, new RegExp(anyOf(named), 'gu'))
    const years = findAll(
      sentence,
      /(?<![\d$€£.,-])(?:19|20)\d\d(?![\d,.-]*\d|\s(?:people|men|women|dollars|personas|dólares))/g,
    )
    const days = findAll(
      sentence,
      dayBeforeMonth
        ? new RegExp(`(?<![\\d.,])\\d{1,2}(?= de (?:${months.join('|')}))`, 'g')
        : new RegExp(`(?<=\\b(?:${months.join('|')}|[JFMASOND][a-z]{2}\\.) )\\d{1,2}(?!\\d|st|nd|rd|th)`, 'g'),
    )
    const found = pick([...names, ...years, ...days], random)
    if (found === undefined) return null
    if (/^\d{1,2}$/.test(found.text))
      return replaceAt(sentence, found, String(1 + ((Number(found.text) + Math.floor(random() * 26)) % 28)))
    if (/\d/.test(found.text))
      return replaceAt(sentence, found, String(Number(found.text) + 1 + Math.floor(random() * 4)))
    return replaceAt(sentence, found, otherOf(months.includes(found.text) ? months : weekdays, found.text, random))
  },
  'name changed': (sentence, { others, random, lang }) => {
    const found = pick(namesIn(sentence, lang), random)
    const held = new Set(sentence.toLowerCase().match(/\p{L}+/gu))
    const names = others
      .flatMap((other) => namesIn(other, lang))
      .filter(
        ({ text }) => !akin(text, found?.text ?? '') && text.split(' ').every((word) => !held.has(word.toLowerCase())),
      )
    const other = pick(names, random)
    return found === undefined || other === undefined ? null : replaceAt(sentence, found, other.text)
  },
  'opening name changed': (sentence, { others, random, lang }) => {
    const [opening = ''] = /^\p{Lu}\p{Ll}{3,}(?= \p{Ll})/u.exec(sentence) ?? []
    if (opening === '' || COMMON_OPENINGS[lang].has(opening)) return null
    const names = others.flatMap((other) => namesIn(other, lang)).filter(({ text }) => !sentence.includes(text))
    const other = pick(
      names.filter(({ text }) => !akin(text, opening)),
      random,
    )
    return other === undefined ? null : `${other.text}${sentence.slice(opening.length)}`
  },
  'roles swapped': (sentence, { random, lang }) => {
    const names = namesIn(sentence, lang)
    const pairs = names.slice(1).flatMap((second, at) => {
      const first = names[at]
      if (first === undefined || akin(first.text, second.text)) return []
      const between = sentence.slice(first.at + first.text.length, second.at)
      return /\p{Ll}{3,}/u.test(between) && !/^\W*(?:and|or|y|o)?\W*$/.test(between) ? [{ first, second }] : []
    })
    const pair = pick(pairs, random)
    return pair === undefined
      ? null
      : replaceAt(replaceAt(sentence, pair.second, pair.first.text), pair.first, pair.second.text)
  },
  'negation added': (sentence, { random, lang }) => {
    const { negatable, negate } = VOCABULARY[lang]
    const found = pick(
      negatable.flatMap((pattern) => findAll(sentence, pattern)),
      random,
    )
    return found === undefined ? null : replaceAt(sentence, found, negate(found.text))
  },
  'negation removed': (sentence, { random, lang }) => {
    const found = pick(findAll(sentence, VOCABULARY[lang].negation), random)
    return found === undefined ? null : replaceAt(sentence, found, '')
  },
  'quoted word changed': (sentence, { others, random }) => {
    const quotation = pick(findAll(sentence, /(?<=``|[“"«])[^“”"«»`]{12,}?(?=''|[”"»])/g), random)
    if (quotation === undefined) return null
    const word = pick(findAll(quotation.text, PLAIN_WORD), random)
    const other = pick(
      others.flatMap((text) => findAll(text, PLAIN_WORD)).filter(({ text }) => text !== word?.text),
      random,
    )
    if (word === undefined || other === undefined) return null
    return replaceAt(sentence, { text: word.text, at: quotation.at + word.at }, other.text)
  },
  'clause added': (sentence, { others, random }) => {
    const words = (pick(others, random) ?? '').replace(/[\s.”"']+$/, '').split(' ')
    const clause = words.slice(-CLAUSE_WORDS)
    if (clause.length < CLAUSE_WORDS) return null
    const end = /[\s.”"']*$/.exec(sentence)?.index ?? sentence.length
    return `${sentence.slice(0, end)} , ${clause.join(' ')}${sentence.slice(end)}`
  },
}

/** Words of a clause taken from elsewhere: a short one, the hardest to notice. */
const CLAUSE_WORDS = 10

const otherOf = (words: readonly string[], than: string, random: Random): string =>
  pick(
    words.filter((word) => word !== than),
    random,
  ) ?? ''

function touchesMonth(sentence: string, at: number, length: number, lang: TextLang): boolean {
  const { months } = VOCABULARY[lang]
  const around = [...months, ...months.map((month) => month.slice(0, 3))].join('|')
  return (
    new RegExp(`\\b(?:${around})\\.?,? $`).test(sentence.slice(0, at)) ||
    new RegExp(`^ (?:of |de )?(?:${around})\\b`).test(sentence.slice(at + length))
  )
}

function otherDigits(text: string, random: Random): string {
  const at = Math.floor(random() * text.replace(/[.,].*$/, '').length)
  const old = Number(text[at])
  const digit = 1 + ((old + Math.floor(random() * 8)) % 9)
  return text.slice(0, at) + String(digit === old ? (digit % 9) + 1 : digit) + text.slice(at + 1)
}
