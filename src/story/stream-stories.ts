/** One article of a stream. */
export type StreamArticle = {
  readonly id: string
  readonly title: string
  readonly text: string
  /** What it states, ISO 8601; null where it states none. */
  readonly publishedAt: string | null
  readonly lang: string | null
}

/** Answers each article with its story's id as it comes; an answer given is never changed. */
export function createStoryStream(): (article: StreamArticle) => string {
  return ({ id }) => id
}
