import type { Word } from './words.ts'

/** Years beside a month, or after a word such as "in". */
const YEAR_MIN = 1_500
const YEAR_MAX = 2_099
/** From here on four digits are a year with no word beside them: earlier ones are as often a count or a time of day. */
const BARE_YEAR_MIN = 1_900

/** Words that say that four digits are a year. */
const BEFORE_YEAR: ReadonlySet<string> = new Set('in since of circa en desde de del ano'.split(' '))

/** Words before four digits that make them a count ("about 2000", "more than 1900") or a time of day ("at 2030"). */
const BEFORE_COUNT: ReadonlySet<string> = new Set(
  `about around roughly some nearly almost approximately than least most over no number unos unas cerca casi menos mas at
   las`.split(/\s+/),
)
const AFTER_COUNT =
  /^[\s-]*(?:[%°]|(?:percent|per cent|million|billion|thousand|people|years?|days?|hours?|minutes?|seconds?|dollars?|euros?|pesos?|pounds?|km|kg|mw|kilomet|kilograms?|miles?|meters?|metres?|feet|ft|acres?|hect[aá]re?as?|hectares?|square|sq|cubic|tons?|tonnes?|barrels?|jobs|dead|troops|soldiers|points?|votes|homes|houses|cases|por ciento|personas|años|d[ií]as|horas|minutos|segundos|d[oó]lares|metros|kil[oó]metros|kilos|libras|toneladas|barriles|muertos|casos|votos|puntos|hombres|mujeres|soldados|viviendas|casas)(?!\p{L}))/iu
/** "De 1500 agentes": a word in the plural right after the figure is what it counts. */
const AFTER_COUNT_ES = /^ \p{Ll}{4,}s(?!\p{L})/u
const COUNT_SIGN = /[$€£¥#№]\s?$/u

/** Hours and minutes of a day written as four digits. */
const CLOCK = /^(?:[01]\d|2[0-3])[0-5]\d$/
/** "1600 GMT", "1600h", "1600 hrs", "1100 local time", "1900 (2300 GMT)". "-LRB-" is a bracket in tokenised text. */
const AFTER_CLOCK =
  /^\s?(?:(?:\(|-LRB-)\s?\d{4}\s)?(?:(?:GMT|UTC|BST|[ECMP][SD]?T|CES?T|hrs?|hours?|horas?|h|local|hora local)(?![\p{L}\d]))/u
/** Where a sentence of a live page begins with the time of its entry: "1504: The ferry is in." */
const BEFORE_ENTRY = /(?:^|[.!?…\n]["'”’»)\]]*\s*|[\n•·|–—]\s*)["'“‘«([]*$/u
const AFTER_ENTRY = /^\s?:/u

/** Characters around the figure that are read. */
const BEFORE_CHARS = 4
const AFTER_CHARS = 40

/** The year that four digits are beside a month ("January 1843"), or null: other figures, and "3 January 1600 GMT". */
export function yearBesideMonth(text: string, word: Word | undefined): number | null {
  if (word === undefined || !/^\d{4}$/.test(word.folded)) return null
  const year = Number(word.folded)
  if (year < YEAR_MIN || year > YEAR_MAX) return null
  const isTime = CLOCK.test(word.folded) && AFTER_CLOCK.test(text.slice(word.end, word.end + AFTER_CHARS))
  return isTime ? null : year
}

/** The year that four digits alone are: null for a count, a sum, a time of day. `before` is the word before. */
export function bareYear(text: string, word: Word | undefined, before: Word | undefined): number | null {
  const year = yearBesideMonth(text, word)
  if (word === undefined || year === null) return null
  const near = before?.folded ?? ''
  if (BEFORE_COUNT.has(near) || (year < BARE_YEAR_MIN && !BEFORE_YEAR.has(near))) return null
  const left = text.slice(Math.max(0, word.start - BEFORE_CHARS), word.start)
  const right = text.slice(word.end, word.end + AFTER_CHARS)
  if (COUNT_SIGN.test(left) || AFTER_COUNT.test(right)) return null
  if (year < BARE_YEAR_MIN && near === 'de' && AFTER_COUNT_ES.test(right)) return null
  const isEntry = CLOCK.test(word.folded) && AFTER_ENTRY.test(right) && BEFORE_ENTRY.test(left)
  return isEntry ? null : year
}
