import { NewsError } from '../../news/errors.ts'
import { createStoryStream } from '../../story/stream-stories.ts'
import { fieldsOf, type RowTask } from './inspect-rows.ts'

/** `{"id","title","text","publishedAt","lang"}` → `{"id","story"}`. One task serves one stream. */
export function createStreamTask(): RowTask {
  const placeArticle = createStoryStream()
  return (row) => {
    const { id, title, text, publishedAt, lang } = fieldsOf(row)
    if (typeof id !== 'string' || typeof text !== 'string')
      throw new NewsError('input-invalid', 'it needs the texts "id" and "text"')
    const story = placeArticle({
      id,
      title: textOr(title) ?? '',
      text,
      publishedAt: textOr(publishedAt),
      lang: textOr(lang),
    })
    return { id, story }
  }
}

function textOr(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
