import { findDates, type DateMention } from './dates.ts'
import type { TextLang } from './language.ts'
import { findNames, type Name } from './names.ts'
import { negations } from './negation.ts'
import { findQuantities, type Quantity } from './quantities.ts'
import { findQuotations, type Quotation } from './quotations.ts'
import { sentenceKind, type SentenceKind } from './sentence-kind.ts'
import { contentStems } from './stems.ts'
import { splitWords, type Word } from './words.ts'

/** What comparing, choosing and checking sentences needs to know of one. Offsets point into `text`. */
export type SentenceFeatures = {
  readonly text: string
  readonly lang: TextLang
  readonly words: readonly Word[]
  /** Stems of the content words in order, numbers included. */
  readonly stems: readonly string[]
  readonly quantities: readonly Quantity[]
  readonly dates: readonly DateMention[]
  readonly names: readonly Name[]
  readonly quotations: readonly Quotation[]
  readonly negated: boolean
  readonly kind: SentenceKind
}
export type { SentenceKind } from './sentence-kind.ts'

/** Readings kept: a story's sentences are read again for every answer. */
const KEPT_MAX = 20_000
const kept = new Map<string, SentenceFeatures>()

/** Reads one sentence; `statedDate` (ISO day of publication) resolves "Wednesday" and "last October". */
export function analyseSentence(text: string, lang: TextLang, statedDate: string | null = null): SentenceFeatures {
  const key = `${lang} ${statedDate ?? ''} ${text}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const features = statedDate === null ? readSentence(text, lang) : readOnDay(analyseSentence(text, lang), statedDate)
  if (kept.size >= KEPT_MAX) kept.clear()
  kept.set(key, features)
  return features
}

/** Each fact is found when it is asked for first: what only counts names never looks for dates. */
function readSentence(text: string, lang: TextLang): SentenceFeatures {
  const found: { -readonly [Fact in keyof SentenceFeatures]?: SentenceFeatures[Fact] } = {}
  return {
    text,
    lang,
    get words() {
      return (found.words ??= splitWords(text))
    },
    get stems() {
      return (found.stems ??= contentStems(this.words, lang))
    },
    get quantities() {
      return (found.quantities ??= findQuantities(text, lang, this.words, this.dates))
    },
    get dates() {
      return (found.dates ??= findDates(text, lang, null, this.words))
    },
    get names() {
      return (found.names ??= findNames(text, lang, this.words))
    },
    get quotations() {
      return (found.quotations ??= findQuotations(text))
    },
    get negated() {
      return (found.negated ??= negations(this.words, lang).length > 0)
    },
    get kind() {
      return (found.kind ??= sentenceKind(text, this.words, this.quotations, lang))
    },
  }
}

/** The same sentence in an article of that day: only what dates say can change, and the figures beside them. */
function readOnDay(bare: SentenceFeatures, statedDate: string): SentenceFeatures {
  const { text, lang } = bare
  const found: { dates?: SentenceFeatures['dates']; quantities?: SentenceFeatures['quantities'] } = {}
  return {
    text,
    lang,
    get words() {
      return bare.words
    },
    get stems() {
      return bare.stems
    },
    get quantities() {
      if (bare.dates.length === 0) return bare.quantities
      return (found.quantities ??= findQuantities(text, lang, this.words, this.dates))
    },
    get dates() {
      if (bare.dates.length === 0) return bare.dates
      return (found.dates ??= findDates(text, lang, statedDate, this.words))
    },
    get names() {
      return bare.names
    },
    get quotations() {
      return bare.quotations
    },
    get negated() {
      return bare.negated
    },
    get kind() {
      return bare.kind
    },
  }
}
