import { OTHER_WORDS } from './copies-words.ts'

/** A generator of numbers from 0 to 1 that a seed makes the same each time (mulberry32, Ettinger 2017). */
export type Dice = () => number

/** Dice of a seed. */
export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of a list, by the dice. */
export function pick<T>(list: readonly T[], dice: Dice): T {
  const one = list[Math.floor(dice() * list.length)]
  if (one === undefined) throw new RangeError('nothing to pick from')
  return one
}

/** A list in an order of the dice (Fisher, Yates 1938). */
export function shuffle<T>(list: readonly T[], dice: Dice): readonly T[] {
  const left = [...list]
  return list.map(() => left.splice(Math.floor(dice() * left.length), 1)).flat()
}

/** A text as its paragraphs, each a list of sentences. */
export type Paragraphs = readonly (readonly string[])[]

/** Share of the words that have a synonym which a synonym paraphrase changes, about one word in six of all. */
const SYNONYM_SHARE = 0.75
/** The same for a text gone through another language and back. */
const BACK_SYNONYM_SHARE = 0.5
/** How often a change of structure is made where it can be. */
const STRUCTURE_SHARE = 0.8
/** Two sentences shorter than this are joined. */
const JOINED_WORDS_MAX = 14

/** Other words for everyday ones; quotations stand. */
export function changeWords(text: Paragraphs, dice: Dice, share = SYNONYM_SHARE): Paragraphs {
  return eachSentence(text, (sentence) => outsideQuotes(sentence, (part) => swapWords(part, share, dice)))
}

function swapWords(part: string, share: number, dice: Dice): string {
  return part.replace(/\b[A-Za-z]+\b/g, (word) => {
    const others = OTHER_WORDS.get(word.toLowerCase())
    if (others === undefined || dice() > share) return word
    const isName = /^[A-Z]/.test(word) && !part.trimStart().startsWith(word)
    if (isName) return word
    const other = pick(others, dice)
    return /^[A-Z]/.test(word) ? toCapital(other) : other
  })
}

/** Other sentences of the same words: split, joined, turned round, with the speaker or a clause moved to the front. */
export function changeStructure(text: Paragraphs, dice: Dice): Paragraphs {
  return text.map((sentences) => {
    const turned = sentences.map((sentence) => (dice() < STRUCTURE_SHARE ? turn(sentence, dice) : sentence))
    return join(
      turned.flatMap((sentence) => (dice() < STRUCTURE_SHARE ? split(sentence) : [sentence])),
      dice,
    )
  })
}

const SPEECH = 'said|told reporters|says|added|warned|announced|argued|explained|noted'
const TURNS: readonly (readonly [RegExp, (match: RegExpExecArray) => string])[] = [
  // “…, X said.” and “X said …”
  [
    new RegExp(String.raw`^(.{20,}),(["”]?) ((?:[A-Z]|the |a |police )[^,"“”]{1,40}) (${SPEECH})\.$`),
    ([, told = '', quote = '', who = '', verb = '']) =>
      quote === '' ? `${toCapital(who)} ${verb} that ${toSmall(told)}.` : `${toCapital(who)} ${verb}: ${told}.${quote}`,
  ],
  [
    new RegExp(String.raw`^((?:[A-Z]|The |A )[^,"“”]{1,40}?) (${SPEECH})(?: that)? ([^"“”]{20,})\.$`),
    ([, who = '', verb = '', told = '']) => `${toCapital(told)}, ${toSmall(who)} ${verb}.`,
  ],
  // A clause or a phrase of time goes to the front.
  [
    /^([A-Z][^"“”]{15,}?),? ((?:after|as|while|because|when|before|since) [^,"“”]{10,})\.$/,
    ([, main = '', clause = '']) => `${toCapital(clause)}, ${toSmall(main)}.`,
  ],
  [
    /^([A-Z][^"“”]{15,}?) ((?:on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|last (?:week|month|year)|(?:in|at) (?:the )?[A-Z][a-z]+)(?: [a-z]+)?)\.$/,
    ([, main = '', when = '']) => `${toCapital(when)}, ${toSmall(main)}.`,
  ],
  // … and from the front to the end.
  [
    /^((?:After|As|While|When|On|In|At|Since|Before) [^,"“”]{5,60}), ([^"“”]{20,})\.$/,
    ([, first = '', main = '']) => `${toCapital(main)} ${toSmall(first)}.`,
  ],
  // Active turned to “… was what …”, a frame as passives make.
  [
    /^(The [a-z]+(?: [a-z]+)?) (was|were|is|are) ([^"“”]{15,})\.$/,
    ([, who = '', verb = '', rest = '']) => `It ${verb} ${toSmall(who)} that ${verb} ${rest}.`,
  ],
]

function turn(sentence: string, dice: Dice): string {
  for (const [pattern, rewrite] of shuffle(TURNS, dice)) {
    const match = pattern.exec(sentence)
    if (match !== null) return rewrite(match)
  }
  return sentence
}

function split(sentence: string): readonly string[] {
  const [, first, joint, second] = /^([^"“”]{30,}?)(, and|, but|;|, which|, who) ([^"“”]{30,})$/.exec(sentence) ?? []
  if (first === undefined || joint === undefined || second === undefined) return [sentence]
  const link = { ', and': '', ', but': 'But ', ';': '', ', which': 'That ', ', who': 'That person ' }[joint] ?? ''
  return [`${first}.`, link === '' ? toCapital(second) : `${link}${second}`]
}

function join(sentences: readonly string[], dice: Dice): readonly string[] {
  const joined: string[] = []
  for (const sentence of sentences) {
    const before = joined.at(-1)
    const fits = before !== undefined && isShort(before) && isShort(sentence) && /[a-z]\.$/.test(before)
    if (fits && dice() < STRUCTURE_SHARE) {
      joined[joined.length - 1] =
        `${before.slice(0, -1)}${pick([', and ', '; ', ', while '], dice)}${toSmall(sentence)}`
    } else joined.push(sentence)
  }
  return joined
}

function isShort(sentence: string): boolean {
  return !/["“”]/.test(sentence) && sentence.split(' ').length <= JOINED_WORDS_MAX
}

const SMALL_NUMBERS = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ')
const MONTH =
  'Jan(?:uary|\\.)?|Feb(?:ruary|\\.)?|Mar(?:ch|\\.)?|Apr(?:il|\\.)?|May|June|July|Aug(?:ust|\\.)?|Sept?(?:ember|\\.)?|Oct(?:ober|\\.)?|Nov(?:ember|\\.)?|Dec(?:ember|\\.)?'

/** What another language and back does to words of grammar, tenses and figures; each where the dice say so. */
const BACK: readonly (readonly [RegExp, string | ((match: string, ...groups: string[]) => string)])[] = [
  [/\b(?:has|have) been\b/g, 'was'],
  [/\bwas\b(?! \w+ing)/g, 'has been'],
  [/\bwere\b(?! \w+ing)/g, 'have been'],
  [/\bwill be\b/g, 'is going to be'],
  [/\bwill\b/g, 'is to'],
  [/\bcould\b/g, 'was able to'],
  [/\bmust\b/g, 'has to'],
  [/\bsaid\b/g, 'stated'],
  [/\bsays\b/g, 'said'],
  [/\bmore than\b/g, 'over'],
  [/\bover\b(?= \d)/g, 'more than'],
  [/\babout\b(?= \d)/g, 'around'],
  [/\bbecause of\b/g, 'due to'],
  [/\bbecause\b/g, 'since'],
  [/\balso\b/g, 'as well'],
  [/\bbut\b/g, 'yet'],
  [/\bbefore\b/g, 'prior to'],
  [/\bafter\b/g, 'following'],
  [/\bin order to\b/g, 'to'],
  [/\bupon\b/g, 'on'],
  [/\bwho\b/g, 'that'],
  [/\b(?:did|do|does)n't\b/g, 'did not'],
  [/\b(?:is|are)n't\b/g, 'is not'],
  [/\bthe (\w+)'s (\w+)\b/g, 'the $2 of the $1'],
  [/\b([A-Z]\w+)'s ([a-z]+)\b/g, 'the $2 of $1'],
  [/\bthe (\w+) of the (\w+)\b/g, "the $2's $1"],
  [/\bper ?cent\b/g, '%'],
  [/(\d) ?%/g, '$1 percent'],
  [/(\d),(\d{3})\b/g, '$1$2'],
  [/\b(\d+)(?:\.0)? million\b/g, '$1m'],
  [/\$(\d[\d.,]*)\b(?! (?:m|b|tr)illion)/g, '$1 dollars'],
  [/(?<![\d.,$-])\b([2-9]|1[0-2])\b(?![\d.,:%-])/g, (_, figure) => SMALL_NUMBERS[Number(figure)] ?? figure],
  [/\b(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b/g, (word) => String(SMALL_NUMBERS.indexOf(word))],
  [new RegExp(String.raw`\b(${MONTH}) (\d{1,2})(?:st|nd|rd|th)?\b(?!,? \d{4})`, 'g'), '$2 $1'],
  [/\bon (Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g, '$1day'],
  [/\b(\w{4,})ly ((?:[a-z]{3,})ed)\b/g, '$2 $1ly'],
]
const BACK_SHARE = 0.6

/** As if put into another language and back: other words, grammar, tenses and number formats. */
export function translateBack(text: Paragraphs, dice: Dice): Paragraphs {
  const worded = changeWords(text, dice, BACK_SYNONYM_SHARE)
  return eachSentence(worded, (sentence) =>
    outsideQuotes(sentence, (part) => {
      let changed = part
      for (const [pattern, other] of BACK) {
        if (dice() > BACK_SHARE) continue
        changed = typeof other === 'string' ? changed.replace(pattern, other) : changed.replace(pattern, other)
      }
      return changed
    }),
  )
}

function eachSentence(text: Paragraphs, change: (sentence: string) => string): Paragraphs {
  return text.map((sentences) => sentences.map((sentence) => toCapital(change(sentence))))
}

function outsideQuotes(sentence: string, change: (part: string) => string): string {
  return sentence
    .split(/("[^"]*"|“[^”]*”)/)
    .map((part, at) => (at % 2 === 0 ? change(part) : part))
    .join('')
}

/** Other marks and spaces, and other furniture around it, as an outlet's own page gives a text. */
export function dress(text: Paragraphs, dice: Dice): string {
  const marks = pick(['plain', 'curly', 'guillemets'], dice)
  const dash = pick([' - ', ' – ', '—'], dice)
  const body = text.map((sentences) => sentences.join(pick([' ', ' ', '  '], dice)))
  const dressed = body.map((paragraph) => toMarks(paragraph, marks).replaceAll(/ (?:--|–|-) |—/g, dash))
  const before = shuffle(BEFORE, dice).slice(0, Math.floor(dice() * 3))
  const after = shuffle(AFTER, dice).slice(0, Math.floor(dice() * 4))
  return [...before, ...dressed, ...after].join(pick(['\n\n', '\n', '\n\n\n'], dice))
}

const BEFORE = ['Share this article', 'Home > News > World', 'Listen to this article', 'Advertisement', '3 min read']
const AFTER = [
  'Read more: our live page',
  'Sign up for our newsletter',
  'All rights reserved.',
  'Follow us on social media',
  'RELATED ARTICLES',
  'Most read',
  'Comments (14)',
]

function toMarks(paragraph: string, marks: string): string {
  if (marks === 'plain') return paragraph.replaceAll(/[“”]/g, '"').replaceAll('’', "'")
  const [open, close] = marks === 'curly' ? ['“', '”'] : ['«', '»']
  let isOpen = false
  const quoted = paragraph.replaceAll('"', () => {
    isOpen = !isOpen
    return isOpen ? open : close
  })
  return quoted.replaceAll(/(?<=\w)'(?=\w)/g, '’')
}

function toCapital(text: string): string {
  return text.replace(/^\s*[a-z]/, (letter) => letter.toUpperCase())
}

/** Small where the first word is one of grammar: a name stays as it is. */
function toSmall(text: string): string {
  return /^(?:The|A|An|It|He|She|They|We|This|That|These|There|In|On|At|After|As|While|When|Since|Before|Its|His|Her|Their|Police|But|And)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
}
