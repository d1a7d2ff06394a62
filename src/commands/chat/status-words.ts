import type { Lang } from '../../news/message.ts'
import type { DeliveryState } from '../../news/subscription.ts'
import type { Typed } from './chat-words.ts'

const plural = (lang: Lang, n: number, one: string, other: string) =>
  `${new Intl.NumberFormat(lang).format(n)} ${new Intl.PluralRules(lang).select(n) === 'one' ? one : other}`

/** What status and Slack's Home tab say, English and Spanish side by side. */
export const STATUS_WORDS = {
  title: { en: 'Status', es: 'Estado' },
  home: { en: 'Standfirst', es: 'Standfirst' },
  allWell: { en: 'All is well.', es: 'Todo está bien.' },
  troubles: {
    en: (n: number) => `${plural('en', n, 'thing needs', 'things need')} a look.`,
    es: (n: number) => `${plural('es', n, 'cosa requiere', 'cosas requieren')} atención.`,
  },
  bot: { en: 'The bot', es: 'El bot' },
  runsSince: { en: (when: string) => `Running since ${when}`, es: (when: string) => `En marcha desde ${when}` },
  storeWell: { en: 'The store answers', es: 'El almacén responde' },
  storeIll: {
    en: (what: string) => `The store does not answer as it should: ${what}`,
    es: (what: string) => `El almacén no responde como debe: ${what}`,
  },
  matched: {
    en: (when: string) => `Articles last looked through: ${when}`,
    es: (when: string) => `Última revisión de artículos: ${when}`,
  },
  notMatched: { en: 'Articles were not looked through yet', es: 'Aún no se han revisado artículos' },
  storyCount: {
    en: (live: number, dormant: number) =>
      `${plural('en', live, 'live story', 'live stories')}${dormant === 0 ? '' : `, ${dormant} dormant`}`,
    es: (live: number, dormant: number) =>
      `${plural('es', live, 'historia activa', 'historias activas')}${dormant === 0 ? '' : `, ${plural('es', dormant, 'inactiva', 'inactivas')}`}`,
  },
  modelAsked: {
    en: (name: string) => `Model ${name} is asked`,
    es: (name: string) => `Se consulta el modelo ${name}`,
  },
  modelTried: {
    en: (name: string) => `Model ${name} failed; it is tried again`,
    es: (name: string) => `El modelo ${name} falló; se vuelve a probar`,
  },
  modelRests: {
    en: (name: string) => `Model ${name} failed often and is left alone for a while: briefs are extracts`,
    es: (name: string) => `El modelo ${name} falló varias veces y se deja en paz un rato: los resúmenes son extractos`,
  },
  follows: { en: 'What this workspace follows', es: 'Qué sigue este espacio de trabajo' },
  serverFollows: { en: 'What this server follows', es: 'Qué sigue este servidor' },
  followsNone: {
    en: (typed: Typed) => `Nothing yet. In the channel that is to get digests, type ${typed('follow')} STORY.`,
    es: (typed: Typed) => `Nada aún. En el canal que debe recibir boletines, escriba ${typed('follow')} HISTORIA.`,
  },
  here: { en: 'this channel', es: 'este canal' },
  elsewhere: { en: (id: string) => `channel ${id}`, es: (id: string) => `canal ${id}` },
  next: { en: (when: string) => `next ${when}`, es: (when: string) => `próximo ${when}` },
  noNext: { en: 'no digest to come', es: 'sin boletín por llegar' },
  paused: { en: (why: string) => `paused: ${why}`, es: (why: string) => `en pausa: ${why}` },
  toResume: {
    en: (typed: Typed) =>
      `To mend a paused one: do what its reason says, then type ${typed('digest resume')} in that channel.`,
    es: (typed: Typed) =>
      `Para arreglar uno en pausa: haga lo que dice su motivo y escriba ${typed('digest resume')} en ese canal.`,
  },
  troubled: { en: 'Digests that did not arrive as they should', es: 'Boletines que no llegaron como debían' },
  delivery: {
    en: (title: string, slot: string, state: string) => `${title}, ${slot}: ${state}`,
    es: (title: string, slot: string, state: string) => `${title}, ${slot}: ${state}`,
  },
  noReason: { en: 'no reason is known', es: 'no se sabe el motivo' },
  howToMend: {
    en: 'Unconfirmed: look whether it stands in the channel; it is never posted twice blindly. Failed: the reason says what to mend.',
    es: 'Sin confirmar: mire si está en el canal; nunca se publica dos veces a ciegas. Fallido: el motivo dice qué arreglar.',
  },
  followedHere: {
    en: (when: string) => `followed here, next digest ${when}`,
    es: (when: string) => `se sigue aquí, próximo boletín ${when}`,
  },
  pausedHere: { en: 'followed here, paused', es: 'se sigue aquí, en pausa' },
  noStories: {
    en: (typed: Typed) =>
      `No story is covered yet. Whoever manages this channel can add one: ${typed('story add')} TITLE.`,
    es: (typed: Typed) =>
      `Aún no se cubre ninguna historia. Quien administre este canal puede añadir una: ${typed('story add')} TÍTULO.`,
  },
  followsNoneHere: {
    en: (typed: Typed) => `This channel follows none. To begin: ${typed('follow')} STORY.`,
    es: (typed: Typed) => `Este canal no sigue ninguna. Para empezar: ${typed('follow')} HISTORIA.`,
  },
  pickBrief: { en: 'Read the brief of…', es: 'Leer el resumen de…' },
  more: { en: (n: number) => `And ${n} more.`, es: (n: number) => `Y ${n} más.` },
  settings: { en: 'Change a digest…', es: 'Cambiar un boletín…' },
  homeLead: {
    en: 'News stories in lines that each show their sources, at the times a channel chose or when asked.',
    es: 'Historias de actualidad, línea a línea con sus fuentes, a las horas que eligió un canal o cuando se pregunta.',
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>

/** How a delivery stands, as people read it. */
export const STATE_WORDS: Record<DeliveryState, Readonly<Record<Lang, string>>> = {
  planned: { en: 'planned', es: 'previsto' },
  sending: { en: 'being sent', es: 'enviándose' },
  sent: { en: 'sent', es: 'enviado' },
  skipped: { en: 'skipped', es: 'omitido' },
  unconfirmed: { en: 'unconfirmed', es: 'sin confirmar' },
  failed: { en: 'failed', es: 'fallido' },
}
