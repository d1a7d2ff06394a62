import { analyseSentence } from '../../text/features.ts'
import type { TextLang } from '../../text/language.ts'
import { findQuotations } from '../../text/quotations.ts'
import { isNoReport } from '../report-marks.ts'

/** Stands between the words of what strangers wrote, so that a model sees at each of them whose words they are. */
export const DATAMARK = '^'

const UNSEEN = /\p{Default_Ignorable_Code_Point}|\p{Cc}|\p{Co}|\p{Cn}/gu
/** Marks beyond this on one letter decorate: no living script writes so. */
const MARKS_PILED = /(\p{M}{4})\p{M}+/gu

/** Text as one line of visible characters, composed as published text is. */
export function visibleText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/\s+/g, ' ')
    .replaceAll(UNSEEN, '')
    .replaceAll(MARKS_PILED, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/**
 * What never stands in a line that a model wrote, wherever it has it from: a link or bare address, a mention, a command,
 * markup. Each with what a repair is told.
 */
const UNPUBLISHABLE: readonly (readonly [RegExp, string])[] = [
  [/[a-z][a-z0-9+.-]{1,20}:\/\/|\bwww\.|\b(?:mailto|javascript|data|tel|file|vbscript):/iu, 'it holds a link'],
  [
    /(?<![\p{L}\p{N}])[\p{L}\p{N}-]{0,62}\p{L}[\p{L}\p{N}-]{0,62}\.(?:\p{Ll}{2,24}|xn--[\p{L}\p{N}-]+)(?![\p{L}\p{N}])/u,
    'it holds an address',
  ],
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/, 'it holds an address'],
  [/[@＠﹫]/u, 'it holds a mention'],
  [/(?:^|\s)[#＃][\p{L}\p{N}]/u, 'it holds a mention'],
  [/[<>＜＞]|&(?:#|[a-z]{2,8};)|%[0-9a-f]{2}/iu, 'it holds markup'],
  [/\]\s*\(|`|\*\*|__|~~|\|\||[{}\\]|^\s*(?:[#>*•|]|\d{1,2}[.)]\s|-\s)|:[a-z_]{2,30}:/iu, 'it holds markup'],
  [/\p{Extended_Pictographic}(?<![\p{N}#*©®™])/u, 'it holds an emoji'],
  [/(?:^|[\s“"«(])[/!]\p{L}{2}/u, 'it holds a command'],
  [/[A-Za-z0-9+/]{40,}|(?:[0-9a-f]{2}[\s:]?){16,}/iu, 'it holds a code'],
]

/** A line's longest: a chat shows it in four lines on a phone. */
export const LINE_LENGTH_MAX = 320
/** Longer headlines are cut by the chat platforms' headers (150), and are none. */
export const HEADLINE_LENGTH_MAX = 110
/** Two words say nothing. */
const LINE_WORDS_MIN = 4
/** The same beginning of words over and over is a model that ran away. */
const STUTTER = /(\b[\p{L}\p{N}]+\b(?:\s+\b[\p{L}\p{N}]+\b){0,5})(?:[\s,;.]+\1){2,}/iu

/**
 * Why a line is unfit whatever its claims say: empty when it is fit. Inside quotation marks it may speak to somebody,
 * for those are someone's words; links, mentions and commands stand nowhere.
 */
export function unfitReasons(text: string, lang: TextLang, lengthMax: number): readonly string[] {
  if (text === '') return ['it is empty']
  if (text.length > lengthMax) return [`it is longer than ${lengthMax} characters`]
  const reasons = UNPUBLISHABLE.flatMap(([pattern, reason]) => (pattern.test(text) ? [reason] : []))
  const outside = withoutQuotations(text)
  if (/[[\]]/.test(outside)) reasons.push('it holds brackets')
  const features = analyseSentence(text, lang)
  if (features.words.length < LINE_WORDS_MIN) reasons.push(`it has fewer than ${LINE_WORDS_MIN} words`)
  if (features.kind === 'boilerplate') reasons.push('it is no statement of news')
  else if (features.kind === 'question') reasons.push('it is a question')
  if (isNoReport(features)) reasons.push('it speaks to its readers or for itself')
  if (STUTTER.test(outside)) reasons.push('it repeats itself')
  return [...new Set(reasons)]
}

/** The text with what stands between quotation marks blanked, every other character in its place. */
export function withoutQuotations(text: string): string {
  let rest = text
  for (const { start, end } of findQuotations(text)) {
    rest = rest.slice(0, start) + ' '.repeat(end - start) + rest.slice(end)
  }
  return rest
}
