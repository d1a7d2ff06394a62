import type { Lang } from '../../news/message.ts'
import type { Typed } from './chat-words.ts'

/** `limit`: the number that was gone beyond, where one was. */
type Words = (say: { readonly typed: Typed; readonly limit: number }) => string

/** Why something that was asked cannot be, and what to do instead: English and Spanish side by side. */
export const REFUSAL_WORDS = {
  lineGone: {
    en: ({ typed }) => `That line is no longer in the story. As it stands now: ${typed('brief')}.`,
    es: ({ typed }) => `Esa línea ya no está en la historia. Cómo está ahora: ${typed('brief')}.`,
  },
  storyGone: {
    en: ({ typed }) => `That story is covered no longer. Those that are: ${typed('stories')}.`,
    es: ({ typed }) => `Esa historia ya no se cubre. Las que se cubren: ${typed('stories')}.`,
  },
  configuredStory: {
    en: ({ typed }) =>
      `That story comes with the bot’s configuration: only those who run the bot remove it. To end its digests here: ${typed('unfollow')}.`,
    es: ({ typed }) =>
      `Esa historia viene con la configuración del bot: solo quienes lo llevan la quitan. Para terminar sus boletines aquí: ${typed('unfollow')}.`,
  },
  reportedEnough: {
    en: () => 'You have reported a lot just now, and the people who run the bot have it. Add more in some minutes.',
    es: () => 'Ya ha avisado de mucho, y quienes llevan el bot lo tienen. Añada más dentro de unos minutos.',
  },
  noDigestYet: {
    en: ({ typed }) =>
      `No digest of this story exists yet to compare with. Say since when: ${typed('whatchanged')} since yesterday.`,
    es: ({ typed }) =>
      'Aún no hay ningún boletín de esta historia con el que comparar. Diga desde cuándo: ' +
      `${typed('whatchanged')} desde ayer.`,
  },
  noAddress: {
    en: () => 'That is not the address of a page. Copy it whole, as in https://…',
    es: () => 'Esa no es la dirección de una página. Cópiela entera, por ejemplo https://…',
  },
  pageNotRead: {
    en: () =>
      'That page has not been read yet, and only what was read can join a story. Ask those who run the bot to bring it in.',
    es: () =>
      'Esa página aún no se ha leído, y solo lo leído puede entrar en una historia. Pida a quienes llevan el bot que la incluyan.',
  },
  nameTooLong: {
    en: ({ limit }) => `A story’s name and its words have ${limit} characters at most. Shorten them.`,
    es: ({ limit }) => `El nombre de una historia y sus palabras tienen ${limit} caracteres como máximo. Acórtelos.`,
  },
  nameWithoutWords: {
    en: ({ typed }) => `A story needs words that its articles hold, as in ${typed('story add')} Nile dam.`,
    es: ({ typed }) =>
      `Una historia necesita palabras que estén en sus artículos, por ejemplo ${typed('story add')} presa del Nilo.`,
  },
  nameTaken: {
    en: ({ limit }) => `There are ${limit} stories of that name already. Choose another name.`,
    es: ({ limit }) => `Ya hay ${limit} historias con ese nombre. Elija otro.`,
  },
  tooManyStories: {
    en: ({ typed, limit }) => `${limit} stories are covered already. End one first: ${typed('story remove')} STORY.`,
    es: ({ typed, limit }) => `Ya se cubren ${limit} historias. Quite una antes: ${typed('story remove')} HISTORIA.`,
  },
  followsTooMany: {
    en: ({ typed, limit }) =>
      `This channel follows ${limit} stories already. End one first: ${typed('unfollow')} STORY.`,
    es: ({ typed, limit }) => `Este canal ya sigue ${limit} historias. Deje una antes: ${typed('unfollow')} HISTORIA.`,
  },
  reasonTooLong: {
    en: ({ limit }) => `A reason has 1 to ${limit} characters: it stands in the channel in the digest’s place.`,
    es: ({ limit }) => `Un motivo tiene de 1 a ${limit} caracteres: queda en el canal en lugar del boletín.`,
  },
  notStanding: {
    en: () => 'That post cannot be withdrawn: only a digest that stands in the channel can.',
    es: () => 'Eso no se puede retirar: solo un boletín que esté en el canal.',
  },
  notWithdrawn: {
    en: () => 'It could not be withdrawn, though it was tried often. Delete the message in the channel by hand.',
    es: () => 'No se pudo retirar, aunque se intentó muchas veces. Borre el mensaje en el canal a mano.',
  },
} as const satisfies Record<string, Record<Lang, Words>>
