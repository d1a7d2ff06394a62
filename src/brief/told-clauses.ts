import { foldConcept } from '../text/concepts.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import type { TextLang } from '../text/language.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'

/** A clause with its content terms, near-synonyms as one. */
export type Clause = { readonly features: SentenceFeatures; readonly terms: readonly string[] }

/** Where a clause ends: a stop within the sentence, not within a figure, or a word that begins another clause. */
const CUT: Readonly<Record<TextLang, RegExp>> = {
  en: /\s*[,;:](?=\s)\s*|\s+[—–-]+\s+|(?<=\S)[—–](?=\S)|\s+(?=(?:but|while|after|before|following|during|although|because|which|who|adding)\s)/u,
  es: /\s*[,;:](?=\s)\s*|\s+[—–-]+\s+|(?<=\S)[—–](?=\S)|\s+(?=(?:pero|mientras|después|tras|antes|durante|aunque|porque|que|quien|quienes)\s)/u,
}
/** Fewer content terms make no clause of their own: they go with the one before. */
const CLAUSE_TERMS_MIN = 3
/** A clause is told where one line told before holds this share of its terms, and its figures. */
const TOLD_SHARE_MIN = 0.6

/** The clauses of a line, in order; a line that has none to part is one. */
export function cutClauses(line: string, lang: TextLang): readonly Clause[] {
  const clauses: Clause[] = []
  let open = ''
  for (const part of line.split(CUT[lang])) {
    open = open === '' ? part : `${open} ${part}`
    const clause = toClause(open, lang)
    if (clause.terms.length < CLAUSE_TERMS_MIN) continue
    clauses.push(clause)
    open = ''
  }
  if (open !== '') clauses.push(toClause(open, lang))
  return clauses
}

/** The share of a line's terms that stand in clauses which one of the lines before tells. */
export function shareOfClausesTold(clauses: readonly Clause[], told: readonly Clause[]): number {
  let shared = 0
  let all = 0
  for (const clause of clauses) {
    all += clause.terms.length
    if (told.some((line) => tells(line, clause))) shared += clause.terms.length
  }
  return all === 0 ? 0 : shared / all
}

function toClause(text: string, lang: TextLang): Clause {
  const features = analyseSentence(text, lang)
  return { features, terms: termsOf(features).map(foldConcept) }
}

function tells(line: Clause, clause: Clause): boolean {
  const { ofA } = overlapTerms(clause.terms, line.terms, evenWeight)
  if (ofA < TOLD_SHARE_MIN) return false
  return clause.features.quantities.every((figure) =>
    line.features.quantities.some((other) => ['same', 'compatible'].includes(compareQuantities(figure, other))),
  )
}
