import type { Lang, RowMark } from '../news/message.ts'

/** `1 article`, `5 articles`: the number as the language writes it, with the noun form its plural rules ask for. */
function counted(lang: Lang, n: number, one: string, other: string): string {
  const noun = new Intl.PluralRules(lang).select(n) === 'one' ? one : other
  return `${new Intl.NumberFormat(lang).format(n)} ${noun}`
}

const en = (n: number, one: string, other: string) => counted('en', n, one, other)
const es = (n: number, one: string, other: string) => counted('es', n, one, other)

/** `a`, `a and b`, `a, b and c`, as the language joins a list. */
export function joinList(lang: Lang, items: readonly string[]): string {
  return new Intl.ListFormat(lang === 'en' ? 'en-GB' : lang, { type: 'conjunction' }).format(items)
}

/** Every sentence of ours that people read in chat or as Markdown, English and Spanish side by side. */
export const WORDS = {
  // headings
  theStory: { en: 'The story', es: 'La historia' },
  sources: { en: 'Sources', es: 'Fuentes' },
  sourcesDiffer: { en: 'Sources differ', es: 'Las fuentes discrepan' },
  sourcesNowDiffer: { en: 'Sources now differ', es: 'Las fuentes discrepan ahora' },
  newArticles: { en: 'New articles', es: 'Artículos nuevos' },
  timeline: { en: 'Timeline', es: 'Cronología' },
  theLine: { en: 'The line', es: 'La línea' },
  stories: { en: 'Stories', es: 'Historias' },
  search: { en: 'Search', es: 'Búsqueda' },
  statements: { en: 'Statements', es: 'Afirmaciones' },
  articles: { en: 'Articles', es: 'Artículos' },
  whatChanged: { en: (since: string) => `What changed ${since}`, es: (since: string) => `Qué cambió ${since}` },

  // times
  sinceTime: { en: (time: string) => `since ${time}`, es: (time: string) => `desde ${articleOfHour(time)} ${time}` },
  sinceDate: { en: (date: string) => `since ${date}`, es: (date: string) => `desde el ${date}` },
  asOfTime: { en: (time: string) => `as of ${time}`, es: (time: string) => `a ${articleOfHour(time)} ${time}` },
  asOfDate: { en: (date: string) => `as of ${date}`, es: (date: string) => `al ${date}` },
  newestSource: { en: (when: string) => `newest source ${when}`, es: (when: string) => `fuente más reciente: ${when}` },
  seenAt: { en: (when: string) => `seen ${when}`, es: (when: string) => `visto: ${when}` },

  // the honest count
  articleCount: {
    en: (n: number) => en(n, 'article', 'articles'),
    es: (n: number) => es(n, 'artículo', 'artículos'),
  },
  textCount: { en: (n: number) => en(n, 'text', 'texts'), es: (n: number) => es(n, 'texto', 'textos') },
  originCount: { en: (n: number) => en(n, 'origin', 'origins'), es: (n: number) => es(n, 'origen', 'orígenes') },
  unattributedCount: {
    en: (n: number) => `${n} unattributed`,
    es: (n: number) => es(n, 'sin atribuir', 'sin atribuir'),
  },
  carry: {
    en: (n: number, wire: string) => `${n} carry ${wire}`,
    es: (n: number, wire: string) => `${n} reproducen ${wire}`,
  },

  // remarks on a line
  singleSource: { en: 'single source', es: 'una sola fuente' },
  unattributed: { en: 'unattributed', es: 'sin atribuir' },
  disputed: { en: 'disputed', es: 'en disputa' },
  translated: { en: 'translated', es: 'traducido' },
  machineMade: { en: 'page partly made by a machine', es: 'página hecha en parte por una máquina' },
  commentary: { en: 'commentary', es: 'opinión' },
  extract: { en: 'extract', es: 'extracto' },
  primary: { en: (name: string) => `primary: ${name}`, es: (name: string) => `fuente primaria: ${name}` },
  inLanguage: { en: (language: string) => `in ${language}`, es: (language: string) => `en ${language}` },
  originsWas: {
    en: (after: number, before: number) => `${en(after, 'origin', 'origins')}, was ${before}`,
    es: (after: number, before: number) => `${es(after, 'origen', 'orígenes')}, antes ${before}`,
  },
  confirmedBy: {
    en: (origins: string) => `Now confirmed by ${origins}`,
    es: (origins: string) => `Ahora lo confirman ${origins}`,
  },
  noLongerStated: { en: 'no source states it now', es: 'ninguna fuente lo afirma ya' },
  before: { en: (line: string) => `Before: ${line}`, es: (line: string) => `Antes: ${line}` },
  seeBelow: { en: (topic: string) => `${topic} (see below)`, es: (topic: string) => `${topic} (véase abajo)` },
  inItsWords: { en: 'in the source’s words', es: 'en palabras de la fuente' },
  whyItMatters: { en: 'Why it matters:', es: 'Por qué importa:' },
  byModel: {
    en: 'written by a model, every line checked against its sources',
    es: 'escrito por un modelo, cada línea cotejada con sus fuentes',
  },
  lineByModel: {
    en: 'written by a model, checked against its sources',
    es: 'escrita por un modelo, cotejada con sus fuentes',
  },
  writtenBy: {
    en: (model: string) => `Written by the model ${model}, every line checked against its sources.`,
    es: (model: string) => `Escrito por el modelo ${model}, cada línea cotejada con sus fuentes.`,
  },
  writtenPartly: {
    en: (model: string, n: number) =>
      `Written by the model ${model}, every line checked against its sources; ${en(n, 'line is an extract', 'lines are extracts')}.`,
    es: (model: string, n: number) =>
      `Escrito por el modelo ${model}, cada línea cotejada con sus fuentes; ${es(n, 'línea es un extracto', 'líneas son extractos')}.`,
  },
  allExtracts: {
    en: 'every line is an extract: the words of its source',
    es: 'cada línea es un extracto: las palabras de su fuente',
  },

  // remarks on a source
  ownReport: { en: 'own report', es: 'información propia' },
  wireReprint: { en: 'wire reprint', es: 'reproduce la nota de agencia' },
  copy: { en: 'copy of the same text, adds nothing', es: 'copia del mismo texto, no añade nada' },
  rewrite: { en: 'rewrite of the same report, adds nothing', es: 'reescribe la misma información, no añade nada' },
  copyOf: { en: (n: number) => `copy of [${n}], adds nothing`, es: (n: number) => `copia de [${n}], no añade nada` },
  rewriteOf: {
    en: (n: number) => `rewrite of [${n}], adds nothing`,
    es: (n: number) => `reescribe [${n}], no añade nada`,
  },
  namesNoSource: { en: 'names no source', es: 'no nombra ninguna fuente' },
  cites: { en: (names: string) => `cites ${names}`, es: (names: string) => `cita a ${names}` },
  sameOriginAs: { en: (name: string) => `same origin as ${name}`, es: (name: string) => `mismo origen que ${name}` },
  sameOrigin: { en: 'same origin as an earlier article', es: 'mismo origen que un artículo anterior' },
  noLongerThere: { en: 'no longer in the story', es: 'ya fuera de la historia' },
  pageWithoutName: { en: 'page of an unknown outlet', es: 'página de un medio desconocido' },
  firstSeen: { en: (when: string) => `first seen ${when}`, es: (when: string) => `visto por primera vez: ${when}` },

  // news between digests, corrections, what is taken back
  breaking: { en: 'Breaking', es: 'Última hora' },
  corrections: { en: 'Corrections', es: 'Correcciones' },
  corrected: {
    en: (time: string, now: string, was: string) => `Corrected ${time}: ${now} (was: ${was})`,
    es: (time: string, now: string, was: string) => `Corregido ${time}: ${now} (antes: ${was})`,
  },
  takenBack: {
    en: (time: string, was: string) => `Withdrawn by its source ${time}: ${was}`,
    es: (time: string, was: string) => `Retirado por su fuente ${time}: ${was}`,
  },
  linesCorrected: {
    en: (n: number) => en(n, 'line corrected after it was posted', 'lines corrected after they were posted'),
    es: (n: number) => es(n, 'línea corregida tras publicarse', 'líneas corregidas tras publicarse'),
  },
  retracted: {
    en: (time: string, reason: string) => `Withdrawn ${time}: ${reason}`,
    es: (time: string, reason: string) => `Retirado ${time}: ${reason}`,
  },
  retractedDigest: { en: 'This digest was withdrawn.', es: 'Este boletín se ha retirado.' },
  noReason: { en: 'no reason was given', es: 'no se indicó el motivo' },

  // nothing new
  nothingNew: {
    en: (since: string, more: string) => `Nothing new ${since}; ${more}`,
    es: (since: string, more: string) => `Nada nuevo ${since}; ${more}`,
  },
  quietly: {
    en: (since: string, more: string) => `nothing new ${since} (${more})`,
    es: (since: string, more: string) => `nada nuevo ${since} (${more})`,
  },
  noMoreArticles: { en: 'no article came in', es: 'no llegó ningún artículo' },
  moreSameOrigin: {
    en: (n: number) => `${en(n, 'more article, same origin', 'more articles, all of known origins')}`,
    es: (n: number) => `${es(n, 'artículo más, del mismo origen', 'artículos más, todos de orígenes conocidos')}`,
  },
  moreSomeKnown: {
    en: (n: number, known: number) => `${en(n, 'more article', 'more articles')}, ${known} of known origin`,
    es: (n: number, known: number) => `${es(n, 'artículo', 'artículos')} más, ${known} de origen conocido`,
  },
  moreAddNothing: {
    en: (n: number) => en(n, 'more article that adds nothing', 'more articles that add nothing'),
    es: (n: number) => es(n, 'artículo más que no añade nada', 'artículos más que no añaden nada'),
  },

  // what moved, counted
  addedCount: {
    en: (n: number) => en(n, 'new line', 'new lines'),
    es: (n: number) => es(n, 'novedad', 'novedades'),
  },
  revisedCount: {
    en: (n: number) => en(n, 'revised line', 'revised lines'),
    es: (n: number) => es(n, 'línea revisada', 'líneas revisadas'),
  },
  corroboratedCount: {
    en: (n: number) => en(n, 'line confirmed by more origins', 'lines confirmed by more origins'),
    es: (n: number) => es(n, 'línea confirmada por más orígenes', 'líneas confirmadas por más orígenes'),
  },
  disputedCount: {
    en: (n: number) => en(n, 'point on which sources differ', 'points on which sources differ'),
    es: (n: number) => es(n, 'punto en que las fuentes discrepan', 'puntos en que las fuentes discrepan'),
  },
  withdrawnCount: {
    en: (n: number) => en(n, 'withdrawn line', 'withdrawn lines'),
    es: (n: number) => es(n, 'línea retirada', 'líneas retiradas'),
  },
  lineCount: { en: (n: number) => en(n, 'line', 'lines'), es: (n: number) => es(n, 'línea', 'líneas') },
  moreRows: { en: (n: number) => `And ${n} more.`, es: (n: number) => `Y ${n} más.` },
  // Where more than one kind of row stands in a list, the rest says of which it is.
  moreAdded: {
    en: (n: number) => `And ${en(n, 'more new line', 'more new lines')}.`,
    es: (n: number) => `Y ${es(n, 'novedad', 'novedades')} más.`,
  },
  moreRevised: {
    en: (n: number) => `And ${en(n, 'more revised line', 'more revised lines')}.`,
    es: (n: number) => `Y ${es(n, 'línea revisada', 'líneas revisadas')} más.`,
  },
  moreConfirmed: {
    en: (n: number) => `And ${en(n, 'more confirmed line', 'more confirmed lines')}.`,
    es: (n: number) => `Y ${es(n, 'línea confirmada', 'líneas confirmadas')} más.`,
  },
  moreWithdrawn: {
    en: (n: number) => `And ${en(n, 'more withdrawn line', 'more withdrawn lines')}.`,
    es: (n: number) => `Y ${es(n, 'línea retirada', 'líneas retiradas')} más.`,
  },
  moreSources: {
    en: (n: number) => `And ${en(n, 'more source', 'more sources')}, not cited here.`,
    es: (n: number) => `Y ${es(n, 'fuente más, no citada', 'fuentes más, no citadas')} aquí.`,
  },

  // states
  live: { en: 'live', es: 'activa' },
  dormant: { en: (since: string) => `dormant ${since}`, es: (since: string) => `inactiva ${since}` },
  dormantEmpty: { en: 'no article yet', es: 'aún sin artículos' },
  lastChange: { en: (when: string) => `last change ${when}`, es: (when: string) => `último cambio: ${when}` },
  dormantBecause: {
    en: (since: string) => `dormant ${since}: no newer article has come`,
    es: (since: string) => `inactiva ${since}: no ha llegado ningún artículo más nuevo`,
  },
  resumes: {
    en: 'still watched: its digests go on with the next article',
    es: 'se sigue vigilando: sus boletines continúan con el próximo artículo',
  },

  begins: {
    en: 'watched: its digests begin with the first article',
    es: 'vigilada: sus boletines empiezan con el primer artículo',
  },

  withoutOutlets: {
    en: (outlets: string) => `without ${outlets}, muted in this channel`,
    es: (outlets: string) => `sin ${outlets}, en silencio en este canal`,
  },
  withoutMany: {
    en: (n: number) => `without ${n} outlets, muted in this channel`,
    es: (n: number) => `sin ${n} medios, en silencio en este canal`,
  },

  // empty states say what to do
  noStories: {
    en: 'No stories yet. Make one: stories add ID --query WORDS',
    es: 'Aún no hay historias. Cree una: stories add ID --query PALABRAS',
  },
  noLines: {
    en: 'No article of this story has been read yet. Whoever runs Standfirst reads some in: standfirst ingest PATH.',
    es: 'Aún no se ha leído ningún artículo de esta historia. Quien lleva Standfirst los añade: standfirst ingest RUTA.',
  },
  noLineFits: {
    en: 'No sentence of its articles makes a line of so short a brief. The articles stand under Sources.',
    es: 'Ninguna frase de sus artículos sirve de línea en un resumen tan breve. Los artículos están en Fuentes.',
  },
  noDifferences: {
    en: 'The sources do not contradict each other on anything that could be compared.',
    es: 'Las fuentes no se contradicen en nada que se pudiera comparar.',
  },
  noDates: {
    en: 'No line of this story states a date that could be read.',
    es: 'Ninguna línea de esta historia indica una fecha que se pudiera leer.',
  },
  nothingFound: {
    en: (words: string) => `Nothing matches ${words}. Try fewer words, or another spelling of a name.`,
    es: (words: string) => `Nada coincide con ${words}. Pruebe con menos palabras u otra grafía de un nombre.`,
  },
  found: {
    en: (articles: string, statements: number) => `${articles} and ${en(statements, 'statement', 'statements')} match`,
    es: (articles: string, statements: number) =>
      `coinciden ${articles} y ${es(statements, 'afirmación', 'afirmaciones')}`,
  },
  whyTitle: { en: 'Why this line', es: 'Por qué esta línea' },

  // notifications
  digestSentence: {
    en: (title: string, lines: string, origins: string) => `${title}: ${lines} from ${origins}.`,
    es: (title: string, lines: string, origins: string) => `${title}: ${lines} de ${origins}.`,
  },
  changedSentence: {
    en: (title: string, moves: string, since: string) => `${title}: ${moves} ${since}.`,
    es: (title: string, moves: string, since: string) => `${title}: ${moves} ${since}.`,
  },
  sourcesSentence: {
    en: (title: string, counts: string) => `Sources of ${title}: ${counts}.`,
    es: (title: string, counts: string) => `Fuentes de ${title}: ${counts}.`,
  },
  differSentence: {
    en: (title: string, n: number) => `${title}: ${en(n, 'point', 'points')} on which sources differ.`,
    es: (title: string, n: number) => `${title}: ${es(n, 'punto', 'puntos')} en que las fuentes discrepan.`,
  },
  timelineSentence: {
    en: (title: string, n: number) => `${title}: a timeline of ${en(n, 'entry', 'entries')}.`,
    es: (title: string, n: number) => `${title}: cronología de ${es(n, 'entrada', 'entradas')}.`,
  },
  whySentence: {
    en: (passages: number) => `${en(passages, 'passage stands', 'passages stand')} behind this line.`,
    es: (passages: number) => `${es(passages, 'pasaje respalda', 'pasajes respaldan')} esta línea.`,
  },
  storiesSentence: {
    en: (n: number, live: number) => `${en(n, 'story', 'stories')}, ${live} live.`,
    es: (n: number, live: number) => `${es(n, 'historia', 'historias')}, ${es(live, 'activa', 'activas')}.`,
  },

  // a time that cannot be read
  timeMissing: { en: 'No time is given.', es: 'No se ha indicado ninguna hora.' },
  timeUnreadable: {
    en: (given: string) => `${given} is not a time I can read.`,
    es: (given: string) => `${given} no es una hora que se pueda leer.`,
  },
  timeTooLate: {
    en: (given: string, limit: string) => `${given} is later than ${limit}.`,
    es: (given: string, limit: string) => `${given} es posterior a ${limit}.`,
  },
  sinceExamples: {
    en: 'Try 2h, 30m, 3d, yesterday, monday, 14:00, 2026-01-07, 2026-01-07 14:00 or last.',
    es: 'Pruebe 2h, 30m, 3d, ayer, lunes, 14:00, 2026-01-07, 2026-01-07 14:00 o último.',
  },
  asOfExamples: {
    en: 'Try 2026-01-07, 2026-01-07 14:00, 2026-01-07T14:00Z, yesterday or 2h.',
    es: 'Pruebe 2026-01-07, 2026-01-07 14:00, 2026-01-07T14:00Z, ayer o 2h.',
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>

/** The word that goes with a row's mark. */
export const MARK_WORDS: Record<RowMark, Record<Lang, string>> = {
  added: { en: 'New', es: 'Nuevo' },
  revised: { en: 'Revised', es: 'Revisado' },
  corroborated: { en: 'Now confirmed', es: 'Ahora confirmado' },
  disputed: { en: 'Sources differ', es: 'Las fuentes discrepan' },
  withdrawn: { en: 'Withdrawn', es: 'Retirado' },
}

/** What sources differ about, where no word of theirs says it: by the English word that stands in a difference's `topic`. */
export const TOPIC_WORDS: Readonly<Record<string, Record<Lang, string>>> = {
  killed: { en: 'killed', es: 'muertos' },
  injured: { en: 'injured', es: 'heridos' },
  'killed or injured': { en: 'killed or injured', es: 'muertos o heridos' },
  missing: { en: 'missing', es: 'desaparecidos' },
  homeless: { en: 'homeless', es: 'sin hogar' },
  displaced: { en: 'displaced', es: 'desplazados' },
  rescued: { en: 'rescued', es: 'rescatados' },
  evacuated: { en: 'evacuated', es: 'evacuados' },
  'arrested or held': { en: 'arrested or held', es: 'detenidos' },
  buried: { en: 'buried', es: 'enterrados' },
  gathered: { en: 'gathered', es: 'reunidos' },
  affected: { en: 'affected', es: 'afectados' },
  'given or pledged': { en: 'given or pledged', es: 'entregado o prometido' },
  raised: { en: 'raised', es: 'recaudado' },
  cost: { en: 'cost', es: 'costo' },
  lost: { en: 'lost', es: 'perdido' },
  date: { en: 'date', es: 'fecha' },
  'the taking of a person': { en: 'the taking of a person', es: 'la captura de una persona' },
  'a killing': { en: 'a killing', es: 'una muerte' },
  'the end of an office': { en: 'the end of an office', es: 'el fin de un cargo' },
  'a use of force': { en: 'a use of force', es: 'un uso de la fuerza' },
  'a gathering': { en: 'a gathering', es: 'una concentración' },
  'armed people': { en: 'armed people', es: 'gente armada' },
  since: { en: 'since', es: 'desde' },
}

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS: Record<Lang, readonly string[]> = {
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  es: ['lun', 'mar', 'mié', 'jue', 'vie', 'sáb', 'dom'],
}

export const MONTHS: Record<Lang, readonly string[]> = {
  en: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
  es: ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'sep', 'oct', 'nov', 'dic'],
}

/** Spanish says `la 01:00` and `las` before every other hour. */
function articleOfHour(time: string): string {
  return time.startsWith('01:') ? 'la' : 'las'
}
