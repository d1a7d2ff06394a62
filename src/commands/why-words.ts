import type { Lang } from '../news/message.ts'
import { joinList } from './words.ts'

/** The number with the noun in the form it asks for. */
function counted(lang: Lang, n: number, one: string, other: string): string {
  return `${new Intl.NumberFormat(lang).format(n)} ${new Intl.PluralRules(lang).select(n) === 'one' ? one : other}`
}

const en = (n: number, one: string, other: string) => counted('en', n, one, other)
const es = (n: number, one: string, other: string) => counted('es', n, one, other)

/** What `why` says in words of its own, English and Spanish side by side. */
export const WHY_WORDS = {
  inShort: { en: 'In short', es: 'En pocas palabras' },
  saidBy: {
    en: (passages: number, origins: string) =>
      `${en(passages, 'passage says this, and counts', 'passages say this, and count')} for ${origins}.`,
    es: (passages: number, origins: string) =>
      `${es(passages, 'pasaje lo dice y cuenta', 'pasajes lo dicen y cuentan')} por ${origins}.`,
  },
  saidByNobodyKnown: {
    en: (passages: number) =>
      `${en(passages, 'passage says this', 'passages say this')}, from pages that name no source: nothing counts for it.`,
    es: (passages: number) =>
      `${es(passages, 'pasaje lo dice', 'pasajes lo dicen')}, de páginas que no nombran fuente: nada cuenta a su favor.`,
  },
  origins: {
    en: (n: number, names: string) => `${en(n, 'origin', 'origins')}: ${names}`,
    es: (n: number, names: string) => `${es(n, 'origen', 'orígenes')}: ${names}`,
  },
  partly: {
    en: (n: number) => `${en(n, 'passage tells', 'passages tell')} only a part of it, or something near: not counted.`,
    es: (n: number) => `${es(n, 'pasaje dice', 'pasajes dicen')} solo una parte, o algo cercano: no cuentan.`,
  },
  rewordings: {
    en: (n: number) => `${en(n, 'rewording', 'rewordings')} in a copy or rewrite of a text above: no further source.`,
    es: (n: number) =>
      `${es(n, 'variante', 'variantes')} en copias o reescrituras de un texto de arriba: ninguna fuente más.`,
  },
  nearby: {
    en: (n: number) => `${en(n, 'statement that comes near was', 'statements that come near were')} kept apart.`,
    es: (n: number) => `${es(n, 'afirmación cercana quedó', 'afirmaciones cercanas quedaron')} aparte.`,
  },
  stated: { en: 'The passages behind it', es: 'Los pasajes que la respaldan' },
  variants: { en: 'The same in other words, in copies and rewrites', es: 'Lo mismo con otras palabras, en copias' },
  leftOut: { en: 'Near, but left out', es: 'Cercano, pero fuera' },
  countsFor: { en: (origin: string) => `counts for ${origin}`, es: (origin: string) => `cuenta por ${origin}` },
  countsForNobody: { en: 'names no source: not counted', es: 'no nombra fuente: no cuenta' },
  tellsPart: {
    en: (origin: string) => `${origin}; not counted: it tells only a part, or something near`,
    es: (origin: string) => `${origin}; no cuenta: dice solo una parte, o algo cercano`,
  },
  firstToSay: { en: 'the first to say it', es: 'el primero en decirlo' },
  shares: {
    en: (what: string) => `shares with the earlier ones: ${what}`,
    es: (what: string) => `comparte con los anteriores: ${what}`,
  },
  sharedWords: { en: (n: number) => en(n, 'word', 'words'), es: (n: number) => es(n, 'palabra', 'palabras') },
  sameQuotation: { en: 'the same quotation', es: 'la misma cita' },
  sameMeaning: { en: 'the meaning', es: 'el sentido' },
  stoodBefore: {
    en: 'stood there in the article’s text before, too',
    es: 'ya estaba en el texto anterior del artículo',
  },
  keptApart: {
    en: (percent: number) => `${percent}% alike: kept as a statement of its own`,
    es: (percent: number) => `${percent} % de parecido: quedó como afirmación propia`,
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>

/** Names and figures told of one match. */
const NAMES_MAX = 4

/** What the ledger keeps of a match where an article was changed and the sentence was not. */
const BY_REVISION = 'the revision before'

/** What a passage was matched on, as the ledger keeps it, in words of the reader's language. */
export function matchWords(matchedOn: readonly string[], lang: Lang): string {
  if (matchedOn.includes(BY_REVISION)) return WHY_WORDS.stoodBefore[lang]
  const parts: string[] = []
  const names: string[] = []
  for (const part of matchedOn) {
    const count = /^(\d+) shared words$/.exec(part)?.[1]
    if (count !== undefined) parts.push(WHY_WORDS.sharedWords[lang](Number(count)))
    else if (part === WHY_WORDS.sameQuotation.en) parts.push(WHY_WORDS.sameQuotation[lang])
    else if (part === WHY_WORDS.sameMeaning.en) parts.push(WHY_WORDS.sameMeaning[lang])
    else names.push(part)
  }
  if (names.length > 0) parts.push(joinList(lang, names.slice(0, NAMES_MAX)))
  return WHY_WORDS.shares[lang](parts.join('; '))
}

/** `2 origins: Trump and Reuters`. */
export function namedOrigins(names: readonly string[], lang: Lang): string {
  return WHY_WORDS.origins[lang](names.length, joinList(lang, names))
}
