import { showMoment, type TimeStyle } from '../commands/show-time.ts'
import type { ChatMessage, MessageRow } from '../news/message.ts'
import type { ArticleAnswer } from '../pipeline/tell-article.ts'

const WORDS = {
  revisions: { en: 'Revisions', es: 'Versiones' },
  stories: { en: 'Stories', es: 'Historias' },
  text: { en: 'Text', es: 'Texto' },
  deleted: { en: 'taken down', es: 'retirado' },
  noTitle: { en: 'no title', es: 'sin título' },
} as const

/** One article as people read it. */
export function showArticle(answer: ArticleAnswer, style: TimeStyle): ChatMessage {
  const { lang } = style
  const note = (text: string): MessageRow => ({ kind: 'note', text })
  const title = answer.title ?? WORDS.noTitle[lang]
  const facts = [answer.outlet, answer.byline, answer.publishedAt, answer.lang, answer.url ?? answer.input]
  const paragraphs = answer.deleted ? [WORDS.deleted[lang]] : answer.text.split('\n\n')
  return {
    lang,
    title: answer.article,
    notification: title,
    context: [title, facts.filter((fact) => fact !== null).join(' · ')],
    sections: [
      {
        heading: WORDS.revisions[lang],
        rows: answer.revisions.map(({ revision, seenAt, deleted }) =>
          note(`${revision}: ${showMoment(seenAt, style, answer.seenAt)}${deleted ? ` (${WORDS.deleted[lang]})` : ''}`),
        ),
      },
      {
        heading: WORDS.stories[lang],
        rows: answer.stories.map(({ story, relation, origins, why }) =>
          note(`${story}: ${relation} (${origins.join(', ')}); ${why}`),
        ),
      },
      { heading: WORDS.text[lang], rows: paragraphs.map(note) },
    ].filter(({ rows }) => rows.length > 0),
  }
}
