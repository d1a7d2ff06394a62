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
/** `e` and 10 hex digits. */
export type EditionId = Branded<'edition'>
/** `s` and 10 hex digits of platform, channel and story. */
export type SubscriptionId = Branded<'subscription'>
/** `d` and 10 hex digits of subscription and slot: the same slot always gives the same delivery. */
export type DeliveryId = Branded<'delivery'>

// The one place a plain string becomes an id: callers have checked it, or made it.
export const articleId = (text: string) => text as ArticleId
export const storyId = (text: string) => text as StoryId
export const claimId = (text: string) => text as ClaimId
export const editionId = (text: string) => text as EditionId
export const subscriptionId = (text: string) => text as SubscriptionId
export const deliveryId = (text: string) => text as DeliveryId
