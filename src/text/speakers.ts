import type { TextLang } from './language.ts'
import { findNames } from './names.ts'
import { WEEKDAYS } from './calendar.ts'
import { isInvertible, isNamingVerb, isNounBreak, isSpeechParticiple, isSpeechVerb } from './speech-words.ts'
import { splitWords, type Word } from './words.ts'

/** Words between a quotation and the verb of saying: "the city's acting mayor, Ana Ruiz, said". */
const APART_MAX = 12
/** Words of one noun phrase. */
const PHRASE_WORDS_MAX = 8

const CLAUSE_END = /[!?;:“"«(\n]|\.(?=\s+[\p{Lu}“"«]|\s*$)/u

/** Who said the quotation that `after` follows: `…,” Ruiz said`, `…”, dijo Ruiz`, `…,” according to the ministry`. */
export function speakerAfter(after: string, inner: string, lang: TextLang): string | null {
  const quoted = inner.trim()
  // A full stop inside the marks ends the sentence: what follows is the next one.
  if (quoted.endsWith('.') && /^\s+["“]?\p{Lu}/u.test(after)) return null
  const stop = maskInitials(after).search(CLAUSE_END)
  const clause = stop < 0 ? after : after.slice(0, stop)
  const words = splitWords(clause)
  const according = accordingTo(clause, words, APART_MAX)
  if (according !== null) return according
  const apart = /[,?!…–—-]$/.test(quoted) || /^\s*[,–—-]/.test(after) || /^\s/.test(after) === false
  if (!apart) return null
  if (
    lang === 'es' &&
    /^(?:ha|han|habia|habian)$/.test(words[0]?.folded ?? '') &&
    isSpeechParticiple(words[1]?.folded ?? '')
  )
    return phraseAt(clause, words, afterTime(words, 2))
  const verb = words.findIndex((word, at) => at < APART_MAX && isSpeechVerb(word.folded, lang))
  if (verb < 0) return null
  const verbFirst = verb === 0 || (lang === 'es' && verb === 1 && /^(?:les?|se|nos|me)$/.test(words[0]?.folded ?? ''))
  if (verbFirst)
    return isInvertible(words[verb]?.folded ?? '', lang) ? phraseAt(clause, words, afterTime(words, verb + 1)) : null
  const opener = words.slice(0, verb).findIndex((word) => isNounBreak(word.folded))
  return opener === 0 ? null : phraseAt(clause, words, 0, verb)
}

// "dijo el lunes | Ruiz", "afirmó ayer | la alcaldesa".
function afterTime(words: readonly Word[], at: number): number {
  const fold = (index: number): string => words[index]?.folded ?? ''
  if (/^(?:el|este|ese)$/.test(fold(at)) && WEEKDAYS.has(fold(at + 1))) return at + 2
  return /^(?:ayer|hoy|anoche|tambien|luego|despues|ademas)$/.test(fold(at)) ? at + 1 : at
}

/** Who said the quotation that `before` leads to: `Ruiz said: “`, `según Ruiz, “`, `the office described it as “`. */
export function speakerBefore(before: string, lang: TextLang): string | null {
  const sentence = lastSentence(before)
  const words = splitWords(sentence)
  const according = accordingTo(sentence, words, words.length)
  if (according !== null) return according
  const verb = words.findLastIndex((word) => isSpeechVerb(word.folded, lang) || isNamingVerb(word.folded, lang))
  const word = words[verb]
  if (word === undefined) return labelOf(sentence, words, lang)
  // `“We wait,” said Ruiz, “and …`: the verb of an utterance that goes on.
  const goesOn = /["”»’']\W*$/.test(sentence.slice(0, word.start))
  if (goesOn && isInvertible(word.folded, lang)) {
    const inverted = phraseAt(sentence, words, afterTime(words, verb + 1))
    if (inverted !== null) return inverted
  }
  if (/(?:ing|ndo)$/.test(word.folded)) return subjectOfParticiple(sentence, words, verb, lang)
  if (isConjoined(words, verb)) return subjectOfParticiple(sentence, words, verb, lang)
  const subject = subjectBefore(sentence, words, verb)
  if (subject !== null) return subject
  const inverted = lang === 'es' || /:\s*$/.test(sentence)
  return inverted && isInvertible(word.folded, lang) ? phraseAt(sentence, words, verb + 1) : null
}

/** Words of a name and title that label a quotation: "Mayor Ana Ruiz: «…»". */
const LABEL_WORDS_MAX = 6

// A name alone and a colon. What names nobody ("The plan: “…”") labels no speaker.
function labelOf(sentence: string, words: readonly Word[], lang: TextLang): string | null {
  const isLabel = /^[^,;]{1,80}:\s*$/.test(sentence) && words.length > 0 && words.length <= LABEL_WORDS_MAX
  return isLabel && findNames(sentence, lang).length > 0 ? phraseAt(sentence, words, 0) : null
}

// Full stops of initials and titles ("J.", "Mr.") hidden, at the same length.
function maskInitials(text: string): string {
  return text.replace(/(?<!\p{L})(?:\p{L}|Mr|Mrs|Ms|Dr|Gen|Sen|Gov|Rep|Lt|Col|Sr|Sra|Dra|St|Jr)\./giu, (part) =>
    '_'.repeat(part.length),
  )
}

function lastSentence(before: string): string {
  const masked = maskInitials(before)
  let start = 0
  for (const match of masked.matchAll(/[.!?…]["”»']*\s+(?=["“«¿¡]?\p{Lu})/gu)) {
    if (match.index + match[0].length < before.trimEnd().length) start = match.index + match[0].length
  }
  return before.slice(start)
}

/** "De acuerdo con", "en palabras de", "a juicio de", "in the words of": the last word before who is meant. */
const WORDS_OF = /(?:^|\P{L})(?:de acuerdo con|en palabras de|a juicio de|en opinión de|in the words of)\s+/giu

function accordingTo(text: string, words: readonly Word[], within: number): string | null {
  const of = [...text.matchAll(WORDS_OF)].at(-1)
  const named = of === undefined ? -1 : words.findIndex((word) => word.start >= of.index + of[0].length)
  if (named > 0 && named < within) return phraseAt(text, words, named)
  const at = words.findLastIndex((word, index) => index < within && /^(?:according|segun)$/.test(word.folded))
  if (at < 0) return null
  const spanish = words[at]?.folded === 'segun'
  if (!spanish && words[at + 1]?.folded !== 'to') return null
  const start = at + (spanish ? 1 : 2)
  const verb = spanish && isSpeechVerb(words[start]?.folded ?? '', 'es')
  return phraseAt(text, words, verb ? start + 1 : start)
}

// "Ruiz described the plan as late and called it “…”": the second verb has the first one's subject.
function isConjoined(words: readonly Word[], verb: number): boolean {
  return /^(?:and|but|then|y|e|pero)$/.test(words[verb - 1]?.folded ?? '')
}

const SUBORDINATE =
  /\b(?:after|when|because|while|although|since|if|who|después|cuando|porque|mientras|aunque|quien)(?!\p{L})/iu

// "Ruiz said she would go, adding that “…”": the subject of the verb of saying before it, or the sentence's first name.
function subjectOfParticiple(text: string, words: readonly Word[], verb: number, lang: TextLang): string | null {
  const main = words.findLastIndex(
    (word, at) => at < verb && isSpeechVerb(word.folded, lang) && !/(?:ing|ndo)$/.test(word.folded),
  )
  const subject = main < 0 ? null : subjectBefore(text, words, main)
  const between = text
    .slice(words[Math.max(main, 0)]?.end ?? 0, words[verb]?.start ?? 0)
    .replace(/[“"«][^”"»]*[”"»]/g, '')
  // "revoked his visa after he joined a march and called on …": whose verb it is, is unsure.
  if (SUBORDINATE.test(between)) return null
  if (subject !== null) return subject
  return findNames(text.slice(0, words[verb]?.start ?? 0), lang)[0]?.text ?? null
}

const JOINT = /^(?:[\s-]|\.\s)$/

// The noun phrase that starts at word `from`: it ends at punctuation or a word that no noun phrase holds.
function phraseAt(text: string, words: readonly Word[], from: number, until = words.length): string | null {
  const first = words[from]
  if (first === undefined || from >= until || isNounBreak(first.folded)) return null
  let last = first
  for (const word of words.slice(from + 1, Math.min(until, from + PHRASE_WORDS_MAX))) {
    const joined = JOINT.test(text.slice(last.end, word.start))
    if (!joined || isNounBreak(word.folded) || word.folded.endsWith('ly')) break
    last = word
  }
  return text.slice(first.start, last.end).replace(/['’]s$/, '')
}

// The noun phrase before the verb, auxiliaries and adverbs passed over; across an apposition ("Ruiz, the mayor, said")
// the phrase before it.
function subjectBefore(text: string, words: readonly Word[], verb: number): string | null {
  let last = verb - 1
  while (last >= 0 && (isNounBreak(words[last]?.folded ?? '') || /ly$|mente$/.test(words[last]?.folded ?? ''))) last--
  const [end, next] = [words[last], words[last + 1]]
  if (end === undefined || next === undefined) return null
  if (text.slice(end.end, next.start).includes(',')) {
    const comma = words.findLastIndex(
      (word, at) => at < last && text.slice(word.end, words[at + 1]?.start ?? word.end).includes(','),
    )
    return comma < 0 ? null : phraseUpTo(text, words, comma)
  }
  return phraseUpTo(text, words, last)
}

/** `a source | in the office`: who would not be named is told by where they work. */
const UNNAMED =
  /^(?:sources?|officials?|aides?|persons?|diplomats?|advis[eo]rs?|fuentes?|funcionari[oa]s?|asesor(?:es|as?)?)$/

function isPlaceOf(words: readonly Word[], at: number): boolean {
  return /^(?:in|at|from|to|en|de)$/.test(words[at]?.folded ?? '') && UNNAMED.test(words[at - 1]?.folded ?? '')
}

function phraseUpTo(text: string, words: readonly Word[], last: number): string | null {
  const end = words[last]
  let first = end
  if (end === undefined || isNounBreak(end.folded)) return null
  for (let at = last - 1; at > last - PHRASE_WORDS_MAX; at--) {
    const word = words[at]
    if (word === undefined || first === undefined || (isNounBreak(word.folded) && !isPlaceOf(words, at))) break
    if (!JOINT.test(text.slice(word.end, first.start))) break
    first = word
  }
  return first === undefined ? null : text.slice(first.start, end.end)
}
