import { createHash } from 'node:crypto'

/** Hex digits of an id: among ten thousand things two are alike with a chance of 1 in 20,000. */
const ID_DIGITS = 10
/** Articles are the many: among a million two are alike with a chance of 1 in 500. */
const ARTICLE_ID_DIGITS = 12
/** What is kept for good and must never be taken for another: among ten million two are alike with a chance of 1 in 300,000. */
const LASTING_ID_DIGITS = 16

declare const brand: unique symbol
type Branded<Name extends string> = string & { readonly [brand]: Name }

/** `a` and 12 hex digits of the SHA-256 of the canonical URL, or of the text where a file has no URL. */
export type ArticleId = Branded<'article'>
/** The short name people type: `trump-petro`. */
export type StoryId = Branded<'story'>
/** `c` and 10 hex digits: where the claim was first stated. A brief's line carries the id of its claim. */
export type ClaimId = Branded<'claim'>
/** The article that stands for a text group: its earliest member. */
export type GroupId = ArticleId
/** `e` and 16 hex digits. */
export type EditionId = Branded<'edition'>
/** `s` and 16 hex digits of platform, channel and story. */
export type SubscriptionId = Branded<'subscription'>
/** `d` and 16 hex digits of subscription and slot: the same slot always gives the same delivery. */
export type DeliveryId = Branded<'delivery'>

// The one place a plain string becomes an id: callers have checked it.
export const articleId = (text: string) => text as ArticleId
export const storyId = (text: string) => text as StoryId
export const claimId = (text: string) => text as ClaimId
export const editionId = (text: string) => text as EditionId
export const subscriptionId = (text: string) => text as SubscriptionId
export const deliveryId = (text: string) => text as DeliveryId

// Ids that are made of what they stand for: the same text always gives the same id.
export const makeArticleId = (text: string) => articleId(`a${shortHash(text, ARTICLE_ID_DIGITS)}`)
export const makeClaimId = (text: string) => claimId(`c${shortHash(text)}`)
export const makeEditionId = (text: string) => editionId(`e${shortHash(text, LASTING_ID_DIGITS)}`)
export const makeSubscriptionId = (text: string) => subscriptionId(`s${shortHash(text, LASTING_ID_DIGITS)}`)
export const makeDeliveryId = (text: string) => deliveryId(`d${shortHash(text, LASTING_ID_DIGITS)}`)

/** The first hex digits of a text's SHA-256. */
export function shortHash(text: string, digits = ID_DIGITS): string {
  return createHash('sha256').update(text).digest('hex').slice(0, digits)
}
