import type { TextLang } from '../../text/language.ts'
import { PER, PERIODS } from './qualifier-words.ts'
import type { SourceSentence, Token } from './tokens.ts'

/** Words between a figure and its period: "300 tonnes of cocoa beans a month". */
const RATE_REACH = 6

type Rate = { readonly figure: string; readonly period: string }

/** Figures told by a period: "300 workers a month". */
function ratesOf(tokens: readonly Token[], lang: TextLang): readonly Rate[] {
  return tokens.flatMap((token, at) => {
    const per = tokens[at - 1]
    if (per === undefined || !PER[lang].has(per.folded) || !PERIODS.has(token.folded) || per.opens) return []
    const figure = tokens.slice(Math.max(0, at - RATE_REACH), at).findLast(({ digits }) => digits)
    return figure === undefined ? [] : [{ figure: figure.folded, period: token.folded }]
  })
}

/** "by 5" and "to 5" are a step and a level. */
const STEPS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(['by', 'to', 'from']),
  es: new Set(['hasta', 'en', 'un']),
}
const POINTS = /^(?:\s*(?:%|per ?cent|percentage|por ciento))?\s*(?:points?|puntos?)\b/iu
const PERCENT = /^\s*(?:%|per ?cent\b|por ciento\b)(?!\s*(?:points?|puntos?))/iu

/**
 * Figures that the evidence gives with the same digits but by another period ("a month", "a year"), as a step instead of a
 * level ("by", "to"), or in points instead of percent.
 */
export function changedMeasures(
  line: SourceSentence,
  lang: TextLang,
  support: readonly SourceSentence[],
): readonly string[] {
  const theirs = support.flatMap(({ tokens }) => ratesOf(tokens, lang))
  const rates = ratesOf(line.tokens, lang).flatMap(({ figure, period }) => {
    const same = theirs.filter((rate) => rate.figure === figure)
    return same.length === 0 || same.some((rate) => rate.period === period)
      ? []
      : [`the evidence has “${figure}” by the ${same[0]?.period ?? ''}, not by the ${period}`]
  })
  const measures = line.tokens.flatMap((token, at) => {
    if (!token.digits) return []
    const places = support.flatMap((sentence) =>
      sentence.tokens.flatMap((other, place) => (other.folded === token.folded ? [{ sentence, place, other }] : [])),
    )
    if (places.length === 0) return []
    const step = line.tokens[at - 1]?.folded ?? ''
    const steps = places.map(({ sentence, place }) => sentence.tokens[place - 1]?.folded ?? '')
    if (STEPS[lang].has(step) && steps.every((other) => other !== step && STEPS[lang].has(other)))
      return [`the evidence has “${steps[0] ?? ''} ${token.folded}”, not “${step} ${token.folded}”`]
    const isPercent = PERCENT.test(line.text.slice(token.end))
    if (isPercent && places.every(({ sentence, other }) => POINTS.test(sentence.text.slice(other.end))))
      return [`the evidence has “${token.folded}” points, not percent`]
    return []
  })
  return [...rates, ...measures]
}
