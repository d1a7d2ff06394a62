import type { TextLang } from '../../text/language.ts'
import { negations } from '../../text/negation.ts'
import { areOpposite } from '../../text/opposites.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import type { Word } from '../../text/words.ts'
import type { Hunk } from './backbone.ts'
import { foldedText, tokensOf, type Comparison } from './comparison.ts'
import { afterParenthesis } from './qualifiers.ts'
import { movedNames, replacedFacts } from './replaced.ts'
import type { Token } from './tokens.ts'

/** Two sentences are compared word for word when they share at least this share of the line's content words. */
const COMPARABLE_SHARE = 0.4

/** What the line says otherwise than the evidence sentence it follows; empty when they are too unlike to compare. */
export function findContradictions(comparison: Comparison): readonly string[] {
  if (comparison.backbone.share < COMPARABLE_SHARE) return []
  return [
    ...replacedFacts(comparison),
    ...movedNames(comparison),
    ...turnedAround(comparison),
    ...droppedDoubt(comparison),
  ]
}

/** Words that turn a statement into its opposite, as `negations` wants them. "Neither … nor" is one. */
function negatingPlaces(tokens: readonly Token[], lang: TextLang): ReadonlySet<number> {
  const words: Word[] = tokens.map(({ start, end, folded }) => ({ start, end, text: folded, folded }))
  const either = tokens.findIndex(({ folded }) => folded === 'neither' || folded === 'ni')
  const isSecond = (at: number): boolean =>
    either >= 0 && at > either && (tokens[at]?.folded === 'nor' || tokens[at]?.folded === 'ni')
  return new Set(negations(words, lang).filter((at) => !isSecond(at)))
}

type Turn = { readonly hunk: number; readonly side: 'line' | 'source' | 'both'; readonly reason: string }

/** Where the line negates and the evidence does not, or the other way, or one says the opposite word. */
function turnedAround(comparison: Comparison): readonly string[] {
  const turns = findTurns(comparison)
  // "gave no date" for "did not give a date": the two negations are one.
  return turns
    .filter(
      ({ hunk, side }) =>
        !turns.some(
          (other) =>
            other.side !== side && side !== 'both' && other.side !== 'both' && isNear(comparison, hunk, other.hunk),
        ),
    )
    .map(({ reason }) => reason)
}

function findTurns({ lang, line, backbone }: Comparison): readonly Turn[] {
  const source = backbone.sentence.tokens
  const lineNegated = negatingPlaces(line, lang)
  const sourceNegated = negatingPlaces(source, lang)
  return backbone.hunks.flatMap((hunk, at): readonly Turn[] => {
    const ours = range(hunk.line).filter((place) => lineNegated.has(place))
    const theirs = range(hunk.source).filter((place) => sourceNegated.has(place) && reaches(source, place, hunk))
    const opposite = oppositeIn(tokensOf(line, hunk.line), tokensOf(source, hunk.source), lang)
    if ((ours.length + theirs.length + (opposite === null ? 0 : 1)) % 2 === 0) return []
    if (opposite !== null)
      return [{ hunk: at, side: 'both', reason: `the line says “${opposite[0]}”, the evidence “${opposite[1]}”` }]
    const [claimed, given] = [line[ours[0] ?? -1]?.text, source[theirs[0] ?? -1]?.text]
    if (claimed !== undefined)
      return [{ hunk: at, side: 'line', reason: `the line has “${claimed}”, the evidence does not` }]
    return [{ hunk: at, side: 'source', reason: `the evidence has “${given ?? ''}”, which the line leaves out` }]
  })
}

/** Words between two negations that may still be one. */
const ONE_NEGATION_REACH = 2

function isNear({ backbone }: Comparison, a: number, b: number): boolean {
  const [first, second] = [backbone.hunks[Math.min(a, b)], backbone.hunks[Math.max(a, b)]]
  return first !== undefined && second !== undefined && second.line[0] - first.line[1] <= ONE_NEGATION_REACH
}

const range = ([from, to]: readonly [number, number]): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

const NEW_CLAUSE: ReadonlySet<string> = new Set(
  'but and who which because although though while pero y aunque porque quien mientras'.split(' '),
)

/** A left-out "not" matters when no clause mark stands between it and the next word that the line keeps. */
function reaches(source: readonly Token[], at: number, hunk: Hunk): boolean {
  const alone = hunk.source[1] - hunk.source[0] <= BARE_NEGATION_WORDS
  if (hunk.place === 'end') return alone || hunk.line[1] > hunk.line[0]
  // "Did not, the court said, find": the mark behind it opens a parenthesis. Before "No, he left" stands nothing.
  if (alone && at > 0 && source[at]?.opens === false && source[at + 1]?.opens === true) return true
  const between = source.slice(afterParenthesis(source, at, hunk.source[1]), hunk.source[1] + 1)
  return !between.some((token) => token.opens || (!alone && NEW_CLAUSE.has(token.folded)))
}

/** A gap of so few words is the negation itself: "no longer", "did not". */
const BARE_NEGATION_WORDS = 2

function oppositeIn(
  ours: readonly Token[],
  theirs: readonly Token[],
  lang: TextLang,
): readonly [string, string] | null {
  for (const a of ours) {
    for (const b of theirs) if (areOpposite(a.folded, b.folded, lang)) return [a.text, b.text]
  }
  return null
}

const DOUBT: Readonly<Record<TextLang, RegExp>> = {
  en: /\b(?:unproven|unfounded|baseless|debunked|unverified|falsely|parody|satirical|satire|hoax|without (?:any |offering |giving |providing )?(?:evidence|proof)|no evidence)\b/i,
  es: /\b(?:sin (?:aportar |ofrecer )?pruebas|infundad[ao]s?|falsamente|desmentid[ao]s?|sin fundamento|bulo|parodia|satiric[ao]|no hay pruebas)\b/i,
}

/** The evidence doubts what it reports ("without evidence") and the line does not pass that on. */
function droppedDoubt({ lang, line, backbone }: Comparison): readonly string[] {
  const doubt = DOUBT[lang].exec(foldedText(backbone.sentence.tokens))?.[0]
  if (doubt === undefined || DOUBT[lang].test(foldedText(line))) return []
  return [`the evidence says “${doubt}”, which the line leaves out`]
}

/** True where the evidence sentence only reports that someone said so and the line states it as fact. */
export function dropsAttribution({ lang, line, backbone }: Comparison): boolean {
  if (backbone.share < COMPARABLE_SHARE) return false
  const speaks = (tokens: readonly Token[]): boolean => tokens.some((token) => isSpeechVerb(token.folded, lang))
  return speaks(backbone.sentence.tokens) && !speaks(line)
}
