import type { Lang } from '../../news/message.ts'

/** What forms say: titles of at most 24 characters, labels of at most 45, hints of at most 100, as the platforms take them. */
export const FORM_WORDS = {
  settings: { en: 'Digest settings', es: 'Ajustes del boletín' },
  save: { en: 'Save', es: 'Guardar' },
  at: { en: 'Times', es: 'Horas' },
  atHint: { en: 'As in 08:00,17:30', es: 'Por ejemplo 08:00,17:30' },
  days: { en: 'Days', es: 'Días' },
  daysHint: { en: 'As in mon-fri, sat,sun or daily', es: 'Por ejemplo lun-vie, sáb,dom o diario' },
  zone: { en: 'Time zone', es: 'Zona horaria' },
  zoneHint: { en: 'As in America/Bogota', es: 'Por ejemplo America/Bogota' },
  quiet: { en: 'Quiet hours', es: 'Horas de silencio' },
  quietHint: { en: 'As in 22:00-07:00; empty for none', es: 'Por ejemplo 22:00-07:00; vacío si no hay' },
  whenQuiet: { en: 'When nothing is new', es: 'Si no hay novedades' },
  post: { en: 'Post one line', es: 'Publicar una línea' },
  skip: { en: 'Post nothing', es: 'No publicar nada' },

  report: { en: 'Report a problem', es: 'Avisar de un problema' },
  send: { en: 'Send', es: 'Enviar' },
  reportText: { en: 'What is wrong?', es: '¿Qué está mal?' },
  reportHint: {
    en: 'The people who run the bot read this. It does not say who sent it.',
    es: 'Lo leen quienes llevan el bot. No dice quién lo envió.',
  },

  retract: { en: 'Retract this digest', es: 'Retirar este boletín' },
  withdraw: { en: 'Withdraw', es: 'Retirar' },
  because: { en: 'Why?', es: '¿Por qué?' },
  becauseHint: {
    en: 'Everybody reads it in the digest’s place. It cannot be undone.',
    es: 'Todos lo leerán en lugar del boletín. No se puede deshacer.',
  },

  addUrl: { en: 'Add to story', es: 'Añadir a una historia' },
  add: { en: 'Add', es: 'Añadir' },
  story: { en: 'Which story?', es: '¿Qué historia?' },
  storyHint: { en: 'Its short name or title', es: 'Su nombre corto o título' },
  url: { en: 'Web address', es: 'Dirección web' },

  newStory: { en: 'Cover a new story', es: 'Cubrir una historia' },
  title: { en: 'Title', es: 'Título' },
  titleHint: { en: 'As people will read it', es: 'Como se leerá' },
  query: { en: 'Words an article must all hold', es: 'Palabras que debe contener un artículo' },
  queryHint: { en: 'Empty: those of the title', es: 'Vacío: las del título' },
  aliases: { en: 'Other words that will do', es: 'Otras palabras válidas' },
  aliasesHint: { en: 'Set apart by commas or lines', es: 'Separadas por comas o líneas' },
  lang: { en: 'Language of its articles', es: 'Idioma de sus artículos' },
  langHint: { en: 'Two letters, as in en; empty for any', es: 'Dos letras, por ejemplo es; vacío: cualquiera' },
} as const satisfies Record<string, Record<Lang, string>>
