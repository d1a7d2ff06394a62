import type { Lang } from '../news/message.ts'
import type { SinceReason } from './changed-message.ts'

/** Why "what changed?" begins where it does. */
export const SINCE_WORDS: Record<Exclude<SinceReason, 'asked'>, Readonly<Record<Lang, (time: string) => string>>> = {
  looked: {
    en: (time) => `you last looked: ${time}`,
    es: (time) => `miró por última vez: ${time}`,
  },
  digest: {
    en: (time) => `the last digest here: ${time}`,
    es: (time) => `el último boletín de este canal: ${time}`,
  },
  edition: {
    en: (time) => `the last edition of the story: ${time}`,
    es: (time) => `la última edición de la historia: ${time}`,
  },
  day: {
    en: (time) => `you look here for the first time, so since a day ago: ${time}`,
    es: (time) => `es la primera vez que mira, así que desde hace un día: ${time}`,
  },
}
