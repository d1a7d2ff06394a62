import { pick, type Random } from '../../eval/mutations.ts'

/** Signs that programs stumble over: other blanks, marks without a letter, halves of pairs, directions, unseen signs, look-alikes. */
const SIGNS = [
  ...'\u0000\u0001\u0007\b\t\n\v\f\r\u001b\u007f\u0085\u00a0\u00ad\u0300\u0301\u034f\u061c\u115f\u180e\u2000\u2009\u200b\u200d\u200e\u200f\u2028\u2029\u202a\u202e\u202f\u2060\u2066\u2069\u205f\u3000\ufe0f\ufeff\ufffc\ufffd\uffff',
  ...'«»“”„‘’‹›"\'`´(){}[]<>&;:,.…!¡?¿-–—―/\\|@#$%^*_+=~°§¶†•©®™€£¥½²³№ªº',
  ...'İıſßΣςÅÅﬀﬁǅ①⑩Ⅷ٣३໓Ａｂｃ',
  ...'العربية עברית 中文 日本語 한국어 ไทย हिन्दी',
  '👩‍👩‍👧‍👦',
  '🇨🇴',
  '🏳️‍🌈',
  'e\u0301\u0301\u0301\u0301',
  '\u{e0041}\u{e007f}',
  '\ud83d',
  '\udc00',
  '\ud800\ud800',
]

/** Words whose meaning the readers of texts look for. */
const WORDS = (
  'the a of and to in said says not never no denied Monday Tuesday yesterday tomorrow today January May 2026 2025-13-45 1,000 1.000,5 3½ 12% $5bn €14 million dozen hundred thousands first third 8:30 5-7 more than about ' +
  'at least up to between President Ana Lind Lake Orrin Harbour Council U.N. U.S. Mr. Dr. Inc. St. Reuters (AP) percent according report sources told reporters but if would could may plans ' +
  'el la los de que no nunca dijo según el lunes martes ayer enero mil millones por ciento presidente María Peña más de al menos entre pero si podría'
).split(' ')

/** What ends, begins or breaks a sentence or line. */
const JOINTS = [' ', ' ', ' ', ' ', '. ', ', ', '\n', '\n\n', '; ', ': ', ' — ', '” ', ' “', '? ', '… ', '']

/** A whole number below `below`. */
export const below = (random: Random, limit: number): number => Math.floor(random() * limit)

/** A length: mostly short, now and then long, of every order of size alike. */
export const someLength = (random: Random, most: number): number => Math.floor(most ** random())

export const oneOf = <Item>(random: Random, items: readonly Item[], other: Item): Item => pick(items, random) ?? other

export function nastySign(random: Random): string {
  if (random() < 0.1) return String.fromCharCode(below(random, 0x10000))
  if (random() < 0.1) return String.fromCodePoint(below(random, 0x110000))
  return oneOf(random, SIGNS, ' ')
}

/** Sentences of sorts, with signs among them that belong nowhere. */
export function nastyProse(random: Random, most = 2_000): string {
  const length = someLength(random, most)
  const sour = random() ** 3
  let text = ''
  while (text.length < length) {
    text += random() < sour ? nastySign(random) : oneOf(random, WORDS, 'the')
    text += oneOf(random, JOINTS, ' ')
    if (random() < 0.003)
      text += oneOf(random, [nastySign(random), oneOf(random, WORDS, 'a')], ' ').repeat(someLength(random, 3_000))
  }
  return text
}
