import type { Article } from '../news/article.ts'
import type { Outlet } from '../news/outlet.ts'
import type { Origin } from '../news/origin.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { findNames } from '../text/names.ts'
import { findSpeaker } from '../text/quotations.ts'
import { findCredits, type Credit } from './find-credits.ts'

/** What an article as a whole rests on, whom its passages name besides, and why, in words a reader understands. */
export type ArticleOrigins = { readonly main: Origin; readonly others: readonly Origin[]; readonly why: string }

/** The one origin of all pages that name neither outlet nor source. */
export const UNATTRIBUTED: Origin = { kind: 'unattributed', name: 'unattributed' }

/** Said by one of these, a quotation is nobody's in particular. */
const PRONOUN = /^(?:he|she|it|they|who|él|ella|ellos|ellas|quien)$/i

/** How strongly a credit speaks for being the text's own newsroom: interviews given to it say most. */
const MANNER_WEIGHT = { voice: 3, told: 1, reported: 1 } as const
/** A quotation that is this share of its sentence makes its speaker the origin. */
const QUOTED_SHARE_MIN = 0.5

/**
 * An article's origins: the wire whose credit line it carries; else its outlet's family; else the newsroom its
 * interviews were given to or that it names most; else unattributed.
 *
 * A credit line is anybody's to write. It is believed of an article whose outlet is named, since an outlet answers for
 * what it runs, and of a text without address, since whoever kept it vouches for it. A page at an address that belongs
 * to no known outlet, and that names none, is unattributed in spite of its credit: shown and flagged, not counted, the
 * wire told besides. Where its text turns out to be that of an article with a known origin, the two are one text and
 * `describeSources` gives it that origin, so a true reprint loses nothing.
 */
export function findOrigins(
  article: Article,
  sentences: readonly string[],
  outlets: readonly Outlet[],
): ArticleOrigins {
  const credits = sentences.flatMap((sentence) => findCredits(sentence, outlets))
  const others = (main: Origin) => {
    // An outlet that cites its sister rests on their one family.
    const named = credits.map(toOrigin).map(({ kind, name }) => ({ kind, name: familyOf(name, outlets) }))
    return [...new Map(named.map((origin) => [origin.name, origin])).values()].filter(({ name }) => name !== main.name)
  }
  const { wire } = article.latest
  if (wire !== null && article.outlet === null && article.url !== null) {
    const claimed: Origin = { kind: 'wire', name: wire }
    const besides = [claimed, ...others(claimed)]
    return { main: UNATTRIBUTED, others: besides, why: `it carries the credit line of ${wire}, but no outlet runs it` }
  }
  if (wire !== null) {
    const main: Origin = { kind: 'wire', name: wire }
    return { main, others: others(main), why: `it carries the credit line of ${wire}` }
  }
  if (article.outlet !== null) {
    const main: Origin = { kind: 'outlet', name: familyOf(article.outlet, outlets) }
    const cited = others(main).map(({ name }) => name)
    const why = cited.length === 0 ? 'its outlet’s own report' : `its outlet’s own report, citing ${cited.join(', ')}`
    return { main, others: others(main), why }
  }
  const strongest = pickStrongest(credits)
  if (strongest === null) return { main: UNATTRIBUTED, others: [], why: 'it names neither an outlet nor a source' }
  const { kind, name } = toOrigin(strongest)
  const main: Origin = { kind, name: familyOf(name, outlets) }
  const how = strongest.manner === 'voice' ? 'its interviews were given to' : 'it rests on'
  return { main, others: others(main), why: `it names no outlet; ${how} ${main.name}` }
}

/**
 * Whose reporting one passage rests on: a newsroom it credits, the person whose words it mostly is, else what the
 * article as a whole rests on.
 */
export function findPassageOrigin(passage: SentenceFeatures, main: Origin, outlets: readonly Outlet[]): Origin {
  const speaker = findMainSpeaker(passage)
  if (speaker !== null && !PRONOUN.test(speaker)) return { kind: 'primary', name: surnameOf(speaker, passage) }
  const credit = findCredits(passage.text, outlets).find(({ manner }) => manner !== 'voice')
  if (credit === undefined) return main
  const { kind, name } = toOrigin(credit)
  return { kind, name: familyOf(name, outlets) }
}

function findMainSpeaker(passage: SentenceFeatures): string | null {
  for (const quotation of passage.quotations) {
    const share = (quotation.end - quotation.start) / Math.max(1, passage.text.length)
    if (share >= QUOTED_SHARE_MIN) return findSpeaker(passage.text, quotation, passage.lang)
  }
  return null
}

/** A person is one primary under the last word of the name, with or without title; an office under its own words. */
function surnameOf(speaker: string, { lang }: SentenceFeatures): string {
  const name = findNames(speaker, lang).at(-1)?.text
  return name !== undefined && speaker.endsWith(name) ? (name.split(/\s+/).at(-1) ?? name) : speaker
}

function toOrigin(credit: Credit): Origin {
  return { kind: credit.kind, name: credit.name }
}

function pickStrongest(credits: readonly Credit[]): Credit | null {
  const weights = new Map<string, number>()
  for (const { name, manner } of credits) weights.set(name, (weights.get(name) ?? 0) + MANNER_WEIGHT[manner])
  let best: Credit | null = null
  for (const credit of credits) {
    if (best === null || (weights.get(credit.name) ?? 0) > (weights.get(best.name) ?? 0)) best = credit
    else if (credit.name === best.name && credit.manner === 'voice') best = credit
  }
  return best
}

/** The family an outlet belongs to, or the outlet itself. */
export function familyOf(outlet: string, outlets: readonly Outlet[]): string {
  return outlets.find(({ name }) => name === outlet)?.family ?? outlet
}
