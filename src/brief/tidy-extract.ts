import type { TextLang } from '../text/language.ts'

/** Openings that only join a sentence to the one before; dropped with their comma. */
const JOINERS: Record<TextLang, RegExp> = {
  en: /^(?:however|meanwhile|moreover|furthermore|in addition|additionally|also|still|but|and|yet|nevertheless|nonetheless|for (?:his|her|their|its) part|at the same time|on the other hand|in response|as a result|separately|afterwards?),? +(?=\S)/i,
  es: /^(?:sin embargo|mientras tanto|ademas|además|por su parte|no obstante|asimismo|también|tambien|pero|y|por otro lado|en respuesta|como resultado|a su vez),? +(?=\S)/i,
}

/** Openings that point back at a sentence the reader does not see. */
const POINTS_BACK: Record<TextLang, RegExp> = {
  en: /^(?:(?:according to|for) (?:him|her|them)|he|she|they|it|his|her|hers|their|theirs|its|this|that|these|those|such|both|neither|there|then|so|thus|hence|here|the (?:former|latter|two|pair|move|development|measure|statement|announcement|remarks?|comments?|decision|threats?|warnings?))\b/i,
  es: /^(?:(?:según|para) (?:él|ella|ellos|ellas)|él|ella|ellos|ellas|su|sus|este|esta|estos|estas|ese|esa|esos|esas|esto|eso|aquel|aquella|dicho|dicha|tal|tales|ambos|ambas|allí|así|entonces|lo|la medida|el anuncio|la decisión|los dos)(?!\p{L})/iu,
}
/** "It is unclear …" points at nothing. */
const EMPTY_SUBJECT =
  /^(?:it (?:is|was|remains) (?:not |un)?(?:clear|known|unclear|unknown|possible|likely|unlikely)|there (?:is|was|are|were|has|have)|those who)\b/i

/** `CALDER, Jan 7 (Agency) — ` before the first sentence; tokenised texts part the comma and write brackets out. */
const DATELINE =
  /^\p{Lu}[\p{Lu}.'’-]*(?:[ /]\p{Lu}[\p{Lu}.'’-]*){0,3}(?: ?, [\p{L}. ]{2,30})?(?: ?, [\p{L}.]+(?: \.)? \d{1,2})? ?(?:\([^)]{1,40}\)|-LRB- [^()]{1,40}? -RRB-)? [—–-]+ +(?=\S)/u
/** `New Calder (AGENCY) — The …`: a place in small letters is one where an agency stands behind it. */
const AGENCY_DATELINE =
  /^\p{Lu}[\p{L}.'’-]*(?:[ /]\p{Lu}[\p{L}.'’-]*){0,3}(?: ?, [\p{L}. ]{2,30})?(?: ?, [\p{L}.]+(?: \.)? \d{1,2})? ?(?:\(\p{Lu}[\p{L} .]{1,30}\)|-LRB- \p{Lu}[\p{L} .]{1,30} -RRB-) ?[—–-]+ +(?=[\p{Lu}"“«`])/u
/** `(By Ana Lee — Agency) `: a credit in brackets before the sentence. */
const OPENING_CREDIT = /^(?:\([^()]{1,80}\)|-LRB- [^()]{1,80}? -RRB-) +(?=[\p{Lu}"“«`])/u
const QUOTES = /["“”«»]/g

/**
 * A passage as a line of its own: dateline and joining words dropped, white space folded. Null when it cannot stand
 * alone: it points back at another sentence, or holds half of a quotation.
 */
export function tidyExtract(passage: string, lang: TextLang): string | null {
  const whole = passage.replaceAll(/\s+/g, ' ').trim()
  const bare = dropOpenings(whole)
  const joined = bare.replace(JOINERS[lang], '')
  if (POINTS_BACK[lang].test(joined) && !EMPTY_SUBJECT.test(joined)) return null
  if (!hasWholeQuotations(joined)) return null
  const line = joined.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  return /[.!?…](?:["”»)]| ?'')?$/.test(line) ? line : line.replace(/[,;:–—-]?$/, '.')
}

function dropOpenings(text: string): string {
  return text
    .replace(OPENING_CREDIT, '')
    .replace(DATELINE, (dateline) => (/\p{Lu}{3}/u.test(dateline.replaceAll(/-[LR]RB-/g, '')) ? '' : dateline))
    .replace(AGENCY_DATELINE, '')
}

function hasWholeQuotations(text: string): boolean {
  let open = 0
  let straight = 0
  for (const [mark] of text.matchAll(QUOTES)) {
    if (mark === '"') straight += 1
    else open += mark === '“' || mark === '«' ? 1 : -1
    if (open < 0) return false
  }
  return open === 0 && straight % 2 === 0
}
