import type { Lack } from '../../news/chat.ts'
import type { Lang } from '../../news/message.ts'
import { missingOf, stopsPosts, type PermissionName, type PostPlace } from './permissions.ts'

/** What the bot lacks where it has these permissions; null where it lacks nothing. */
export function lackOf(bits: bigint, place: PostPlace, lang: Lang): Lack | null {
  const missing = missingOf(bits, place)
  if (missing.length === 0) return null
  const stops = stopsPosts(missing, place) ? 'every-post' : 'something'
  const names = new Intl.ListFormat(lang).format(missing.map((name) => NAMES[lang](name)))
  return { stops, text: `${WORDS[lang][stops](names, missing.length)} ${MEND[lang]}` }
}

/** As Discord shows them in its settings; in Spanish with the English name, by which its documents know them. */
const NAMES: Record<Lang, (name: PermissionName) => string> = {
  en: (name) => name,
  es: (name) => `${SPANISH[name]} (${name})`,
}

const SPANISH: Record<PermissionName, string> = {
  'View Channel': 'Ver canal',
  'Send Messages': 'Enviar mensajes',
  'Embed Links': 'Insertar enlaces',
  'Read Message History': 'Leer el historial de mensajes',
  'Create Public Threads': 'Crear hilos públicos',
  'Send Messages in Threads': 'Enviar mensajes en hilos',
}

const WORDS: Record<Lang, Record<Lack['stops'], (names: string, count: number) => string>> = {
  en: {
    'every-post': (names) => `Standfirst cannot post in this channel. It lacks ${names}.`,
    something: (names) =>
      `Digests come, but Standfirst lacks ${names} here: long ones and corrections may not get a thread, or be found again.`,
  },
  es: {
    'every-post': (names, count) => `Standfirst no puede publicar en este canal. Le falta${plural(count)} ${names}.`,
    something: (names, count) =>
      `Los boletines llegan, pero aquí a Standfirst le falta${plural(count)} ${names}: los largos y las correcciones quizá no tengan hilo, o no se encuentren después.`,
  },
}

const plural = (count: number) => (count === 1 ? '' : 'n')

/** A thread's permissions are those of its channel. */
const MEND: Record<Lang, string> = {
  en: 'Whoever manages the channel can allow it: Edit Channel, Permissions, add Standfirst.',
  es: 'Quien gestiona el canal puede permitirlo: Editar canal, Permisos, añadir a Standfirst.',
}
