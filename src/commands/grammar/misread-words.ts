import type { Lang } from '../../news/message.ts'

/** What is said of words that cannot be read, English and Spanish side by side. `given` stands in quotation marks. */
export const MISREAD_WORDS = {
  unknownCommand: {
    en: (given: string) => `${given} is nothing I can answer.`,
    es: (given: string) => `No sé responder a ${given}.`,
  },
  tooLong: {
    en: (limit: number) => `That is more than ${limit} characters. Write less.`,
    es: (limit: number) => `Son más de ${limit} caracteres. Escriba menos.`,
  },
  didYouMean: {
    en: (meant: string) => `Did you mean ${meant}?`,
    es: (meant: string) => `¿Quiso decir ${meant}?`,
  },
  digestWhat: {
    en: 'What about the digest? Say now, preview, pause, resume or retract.',
    es: '¿Qué hago con el boletín? Diga ahora, vista-previa, pausar, reanudar o retirar.',
  },
  storyWhat: {
    en: 'Say what to do: story add TITLE, or story remove STORY.',
    es: 'Diga qué hacer: historia añadir TÍTULO, o historia quitar HISTORIA.',
  },
  unknownStory: {
    en: (given: string) => `No story is called ${given}.`,
    es: (given: string) => `Ninguna historia se llama ${given}.`,
  },
  neither: {
    en: (given: string) => `${given} is neither a story nor a time.`,
    es: (given: string) => `${given} no es ni una historia ni una hora.`,
  },
  seeStories: { en: 'See them all: stories.', es: 'Véalas todas: historias.' },
  noStories: {
    en: 'No story is covered yet. Whoever manages this channel can add one: story add TITLE.',
    es: 'Aún no se cubre ninguna historia. Quien administre este canal puede añadir una: historia añadir TÍTULO.',
  },
  followsNone: {
    en: 'This channel follows no story. To begin: follow STORY.',
    es: 'Este canal no sigue ninguna historia. Para empezar: seguir HISTORIA.',
  },
  badTimes: {
    en: (given: string) => `${given} is not a time of day. Write it as 08:00, 8, 5pm or 08:00,17:30.`,
    es: (given: string) => `${given} no es una hora del día. Escriba 08:00, 8, 5pm o 08:00,17:30.`,
  },
  badDays: {
    en: (given: string) => `${given} is not a set of days. Write mon-fri, sat,sun, weekdays or daily.`,
    es: (given: string) => `${given} no son días. Escriba lun-vie, sáb,dom, laborables o diario.`,
  },
  badZone: {
    en: (given: string) => `${given} is not a time zone. Write it as America/Bogota or Europe/Madrid.`,
    es: (given: string) => `${given} no es una zona horaria. Escríbala como America/Bogota o Europe/Madrid.`,
  },
  badQuiet: {
    en: (given: string) => `${given} is not a span of quiet hours. Write 22:00-07:00, or off.`,
    es: (given: string) => `${given} no son horas de silencio. Escriba 22:00-07:00, o no.`,
  },
  badWhenQuiet: {
    en: (given: string) => `${given} is neither post nor skip.`,
    es: (given: string) => `${given} no es ni publicar ni omitir.`,
  },
  badLang: {
    en: (given: string) => `${given} is not a language I speak. Write en or es.`,
    es: (given: string) => `${given} no es un idioma que hable. Escriba en o es.`,
  },
  badArticleLang: {
    en: (given: string) => `${given} is not a language code. Write two letters, as in en, es or pt.`,
    es: (given: string) => `${given} no es un código de idioma. Escriba dos letras, como en, es o pt.`,
  },
  badBreaking: {
    en: (given: string) => `${given} is not a number of origins from 1 to 20. Write 2, or off.`,
    es: (given: string) => `${given} no es un número de orígenes de 1 a 20. Escriba 2, o no.`,
  },
  badState: {
    en: (given: string) => `${given} is neither on nor off.`,
    es: (given: string) => `${given} no es ni sí ni no.`,
  },
  leftOver: {
    en: (given: string, command: string) => `I do not know what ${given} means for ${command}.`,
    es: (given: string, command: string) => `No sé qué significa ${given} en ${command}.`,
  },
  badUrl: {
    en: (given: string) => `${given} is not a web address. Write it whole: https://…`,
    es: (given: string) => `${given} no es una dirección web. Escríbala entera: https://…`,
  },
  noUrl: {
    en: 'Say which page: add https://… to STORY.',
    es: 'Diga qué página: añadir https://… a HISTORIA.',
  },
  noLink: {
    en: 'That message holds no web address. Pick one that does, or type: add https://… to STORY.',
    es: 'Ese mensaje no contiene ninguna dirección web. Elija uno que la tenga, o escriba: añadir https://… a HISTORIA.',
  },
  tooLongValue: {
    en: (limit: number) => `It may have ${limit} characters at most.`,
    es: (limit: number) => `Puede tener ${limit} caracteres como máximo.`,
  },
  tooManyAliases: {
    en: (limit: number) => `At most ${limit} aliases, please.`,
    es: (limit: number) => `Como máximo ${limit} alias, por favor.`,
  },
  oldButton: {
    en: 'That button is no longer understood. Ask again with a command.',
    es: 'Ese botón ya no se entiende. Pregunte de nuevo con una orden.',
  },
  noOutlet: {
    en: 'Say which outlet: unmute OUTLET.',
    es: 'Diga qué medio: unmute MEDIO.',
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>
