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
  const { revision } = answer
  const note = (text: string): MessageRow => ({ kind: 'note', text })
  const title = revision.title ?? WORDS.noTitle[lang]
  const facts = [answer.outlet, revision.byline, revision.publishedAt, revision.lang, answer.url ?? answer.input]
  const paragraphs = revision.deleted ? [WORDS.deleted[lang]] : revision.text.split('\n\n')
  return {
    lang,
    title: answer.article,
    notification: title,
    context: [title, facts.filter((fact) => fact !== null).join(' · ')],
    sections: [
      {
        heading: WORDS.revisions[lang],
        rows: answer.revisions.map(({ revision: n, seenAt }) =>
          note(`${n}: ${showMoment(seenAt, style, answer.seenAt)}`),
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
