import type { TextLang } from '../../text/language.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import type { Hunk } from './backbone.ts'
import type { Comparison } from './comparison.ts'
import { swappedMember } from './pieced.ts'
import {
  CONDITION_NEXT,
  CONDITIONS,
  DIRECTIVES,
  HELPING,
  PARTISANS,
  RELATIONS,
  SHARES,
  UNREAL,
  UNSETTLED_TOO,
  UNSETTLING,
  WITH_INFINITIVE,
} from './qualifier-words.ts'
import type { Token } from './tokens.ts'

const leftOut = (word: string): string => `the evidence has “${word}”, which the line leaves out`

/** What keeps the evidence from saying what the line says, and the line leaves out: “may”, “if”, “alleged”, “claims that”. */
export function droppedQualifiers(comparison: Comparison): readonly string[] {
  return [
    ...droppedUnsettling(comparison),
    ...droppedCondition(comparison),
    ...droppedUnreal(comparison),
    ...droppedShare(comparison),
    ...droppedRelation(comparison),
    ...droppedReach(comparison),
    ...askedOnly(comparison),
    ...swappedMember(comparison),
  ]
}

const has = (tokens: readonly Token[], ...sets: readonly ReadonlySet<string>[]): boolean =>
  tokens.some(({ folded }) => sets.some((set) => set.has(folded)))

const range = ([from, to]: readonly [number, number]): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

const NEW_CLAUSE: ReadonlySet<string> = new Set(
  'but and because although while pero y aunque porque mientras'.split(' '),
)
const RELATIVE: ReadonlySet<string> = new Set('who which whose quien quienes cuyo cuya'.split(' '))

/** A left-out word governs what the line keeps when no mark or new clause stands between them. */
function governs(source: readonly Token[], at: number, hunk: Hunk): boolean {
  const end = hunk.source[1]
  const between = source.slice(afterParenthesis(source, at, end), end + 1)
  if (between.some(({ opens, folded }) => opens || NEW_CLAUSE.has(folded))) return false
  // At the end something must stand in the place of what was left out.
  return end < source.length || hunk.line[1] > hunk.line[0]
}

/** A mark right behind a word opens a parenthesis ("did not, the court said, find"): the place after it, else the next. */
export function afterParenthesis(source: readonly Token[], at: number, end: number): number {
  if (source[at + 1]?.opens !== true || at + 1 >= end) return at + 1
  const closing = source.findIndex((token, place) => place > at + 1 && place <= end && token.opens)
  return closing < 0 ? at + 1 : closing + 1
}

/** "Plans to open", "could open", "is accused of opening", "critics said it opened": told as opened. */
function droppedUnsettling({ lang, line, backbone }: Comparison): readonly string[] {
  if (line.some((_, at) => isUnsettled(line, at, lang, backbone.anchored[at] ?? null))) return []
  const source = backbone.sentence.tokens
  for (const hunk of backbone.hunks) {
    for (const at of range(hunk.source)) {
      const word = unsettlingAt(source, at, lang)
      if (word === null || isAside(source, at, hunk, lang)) continue
      const isFronted = at === 0 && (hunk.source[1] === 1 || SOURCES.has(source[at]?.folded ?? ''))
      if (isFronted || governs(source, at, hunk) || isTrailing(source, at, hunk)) return [leftOut(word)]
    }
  }
  return []
}

const NO: ReadonlySet<string> = new Set('no not never nunca'.split(' '))

/** The line's word keeps the statement open. A "not" of the evidence itself is another matter, as is "the plan". */
function isUnsettled(line: readonly Token[], at: number, lang: TextLang, anchor: number | null): boolean {
  const word = line[at]?.folded ?? ''
  if (NO.has(word)) return anchor === null
  if (anchor !== null && UNREAL[lang].has(word)) return false
  return UNSETTLED_TOO[lang].has(word) || unsettlingAt(line, at, lang) !== null
}

/** Words between who speaks and the verb: "critics of the plan said". */
const PARTISAN_REACH = 4

const SOURCES: ReadonlySet<string> = new Set(['according', 'segun'])
const UNNAMED: ReadonlySet<string> = new Set('rumor rumors rumour rumours gossip rumores'.split(' '))

function unsettlingAt(source: readonly Token[], at: number, lang: TextLang): string | null {
  const [word, next] = [source[at]?.folded ?? '', source[at + 1]?.folded ?? '']
  if (lang === 'en' && word === 'would' && next === 'have') return 'would have'
  if (lang === 'en' && word === 'ruled' && next === 'out') return 'ruled out'
  const following = source.slice(at + 1, at + 1 + PARTISAN_REACH)
  if (SOURCES.has(word) && following.some(({ folded }) => UNNAMED.has(folded))) return `${word} … rumours`
  if (word === 'may' && source[at]?.capital === true && at > 0) return null
  if (lang === 'es' && next === 'haber' && isSpeechVerb(word, lang)) return word
  if (isSpeechVerb(word, lang)) {
    const before = source
      .slice(Math.max(0, at - PARTISAN_REACH), at)
      .findLast(({ folded }) => PARTISANS[lang].has(folded))
    if (before !== undefined) return `${before.folded} ${word}`
  }
  if (lang === 'en' && DIRECTIVES.has(word)) return following.some(({ folded }) => folded === 'to') ? word : null
  if (!UNSETTLING[lang].has(word)) return null
  return WITH_INFINITIVE.has(word) && next !== 'to' ? null : word
}

/** "The man who may have left …", "the man suspected of it …": said of the man alone, where the line leaves out all of it. */
function isAside(source: readonly Token[], at: number, hunk: Hunk, lang: TextLang): boolean {
  if (at > hunk.source[0] && RELATIVE.has(source[hunk.source[0]]?.folded ?? '')) return true
  const isReduced =
    hunk.place === 'inside' && at === hunk.source[0] && /^(?:of|to|de)$/.test(source[at + 1]?.folded ?? '')
  return isReduced && HELPING[lang].has(source[hunk.source[1]]?.folded ?? '') && hunk.source[1] - at > 2
}

/** Words of "…, critics of the plan claim" at most. */
const TRAILING_WORDS_MAX = 7

function isTrailing(source: readonly Token[], at: number, { place, source: [from, to] }: Hunk): boolean {
  if (place !== 'end' || to - from > TRAILING_WORDS_MAX || source[from]?.opens !== true) return false
  return at === to - 1 || source[from]?.folded === 'according' || source[from]?.folded === 'segun'
}

/** Content words of a conditional sentence that the line must have to tell it: one or two may be said elsewhere too. */
const TELLS_WORDS = 2

/** The condition or its consequence is told without the other. */
function droppedCondition({ lang, line, backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  const kept = new Set(backbone.anchored)
  if (has(line, CONDITIONS[lang])) return []
  for (const [at, token] of source.entries()) {
    if (kept.has(at) || !isCondition(backbone.sentence.text, source, at, lang)) continue
    const [from, to] = conditionScope(source, at)
    const content = range([from, to]).filter((place) => source[place]?.stop === false)
    const own = content.filter((place) => place >= at && place < openingAfter(source, at))
    const toldOf = (places: readonly number[]): number => places.filter((place) => kept.has(place)).length
    const isOwnTold = own.length > 0 && toldOf(own) === own.length
    if (isOwnTold || (toldOf(content) > 0 && toldOf(content) >= Math.min(TELLS_WORDS, content.length)))
      return [leftOut(token.folded)]
  }
  return []
}

function isCondition(text: string, source: readonly Token[], at: number, lang: TextLang): boolean {
  const token = source[at]
  if (token === undefined) return false
  if (lang === 'en' && at === 0 && /^(?:had|were|should)$/.test(token.folded)) return !text.trimEnd().endsWith('?')
  if (!CONDITIONS[lang].has(token.folded)) return false
  if (/^(?:even|as|como)$/.test(source[at - 1]?.folded ?? '')) return false
  if (/í/iu.test(text.slice(token.start, token.end))) return false
  const next = CONDITION_NEXT.get(token.folded)
  return next === undefined || next.has(source[at + 1]?.folded ?? '')
}

/** The words a condition bears on: its own clause with the one before, or, where a mark parts them, its neighbours. */
function conditionScope(source: readonly Token[], at: number): readonly [number, number] {
  const end = openingAfter(source, at)
  const clauseStart = Math.max(
    0,
    source.findLastIndex((token, place) => place <= at && token.opens),
  )
  if (source.slice(clauseStart, at).every(({ stop }) => stop)) {
    const before = source.findLastIndex((token, place) => place < clauseStart && token.opens)
    return [clauseStart === 0 ? 0 : Math.max(0, before), end < source.length ? openingAfter(source, end) : end]
  }
  const joined = source.findLastIndex((token, place) => place < at && NEW_CLAUSE.has(token.folded))
  return [Math.max(clauseStart, joined + 1), end]
}

function openingAfter(source: readonly Token[], at: number): number {
  const found = source.findIndex((token, place) => place > at && token.opens)
  return found < 0 ? source.length : found
}

/** "The former chief", "the alleged killer": told as the chief, the killer. */
function droppedUnreal({ lang, line, backbone }: Comparison): readonly string[] {
  if (has(line, UNREAL[lang], UNSETTLED_TOO[lang])) return []
  const source = backbone.sentence.tokens
  for (const hunk of backbone.hunks) {
    const at = hunk.source[1] - 1
    const [token, next] = [source[at], source[at + 1]]
    if (at < hunk.source[0] || token === undefined || next === undefined || next.stop) continue
    // "So-called “independent”": a quotation mark parts nothing.
    if (/[^\s“"«‘']/u.test(backbone.sentence.text.slice(token.end, next.start))) continue
    const called = lang === 'en' && token.folded === 'called' && source[at - 1]?.folded === 'so'
    if ((called || UNREAL[lang].has(token.folded)) && (!next.capital || token.capital)) return [leftOut(token.folded)]
  }
  return []
}

const BOUND = /(?:^| )(?:(?:less|more|fewer) than|(?:menos|mas) de)$/

/** "Some teachers", "a third of the voters": told as teachers, the voters. */
function droppedShare({ lang, line, backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  for (const { source: hunk } of backbone.hunks) {
    const next = source[hunk[1]]
    const noun = source.slice(hunk[1]).find(({ folded }) => !ARTICLES.has(folded))
    const bound = source
      .slice(...hunk)
      .map(({ folded }) => folded)
      .join(' ')
    // "Less than half": told as half.
    if (BOUND.test(bound) && noun !== undefined && SHARES[lang].has(noun.folded)) return [leftOut(bound)]
    if (has(line, SHARES[lang])) continue
    const words = source.slice(...hunk).filter(({ folded }) => !ARTICLES.has(folded) && !OF[lang].has(folded))
    const share = words.at(-1)
    if (
      share === undefined ||
      next === undefined ||
      next.opens ||
      noun?.stop !== false ||
      !SHARES[lang].has(share.folded)
    )
      continue
    return [leftOut(share.folded)]
  }
  return []
}

const OF: Readonly<Record<TextLang, ReadonlySet<string>>> = { en: new Set(['of']), es: new Set(['de']) }
const ARTICLES: ReadonlySet<string> = new Set('the a an el la los las un una'.split(' '))

/** "The sister of the actor was held", "the actor's sister was held": told as the actor was held. */
function droppedRelation({ lang, line, backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  const isRelation = (token: Token | undefined): boolean => token !== undefined && RELATIONS[lang].has(token.folded)
  if (line.some(isRelation)) return []
  for (const { place, source: hunk } of backbone.hunks) {
    const dropped = source.slice(...hunk)
    const relation = dropped.find(isRelation)
    if (relation === undefined) continue
    const at = dropped.indexOf(relation)
    const [owner] = [source[hunk[0] - 1]]
    const isPossessed = owner !== undefined && !dropped.slice(0, at + 1).some(({ opens }) => opens)
    if (place === 'inside' && isPossessed && /['’]s?$/.test(wordText(backbone.sentence.text, owner)))
      return [leftOut(relation.folded)]
    const behind = dropped.slice(at + 1)
    const link = behind.find(({ folded }) => !ARTICLES.has(folded))
    const joins = link !== undefined && OF[lang].has(link.folded) && !behind.some(({ opens }) => opens)
    if (place === 'start' && joins && source[hunk[1]]?.opens === false) return [leftOut(relation.folded)]
  }
  return []
}

/** The word with a possessive mark that is not part of it. */
const wordText = (text: string, { start, end }: Token): string =>
  text.slice(start, end) + (/^['’]/.exec(text.slice(end))?.[0] ?? '')

const REACH_WORDS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(['in', 'of', 'since', 'among', 'outside']),
  es: new Set(['en', 'de', 'desde', 'entre']),
}
const SUPERLATIVE: Readonly<Record<TextLang, RegExp>> = {
  en: /^(?:first|last|only|most|least|best|worst|\p{Ll}{3,}est)$/u,
  es: /^(?:primer|primera|primero|ultimo|ultima|unico|unica|mas|mejor|peor|mayor|menor)$/u,
}
/** Words between a superlative and what bounds it: "the most expensive film ever made in …". */
const SUPERLATIVE_REACH = 8

/** "The first since May", "the dearest in the valley": told without the bound. */
function droppedReach({ lang, backbone, line }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  const kept = new Set(backbone.anchored)
  for (const { source: hunk } of backbone.hunks) {
    const first = source[hunk[0]]
    if (first === undefined || hunk[0] === hunk[1] || first.opens || !REACH_WORDS[lang].has(first.folded)) continue
    const top = range([Math.max(1, hunk[0] - SUPERLATIVE_REACH), hunk[0]]).findLast((at) => {
      const isTop = SUPERLATIVE[lang].test(source[at]?.folded ?? '') && ARTICLES.has(source[at - 1]?.folded ?? '')
      return isTop && kept.has(at)
    })
    if (top === undefined || source.slice(top + 1, hunk[0]).some(({ opens }) => opens)) continue
    if (has(line, new Set([first.folded]))) continue
    return [
      leftOut(
        source
          .slice(hunk[0], Math.min(hunk[1], hunk[0] + 3))
          .map(({ folded }) => folded)
          .join(' '),
      ),
    ]
  }
  return []
}

/** The evidence only asks. */
function askedOnly({ line, lineText, backbone }: Comparison): readonly string[] {
  const asks = (text: string): boolean => /\?["”’»\s]*$/u.test(text)
  if (!asks(backbone.sentence.text) || asks(lineText) || /["“«]/u.test(lineText)) return []
  if (line.some(({ folded }) => /^(?:ask|wonder|question|pregunt)/.test(folded))) return []
  return ['the evidence only asks this']
}
