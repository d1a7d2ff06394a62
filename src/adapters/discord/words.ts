import type { Lang } from '../../news/message.ts'

type Words = {
  /** Behind a heading that goes on in the next message. */
  readonly continued: string
  /** A message's shortcut; at most 32 characters. */
  readonly addToStory: string
  /** A form that was sent after it was forgotten. */
  readonly formForgotten: string
  /** More is asked at once than can be answered. */
  readonly busy: string
}

/** What Discord's adapter says of its own. */
export const WORDS: Record<Lang, Words> = {
  en: {
    continued: 'continued',
    addToStory: 'Add to story',
    formForgotten: 'This form was open too long. Nothing was changed: open it again and send it within the hour.',
    busy: 'Too much is being asked at this moment. Ask again in a minute.',
  },
  es: {
    continued: 'continúa',
    addToStory: 'Añadir a una historia',
    formForgotten:
      'Este formulario estuvo abierto demasiado tiempo. No se cambió nada: ábralo otra vez y envíelo antes de una hora.',
    busy: 'Hay demasiadas preguntas en este momento. Pregunte otra vez en un minuto.',
  },
}
