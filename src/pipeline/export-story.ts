import type { StoryDefinition } from '../news/story.ts'
import type { Newsroom } from './parts.ts'

/** A story's articles, every revision of each, as rows that `ingest` reads back: one JSON object each. */
export async function* exportStory(story: StoryDefinition, { store }: Pick<Newsroom, 'store'>): AsyncGenerator<string> {
  for (const { article, revision } of await store.stories.listStoryRevisions(story.id)) {
    const { title, dek, byline, publishedAt, seenAt, lang, wire, flags, text, deleted } = revision
    yield JSON.stringify({
      url: article.url,
      outlet: article.outlet,
      title,
      dek,
      byline,
      publishedAt,
      seenAt,
      lang,
      wire,
      flags,
      text,
      stored: true,
      deleted,
    })
  }
}
