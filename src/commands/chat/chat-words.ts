import type { Lang } from '../../news/message.ts'

/** Why an answer begins where it does: it was asked for, the asker looked then, a digest was posted then … */
export type SinceReason = 'asked' | 'looked' | 'digest' | 'edition' | 'day'

/** Why "what changed?" begins where it does. */
export const SINCE_WORDS: Record<Exclude<SinceReason, 'asked'>, Readonly<Record<Lang, (time: string) => string>>> = {
  looked: {
    en: (time) => `compared with when you last looked: ${time}`,
    es: (time) => `comparado con cuando usted miró por última vez: ${time}`,
  },
  digest: {
    en: (time) => `compared with the last digest here: ${time}`,
    es: (time) => `comparado con el último boletín de este canal: ${time}`,
  },
  edition: {
    en: (time) => `compared with the last edition of the story: ${time}`,
    es: (time) => `comparado con la última edición de la historia: ${time}`,
  },
  day: {
    en: (time) => `you look here for the first time, so compared with a day ago: ${time}`,
    es: (time) => `es la primera vez que usted mira, así que comparado con hace un día: ${time}`,
  },
}

/** How a command is typed where the message is read: `/follow`, on Discord in Spanish `/seguir`. */
export type Typed = (path: string) => string

const plural = (lang: Lang, n: number, one: string, other: string) =>
  `${new Intl.NumberFormat(lang).format(n)} ${new Intl.PluralRules(lang).select(n) === 'one' ? one : other}`

/** What the bot says to people who ask, English and Spanish side by side. */
export const CHAT_WORDS = {
  // buttons
  whatChanged: { en: 'What changed', es: 'Novedades' },
  brief: { en: 'Brief', es: 'Resumen' },
  sources: { en: 'Sources', es: 'Fuentes' },
  differ: { en: 'Sources differ', es: 'Discrepancias' },
  timeline: { en: 'Timeline', es: 'Cronología' },
  more: { en: 'More…', es: 'Más…' },
  share: { en: 'Share', es: 'Compartir' },
  report: { en: 'Report a problem', es: 'Avisar de un problema' },
  retract: { en: 'Retract…', es: 'Retirar…' },
  help: { en: 'Help', es: 'Ayuda' },
  stories: { en: 'Stories', es: 'Historias' },
  change: { en: 'Change…', es: 'Cambiar…' },
  preview: { en: 'Preview', es: 'Vista previa' },
  unfollow: { en: 'Unfollow', es: 'Dejar de seguir' },
  followAgain: { en: 'Follow again', es: 'Volver a seguir' },
  followIt: { en: 'Follow it here', es: 'Seguirla aquí' },
  follow: { en: 'Follow a story', es: 'Seguir una historia' },
  whatIsThis: { en: 'What is this?', es: '¿Qué es esto?' },
  resume: { en: 'Resume', es: 'Reanudar' },
  digestNow: { en: 'Digest now', es: 'Boletín ahora' },
  tryAgain: { en: 'Try again', es: 'Intentar de nuevo' },
  addStory: { en: 'Add a story…', es: 'Añadir una historia…' },
  status: { en: 'Status', es: 'Estado' },

  // what could not be read, and which of several is meant
  notUnderstood: { en: 'Not understood', es: 'No entendido' },
  seeHelp: {
    en: (typed: Typed) => `What to type: ${typed('standfirst help')}.`,
    es: (typed: Typed) => `Qué escribir: ${typed('standfirst help')}.`,
  },
  whichStory: { en: 'Which story?', es: '¿Qué historia?' },
  whichStoryHow: {
    en: 'More than one could be meant. Pick one, or ask again with its name.',
    es: 'Puede ser más de una. Elija una, o pregunte de nuevo con su nombre.',
  },
  pickStory: { en: 'Pick a story', es: 'Elija una historia' },
  namedLater: {
    en: 'Name one behind the command, by the word in brackets.',
    es: 'Nombre una tras la orden, con la palabra entre paréntesis.',
  },
  moreStories: {
    en: (n: number) => `And ${n} more: write the name of the story behind the command.`,
    es: (n: number) => `Y ${n} más: escriba el nombre de la historia tras la orden.`,
  },

  // refusals
  notDone: { en: 'Nothing was changed', es: 'No se cambió nada' },
  notFound: { en: 'Not found', es: 'No encontrado' },
  onlySlack: {
    en: (group: string | null) =>
      'Only those who manage this channel can do that: an admin or owner of the workspace, ' +
      `${group === null ? 'or ' : ''}the person who made the channel${group === null ? '' : `, or a member of ${group}`}.`,
    es: (group: string | null) =>
      'Solo puede hacerlo quien administra este canal: un administrador o propietario del espacio de trabajo, ' +
      `${group === null ? 'o ' : ''}quien creó el canal${group === null ? '' : `, o un miembro de ${group}`}.`,
  },
  onlyDiscord: {
    en: (role: string | null) =>
      'Only those who manage this channel can do that: whoever has the permission Manage Channels ' +
      `here${role === null ? '' : `, or the role ${role}`}.`,
    es: (role: string | null) =>
      'Solo puede hacerlo quien administra este canal: quien tiene aquí el permiso Gestionar ' +
      `canales${role === null ? '' : `, o el rol ${role}`}.`,
  },
  rightUnknown: {
    en: (platform: string) =>
      `${platform} did not say whether you manage this channel. Try again in a minute; if it goes on, ask an admin of ` +
      'yours to look at the bot’s permissions.',
    es: (platform: string) =>
      `${platform} no respondió si usted administra este canal. Inténtelo de nuevo en un minuto; si sigue igual, pida a ` +
      'un administrador que revise los permisos del bot.',
  },
  tooMany: { en: 'One moment', es: 'Un momento' },
  tooManyPerson: {
    en: (seconds: number) => `You asked a lot at once. Ask again in ${plural('en', seconds, 'second', 'seconds')}.`,
    es: (seconds: number) =>
      `Ha preguntado mucho de golpe. Pregunte de nuevo en ${plural('es', seconds, 'segundo', 'segundos')}.`,
  },
  tooManyChannel: {
    en: (seconds: number) =>
      `Much was asked in this channel at once. Ask again in ${plural('en', seconds, 'second', 'seconds')}.`,
    es: (seconds: number) =>
      `En este canal se ha preguntado mucho de golpe. Pregunte de nuevo en ${plural('es', seconds, 'segundo', 'segundos')}.`,
  },
  needsChannel: {
    en: (typed: Typed) => `That needs a channel: type ${typed('follow')} in the one that is to get the digests.`,
    es: (typed: Typed) => `Eso necesita un canal: escriba ${typed('follow')} en el que debe recibir los boletines.`,
  },
  othersFollow: {
    en: (title: string) =>
      `Others follow “${title}” too, so it stays. To end its digests here, unfollow it; the people who run the bot can remove it.`,
    es: (title: string) =>
      `Otros también siguen «${title}», así que se queda. Para terminar sus boletines aquí, deje de seguirla; quienes llevan el bot pueden quitarla.`,
  },
  notFollowed: {
    en: (title: string) => `This channel does not follow “${title}”.`,
    es: (title: string) => `Este canal no sigue «${title}».`,
  },

  // following
  followed: { en: 'This channel follows it now.', es: 'Este canal la sigue desde ahora.' },
  follows: { en: 'This channel follows it.', es: 'Este canal la sigue.' },
  changed: { en: 'Its digests here are changed.', es: 'Sus boletines de este canal han cambiado.' },
  resumed: { en: 'Its digests here go on.', es: 'Sus boletines de este canal continúan.' },
  paused: { en: 'Its digests here are paused.', es: 'Sus boletines de este canal están en pausa.' },
  firstNow: { en: 'The first digest comes now.', es: 'El primer boletín llega ahora.' },
  schedule: {
    en: (days: string, times: string, city: string) => `${days} at ${times} (${city})`,
    es: (days: string, times: string, city: string) => `${days} a las ${times} (${city})`,
  },
  everyDay: { en: 'Every day', es: 'Todos los días' },
  quietHours: {
    en: (from: string, to: string) => `quiet from ${from} to ${to}`,
    es: (from: string, to: string) => `en silencio de ${from} a ${to}`,
  },
  skips: { en: 'no post when nothing is new', es: 'sin publicar si no hay novedades' },
  posts: { en: 'one line when nothing is new', es: 'una línea si no hay novedades' },
  inEnglish: { en: 'in English', es: 'en inglés' },
  inSpanish: { en: 'in Spanish', es: 'en español' },
  breakingOf: {
    en: (n: number) => `between digests what ${plural('en', n, 'origin tells', 'origins tell')}`,
    es: (n: number) => `entre boletines lo que ${plural('es', n, 'origen cuente', 'orígenes cuenten')}`,
  },
  next: { en: (when: string) => `Next digest: ${when}.`, es: (when: string) => `Próximo boletín: ${when}.` },
  noNext: {
    en: 'No digest will come: all its times lie within the quiet hours.',
    es: 'No llegará ningún boletín: todas sus horas caen en las de silencio.',
  },
  toChange: {
    en: (typed: Typed, id: string) =>
      `To change it: ${typed('follow')} ${id} at 08:00,17:30 days mon-fri. To end it: ${typed('unfollow')} ${id}.`,
    es: (typed: Typed, id: string) =>
      `Para cambiarlo: ${typed('follow')} ${id} horas 08:00,17:30 días lun-vie. Para terminar: ${typed('unfollow')} ${id}.`,
  },
  unfollowed: {
    en: 'Its digests here have ended. What was posted stays; questions about it are still answered.',
    es: 'Sus boletines de este canal han terminado. Lo publicado se queda; aún puede preguntar por ella.',
  },
  toResume: {
    en: (typed: Typed) => `To let them go on: ${typed('digest resume')}.`,
    es: (typed: Typed) => `Para reanudarlos: ${typed('digest resume')}.`,
  },

  // a digest at once, and one taken back
  digestComes: { en: 'A digest comes now.', es: 'Llega un boletín ahora.' },
  digestQuiet: {
    en: (until: string) =>
      `It is quiet here until ${until}: no digest is posted before. Preview shows it to you alone.`,
    es: (until: string) =>
      `Aquí hay silencio hasta las ${until}: antes no se publica nada. La vista previa se la muestra solo a usted.`,
  },
  digestUnderWay: {
    en: 'A digest is under way already: it comes in a moment.',
    es: 'Ya hay un boletín en camino: llega en un momento.',
  },
  previewNothing: {
    en: 'Nothing would be posted now: nothing material changed, and this channel skips such digests.',
    es: 'Ahora no se publicaría nada: no cambió nada importante y este canal omite esos boletines.',
  },
  previewTitle: { en: 'Preview, seen by you alone', es: 'Vista previa, solo para usted' },
  nonePosted: {
    en: (typed: Typed) => `No digest of it stands in this channel. To post one: ${typed('digest now')}.`,
    es: (typed: Typed) => `Ningún boletín suyo está en este canal. Para publicar uno: ${typed('digest now')}.`,
  },
  retracting: {
    en: 'The digest is being withdrawn: your reason takes its place, and stands in its thread.',
    es: 'El boletín se está retirando: su motivo ocupa su lugar y queda en su hilo.',
  },
  retractedBefore: { en: 'That digest was withdrawn before.', es: 'Ese boletín ya se había retirado.' },
  reasonNeeded: {
    en: (typed: Typed) => `Say why, for all to read: ${typed('digest retract')} because …`,
    es: (typed: Typed) => `Diga por qué, para que todos lo lean: ${typed('digest retract')} porque …`,
  },

  // outlets
  mutes: { en: 'Muted outlets', es: 'Medios silenciados' },
  mutedList: {
    en: (outlets: string) => `Left out of this channel’s digests and answers: ${outlets}.`,
    es: (outlets: string) => `Medios omitidos en los boletines y las respuestas de este canal: ${outlets}.`,
  },
  noMutes: {
    en: (typed: Typed) => `This channel hears every outlet. To leave one out: ${typed('mute')} OUTLET.`,
    es: (typed: Typed) => `Este canal oye todos los medios. Para omitir uno: ${typed('mute')} MEDIO.`,
  },
  hearAgain: {
    en: (typed: Typed) => `To hear one again: ${typed('mute')} OUTLET off.`,
    es: (typed: Typed) => `Para volver a oír uno: ${typed('mute')} MEDIO no.`,
  },
  hear: { en: (outlet: string) => `Hear ${outlet}`, es: (outlet: string) => `Oír ${outlet}` },
  pickOutlet: { en: 'Hear one again', es: 'Volver a oír uno' },
  muted: {
    en: (outlet: string) => `${outlet} is left out of this channel’s digests and answers from now on.`,
    es: (outlet: string) => `${outlet} se omite desde ahora en los boletines y las respuestas de este canal.`,
  },
  heard: {
    en: (outlet: string) => `${outlet} is heard in this channel again.`,
    es: (outlet: string) => `${outlet} vuelve a oírse en este canal.`,
  },
  unknownOutlet: {
    en: (outlet: string) => `No article of “${outlet}” was seen yet; the name must be as sources show it.`,
    es: (outlet: string) =>
      `Aún no se ha visto ningún artículo de «${outlet}»; el nombre debe ser como en las fuentes.`,
  },

  // stories from chat
  storyMade: {
    en: 'It is covered from now on. I am looking through what is stored; its first brief comes here.',
    es: 'Se cubre desde ahora. Estoy revisando lo guardado; su primer resumen llega aquí.',
  },
  storyLater: {
    en: 'It is covered from now on. What is stored could not be looked through just now: ask for its brief in a minute.',
    es: 'Se cubre desde ahora. Lo guardado no se pudo revisar por ahora: pida su resumen en un minuto.',
  },
  storyAdded: {
    en: (matched: number) =>
      matched === 0
        ? 'It is covered from now on. No stored article belongs to it yet: its brief begins with the first.'
        : `It is covered from now on. ${plural('en', matched, 'stored article belongs', 'stored articles belong')} to it already.`,
    es: (matched: number) =>
      matched === 0
        ? 'Se cubre desde ahora. Aún no le corresponde ningún artículo guardado: su resumen empieza con el primero.'
        : matched === 1
          ? 'Se cubre desde ahora. Ya le corresponde un artículo guardado.'
          : `Se cubre desde ahora. Ya le corresponden ${plural('es', matched, 'artículo guardado', 'artículos guardados')}.`,
  },
  storyQuery: {
    en: (query: string) => `An article belongs when it holds all of: ${query}`,
    es: (query: string) => `Un artículo le corresponde si contiene todo esto: ${query}`,
  },
  storyAliases: {
    en: (aliases: string) => `or one of: ${aliases}`,
    es: (aliases: string) => `o algo de esto: ${aliases}`,
  },
  feedsKnown: { en: 'Known feeds that may carry it', es: 'Canales conocidos que pueden llevarla' },
  storyRemoved: {
    en: 'It is covered no longer, and its digests have ended.',
    es: 'Ya no se cubre, y sus boletines han terminado.',
  },
  urlAdded: {
    en: (what: string) => `Added to the story: ${what}. It counts with the next brief.`,
    es: (what: string) => `Añadido a la historia: ${what}. Cuenta desde el próximo resumen.`,
  },

  // reports, marks
  reported: {
    en: 'Thank you. The people who run the bot have your report.',
    es: 'Gracias. Quienes llevan el bot tienen su aviso.',
  },
  reportNumber: { en: (id: string) => `Its number: ${id}.`, es: (id: string) => `Su número: ${id}.` },
  reportNeeded: {
    en: (typed: Typed) => `Say what is wrong: ${typed('standfirst report')} …`,
    es: (typed: Typed) => `Diga qué está mal: ${typed('standfirst report')} …`,
  },
  forgotten: {
    en: (n: number) =>
      n === 0
        ? 'Nothing was kept about you.'
        : `Erased: ${plural('en', n, 'mark', 'marks')} of when you last looked at a story. Nothing else was kept about you.`,
    es: (n: number) =>
      n === 0
        ? 'No se guardaba nada sobre usted.'
        : `Borrado: ${plural('es', n, 'marca', 'marcas')} de cuándo miró una historia por última vez. No se guardaba nada más sobre usted.`,
  },

  // hello, more, working, faults
  hello: {
    en: 'I brief this channel on news stories: every line with its sources, at the times you choose or when asked.',
    es: 'Informo a este canal sobre historias de actualidad: cada línea con sus fuentes, a las horas que elija o cuando pregunte.',
  },
  moreTitle: { en: 'More about this digest', es: 'Más sobre este boletín' },
  moreHow: {
    en: 'Pick a line to see who says it, word for word, and what was left out.',
    es: 'Elija una línea para ver quién la dice, palabra por palabra, y qué quedó fuera.',
  },
  moreNone: {
    en: 'This digest has no line to explain.',
    es: 'Este boletín no tiene líneas que explicar.',
  },
  pickLine: { en: 'Why this line?', es: '¿Por qué esta línea?' },
  working: {
    en: (title: string | null) => (title === null ? 'Looking it up…' : `Looking at ${title}…`),
    es: (title: string | null) => (title === null ? 'Lo estoy mirando…' : `Mirando ${title}…`),
  },
  failed: { en: 'That did not work', es: 'No ha funcionado' },
  failedWhat: {
    en: 'Something went wrong on our side. Nothing was changed, and your mark was not moved.',
    es: 'Algo falló por nuestra parte. No se cambió nada, y su marca no se movió.',
  },
  failedId: {
    en: (id: string) => `Try again in a minute. If it goes on, tell those who run the bot this number: ${id}.`,
    es: (id: string) => `Inténtelo en un minuto. Si sigue igual, dé este número a quienes llevan el bot: ${id}.`,
  },
} as const satisfies Record<string, Record<Lang, string | ((...parts: never[]) => string)>>
